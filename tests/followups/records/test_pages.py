"""The pages of access to records: from the case to the archive, and nothing for those who may not."""

import hashlib
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from followups.log import write
from followups.models import Document, LogEntry, RecordsRequest, Withholding
from followups.records.review import review_of
from kontakt.accounts.models import RegionalOffice
from tests.accounts import user_of
from tests.followups.forms import sent
from tests.followups.making import PDF, pdf
from tests.followups.records.reading import DAY, SECRET, all_text, opened

pytestmark = pytest.mark.django_db


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def page(case, asked):
    """The page of a request for the case."""
    return asked().get_absolute_url()


def seen(page: str) -> str:
    return review_of(RecordsRequest.objects.get(pk=page.split("/")[-2])).seen


def test_from_the_case_to_the_archive(signed_in, case, note):
    entry = note(theme="Om leverandøren", text=SECRET, files=[pdf()])
    make = f"{case.get_absolute_url()}aktindsigt/ny/"
    assert make in text(signed_in.get(case.get_absolute_url()))
    made = signed_in.post(make, sent(signed_in.get(make), requester="Dagbladet"), follow=True)
    request = RecordsRequest.objects.get()
    assert (request.case, request.requester, request.requested_on) == (case, "Dagbladet", timezone.localdate())
    assert SECRET in text(made)
    page = request.get_absolute_url()

    withhold = f"{page}undtag/entry/{entry.pk}/"
    assert withhold in text(made)
    form = signed_in.get(withhold)
    reviewed = signed_in.post(
        withhold, sent(form, what="passage", words="Nordisk Jobplan", ground="offl_30_2"), follow=True
    )
    assert 'class="withheld"' in text(reviewed)

    given = signed_in.post(f"{page}giv/", {"seen": reviewed.context["review"].seen}, follow=True)
    request.refresh_from_db()
    assert request.archive.sha256 in text(given)
    archive = signed_in.get(f"{page}arkiv/")
    content = b"".join(archive.streaming_content)
    assert hashlib.sha256(content).hexdigest() == request.archive.sha256
    assert archive.headers["Content-Type"] == "application/zip"
    assert archive.headers["Content-Disposition"].startswith("attachment")
    assert "Nordisk Jobplan" not in all_text(opened(request))
    assert page in text(signed_in.get(case.get_absolute_url()))


def test_a_municipality_over_a_period(signed_in, case, note):
    note()
    make = f"/kommuner/{case.municipality.code}/aktindsigt/ny/"
    form = signed_in.get(make)
    refused = signed_in.post(make, sent(form, requester="Dagbladet", first_day="2018-04-01", last_day="2018-03-01"))
    assert "error-summary" in text(refused)
    period = {"first_day": "2018-03-01", "last_day": "2018-03-31"}
    response = signed_in.post(make, sent(form, requester="Dagbladet", **period), follow=True)
    request = RecordsRequest.objects.get()
    assert (request.case, request.first_day, request.last_day) == (None, date(2018, 3, 1), date(2018, 3, 31))
    assert "Aftale om redegørelse" in text(response)


def test_the_same_form_twice_is_one_request(signed_in, case):
    make = f"{case.get_absolute_url()}aktindsigt/ny/"
    written = sent(signed_in.get(make), requester="Dagbladet")
    for _time in range(2):
        assert signed_in.post(make, written).status_code == 302
    assert RecordsRequest.objects.count() == 1


def test_a_cpr_number_in_the_requester_comes_back_as_typed(signed_in, case):
    make = f"{case.get_absolute_url()}aktindsigt/ny/"
    refused = signed_in.post(make, sent(signed_in.get(make), requester="Borger 010190-1234"))
    assert "Borger 010190-1234" in text(refused)
    assert "error-summary" in text(refused)
    assert not RecordsRequest.objects.exists()


def test_several_are_ticked_and_withheld_and_one_is_undone(signed_in, page, note):
    entries = [note(theme=f"Notat {number}") for number in range(3)]
    ticked = {"record": [f"entry:{entry.pk}" for entry in entries[:2]], "ground": "offl_23"}
    signed_in.post(f"{page}undtag/", ticked)
    assert set(Withholding.objects.values_list("record", flat=True)) == {entry.pk for entry in entries[:2]}
    withheld = Withholding.objects.first()
    response = signed_in.post(f"{page}undtagelser/{withheld.pk}/fjern/", follow=True)
    assert Withholding.objects.count() == 1
    assert f'value="entry:{withheld.record}"' in text(response), "it can be ticked again"


@pytest.mark.parametrize(
    "wrong",
    [{"ground": ""}, {"ground": "other"}, {"record": []}, {"record": ["entry:x"]}, {"record": ["step:9999"]}, {"record": ["²:²"]}],
)  # fmt: skip
def test_ticked_wrongly_nothing_is_withheld_and_the_page_says_why(signed_in, page, note, wrong):
    entry = note()
    response = signed_in.post(
        f"{page}undtag/", {"record": [f"entry:{entry.pk}"], "ground": "offl_23"} | wrong, follow=True
    )
    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert not Withholding.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"words": "Står der ikke"}, {"words": ""}, {"ground": ""}, {"ground": "other"}, {"note": "Om 010190-1234"},
        {"what": "file:77"}, {"what": "half"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)  # fmt: skip
def test_a_refused_withholding_comes_back_as_typed(signed_in, page, note, wrong):
    entry = note(text=SECRET, files=[pdf()])
    form = signed_in.get(f"{page}undtag/entry/{entry.pk}/")
    written = {"what": "passage", "words": "Nordisk", "ground": "offl_30_2", "extract": "Tolv stillinger"} | wrong
    response = signed_in.post(f"{page}undtag/entry/{entry.pk}/", sent(form, **written))
    assert response.status_code == 200
    assert "error-summary" in text(response)
    assert "Tolv stillinger" in text(response)
    assert not Withholding.objects.exists()


def test_a_copy_is_uploaded_and_can_be_read_before_it_is_given(signed_in, page, note):
    entry = note(files=[pdf()])
    file = entry.files.get()
    form = signed_in.get(f"{page}undtag/entry/{entry.pk}/")
    written = sent(form, what=f"log_file:{file.pk}", ground="offl_30_1") | {
        "replacement": SimpleUploadedFile("uden navne.pdf", PDF + b"%")
    }
    response = signed_in.post(f"{page}undtag/entry/{entry.pk}/", written, follow=True)
    copy = Withholding.objects.get().replacement
    address = f"{page}dokumenter/{copy.pk}/"
    assert address in text(response)
    assert b"".join(signed_in.get(address).streaming_content) == PDF + b"%"


def test_a_copy_is_never_lost_in_silence(signed_in, page, note):
    entry = note(files=[pdf()])
    address, file = f"{page}undtag/entry/{entry.pk}/", f"log_file:{entry.files.get().pk}"
    form = signed_in.get(address)

    def send(ground: str, content: bytes = b""):
        copy = {"replacement": SimpleUploadedFile("uden navne.pdf", content)} if content else {}
        return signed_in.post(address, sent(form, what=file, ground=ground) | copy)

    assert send("", PDF + b"%").context["form"].errors.keys() == {"ground", "replacement"}, (
        "the copy is to be chosen anew"
    )
    assert send("offl_30_1").status_code == 302
    assert "Fortryd det først" in text(send("offl_30_1", PDF + b"%")), "the file was left out, without a copy"
    Withholding.objects.all().delete()
    for content in (PDF + b"%", PDF + b"%"):
        assert send("offl_30_1", content).status_code == 302, "a double click"
    for other in (b"", PDF + b"%%"):
        assert "Fortryd det først" in text(send("offl_30_1", other))
    assert Withholding.objects.get().replacement.size == len(PDF + b"%")
    assert Document.objects.count() == 1


def test_a_document_of_something_else_is_not_found(signed_in, page):
    other = Document.objects.keep("andet.pdf", PDF)
    assert signed_in.get(f"{page}dokumenter/{other.pk}/").status_code == 404
    assert signed_in.get(f"{page}arkiv/").status_code == 404, "nothing has been given"
    assert signed_in.get(f"{page}undtag/entry/999/").status_code == 404
    assert signed_in.get(f"{page}undtag/nonsense/1/").status_code == 404


def test_what_has_come_since_the_page_was_opened_is_to_be_seen_first(signed_in, page, note):
    before = signed_in.get(page).context["review"].seen
    note(theme="Kom til imens")
    response = signed_in.post(f"{page}giv/", {"seen": before}, follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert "Kom til imens" in text(response)
    assert not Document.objects.exists()
    assert (
        signed_in.post(f"{page}giv/", {"seen": response.context["review"].seen}, follow=True).context["asked"].archive
    )


def test_a_double_click_is_one_archive_and_says_no_error(signed_in, page, note):
    note()
    sent_twice = {"seen": seen(page)}
    for _time in range(2):
        response = signed_in.post(f"{page}giv/", sent_twice, follow=True)
        assert [message.level_tag for message in response.context["messages"]] == ["success"]
    assert (Document.objects.count(), LogEntry.objects.filter(kind="records_out").count()) == (1, 1)


def test_after_it_is_given_nothing_can_be_withheld(signed_in, page, note):
    entry = note()
    signed_in.post(f"{page}giv/", {"seen": seen(page)})
    assert signed_in.get(f"{page}undtag/entry/{entry.pk}/").status_code == 404
    response = signed_in.post(f"{page}undtag/", {"record": f"entry:{entry.pk}", "ground": "offl_23"}, follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert not Withholding.objects.exists()


def test_a_request_is_discarded(signed_in, page):
    signed_in.post(f"{page}kasser/", follow=True)
    assert RecordsRequest.objects.get().status == "discarded"
    assert signed_in.get(page).status_code == 200


def test_the_list_finds_by_who_asked_what_about_and_how_it_stands(signed_in, page, case, asked):
    asked(requester="Ugeavisen")
    assert text(signed_in.get("/aktindsigt/")).count("/aktindsigt/") > 2
    for query, found in (
        ("q=ugeav", 1),
        ("q=køge", 2),
        (f"q={case.journal_number}", 2),
        ("q=Lejre", 0),
        ("status=given", 0),
    ):
        assert signed_in.get(f"/aktindsigt/?{query}").context["found"] == found, query
    assert b"Ugeavisen" in signed_in.get("/aktindsigt/?export=csv").content


def test_a_reader_sees_the_review_and_the_archive_and_changes_nothing(client, page, note, caseworker):
    entry = note(text=SECRET)
    client.force_login(user_of("reader"))
    shown = client.get(page)
    assert SECRET in text(shown)
    assert "undtag/" not in text(shown)
    assert "giv/" not in text(shown)
    for address in ("giv/", "kasser/", "undtag/", f"undtag/entry/{entry.pk}/", "undtagelser/1/fjern/"):
        assert client.post(page + address).status_code == 403, address
    assert RecordsRequest.objects.get().is_draft


def test_a_caseworker_of_one_office_does_not_find_the_requests_of_another(client, page, case, note, asked, caseworker):
    entry = note()
    office = RegionalOffice.objects.exclude(pk=case.municipality.office_id).first()
    elsewhere = user_of("approver")
    elsewhere.office = office
    elsewhere.save()
    client.force_login(elsewhere)
    for address in ("", "arkiv/", f"undtag/entry/{entry.pk}/", "dokumenter/1/"):
        assert client.get(page + address).status_code == 404, address
    for address in ("giv/", "kasser/", "undtag/", "undtagelser/1/fjern/"):
        assert client.post(page + address).status_code == 404, address
    assert client.get(f"{case.get_absolute_url()}aktindsigt/ny/").status_code == 404
    assert client.get(f"/kommuner/{case.municipality.code}/aktindsigt/ny/").status_code == 404
    assert client.get("/aktindsigt/").context["found"] == 0


def test_an_entry_of_access_given_is_not_written_by_hand(signed_in, case):
    form = signed_in.get(f"{case.get_absolute_url()}log/ny/").context["form"]
    assert "records_out" not in dict(form.fields["kind"].choices)


def test_the_review_costs_the_same_however_much_is_in_the_case(
    signed_in, page, case, caseworker, note, django_assert_max_num_queries
):
    for number in range(10):
        note(theme=f"Notat {number}", files=[pdf()])
    with django_assert_max_num_queries(30):
        signed_in.get(page)


def test_a_regional_office_sees_no_requests(client, page, case):
    write(case, kind="note", happened_on=DAY, by=case.responsible, theme="Notat")
    client.force_login(user_of("regional_office", case.municipality.office.name))
    assert client.get(page).status_code == 403
