"""Requests for support: made by the offer, made when a municipality asks, and answered once."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from followups.assistance.answering import accept, ask, decline, not_wanted, withdraw
from followups.assistance.courses import begin
from followups.models import CaseStep, Step, SupportRequest
from followups.stages import StepRefused
from followups.stepping import take
from tests.accounts import user_of
from tests.followups.assistance.conftest import OFFER, START

pytestmark = pytest.mark.django_db


def steps(case) -> list[str]:
    return list(case.steps.values_list("step", flat=True))


def test_an_offer_in_a_case_becomes_a_request_at_the_municipalitys_office(offered, case, caseworker):
    assert (offered.municipality, str(offered.office), offered.case) == (case.municipality, "AMK Øst", case)
    assert (offered.asked_by, offered.asked_on, offered.status) == ("ministry", OFFER, "waiting")
    assert (offered.text, offered.registered_by) == ("Kommunen er bagud", caseworker)


def test_an_offer_that_is_refused_leaves_no_request(case, caseworker):
    with pytest.raises(StepRefused):
        take(case.pk, Step.OFFER_SUPPORT, by=caseworker, version=1, reason="")
    assert not SupportRequest.objects.exists()


def test_the_office_declines_with_a_reason_and_the_cases_support_follows(offered, case, consultant):
    with pytest.raises(ValidationError):
        decline(offered.pk, by=consultant, version=1, reason=" ")
    request = decline(offered.pk, by=consultant, version=1, reason="Ingen ledige konsulenter", on=date(2018, 3, 20))
    case.refresh_from_db()
    assert (request.status, request.answered_by, case.support) == ("declined", consultant, "declined")
    step = case.steps.get(step=Step.DECLINE_SUPPORT)
    assert (step.taken_on, step.by) == (date(2018, 3, 20), consultant)
    assert "Ingen ledige konsulenter" in step.reason


@pytest.mark.parametrize(("answer", "status"), [(not_wanted, "not_wanted"), (withdraw, "withdrawn")])
def test_what_is_accepted_can_still_be_given_up_until_the_course_begins(offered, case, consultant, answer, status):
    accept(offered.pk, by=consultant, version=1)
    answer(offered.pk, by=consultant, version=2, reason="Kommunen klarer det selv")
    offered.refresh_from_db()
    case.refresh_from_db()
    assert (offered.status, case.support) == (status, "declined")


def test_what_a_course_has_come_of_cannot_be_given_up(offered, consultant, aim):
    begin(offered.pk, aim, by=consultant, version=1, started_on=START)
    offered.refresh_from_db()
    with pytest.raises(ValidationError):
        withdraw(offered.pk, by=consultant, version=offered.version, reason="Fortrudt")


def test_accepting_moves_nothing_in_the_case(offered, case, consultant):
    accept(offered.pk, by=consultant, version=1)
    case.refresh_from_db()
    assert (case.support, steps(case)) == ("offered", ["offer_support"])


def test_a_double_click_answers_once_and_a_colleague_is_told(offered, case, consultant, caseworker):
    first = decline(offered.pk, by=consultant, version=1, reason="Nej")
    assert decline(offered.pk, by=consultant, version=1, reason="Nej").answered_at == first.answered_at
    assert CaseStep.objects.filter(step=Step.DECLINE_SUPPORT).count() == 1
    with pytest.raises(ValidationError) as refused:
        accept(offered.pk, by=caseworker, version=1)
    assert refused.value.code == "changed"


def test_a_municipality_asks_without_a_case(asked, consultant):
    assert (asked.case, asked.asked_by, asked.status, str(asked.office)) == (None, "municipality", "waiting", "AMK Øst")


def test_a_municipality_that_asks_in_its_case_is_thereby_offered_support(koege, case, caseworker):
    request = ask(koege, by=caseworker, text="Hjælp til at planlægge", asked_on=OFFER)
    case.refresh_from_db()
    assert (request.case, case.support) == (case, "offered")
    assert "Hjælp til at planlægge" in case.steps.get().reason
    assert SupportRequest.objects.count() == 1


def test_one_waits_at_a_time_and_the_form_counts_once(koege, consultant):
    submission = "0b0f4c0e-6a52-4d80-8a4c-6f5ed5d1f7a0"
    first = ask(koege, by=consultant, text="Hjælp", submission=submission)
    assert ask(koege, by=consultant, text="Hjælp", submission=submission) == first
    with pytest.raises(ValidationError):
        ask(koege, by=consultant, text="Mere hjælp")


def test_an_offer_joins_the_request_that_waits_already(asked, case, caseworker):
    take(case.pk, Step.OFFER_SUPPORT, by=caseworker, version=1, reason="Bagud")
    asked.refresh_from_db()
    assert (asked.case, SupportRequest.objects.count()) == (case, 1)


def test_an_offer_while_a_course_is_under_way_is_taken_on_by_it(course, case, caseworker, consultant):
    take(case.pk, Step.OFFER_SUPPORT, by=caseworker, version=1, reason="Bagud", on=START)
    request = accept(case.support_requests.get().pk, by=consultant, version=1)
    case.refresh_from_db()
    course.refresh_from_db()
    assert (request.course, course.case, case.support) == (course, case, "under_way")


@pytest.mark.parametrize("days", [1, 30])
def test_nothing_is_asked_or_answered_in_the_future(koege, offered, consultant, days):
    later = timezone.localdate() + timedelta(days)
    with pytest.raises(ValidationError):
        accept(offered.pk, by=consultant, version=1, on=later)
    withdraw(offered.pk, by=consultant, version=1, reason="Nej")
    with pytest.raises(ValidationError):
        ask(koege, by=consultant, text="Hjælp", asked_on=later)


def test_an_answer_is_not_older_than_the_request(offered, consultant):
    with pytest.raises(ValidationError):
        accept(offered.pk, by=consultant, version=1, on=OFFER - timedelta(1))


def test_a_closed_case_stays_as_it_is_while_the_request_is_answered(offered, case, caseworker, consultant):
    case.refresh_from_db()
    take(case.pk, Step.CLOSE, by=caseworker, version=case.version, outcome="other", reason="Nye regler")
    not_wanted(offered.pk, by=consultant, version=1, reason="Nej tak")
    case.refresh_from_db()
    assert (case.stage, case.support) == ("closed", "offered")


SQL = {
    "deleted": "DELETE FROM followups_supportrequest",
    "another office": "UPDATE followups_supportrequest SET office_id = office_id + 1",
    "another text": "UPDATE followups_supportrequest SET text = 'Andet'",
    "another case": "UPDATE followups_supportrequest SET case_id = NULL",
    "answered by nobody": "UPDATE followups_supportrequest SET status = 'accepted'",
    "a course for one that waits": "UPDATE followups_supportrequest SET course_id = 1",
}


@pytest.mark.parametrize("sql", SQL.values(), ids=SQL)
def test_the_database_itself_refuses(offered, sql):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_database_keeps_an_answer(offered, consultant):
    decline(offered.pk, by=consultant, version=1, reason="Nej")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE followups_supportrequest SET reason = 'Ja'")


def test_the_database_allows_one_waiting_and_none_that_begins_answered(asked, consultant):
    row = {
        "municipality": asked.municipality, "office": asked.office, "asked_by": "municipality", "asked_on": OFFER,
        "text": "Igen", "registered_by": consultant,
    }  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        SupportRequest.objects.create(**row)
    answered = {"answered_on": OFFER, "answered_by": consultant, "answered_at": timezone.now()}
    with pytest.raises(DatabaseError), transaction.atomic():
        SupportRequest.objects.create(**row, **answered, status="accepted")


def test_an_office_of_another_region_does_not_see_it(offered):
    assert not SupportRequest.objects.visible_to(user_of("regional_office", "AMK Syd")).exists()
    assert SupportRequest.objects.visible_to(user_of("reader")).get() == offered
