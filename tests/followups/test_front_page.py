"""The front page: where the country stands and what has changed; each number is that of the list behind it."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from followups.deadlines import set_deadline
from followups.models import Case, Outcome, Step
from followups.rounds.making import Filter
from followups.rounds.writing import draft_letters
from followups.stepping import open_case, take
from municipalities.models import Assessment, Level, LevelChange, Municipality, Scheme
from municipalities.overview.recognition import best, most_improved
from municipalities.overview.standing import standing
from tests.accounts import user_of
from tests.followups.rounds.making import BELOW, january_round, variant

pytestmark = pytest.mark.django_db
APRIL = date(2018, 4, 1)
PAGE = "/?month=2018-04"


@pytest.fixture
def reader(client, story):
    client.force_login(user_of("reader"))
    return client


@pytest.fixture
def cases(story, caseworker) -> dict[str, Case]:
    """Four open cases, of which Køge's has an overdue deadline, and one closed."""
    scheme = Scheme.objects.get(is_default=True)
    today = timezone.localdate()
    found = {
        name: open_case(Municipality.objects.get(name=name), scheme, by=caseworker, reason="Henvendelse")
        for name in ("Lejre", "Køge", "Aabenraa", "Hillerød", "Fanø")
    }
    set_deadline(
        found["Køge"], kind="reply", title="Svar", due_on=today - timedelta(1), on=today - timedelta(3), by=caseworker
    )
    set_deadline(found["Lejre"], kind="reply", title="Svar", due_on=today, by=caseworker)
    take(found["Hillerød"].pk, Step.WARN, by=caseworker, version=found["Hillerød"].version, reason="Brev")
    take(
        found["Fanø"].pk, Step.CLOSE, by=caseworker, version=found["Fanø"].version, outcome=Outcome.OPENED_IN_ERROR,
        reason="Fejl",
    )  # fmt: skip
    return found


def text(response) -> str:
    return response.content.decode()


def links(response, inside: str) -> list[tuple[str, int]]:
    """The addresses of a part of the page's links whose words are a number, with the number."""
    part = re.search(inside, text(response), re.DOTALL)[0]
    found = re.findall(r'<a href="(/[^"]+)"[^>]*>(\d+)</a>', part)
    return [(address.replace("&amp;", "&"), int(number)) for address, number in found]


def rows_behind(client, address: str) -> int:
    return client.get(address).context["table"].paginator.count


def test_it_says_how_the_country_stood_in_april_2018(reader):
    response = reader.get(PAGE)
    stands = response.context["standing"]
    assert (stands.month, stands.persons) == (APRIL, 23_172)
    assert round(stands.share, 2) == Decimal("63.99")
    assert {line.level: line.now for line in stands.levels} == {
        "compliant": 10, "below": 71, "markedly_below": 3, "exempt": 11, "too_few": 3,
    }  # fmt: skip
    assert "På landsplan har 64,0\xa0% fået de samtaler, loven kræver." in text(response)
    assert "23.172" in text(response)
    assert text(response).count('<a class="tile"') == 98


def test_each_count_of_a_level_is_that_of_the_list_behind_it_now_and_before(reader):
    found = links(reader.get(PAGE), r'<section>\s*<h2 id="kort">.*?</section>')
    assert len(found) > 12
    for address, number in found:
        assert rows_behind(reader, address) == number, address


def test_each_target_group_has_its_share_and_the_counts_of_the_lists_behind(reader):
    response = reader.get(PAGE)
    rows = {row.record.indicator.slug: row.record for row in response.context["group_table"].rows}
    assert len(rows) == 6
    statement = reader.get("/opgoerelser/?month=2018-04&baseline=2018-03").context["statement"]
    for section in statement.sections[1:]:
        row = rows[section.indicator.slug]
        assert (row.persons, row.share) == (section.national.persons, section.national.share)
        assert row.in_a_month == section.national.change_pp
    found = links(response, r'<h2 id="maalgrupper">.*?</section>')
    assert len(found) == 12
    for address, number in found[:6]:
        assert rows_behind(reader, address) == number, address


def test_the_changes_are_those_of_the_counts(reader):
    for line in reader.get(PAGE).context["standing"].levels:
        assert line.change_in_a_month == line.now - line.month_before
        assert line.change_in_a_year == line.now - line.year_before


def test_the_share_is_compared_with_the_month_and_the_year_before(reader):
    stands = reader.get(PAGE).context["standing"]
    trend = {row.record.month: row.record.share for row in reader.get(PAGE).context["trend_table"].rows}
    assert stands.change_in_a_month == trend[APRIL] - trend[date(2018, 3, 1)]
    assert stands.change_in_a_year == trend[APRIL] - trend[date(2017, 4, 1)]
    assert max(trend) == APRIL


@pytest.mark.parametrize("month", [APRIL, date(2018, 6, 1)], ids=["april", "june"])
def test_who_moved_are_those_whose_level_changed_with_the_new_month(reader, month):
    response = reader.get(f"/?month={month:%Y-%m}")
    moved = response.context["standing"].moved
    changes = LevelChange.objects.filter(month=month, is_revision=False)
    told = {(one.row.municipality_id, one.from_level, one.row.level) for group in moved.values() for one in group}
    assert told == set(changes.values_list("municipality", "from_level", "to_level")) != set()
    assert all((one.from_level, one.row.level) in UP for one in moved["up"])
    assert all((one.row.level, one.from_level) in UP for one in moved["down"])
    for direction, anchor in (("up", "op"), ("down", "ned")):
        number, listed = re.search(rf'id="{anchor}">[^<]*: (\d+)</h3>(.*?)</div>', text(response), re.DOTALL).groups()
        assert int(number) == len(moved[direction]) == listed.count("<li>")


@pytest.mark.parametrize("month", ["2018-04", "2018-06"])
def test_the_numbers_of_those_who_moved_are_those_of_the_lists_behind(reader, month):
    response = reader.get(f"/?month={month}")
    found = [link for link in links(response, r'<ul class="key-figures.*?</ul>') if "moved=" in link[0]]
    assert len(found) == 2
    assert any(number for _address, number in found)
    for address, number in found:
        assert rows_behind(reader, address) == number, address


UP = {("below", "compliant"), ("markedly_below", "below"), ("markedly_below", "compliant")}


def test_it_says_what_revised_figures_have_changed_since_the_latest_delivery(reader):
    latest = reader.get(PAGE).context["latest"]
    assert latest.changes == []
    change = LevelChange.objects.create(
        scheme=Scheme.objects.get(is_default=True),
        municipality=Municipality.objects.get(name="Varde"),
        month=date(2018, 2, 1),
        from_level="below",
        to_level="compliant",
        is_revision=True,
        cause="correction",
    )
    response = reader.get(PAGE)
    assert response.context["latest"].changes == [change]
    assert "Varde, februar 2018" in text(response)


def test_each_count_of_cases_is_that_of_the_list_behind_it(client, cases, caseworker):
    client.force_login(caseworker)
    response = client.get(PAGE)
    counted = response.context["cases"]
    assert (counted.open, counted.overdue) == (4, 1)
    assert {str(stage): count for stage, count in counted.stages} == {"opened": 3, "warned": 1}
    found = links(response, r'<dl class="definitions counts">.*?</dl>')
    assert len(found) == 5
    for address, number in found:
        assert rows_behind(client, address) == number, address


def test_rounds_under_way_and_letters_to_approve_are_those_of_their_lists(client, ready, caseworker, approver):
    markedly = Filter(levels=[Level.MARKEDLY_BELOW])
    written = january_round(by=caseworker, to=markedly, variants=[variant("warning", BELOW)])
    draft_letters(written.pk, by=caseworker)
    january_round(by=caseworker, name="Uden breve", to=markedly, variants=[variant("warning", BELOW)])
    client.force_login(approver)
    response = client.get(PAGE)
    listed = [row.record for row in client.get("/runder/").context["table"].rows]
    assert [(one.round.name, one.state) for one in response.context["rounds"]] == [
        (record.name, record.state) for record in listed
    ]
    waiting = rows_behind(client, "/breve/?status=draft")
    assert response.context["letters"] == waiting > 0
    assert text(response).count(f'/breve/?status=draft">{waiting}') == 2  # the button, and the number


def test_a_reader_sees_the_same_without_things_to_do(client, cases):
    client.force_login(user_of("reader"))
    response = client.get(PAGE)
    assert response.context["cases"].open == 4
    assert "/opgaver/" not in text(response)
    client.force_login(user_of("administrator"))
    assert client.get(PAGE).status_code == 200


def test_a_regional_office_begins_with_its_own_page(client, story):
    client.force_login(user_of("regional_office", "AMK Syd"))
    assert client.get(PAGE).headers["Location"] == "/kontor/"


def test_it_opens_with_the_latest_month_and_another_says_that_there_is_a_later(reader):
    assert reader.get("/").context["month"] == date(2018, 6, 1)
    assert "Overblik – juni 2018" in text(reader.get("/"))
    assert reader.get(PAGE).context["newer"] == date(2018, 6, 1)
    assert reader.get("/").context["newer"] is None


def test_before_any_figures_it_says_what_will_be_there(client, db):
    client.force_login(user_of("caseworker"))
    response = client.get(PAGE)
    assert response.status_code == 200
    assert response.context["month"] is None


def test_the_best_meet_the_requirement_are_many_enough_and_not_exempt(story):
    stands = standing(Scheme.objects.get(is_default=True), APRIL)
    found = best(stands)
    assert [row.municipality.name for row in found][:2] == ["Kerteminde", "Herning"]
    assert all(row.level == "compliant" and row.persons >= 50 and not row.starred for row in found)
    Assessment.objects.filter(pk=found[0].pk).update(persons=49)
    Assessment.objects.filter(pk=found[1].pk).update(starred=True)
    again = best(standing(Scheme.objects.get(is_default=True), APRIL))
    assert not {found[0].pk, found[1].pk} & {row.pk for row in again}


def test_the_most_improved_have_risen_the_most_since_the_same_month_a_year_before(story):
    scheme = Scheme.objects.get(is_default=True)
    found = most_improved(standing(scheme, APRIL))
    assert [one.change for one in found] == sorted((one.change for one in found), reverse=True)
    first = found[0]
    before = Assessment.objects.get(
        scheme=scheme, indicator=None, month=date(2017, 4, 1), municipality=first.row.municipality
    )
    assert first.change == first.row.share - before.share
    Assessment.objects.filter(pk=before.pk).update(starred=True)
    assert first.row.pk not in {one.row.pk for one in most_improved(standing(scheme, APRIL))}


def test_its_cost_does_not_grow_with_what_there_is(client, cases, caseworker):
    client.force_login(caseworker)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as seen:
        client.get(PAGE)
    assert len(seen) <= 8
