"""Deliveries on the screen: upload, preview, errors, result, taking back; and who may do which."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from municipalities.assessment.recalculation import recalculate_pending
from municipalities.deliveries.loading import load, take_back
from municipalities.deliveries.staging import stage
from municipalities.models import Delivery, Observation
from municipalities.readers.limits import MAX_FILE_BYTES
from tests.accounts import user_of
from tests.deliveries import HEADER, SAMPLES, STORY, staged, varde

pytestmark = pytest.mark.django_db
UPLOAD = "/leverancer/ny/"


@pytest.fixture
def caseworker(client):
    client.force_login(user_of("caseworker"))
    return client


def upload(client, *files, **data):
    return client.post(UPLOAD, {"files": list(files), **data})


def sample(path):
    return SimpleUploadedFile(path.name, path.read_bytes())


def text(response) -> str:
    return response.content.decode()


def test_the_six_answers_are_uploaded_previewed_confirmed_and_loaded(caseworker):
    response = upload(caseworker, *map(sample, STORY))
    delivery = Delivery.objects.get()
    page = response.headers["Location"]
    assert page == f"/leverancer/{delivery.pk}/"
    waiting = text(caseworker.get(page))
    assert "<progress" in waiting
    assert "Indlæs tallene" not in waiting

    stage(delivery.pk)
    preview = text(caseworker.get(page))
    assert "10.584 nye og 0 ændrede tal" in preview
    assert "Hele landet (108)" in preview
    assert not Observation.objects.exists()

    after = caseworker.post(page + "indlaes/", follow=True)
    assert "Indlæst den" in text(after)
    assert Observation.objects.count() == 98 * 6 * 18
    assert "Niveauerne genberegnes" in text(after)
    recalculate_pending()
    assert "Niveauerne genberegnes" not in text(caseworker.get(page))
    naestved = text(caseworker.get("/kommuner/370/?month=2018-04"))
    assert "39,2\N{NO-BREAK SPACE}%" in naestved


@pytest.mark.parametrize("name", ["dagpenge_apr2018_excel-dansk.csv", "opgoerelse_2018M04.xlsx"])
def test_the_other_samples_are_read_from_the_page_too(caseworker, name):
    upload(caseworker, sample(SAMPLES / name))
    delivery = stage(Delivery.objects.get().pk)
    assert delivery.status == Delivery.Status.READY
    assert caseworker.get(delivery.get_absolute_url()).status_code == 200


def test_a_file_with_seven_errors_shows_all_of_them_and_gives_them_as_csv(caseworker):
    upload(caseworker, sample(SAMPLES / "fejl.csv"))
    delivery = stage(Delivery.objects.get().pk)
    response = caseworker.get(delivery.get_absolute_url())
    assert "Leverancen blev ikke indlæst. 7 fejl skal rettes først – intet er ændret." in text(response)
    assert len(response.context["error_table"].rows) == 7
    assert "»Vardee« er ikke en kommune. Mente du Varde?" in text(response)
    exported = caseworker.get(delivery.get_absolute_url() + "fejl.csv")
    rows = list(csv.DictReader(io.StringIO(exported.content.decode("utf-8-sig")), delimiter=";"))
    errors = [row for row in rows if row["Type"] == "Fejl"]
    assert [row["Række"] for row in errors] == ["3", "4", "5", "7", "8", "9", "12"]
    assert errors[0]["Værdi"] == "Vardee"
    refused = caseworker.post(delivery.get_absolute_url() + "indlaes/", follow=True)
    assert "Leverancen er ikke klar til at blive indlæst." in text(refused)
    assert not Observation.objects.exists()


def test_the_preview_shows_the_largest_change_first_and_the_levels_that_move(caseworker, story):
    # April 2018: Bornholm's benefit recipients fall from 40 percent to none, Lejre's a little.
    delivery = staged(HEADER + "2018M04;Lejre;6-9 mdr.;52;3,1;30,0\n2018M04;Bornholm;6-9 mdr.;45;3,1;0,0\n")
    response = caseworker.get(delivery.get_absolute_url())
    changed = [row.record for row in response.context["change_table"].rows]
    assert [change.municipality for change in changed] == ["Bornholm", "Lejre"]
    moved = [row.record for row in response.context["level_table"].rows]
    foreseen = {(str(move.municipality), move.from_level, move.to_level) for move in moved}
    assert foreseen == {("Bornholm", "below", "markedly_below")}
    load(delivery.pk, by=None)
    recalculate_pending()
    after = caseworker.get(delivery.get_absolute_url())
    happened = [row.record for row in after.context["level_table"].rows]
    assert {(str(move.municipality), move.from_level, move.to_level) for move in happened} == foreseen
    assert [row.record.municipality for row in after.context["change_table"].rows] == ["Bornholm", "Lejre"]


def test_the_preview_counts_what_is_missing_and_what_is_withheld(caseworker):
    # One target group, one month: two of the 98 municipalities, one of them withheld.
    delivery = staged(varde("46,2") + "2018M04;Fanø;6-9 mdr.;-;-;-\n")
    counts = {label: number for number, label in caseworker.get(delivery.get_absolute_url()).context["counts"]}
    assert (counts["nye"], counts["diskretionerede"], counts["mangler"]) == ("2", "1", "96")


def test_the_same_content_again_is_said_to_be_so(caseworker):
    first = load(staged(varde("46,2")).pk, by=None)
    again = staged(varde("46,2"))
    page = text(caseworker.get(again.get_absolute_url()))
    assert "Det samme indhold er indlæst før. Intet er ændret." in page
    assert first.get_absolute_url() in page


def test_a_double_click_on_load_loads_once(caseworker):
    delivery = staged(varde("46,2"))
    for _ in range(2):
        assert caseworker.post(delivery.get_absolute_url() + "indlaes/").status_code == 302
    assert Observation.objects.count() == 1


def test_taking_back_needs_a_reason_without_a_cpr_number(caseworker):
    delivery = load(staged(varde("46,2")).pk, by=None)
    page = delivery.get_absolute_url() + "tag-tilbage/"
    assert caseworker.post(page, {"reason": " "}).status_code == 200
    assert "CPR-nummer" in text(caseworker.post(page, {"reason": "Borgeren 010190-1234 var med"}))
    delivery.refresh_from_db()
    assert delivery.status == Delivery.Status.LOADED
    response = caseworker.post(page, {"reason": "Forkert måned"}, follow=True)
    assert "Trukket tilbage den" in text(response)
    assert "Forkert måned" in text(response)
    assert not Observation.objects.filter(known_to=None).exists()


def test_a_discarded_delivery_stays_in_the_list_and_cannot_be_loaded(caseworker):
    delivery = staged(varde("46,2"))
    caseworker.post(delivery.get_absolute_url() + "kasser/")
    assert "Kasseret" in text(caseworker.get("/leverancer/"))
    caseworker.post(delivery.get_absolute_url() + "indlaes/")
    assert not Observation.objects.exists()


def test_what_another_has_done_with_a_delivery_meanwhile_is_said_and_stands(caseworker):
    other = user_of("approver")
    delivery = load(staged(varde("46,2")).pk, by=other)
    page = delivery.get_absolute_url()
    assert "Kun en leverance, der er klar til at blive indlæst, kan kasseres." in text(
        caseworker.post(page + "kasser/", follow=True)
    )
    take_back(delivery.pk, by=other, reason="Forkert måned")
    refused = text(caseworker.post(page + "tag-tilbage/", {"reason": "Min egen grund"}))
    assert "Kun en indlæst leverance kan trækkes tilbage." in refused
    assert "Min egen grund" in refused
    delivery.refresh_from_db()
    assert (delivery.taken_back_by, delivery.taken_back_reason) == (other, "Forkert måned")


def test_a_preview_from_before_other_figures_were_loaded_is_to_be_looked_at_anew(caseworker):
    waiting = staged(varde("48,2"))
    load(staged(varde("49,2")).pk, by=None)
    answer = caseworker.post(waiting.get_absolute_url() + "indlaes/", follow=True)
    assert "Se den nye forhåndsvisning igennem" in text(answer)
    waiting.refresh_from_db()
    assert (waiting.status, waiting.counts["new"], waiting.counts["changed"]) == ("ready", 0, 1)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (SimpleUploadedFile("tal 010190-1234.csv", b"x"), "CPR-nummer"),
        (SimpleUploadedFile("tal.csv", b"x" * (MAX_FILE_BYTES + 1)), "fylder 20 MB"),
    ],
)
def test_an_upload_that_cannot_be_kept_is_refused_at_once_and_nothing_is_kept(caseworker, file, said):
    response = upload(caseworker, file)
    assert response.status_code == 200
    assert said in text(response)
    assert not Delivery.objects.exists()


def test_an_upload_without_files_says_so(caseworker):
    assert "Filer: " in text(caseworker.post(UPLOAD, {}))
    assert not Delivery.objects.exists()


def test_one_bad_file_among_good_ones_keeps_all_of_them_out(caseworker):
    upload(caseworker, sample(STORY[0]), SimpleUploadedFile("tom.csv", b""))
    assert stage(Delivery.objects.get().pk).status == Delivery.Status.REJECTED


def test_a_file_comes_back_as_it_was_and_only_as_a_download(caseworker):
    delivery = staged(varde("46,2"), name="tal<script>.html")
    file = delivery.files.get()
    response = caseworker.get(f"{delivery.get_absolute_url()}filer/{file.pk}/")
    assert b"".join(response.streaming_content) == varde("46,2").encode()
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment")
    other = staged(varde("10,0"))
    assert caseworker.get(f"{other.get_absolute_url()}filer/{file.pk}/").status_code == 404


def test_a_reader_looks_but_does_not_load(client):
    client.force_login(user_of("reader"))
    delivery = staged(varde("46,2"))
    page = text(client.get(delivery.get_absolute_url()))
    assert "Indlæs tallene" not in page
    assert client.get(UPLOAD).status_code == 403
    for action in ("indlaes/", "kasser/", "tag-tilbage/"):
        assert client.post(delivery.get_absolute_url() + action).status_code == 403
    delivery.refresh_from_db()
    assert delivery.status == Delivery.Status.READY


def test_a_regional_office_sees_no_deliveries(client):
    client.force_login(user_of("regional_office", "AMK Syd"))
    delivery = staged(varde("46,2"))
    for page in ("/leverancer/", delivery.get_absolute_url(), delivery.get_absolute_url() + "fejl.csv"):
        assert client.get(page).status_code == 403


@pytest.mark.parametrize("action", ["indlaes/", "kasser/"])
def test_who_was_signed_out_meanwhile_lands_on_the_delivery_and_reads_that_nothing_was_done(caseworker, action):
    delivery = staged(varde("46,2"))
    page = text(caseworker.get(delivery.get_absolute_url() + action, follow=True))
    assert "Du var blevet logget ud, så der er ikke sket noget." in page
    delivery.refresh_from_db()
    assert delivery.status == Delivery.Status.READY


def test_the_list_is_filtered_exported_and_costs_the_same_however_many(caseworker, django_assert_max_num_queries):
    for number in range(30):
        staged(varde(f"{number},5"), name=f"tal-{number}.csv")
    caseworker.get("/leverancer/")
    with django_assert_max_num_queries(7):
        response = caseworker.get("/leverancer/")
    assert len(response.context["table"].rows) == 30
    found = caseworker.get("/leverancer/?q=tal-17&status=ready")
    assert [row.record.file_names for row in found.context["table"].rows] == [["tal-17.csv"]]
    exported = text(caseworker.get("/leverancer/?q=tal-17&export=csv"))
    assert len(exported.splitlines()) == 2
