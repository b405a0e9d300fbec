"""Courses of assistance: begun from a request, changed with a trace, ended once; the case's support follows."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from followups.assistance.activities import plan_activity
from followups.assistance.answering import ask, decline
from followups.assistance.courses import begin, change, end
from followups.models import CaseStep, Course, CourseChange, Step, SupportRequest
from followups.stepping import take
from municipalities.models import Indicator
from tests.accounts import user_of
from tests.followups.assistance.conftest import START
from tests.followups.making import case_of

pytestmark = pytest.mark.django_db
END = date(2018, 12, 3)


def support(case) -> str:
    case.refresh_from_db()
    return case.support


def test_a_course_begins_from_a_waiting_request_and_support_is_under_way(offered, case, consultant, aim):
    course = begin(offered.pk, aim, by=consultant, version=1, started_on=START)
    offered.refresh_from_db()
    assert (offered.status, offered.course, offered.answered_on) == ("accepted", course, START)
    assert (course.case, course.municipality, course.consultant) == (case, case.municipality, consultant)
    assert support(case) == "under_way"
    assert case.steps.get(step=Step.START_SUPPORT).taken_on == START


def test_help_is_given_without_a_case(course):
    assert (course.case, course.is_under_way, CaseStep.objects.count()) == (None, True, 0)


def test_a_case_opened_after_the_request_takes_part_in_the_course(asked, aim, consultant):
    case = case_of("Køge")
    course = begin(asked.pk, aim, by=consultant, version=1, started_on=START)
    asked.refresh_from_db()
    assert (course.case, asked.case, support(case)) == (case, case, "under_way")
    assert SupportRequest.objects.count() == 1


def test_a_double_click_begins_one_course(offered, aim, consultant):
    first = begin(offered.pk, aim, by=consultant, version=1, started_on=START)
    assert begin(offered.pk, aim, by=consultant, version=1, started_on=START) == first
    assert CaseStep.objects.filter(step=Step.START_SUPPORT).count() == 1


def test_none_begins_from_a_request_that_was_declined(offered, aim, consultant):
    decline(offered.pk, by=consultant, version=1, reason="Nej")
    with pytest.raises(ValidationError):
        begin(offered.pk, aim, by=consultant, version=2)


def test_one_is_under_way_at_a_time(course, koege, consultant):
    with pytest.raises(ValidationError):
        ask(koege, by=consultant, text="Mere")


WRONG = {
    "no goal": {"goal": " "},
    "a share without a day": {"target_share": Decimal(70)},
    "a day without a share": {"target_by": date(2019, 1, 1)},
    "more than everybody": {"target_share": Decimal("100.01"), "target_by": date(2019, 1, 1)},
    "a target of the past": {"target_share": Decimal(70), "target_by": START},
    "over before it begins": {"planned_until": START - timedelta(1)},
    "a CPR number in the goal": {"goal": "Hjælp 010190-1234"},
    "a CPR number in the plan": {"plan": "Hjælp 010190-1234"},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_an_aim_that_cannot_be_is_refused_and_nothing_is_kept(asked, aim, consultant, wrong):
    with pytest.raises(ValidationError):
        begin(asked.pk, replace(aim, **wrong), by=consultant, version=1, started_on=START)
    asked.refresh_from_db()
    assert (Course.objects.count(), asked.status) == (0, "waiting")


def test_an_indicator_goes_with_a_share(asked, aim, consultant):
    with pytest.raises(ValidationError):
        begin(asked.pk, replace(aim, indicator=Indicator.objects.first()), by=consultant, version=1)


def test_the_consultant_is_of_the_office(asked, aim, consultant, caseworker):
    with pytest.raises(ValidationError):
        begin(asked.pk, replace(aim, consultant=caseworker), by=consultant, version=1)


def test_a_change_keeps_what_was_there_and_the_same_again_changes_nothing(course, aim, consultant):
    other = replace(aim, goal="Andet mål", target_share=Decimal(70), target_by=date(2019, 6, 1))
    assert change(course.pk, other, by=consultant, version=1).version == 2
    assert change(course.pk, other, by=consultant, version=1).version == 2
    kept = CourseChange.objects.get()
    assert (kept.by, kept.before["goal"], kept.before["target_share"]) == (consultant, aim.goal, "")
    with pytest.raises(ValidationError) as refused:
        change(course.pk, aim, by=consultant, version=1)
    assert refused.value.code == "changed"


def test_the_end_ends_support_in_the_case_and_keeps_what_was_learnt(offered, case, aim, consultant):
    course = begin(offered.pk, aim, by=consultant, version=1, started_on=START)
    ended = end(course.pk, by=consultant, version=1, outcome="reached", lessons="Fire uger frem", ended_on=END)
    assert (ended.ended_on, ended.outcome, ended.lessons, support(case)) == (END, "reached", "Fire uger frem", "ended")
    step = case.steps.get(step=Step.END_SUPPORT)
    assert (step.taken_on, step.lessons) == (END, "Fire uger frem")
    assert end(course.pk, by=consultant, version=1, outcome="reached", ended_on=END).ended_at == ended.ended_at
    assert CaseStep.objects.filter(step=Step.END_SUPPORT).count() == 1


def test_what_is_planned_is_settled_before_the_end(course, consultant):
    plan_activity(course.pk, by=consultant, kind="visit", held_on=END, theme="Besøg")
    with pytest.raises(ValidationError):
        end(course.pk, by=consultant, version=1, outcome="reached", ended_on=END)


def test_what_has_ended_refuses_with_words(course, aim, consultant, caseworker):
    end(course.pk, by=consultant, version=1, outcome="partly", ended_on=END)
    for act in (
        lambda: change(course.pk, replace(aim, goal="Nyt"), by=consultant, version=2),
        lambda: end(course.pk, by=caseworker, version=2, outcome="reached"),
        lambda: plan_activity(course.pk, by=consultant, kind="visit", held_on=END, theme="Besøg"),
    ):
        with pytest.raises(ValidationError) as refused:
            act()
        assert refused.value.code != "changed"


@pytest.mark.parametrize(
    "wrong", [{"ended_on": START - timedelta(1)}, {"outcome": "won"}, {"lessons": "Borger 010190-1234"}]
)
def test_an_end_that_cannot_be_is_refused(course, consultant, wrong):
    with pytest.raises(ValidationError):
        end(course.pk, by=consultant, version=1, **{"outcome": "reached"} | wrong)


def test_support_can_be_offered_and_given_again(offered, case, aim, consultant, caseworker):
    course = begin(offered.pk, aim, by=consultant, version=1, started_on=START)
    end(course.pk, by=consultant, version=1, outcome="partly", ended_on=END)
    case.refresh_from_db()
    take(case.pk, Step.OFFER_SUPPORT, by=caseworker, version=case.version, reason="Igen", on=END)
    again = case.support_requests.waiting().get()
    begin(again.pk, aim, by=consultant, version=1, started_on=END)
    assert (support(case), Course.objects.count()) == ("under_way", 2)


SQL = {
    "deleted": "DELETE FROM followups_course",
    "begun another day": "UPDATE followups_course SET started_on = '2018-01-01'",
    "another municipality": "UPDATE followups_course SET municipality_id = municipality_id + 1",
    "ended without an outcome": "UPDATE followups_course SET ended_on = '2018-12-03'",
    "no goal": "UPDATE followups_course SET goal = ''",
    "more than everybody": "UPDATE followups_course SET target_share = 101, target_by = '2019-01-01'",
}


@pytest.mark.parametrize("sql", SQL.values(), ids=SQL)
def test_the_database_itself_refuses(course, sql):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_database_keeps_what_has_ended_and_what_was_before(course, aim, consultant):
    change(course.pk, replace(aim, goal="Nyt"), by=consultant, version=1)
    end(course.pk, by=consultant, version=2, outcome="reached", ended_on=END)
    for sql in (
        "UPDATE followups_course SET lessons = 'Andet'",
        "UPDATE followups_course SET ended_on = NULL, ended_by_id = NULL, ended_at = NULL, outcome = ''",
        "DELETE FROM followups_coursechange",
        "UPDATE followups_coursechange SET before = '{}'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_a_case_of_another_municipality_cannot_have_the_course(course):
    other = case_of("Lejre", serial=7)
    with pytest.raises(DatabaseError), transaction.atomic():
        Course.objects.filter(pk=course.pk).update(case=other)


def test_an_office_of_another_region_does_not_see_it(course):
    assert not Course.objects.visible_to(user_of("regional_office", "AMK Syd")).exists()
    assert Course.objects.visible_to(user_of("reader")).get() == course


def test_a_course_cannot_begin_in_the_future(asked, aim, consultant):
    with pytest.raises(ValidationError):
        begin(asked.pk, aim, by=consultant, version=1, started_on=timezone.localdate() + timedelta(1))
