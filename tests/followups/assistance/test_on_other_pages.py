"""What the ministry sees of the help on the case, on the municipality and on the timeline."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from followups.assistance.activities import hold_activity, plan_activity
from followups.assistance.courses import begin, end
from followups.models import Step
from followups.stepping import take
from followups.timeline import Beside, timeline
from tests.accounts import user_of
from tests.followups.assistance.conftest import START
from tests.followups.figures import figures, known

pytestmark = pytest.mark.django_db
KOEGE = "/kommuner/259/"


@pytest.fixture
def helped(offered, aim, consultant):
    course = begin(offered.pk, aim, by=consultant, version=1, started_on=START)
    activity = plan_activity(course.pk, by=consultant, kind="visit", held_on=START, theme="Første besøg")
    hold_activity(activity.pk, by=consultant, version=1, held_on=START, hours=Decimal(2), notes="Gennemgået")
    return course


def text(response) -> str:
    return response.content.decode()


def test_the_timeline_tells_what_was_answered_begun_held_and_ended(helped, case, consultant):
    end(helped.pk, by=consultant, version=1, outcome="reached", lessons="Begynd før", ended_on=date(2018, 12, 3))
    told = timeline(case, Beside.of(case), kinds={"assistance"})
    assert len(told) == 4
    assert told[0].text == "Begynd før"
    assert {event.url for event in told} == {helped.get_absolute_url(), helped.requests.get().get_absolute_url()}


def test_the_case_and_the_municipality_show_the_course_with_its_effect(client, helped, case):
    known(figures("Køge", 40, 45, 50, first=date(2018, 4, 1)), figures("Fanø", 60, 60, 60, first=date(2018, 4, 1)))
    client.force_login(user_of("reader"))
    for page in (case.get_absolute_url(), KOEGE):
        shown = text(client.get(page))
        assert helped.get_absolute_url() in shown
        assert "+10,0" in shown


def test_a_regional_office_sees_its_help_on_the_municipality_but_no_case(client, helped, consultant):
    known(figures("Køge", 40, 45, 50, first=date(2018, 4, 1)))
    client.force_login(consultant)
    shown = text(client.get(KOEGE))
    assert helped.get_absolute_url() in shown
    assert helped.case.get_absolute_url() not in shown
    assert helped.case.get_absolute_url() not in text(client.get(helped.get_absolute_url()))


def test_a_request_tells_the_office_what_the_ministry_knows_without_the_case(client, case, consultant):
    known(figures("Køge", 45, 38, first=date(2018, 2, 1)))
    due_on = timezone.localdate() + timedelta(30)
    take(
        case.pk,
        Step.OFFER_SUPPORT,
        by=user_of("approver"),
        version=1,
        reason="Kommunen er bagud",
        due_on=due_on,
    )
    asked = case.support_requests.get()
    client.force_login(consultant)
    shown = text(client.get(asked.get_absolute_url()))
    assert "Kommunen er bagud" in shown
    assert "Marts 2018: 38,0" in shown
    assert f"{due_on:%d-%m-%Y}" in shown
    assert case.get_absolute_url() not in shown


@pytest.mark.parametrize("step", [Step.START_SUPPORT, Step.DECLINE_SUPPORT, Step.END_SUPPORT])
def test_the_steps_of_the_office_are_not_taken_by_hand(client, offered, case, caseworker, step):
    client.force_login(caseworker)
    page = f"{case.get_absolute_url()}skridt/{step}/"
    assert client.get(page).status_code == 404
    assert page not in text(client.get(case.get_absolute_url()))
