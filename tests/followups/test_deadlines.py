"""Deadlines: overdue by the calendar alone, ended once, moved with a trace, and set by the steps."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from followups.deadlines import cancel, complete, move, set_deadline
from followups.deciding import accept
from followups.models import Deadline, Proposal, Rule, Step
from followups.stepping import take
from tests.accounts import user_of
from tests.followups.making import LETTER, SUMMONS, case_of

pytestmark = pytest.mark.django_db

FRIDAY, SATURDAY, MONDAY, TUESDAY = date(2018, 9, 28), date(2018, 9, 29), date(2018, 10, 1), date(2018, 10, 2)


@pytest.fixture
def case(caseworker):
    return case_of("Køge", responsible=caseworker)


@pytest.fixture
def due(case, caseworker):
    def until(day: date, **more) -> Deadline:
        said = {"kind": "reply", "title": f"Svar {day}", "due_on": day, "by": caseworker, "on": LETTER}
        return set_deadline(case, **said | more)

    return until


@pytest.fixture
def today(monkeypatch):
    """It is another day."""

    def be(day: date) -> None:
        real = timezone.localdate
        monkeypatch.setattr(timezone, "localdate", lambda value=None, zone=None: real(value, zone) if value else day)

    return be


def test_it_is_overdue_the_day_after_its_last_day(due):
    deadline = due(FRIDAY)
    assert not Deadline.objects.overdue(FRIDAY).exists()
    assert list(Deadline.objects.overdue(SATURDAY)) == list(Deadline.objects.overdue(MONDAY)) == [deadline]


def test_one_that_ends_in_a_weekend_lasts_through_monday(due):
    deadline = due(SATURDAY)
    assert deadline.last_day == MONDAY
    assert not Deadline.objects.overdue(MONDAY).exists()
    assert Deadline.objects.overdue(TUESDAY).exists()


def test_due_within_five_working_days_includes_today_and_the_fifth(due):
    days = [date(2018, 9, 27), FRIDAY, MONDAY, date(2018, 10, 5), date(2018, 10, 8)]
    for day in days:
        due(day)
    assert [deadline.due_on for deadline in Deadline.objects.due_within(5, FRIDAY)] == days[1:4]


@pytest.mark.parametrize(
    ("on", "is_late"), [(date(2018, 10, 5), False), (date(2018, 10, 6), False), (date(2018, 10, 8), True)]
)
def test_more_than_five_working_days_late_is_the_sixth(due, on, is_late):
    due(FRIDAY)
    assert Deadline.objects.overdue_more_than(5, on).exists() is is_late


def test_the_queries_and_the_properties_agree_on_every_day_around_christmas(due, today):
    days = [date(2018, 12, 14) + timedelta(days=number) for number in range(25)]
    for day in days:
        due(day)
    for on in days:
        today(on)
        rows = list(Deadline.objects.select_related("case"))
        assert set(Deadline.objects.overdue(on)) == {row for row in rows if row.is_overdue}
        assert set(Deadline.objects.overdue_more_than(2, on)) == {row for row in rows if row.overdue_by > 2}
        assert not set(Deadline.objects.due_within(5, on)) & set(Deadline.objects.overdue(on))


def test_days_left_and_days_overdue_are_working_days(due, today):
    deadline = due(date(2018, 11, 1))
    today(date(2018, 10, 26))
    assert (deadline.days_left, deadline.overdue_by, deadline.is_overdue) == (4, 0, False)
    today(date(2018, 11, 1))
    assert (deadline.days_left, deadline.overdue_by, deadline.is_overdue) == (0, 0, False)
    today(date(2018, 11, 7))
    assert (deadline.days_left, deadline.overdue_by, deadline.is_overdue) == (0, 4, True)


def test_what_is_done_is_late_by_the_days_it_took(due, caseworker):
    deadline = complete(due(date(2018, 11, 1)).pk, by=caseworker, note="Modtaget", on=date(2018, 11, 5))
    assert (deadline.is_open, deadline.is_overdue, deadline.was_late, deadline.overdue_by) == (False, False, True, 2)
    assert not Deadline.objects.open().exists()


def test_done_again_by_the_same_user_changes_nothing(due, caseworker):
    first = complete(due(FRIDAY).pk, by=caseworker, note="Modtaget")
    again = complete(first.pk, by=caseworker, note="Noget andet")
    assert (again.done_at, again.done_note) == (first.done_at, "Modtaget")
    for end in (
        lambda: complete(first.pk, by=user_of("approver")),
        lambda: cancel(first.pk, by=caseworker, reason="Bortfaldet"),
        lambda: move(first.pk, by=caseworker, due_on=MONDAY, reason="Ferie"),
    ):
        with pytest.raises(ValidationError):
            end()


def test_it_is_cancelled_with_a_reason_and_once(due, caseworker):
    deadline = due(FRIDAY)
    with pytest.raises(ValidationError):
        cancel(deadline.pk, by=caseworker, reason=" ")
    first = cancel(deadline.pk, by=caseworker, reason="Kommunen er fritaget")
    again = cancel(deadline.pk, by=caseworker, reason="Noget andet")
    assert (again.cancelled_at, again.cancelled_reason) == (first.cancelled_at, "Kommunen er fritaget")
    with pytest.raises(ValidationError):
        complete(deadline.pk, by=caseworker)


def test_moving_keeps_the_former_day_and_the_reason(due, caseworker):
    later = timezone.localdate() + timedelta(days=30)
    former = due(FRIDAY, responsible=caseworker)
    moved = move(former.pk, by=caseworker, due_on=later, reason="Byrådet mødes først da")
    former.refresh_from_db()
    assert (former.due_on, former.cancelled_reason) == (FRIDAY, "Byrådet mødes først da")
    assert (moved.replaces, moved.due_on, moved.title) == (former, later, former.title)
    assert moved.responsible == caseworker
    assert list(Deadline.objects.open()) == [moved]
    assert move(former.pk, by=caseworker, due_on=later, reason="Byrådet mødes først da") == moved
    assert Deadline.objects.count() == 2


def test_it_is_not_moved_without_a_reason_or_to_the_same_day(due, caseworker):
    later = timezone.localdate() + timedelta(days=30)
    deadline = due(later)
    for wrong in ({"due_on": later + timedelta(days=1), "reason": " "}, {"due_on": later, "reason": "Ferie"}):
        with pytest.raises(ValidationError):
            move(deadline.pk, by=caseworker, **wrong)
    assert Deadline.objects.get().is_open


def test_the_same_deadline_set_twice_is_one(due):
    assert due(FRIDAY) == due(FRIDAY)
    assert due(MONDAY) != due(FRIDAY)
    assert Deadline.objects.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"due_on": LETTER - timedelta(days=1)},
        {"due_on": date(2108, 11, 1)},
        {"title": "  "},
        {"title": "a" * 201},
        {"kind": "whatever"},
        {"on": date(2917, 1, 1), "due_on": date(2918, 1, 1)},
    ],
)
def test_a_deadline_without_sense_is_refused(due, wrong):
    with pytest.raises(ValidationError):
        due(**{"day": FRIDAY} | wrong)
    assert not Deadline.objects.exists()


def test_those_of_a_caseworker_are_the_own_and_the_cases_that_nobody_else_was_given(due, caseworker):
    other = user_of("approver")
    shared, given = due(FRIDAY), due(MONDAY, responsible=other)
    assert list(Deadline.objects.of(caseworker)) == [shared]
    assert list(Deadline.objects.of(other)) == [given]
    assert (shared.answers_for_it, given.answers_for_it) == (caseworker, other)


def test_a_closed_case_waits_for_nothing_until_it_is_reopened(due, case, caseworker):
    deadline = due(FRIDAY)
    take(case.pk, Step.CLOSE, by=caseworker, version=case.version, reason="Fejl", outcome="opened_in_error")
    assert not Deadline.objects.overdue(TUESDAY).exists()
    with pytest.raises(ValidationError):
        due(MONDAY)
    case.refresh_from_db()
    take(case.pk, Step.REOPEN, by=caseworker, version=case.version, reason="Alligevel ikke")
    assert list(Deadline.objects.overdue(TUESDAY)) == [deadline]


def proposed(case, step: Step, **rule) -> Proposal:
    found = Rule.objects.get(scheme=case.scheme, step=step)
    return Proposal.objects.create(
        rule=found, municipality=case.municipality, case=case, month=date(2018, 4, 1), ground="below", facts={}
    )


def test_the_account_is_due_24_working_days_after_the_request_as_in_2018(case, caseworker):
    step = accept(proposed(case, Step.REQUEST_ACCOUNT).pk, by=caseworker, version=1, reason="x", on=SUMMONS)
    deadline = Deadline.objects.get()
    assert (deadline.kind, deadline.due_on, deadline.step) == ("account", date(2018, 11, 1), step)
    assert (deadline.set_on, deadline.set_by, deadline.log_entry) == (SUMMONS, caseworker, None)


def test_the_user_may_set_another_day(case, caseworker):
    proposal = proposed(case, Step.REQUEST_ACCOUNT)
    accept(proposal.pk, by=caseworker, version=1, reason="x", on=SUMMONS, due_on=date(2018, 11, 15))
    accept(proposal.pk, by=caseworker, version=1, reason="x", on=SUMMONS, due_on=date(2018, 11, 15))
    assert [deadline.due_on for deadline in Deadline.objects.all()] == [date(2018, 11, 15)]


def test_a_day_before_the_step_takes_the_step_back_too(case, caseworker):
    proposal = proposed(case, Step.REQUEST_ACCOUNT)
    with pytest.raises(ValidationError):
        accept(proposal.pk, by=caseworker, version=1, reason="x", on=SUMMONS, due_on=date(2018, 9, 1))
    case.refresh_from_db()
    assert (case.stage, case.steps.count(), Deadline.objects.count()) == ("opened", 0, 0)


def test_a_summons_sets_a_deadline_for_the_meeting_and_holding_it_meets_it(case, caseworker):
    accept(proposed(case, Step.SUMMON).pk, by=caseworker, version=1, reason="x", on=SUMMONS)
    deadline = Deadline.objects.get()
    assert (deadline.kind, deadline.due_on) == ("meeting", date(2018, 10, 12))
    take(case.pk, Step.HOLD_MEETING, by=caseworker, version=2, on=date(2018, 10, 11))
    deadline.refresh_from_db()
    assert (timezone.localdate(deadline.done_at), deadline.was_late) == (date(2018, 10, 11), False)


def test_a_step_without_a_rule_that_gives_time_sets_none_unless_a_day_is_given(case, caseworker):
    take(case.pk, Step.WARN, by=caseworker, version=1, reason="x", on=LETTER)
    assert not Deadline.objects.exists()
    take(case.pk, Step.REQUEST_ACCOUNT, by=caseworker, version=2, reason="x", on=LETTER, due_on=date(2018, 3, 1))
    assert (Deadline.objects.get().kind, Deadline.objects.get().due_on) == ("account", date(2018, 3, 1))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM {table}",
        "UPDATE {table} SET due_on = due_on + 1",
        "UPDATE {table} SET title = 'x'",
        "UPDATE {table} SET step_id = NULL, set_on = set_on - 1",
        "UPDATE {table} SET done_at = now()",
        "UPDATE {table} SET done_note = 'x'",
        "UPDATE {table} SET cancelled_at = now(), cancelled_by_id = set_by_id",
        "UPDATE {table} SET cancelled_at = now(), cancelled_by_id = set_by_id, cancelled_reason = ' '",
        "UPDATE {table} SET cancelled_at = now(), cancelled_by_id = set_by_id, cancelled_reason = 'x',"
        " done_at = now(), done_by_id = set_by_id",
    ],
)
def test_not_even_sql_deletes_moves_or_half_ends_a_deadline(due, statement):
    due(FRIDAY)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table=Deadline._meta.db_table))
    assert Deadline.objects.get().is_open


def test_not_even_sql_reopens_what_has_ended(due, caseworker):
    complete(due(FRIDAY).pk, by=caseworker)
    with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {Deadline._meta.db_table} SET done_at = NULL, done_by_id = NULL")
    assert not Deadline.objects.get().is_open


def test_a_regional_office_sees_the_deadlines_of_its_own_municipalities(due, caseworker):
    mine = due(FRIDAY)
    set_deadline(case_of("Varde", serial=2), kind="reply", title="x", due_on=FRIDAY, by=caseworker, on=LETTER)
    assert list(Deadline.objects.visible_to(user_of("regional_office", office="AMK Øst"))) == [mine]
