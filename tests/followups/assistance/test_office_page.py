"""The start page of a regional office: its own region, and its own words in the navigation."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from followups.assistance.actions import NewCourseAction
from followups.assistance.activities import hold_activity, plan_activity
from followups.assistance.answering import ask
from followups.assistance.courses import begin, end
from followups.assistance.statistics import Period, grounds, statistics
from followups.models import Course
from municipalities.models import Municipality
from tests.accounts import user_of
from tests.followups.assistance.conftest import OFFER, START
from tests.followups.figures import figures, known

pytestmark = pytest.mark.django_db
APRIL = date(2018, 4, 1)
YEAR = Period("2018", "2018", date(2018, 1, 1), date(2018, 12, 31))


@pytest.fixture
def office(client, consultant):
    client.force_login(consultant)
    return client


@pytest.fixture
def worked(course, consultant):
    """Two activities held (3.25 and 1.5 hours), one coming, one far off, and something overdue."""
    for held_on, hours in ((date(2018, 6, 4), "3.25"), (date(2019, 1, 8), "1.5")):
        activity = plan_activity(course.pk, by=consultant, kind="visit", held_on=held_on, theme="Besøg")
        hold_activity(
            activity.pk, by=consultant, version=1, held_on=held_on, hours=Decimal(hours),
            actions=[NewCourseAction("Sender planen", "Chefen", held_on)],
        )  # fmt: skip
    for days in (3, 30):
        plan_activity(
            course.pk, by=consultant, kind="data", held_on=timezone.localdate() + timedelta(days), theme=f"Om {days}"
        )
    return course


def text(response) -> str:
    return response.content.decode()


def navigation(response) -> list[str]:
    return [page["label"] for page in response.context["frame"]["navigation"]]


def test_a_regional_office_comes_home_to_its_overview_with_its_own_words(office, offered):
    assert office.get("/").headers["Location"] == "/kontor/"
    page = office.get("/kontor/")
    assert [page["url"] for page in page.context["frame"]["navigation"]] == [
        "/kontor/", "/kommuner/", "/udforsk/", "/stoetteforloeb/", "/anmodninger/",
    ]  # fmt: skip
    assert page.context["frame"]["navigation"][-1]["count"] == 1
    assert 'href="/opgoerelser/"' in text(office.get("/kommuner/"))


def test_it_shows_what_waits_what_is_under_way_what_comes_and_what_is_overdue(office, worked, consultant):
    known(figures("Køge", 30, 35, first=APRIL), figures("Fanø", 90, 90, first=APRIL))
    ask(Municipality.objects.get(name="Lejre"), by=consultant, text="Hjælp", asked_on=OFFER)
    context = office.get("/kontor/").context
    assert [row.record.municipality.name for row in context["request_table"].rows] == ["Lejre"]
    assert [row.record.pk for row in context["course_table"].rows] == [worked.pk]
    assert [row.record.theme for row in context["activity_table"].rows] == ["Om 3"]
    assert len(context["action_table"].rows) == 2
    assert ("markedly_below", 1) in context["levels"]
    assert "compliant" not in dict(context["levels"])  # Fanø is another region's


def test_another_region_and_the_country_see_their_own(client, worked):
    client.force_login(user_of("regional_office", "AMK Syd"))
    assert "Køge" not in text(client.get("/kontor/"))
    client.force_login(user_of("reader"))
    assert "Køge" in text(client.get("/kontor/"))
    east, south = (Municipality.objects.get(name=name).office_id for name in ("Køge", "Fanø"))
    assert "Køge" in text(client.get(f"/kontor/?office={east}"))
    assert "Køge" not in text(client.get(f"/kontor/?office={south}"))


def test_an_odd_period_in_the_address_gives_the_usual_one(office):
    assert office.get("/kontor/?period=1066").context["period"].name == "12"


def test_the_statistics_of_a_year_worked_out_by_hand(worked, aim, consultant):
    """Køge 40 → 50, Lejre 50 → 52; the country (40 + 50 + 60) / 3 = 50 → (50 + 52 + 60) / 3 = 54."""
    known(
        figures("Køge", 40, 45, 50, first=APRIL),
        figures("Lejre", 50, 51, 52, first=APRIL),
        figures("Fanø", 60, 60, 60, first=APRIL),
    )
    asked = ask(Municipality.objects.get(name="Lejre"), by=consultant, text="Hjælp", asked_on=OFFER)
    lejre = begin(asked.pk, aim, by=consultant, version=1, started_on=START)
    end(lejre.pk, by=consultant, version=1, outcome="reached", ended_on=date(2018, 6, 29))
    found = statistics(grounds(Course.objects.all(), YEAR, begun=START), YEAR)
    assert (found.courses, found.begun, found.ended) == (2, 2, 1)
    assert (found.activities, found.hours) == (1, Decimal("3.25"))
    assert (found.measured, found.change, found.country_change) == (2, 6, 4)
    after = Period("2019", "2019", date(2019, 1, 1), date(2019, 12, 31))
    later = statistics(grounds(Course.objects.all(), after, begun=START), after)
    assert (later.courses, later.begun, later.ended, later.hours) == (1, 0, 0, Decimal("1.5"))


def test_the_page_costs_the_same_however_many(office, worked, aim, consultant, django_assert_max_num_queries):
    for name in ("Lejre", "Holbæk", "Sorø"):
        asked = ask(Municipality.objects.get(name=name), by=consultant, text="Hjælp", asked_on=OFFER)
        begin(asked.pk, aim, by=consultant, version=1, started_on=START)
    office.get("/kontor/")
    with django_assert_max_num_queries(8):
        office.get("/kontor/")
