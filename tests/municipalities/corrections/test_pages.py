"""Correcting on the pages: a preview first, then saved, approved, undone; and told where it matters."""

import re

import pytest

from followups.models import LogEntry
from municipalities.corrections.correcting import Asked, approve, correct, reject
from municipalities.models import Correction, CorrectionConflict, Municipality, Observation
from tests.accounts import user_of
from tests.deliveries import assessed, current_shares, loaded
from tests.followups.making import case_of
from tests.municipalities.corrections.making import corrected, correction, person

pytestmark = pytest.mark.django_db
VARDE = "/kommuner/573/"
FIGURE = VARDE + "ret/?month=2018-01&indicator=dagpenge"


@pytest.fixture
def known():
    return assessed("2018M01 Varde 45", "2018M01 Lejre 90")


@pytest.fixture
def administrator(client, known):
    client.force_login(user_of("administrator"))
    client.cookies["django_language"] = "en"
    return client


def sent(client, **changes) -> dict:
    """What a browser sends from the form as it stands."""
    form = client.get(FIGURE).context["form"]
    return {name: form[name].value() or "" for name in form.fields} | {"reason": "Tastefejl"} | changes


def words(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_form_shows_what_holds_and_looking_saves_nothing(administrator):
    form = administrator.get(FIGURE).context["form"]
    assert [form[name].value() for name in ("share", "persons", "average", "meeting")] == ["45", "100", "4.6", ""]
    looked = administrator.post(FIGURE, sent(administrator, share="39,5", look="1"))
    assert "Another person must approve" in words(looked)
    assert "Send for approval" in words(looked)
    assert not Correction.objects.exists()


def test_saved_it_is_in_force_and_shown_on_the_municipalitys_page(administrator):
    form = sent(administrator, share="46,5", persons="1.000")
    assert "No level changes." in words(administrator.post(FIGURE, form | {"look": "1"}))
    answer = administrator.post(FIGURE, form | {"save": "1"}, follow=True)
    assert "has taken effect" in words(answer)
    administrator.post(FIGURE, form | {"save": "1"})  # a double click
    made = Correction.objects.get()
    assert (float(made.share), made.persons) == (46.5, 1000)
    page = words(administrator.get(VARDE, {"month": "2018-01"}))
    assert f"Correction {made.pk}</a> ({made.proposed_by}): Tastefejl" in page
    assert "Correct the figure" in page


def test_a_form_with_the_number_of_somebody_elses_is_sent_once_more_as_a_new_one(administrator):
    form = sent(administrator, share="46")
    correct([Asked(correction("Varde", "50"))], by=person("bo"), submission=form["submission"])
    refused = administrator.post(FIGURE, form | {"save": "1"})
    assert "by another user" in words(refused)
    assert refused.context["form"]["submission"].value() != form["submission"]
    assert Correction.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("share", "femogfyrre", "is not a share"), ("share", "", "Write the figure"), ("share", "120", "between 0 and 100"),
        ("persons", "4,5", "without decimals"), ("meeting", "70", "are not"), ("reason", "", "required"),
        ("reason", "Borger 010170-1234", "CPR"), ("share", "45", "nothing is corrected"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_saved(administrator, field, value, said):
    answer = administrator.post(FIGURE, sent(administrator, **{field: value}) | {"save": "1"})
    assert said in words(answer) or (said == "required" and answer.context["form"].errors["reason"])
    assert not Correction.objects.exists()


def test_a_dash_is_a_withheld_figure(administrator):
    administrator.post(FIGURE, sent(administrator, share="–", save="1"))
    assert Correction.objects.get().share is None


def test_figures_changed_since_the_page_was_opened_are_not_written_over(administrator):
    form = sent(administrator, share="46", save="1")
    loaded("2018M01 Varde 44")
    assert "have been changed since" in words(administrator.post(FIGURE, form))


def test_one_proposes_another_approves_and_it_can_be_undone(administrator, client):
    administrator.post(FIGURE, sent(administrator, share="39", save="1"))
    made = Correction.objects.get()
    page = words(administrator.get(made.get_absolute_url()))
    assert "You have proposed the correction yourself" in page
    assert "/godkend/" not in page
    client.force_login(user_of("approver"))
    assert "/godkend/" in words(client.get(made.get_absolute_url()))
    client.post(made.get_absolute_url() + "godkend/")
    assert float(current_shares("Varde")[0]) == 39
    client.force_login(person("administrator"))
    undo_page = made.get_absolute_url() + "fortryd/"
    assert "Another person must approve" in words(client.get(undo_page))
    assert client.post(undo_page, {"reason": ""}).status_code == 200
    client.post(undo_page, {"reason": "Tallet var rigtigt"})
    assert Correction.objects.get(kind="undo").status == "proposed"


def test_rejecting_needs_a_reason(administrator, client):
    made = corrected("Varde", "39")
    client.force_login(user_of("approver"))
    assert client.post(made.get_absolute_url() + "afvis/", {"reason": " "}).status_code == 200
    client.post(made.get_absolute_url() + "afvis/", {"reason": "Tallet er rigtigt"})
    made.refresh_from_db()
    assert (made.status, made.decision_note) == ("rejected", "Tallet er rigtigt")


def test_the_list_is_filtered_exported_and_costs_the_same_however_long(administrator, django_assert_max_num_queries):
    corrected("Varde", "46")
    corrected("Lejre", "91")
    listed = administrator.get("/leverancer/rettelser/", {"q": "lejre"}).context["table"].rows
    assert [str(row.record.municipality) for row in listed] == ["Lejre"]
    assert "Tastefejl" in administrator.get("/leverancer/rettelser/", {"export": "csv"}).content.decode("utf-8-sig")
    with django_assert_max_num_queries(14):
        administrator.get("/leverancer/rettelser/")


def test_a_conflict_is_shown_before_and_after_loading_and_decided(administrator, known):
    from tests.deliveries import laid_ready

    corrected("Varde", "46")
    ready = laid_ready("2018M01 Varde 47,5")
    assert "1 figure that has been corrected gets a new value" in words(administrator.get(ready.get_absolute_url()))
    administrator.post(ready.get_absolute_url() + "indlaes/")
    conflict = CorrectionConflict.objects.get()
    assert conflict.get_absolute_url() in words(administrator.get(ready.get_absolute_url()))
    assert conflict.get_absolute_url() in words(administrator.get("/leverancer/uenigheder/"))
    answer = administrator.post(conflict.get_absolute_url(), {"decision": "take", "reason": "Kommunen har rettet"})
    assert answer.status_code == 302
    assert float(current_shares("Varde")[0]) == 47.5
    again = administrator.post(conflict.get_absolute_url(), {"decision": "take", "reason": "Igen"}, follow=True)
    assert "decided already" in words(again)


def test_a_conflict_can_be_kept(administrator):
    corrected("Varde", "46")
    loaded("2018M01 Varde 47,5")
    conflict = CorrectionConflict.objects.get()
    administrator.post(conflict.get_absolute_url(), {"decision": "keep", "reason": "Bekræftet"})
    conflict.refresh_from_db()
    assert (conflict.status, conflict.reason) == ("kept", "Bekræftet")


def test_a_reader_sees_corrections_and_corrects_nothing(client, known):
    made = corrected("Varde", "46")
    loaded("2018M01 Varde 47,5")
    conflict = CorrectionConflict.objects.get()
    client.force_login(user_of("reader"))
    assert client.get(made.get_absolute_url()).status_code == 200
    assert "/ret/" not in client.get(VARDE).content.decode()
    assert client.post(conflict.get_absolute_url(), {"decision": "keep", "reason": "x"}).status_code == 403
    for address in (FIGURE, made.get_absolute_url() + "godkend/", made.get_absolute_url() + "fortryd/"):
        assert client.post(address).status_code == 403


def test_a_region_sees_why_a_figure_was_corrected_without_a_link(client, known):
    corrected("Varde", "46")
    client.force_login(user_of("regional_office", "AMK Syd"))
    page = client.get(VARDE).content.decode()
    assert "Tastefejl" in page
    assert "/rettelser/" not in page


def test_an_open_case_says_so_in_its_log_and_a_closed_one_does_not(known):
    open_case, other = case_of("Varde"), case_of("Lejre", serial=2)
    made = corrected("Varde", "46", reason="Kommunen har ringet")
    entry = LogEntry.objects.get()
    assert (entry.case, entry.by, entry.kind) == (open_case, person("anne"), "note")
    assert "45,0\N{NO-BREAK SPACE}% → 46,0\N{NO-BREAK SPACE}%" in entry.text
    assert "Kommunen har ringet" in entry.text
    assert f" {made.pk}: " in entry.text
    assert not other.log_entries.exists()


def test_nothing_is_corrected_if_the_log_cannot_be_written(known, monkeypatch):
    case_of("Varde")
    monkeypatch.setattr("followups.corrected.write", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        corrected("Varde", "46")
    assert (Correction.objects.count(), Observation.objects.filter(known_to=None).count()) == (0, 2)


def test_an_odd_address_still_gives_a_page(administrator):
    for query in (
        "",
        "?month=x&indicator=dagpenge",
        "?month=2018-01&indicator=ukendt",
        "?month=2031-01&indicator=dagpenge",
    ):
        assert administrator.get(VARDE + "ret/" + query).status_code == 200
        assert administrator.post(VARDE + "ret/" + query, {"save": "1"}).status_code == 200
    assert Municipality.objects.get(code="573").name == "Varde"


def test_what_another_has_decided_meanwhile_is_said_and_the_reason_comes_back(administrator, client):
    made = corrected("Varde", "39")
    page = made.get_absolute_url()
    client.force_login(user_of("approver"))
    assert "You had been signed out" in words(client.get(page + "godkend/", follow=True))
    reject(made.pk, by=person("bo"), reason="Tallet er rigtigt")
    assert "has been decided already" in words(client.post(page + "godkend/", follow=True))
    refused = words(client.post(page + "afvis/", {"reason": "Min egen grund"}))
    assert "has been decided already" in refused
    assert "Min egen grund" in refused
    client.force_login(person("administrator"))
    assert "Only a correction in force can be undone" in words(client.post(page + "fortryd/", {"reason": "Fejl"}))
    assert client.get(page + "fortryd/").status_code == 200


def test_while_an_undoing_waits_its_conflict_says_so_and_is_not_decided(administrator, client):
    approve(corrected("Varde", "39").pk, by=person("bo"))
    loaded("2018M01 Varde 47,5")
    conflict = CorrectionConflict.objects.get()
    take = {"decision": "take", "reason": "Kommunen har rettet"}
    assert administrator.post(conflict.get_absolute_url(), take).status_code == 302
    for decision in ("take", "keep"):
        again = administrator.post(conflict.get_absolute_url(), take | {"decision": decision})
        assert "Undoing the correction awaits approval" in words(again)
    conflict.refresh_from_db()
    assert (conflict.status, Correction.objects.filter(kind="undo").count()) == ("open", 1)
