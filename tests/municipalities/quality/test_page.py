"""The page of data quality: who sees it, chooses, dismisses and takes up again."""

import html
import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from municipalities.models import FindingDecision, FindingKind
from municipalities.quality.dismissing import dismiss
from tests.accounts import user_of
from tests.deliveries import loaded
from tests.municipalities.quality.making import found, months

pytestmark = pytest.mark.django_db
PAGE = "/datakvalitet/"
JUMPS = PAGE + "?kind=share"


@pytest.fixture
def known():
    return loaded(
        *months("Varde", "45", "45", "45", "70/40"),
        *months("Lejre", "60", "", "60", "60"),
        *months("Køge", "", "9", "9"),
    )


@pytest.fixture
def caseworker(client, known):
    user = user_of("caseworker")
    client.force_login(user)
    client.cookies["django_language"] = "en"
    client.user = user
    return client


def words(response) -> str:
    return html.unescape(re.sub(r"\s+", " ", response.content.decode()))


def listed(client, query: str) -> list[tuple]:
    rows = client.get(PAGE + query).context["table"].rows
    return [(row.record.kind.value, str(row.record.municipality or "")) for row in rows]


def identities(client, query: str = "?kind=share") -> list[str]:
    return [row.record.identity for row in client.get(PAGE + query).context["table"].rows]


def test_the_page_leads_with_how_many_there_are_of_each_kind_and_states_the_rules(caseworker):
    response = caseworker.get(PAGE)
    counts = {kind: count for kind, _label, count in response.context["counts"]}
    assert (counts["gap"], counts["share"], counts["persons"], counts["sum"]) == (1, 1, 1, 0)
    assert counts["late"] and counts["warning"]
    assert response.context["open_count"] == sum(counts.values())
    page = words(response)
    assert "at least 15 percentage points from" in page
    assert "25.0" in page


def test_the_list_is_narrowed_and_sorted(caseworker):
    assert listed(caseworker, "?q=varde") == [("persons", "Varde"), ("share", "Varde")]
    assert listed(caseworker, "?kind=gap") == [("gap", "Lejre")]
    assert listed(caseworker, "?kind=gap&indicator=sygedagpenge") == []
    assert listed(caseworker, "?kind=gap&since=2018-03") == []
    assert listed(caseworker, "?kind=gap&until=2018-02") == [("gap", "Lejre")]
    assert listed(caseworker, "?kind=nonsense&q=lejre") == [("gap", "Lejre")]
    both = "?indicator=dagpenge&since=2018-02&until=2018-04&sort="
    names = [name for _kind, name in listed(caseworker, both + "municipality")]
    assert names == sorted(names, key=["", "Køge", "Lejre", "Varde"].index)
    assert [name for _kind, name in listed(caseworker, both + "-municipality")] == names[::-1]


def test_several_are_dismissed_at_once_with_one_reason_and_can_be_seen(caseworker):
    chosen = identities(caseworker, "?q=varde")
    answer = caseworker.post(PAGE + "?q=varde", {"finding": chosen, "reason": "Bekræftet"}, follow=True)
    assert "2 findings are dismissed." in words(answer)
    assert listed(caseworker, "?q=varde") == []
    assert "Bekræftet" in words(caseworker.get(PAGE + "?status=dismissed"))
    assert len(listed(caseworker, "?status=all&q=varde")) == 2


@pytest.mark.parametrize(
    ("reason", "said"), [("", "This must be put right first"), ("010170-1234", "CPR"), ("x" * 2001, "This must be put right first")]
)  # fmt: skip
def test_without_a_fit_reason_nothing_is_dismissed_and_the_choice_stays(caseworker, reason, said):
    chosen = identities(caseworker)
    answer = caseworker.post(JUMPS, {"finding": chosen, "reason": reason})
    assert said in words(answer)
    assert f'value="{chosen[0]}" form="dismiss"' in words(answer)
    assert re.search(rf'value="{chosen[0]}"[^>]* checked', words(answer))
    assert not FindingDecision.objects.exists()


def test_something_must_be_chosen_and_be_as_it_was_seen(caseworker):
    assert "Choose at least one" in words(caseworker.post(JUMPS, {"reason": "Bekræftet"}))
    chosen = identities(caseworker)
    loaded("2018M04 Varde 71 40")
    assert "have been changed since" in words(caseworker.post(JUMPS, {"finding": chosen, "reason": "Bekræftet"}))
    assert not FindingDecision.objects.exists()


def test_a_finding_has_a_page_where_it_is_dismissed_and_taken_up_again(caseworker):
    (finding,) = found(FindingKind.SHARE, user=caseworker.user)
    page = finding.get_absolute_url()
    shown = words(caseworker.get(page))
    assert "/kommuner/573/?month=2018-04" in shown
    assert f"/leverancer/{finding.delivery_id}/" in shown
    assert caseworker.post(page, {"reason": ""}).status_code == 200
    caseworker.post(page, {"reason": "Bekræftet"})
    caseworker.post(page, {"reason": "Bekræftet"})  # a double click
    assert FindingDecision.objects.count() == 1
    assert "Take it up again" in words(caseworker.get(page))
    caseworker.post(page, {"reason": "Alligevel ikke", "reopen": "1"})
    history = words(caseworker.get(page))
    assert "Bekræftet" in history and "Alligevel ikke" in history
    loaded("2018M04 Varde 46")
    gone = words(caseworker.get(page))
    assert "nothing to decide" in gone and "Bekræftet" in gone
    assert caseworker.get(PAGE + "x/").status_code == 404


def test_who_corrects_is_led_to_the_figure(caseworker, client):
    assert "/ret/" not in words(caseworker.get(JUMPS))
    client.force_login(user_of("administrator"))
    assert '/kommuner/573/ret/?month=2018-04&indicator=dagpenge"' in words(client.get(JUMPS))


@pytest.mark.parametrize(
    ("role", "may"), [("caseworker", True), ("approver", True), ("administrator", True), ("reader", False)]
)
def test_who_loads_deliveries_dismisses_and_others_look(client, known, role, may):
    client.force_login(user_of(role))
    assert ('id="dismiss"' in words(client.get(JUMPS))) is may
    (chosen,) = identities(client)
    answer = client.post(JUMPS, {"finding": chosen, "reason": "Bekræftet"})
    assert answer.status_code == (302 if may else 403)
    assert client.post(f"{PAGE}{chosen}/", {"reason": "Igen", "reopen": "1"}).status_code == (302 if may else 403)
    assert FindingDecision.objects.count() == (2 if may else 0)


def test_a_regional_office_sees_no_data_quality(client, known):
    client.force_login(user_of("regional_office", "AMK Syd"))
    assert client.get(PAGE).status_code == 403


def test_the_list_is_exported_as_it_is_narrowed_with_the_reasons(caseworker):
    dismiss(identities(caseworker), by=caseworker.user, reason="Bekræftet af kommunen")
    exported = caseworker.get(PAGE + "?status=all&q=varde&export=csv").content.decode("utf-8-sig").splitlines()
    assert len(exported) == 3
    assert exported[0] == "Municipality;Target group;Month;Finding;What shows it;Delivery;Status;Reason"
    assert any(line.endswith(";Dismissed;Bekræftet af kommunen") for line in exported)
    sheet = load_workbook(BytesIO(caseworker.get(PAGE + "?status=all&q=varde&export=xlsx").content)).active
    assert sheet.max_row == 3


def test_the_page_costs_the_same_however_many_findings(caseworker, django_assert_max_num_queries):
    caseworker.get(PAGE)
    with django_assert_max_num_queries(8):
        caseworker.get(PAGE)
    dismiss(identities(caseworker, "?q=varde"), by=caseworker.user, reason="Bekræftet")
    with django_assert_max_num_queries(8):
        caseworker.get(PAGE + "?status=all")


def test_the_deliveries_tell_how_many_are_open_and_the_navigation_leads_there(caseworker):
    count = caseworker.get(PAGE).context["open_count"]
    page = words(caseworker.get("/leverancer/"))
    assert f'<a href="/datakvalitet/">{count} findings about the quality' in page
    assert re.search(r'href="/datakvalitet/"[^<]*>(<span>)?\s*Data quality', page)
    caseworker.post(JUMPS, {"finding": identities(caseworker), "reason": "Bekræftet"})
    assert f"{count - 1} findings about" in words(caseworker.get("/leverancer/"))
