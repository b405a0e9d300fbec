"""Activities with their hours and files, and what is agreed, in a course that is under way."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from followups.assistance.actions import NewCourseAction, drop, finish, set_action
from followups.assistance.activities import cancel_activity, change_activity, hold_activity, plan_activity
from followups.assistance.courses import end
from followups.models import Activity, ActivityFile, CourseAction
from tests.accounts import user_of
from tests.followups.making import pdf

pytestmark = pytest.mark.django_db
DAY, LATER = date(2018, 6, 4), date(2018, 7, 2)
PLAN = {"kind": "visit", "held_on": DAY, "theme": "Første besøg"}
AGREED = NewCourseAction("Sender planen", "Jobcenterchefen", LATER)


@pytest.fixture
def planned(course, consultant):
    return plan_activity(course.pk, by=consultant, **PLAN)


@pytest.fixture
def hold(planned, consultant):
    given = {"version": 1, "held_on": DAY, "hours": Decimal("3.25")}
    return lambda by=consultant, **more: hold_activity(planned.pk, by=by, **given | more)


def test_an_activity_is_planned_held_with_hours_and_agreements_and_keeps_its_files(planned, hold, course):
    held = hold(participants="To planlæggere", notes="Gennemgået", actions=[AGREED], files=[pdf("plan.pdf")])
    assert (held.status, held.hours, held.participants) == ("held", Decimal("3.25"), "To planlæggere")
    action = course.actions.get()
    assert (action.activity, action.responsible, action.due_on, action.status) == (
        held, "Jobcenterchefen", LATER, "open",
    )  # fmt: skip
    file = held.files.get()
    assert (file.name, file.content_type) == ("plan.pdf", "application/pdf")
    assert file.file.name.startswith("assistance/")


def test_the_same_form_plans_one_activity(course, consultant):
    submission = "0b0f4c0e-6a52-4d80-8a4c-6f5ed5d1f7a0"
    first = plan_activity(course.pk, by=consultant, submission=submission, **PLAN)
    assert plan_activity(course.pk, by=consultant, submission=submission, **PLAN) == first


def test_a_double_click_holds_it_once(hold):
    first = hold(actions=[AGREED], files=[pdf()])
    assert hold(actions=[AGREED], files=[pdf()]).ended_at == first.ended_at
    assert (CourseAction.objects.count(), ActivityFile.objects.count()) == (1, 1)


@pytest.mark.parametrize("hours", [None, "-0.25", "0.1", "200.25", "1.30"])
def test_hours_are_quarters_and_sensible(hold, hours):
    with pytest.raises(ValidationError):
        hold(hours=hours and Decimal(hours))


def test_material_may_take_no_time(hold):
    assert hold(hours=Decimal(0)).hours == 0


def test_nothing_is_held_in_the_future_or_before_the_course(hold, course):
    for day in (timezone.localdate() + timedelta(1), course.started_on - timedelta(1)):
        with pytest.raises(ValidationError):
            hold(held_on=day)


def test_a_planned_one_is_changed_as_it_was_seen(planned, consultant):
    other = PLAN | {"theme": "Andet besøg"}
    assert change_activity(planned.pk, by=consultant, version=1, **other).version == 2
    assert change_activity(planned.pk, by=consultant, version=1, **other).version == 2
    with pytest.raises(ValidationError) as refused:
        change_activity(planned.pk, by=consultant, version=1, **PLAN)
    assert refused.value.code == "changed"


def test_one_is_cancelled_with_a_reason_and_then_stays_so(planned, consultant, hold):
    with pytest.raises(ValidationError):
        cancel_activity(planned.pk, by=consultant, version=1, reason="")
    cancelled = cancel_activity(planned.pk, by=consultant, version=1, reason="Sygdom")
    assert cancel_activity(planned.pk, by=consultant, version=1, reason="Sygdom").ended_at == cancelled.ended_at
    with pytest.raises(ValidationError):
        hold()


def test_what_was_agreed_is_done_once_also_late(course, consultant, caseworker):
    action = set_action(course.pk, NewCourseAction("Plan", "Chefen", timezone.localdate()), by=consultant)
    done = finish(action.pk, by=consultant, note="Modtaget")
    assert (done.status, done.ended_on, done.was_late) == ("done", timezone.localdate(), False)
    assert finish(action.pk, by=consultant, note="Modtaget").ended_on == done.ended_on
    with pytest.raises(ValidationError):
        drop(action.pk, by=caseworker, note="Ikke nødvendig")


def test_what_is_overdue_is_so_only_while_the_course_is_under_way(hold, course, consultant):
    hold(actions=[AGREED])
    action = course.actions.get()
    assert (action.is_overdue, CourseAction.objects.overdue(LATER).count()) == (True, 0)
    assert CourseAction.objects.overdue(LATER + timedelta(1)).get() == action
    end(course.pk, by=consultant, version=1, outcome="partly", ended_on=LATER)
    assert not CourseAction.objects.overdue(timezone.localdate()).exists()
    with pytest.raises(ValidationError):
        finish(action.pk, by=consultant)


def test_dropping_says_why(course, consultant):
    action = set_action(course.pk, NewCourseAction("Plan", "Chefen", timezone.localdate()), by=consultant)
    with pytest.raises(ValidationError):
        drop(action.pk, by=consultant, note=" ")
    assert drop(action.pk, by=consultant, note="Overflødig").status == "dropped"


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": " "}, {"responsible": ""}, {"responsible": "x" * 201}, {"due_on": DAY - timedelta(1)},
        {"due_on": date(2040, 1, 1)}, {"text": "Anna 010190-1234"}, {"responsible": "Anna 010190-1234"},
    ],
    ids=str,
)  # fmt: skip
def test_an_agreement_that_cannot_be_is_refused_and_the_activity_is_not_held(hold, planned, wrong):
    action = NewCourseAction(**{"text": "Plan", "responsible": "Chefen", "due_on": LATER} | wrong)
    with pytest.raises(ValidationError):
        hold(actions=[action])
    planned.refresh_from_db()
    assert planned.status == "planned"


@pytest.mark.parametrize("field", ["theme", "participants", "notes"])
def test_a_cpr_number_is_refused_in_every_text_and_file_name(course, planned, consultant, hold, field):
    with pytest.raises(ValidationError) as refused:
        plan_activity(course.pk, by=consultant, **PLAN | {field: "Anna 010190-1234"})
    assert refused.value.code == "cpr"
    if field != "theme":
        with pytest.raises(ValidationError):
            hold(**{field: "Anna 010190-1234"})
    with pytest.raises(ValidationError):
        hold(files=[pdf("010190-1234.pdf")])


def test_a_file_that_is_not_what_its_name_says_is_refused_and_leaves_nothing_behind(hold):
    before = set(default_storage.listdir("assistance")[1]) if default_storage.exists("assistance") else set()
    with pytest.raises(ValidationError):
        hold(files=[pdf("plan.pdf"), ContentFile(b"MZ", name="virus.pdf")])
    after = set(default_storage.listdir("assistance")[1]) if default_storage.exists("assistance") else set()
    assert (after - before, ActivityFile.objects.count()) == (set(), 0)


SQL = {
    "an activity deleted": "DELETE FROM followups_activity",
    "hours not in quarters": "UPDATE followups_activity SET status = 'held', hours = 0.1, ended_at = now(), ended_by_id = planned_by_id",
    "held in the future": "UPDATE followups_activity SET status = 'held', hours = 1, ended_at = now(), ended_by_id = planned_by_id, held_on = '2999-01-01'",
    "held without hours": "UPDATE followups_activity SET status = 'held', ended_at = now(), ended_by_id = planned_by_id",
    "cancelled without a reason": "UPDATE followups_activity SET status = 'cancelled', ended_at = now(), ended_by_id = planned_by_id",
    "an action deleted": "DELETE FROM followups_courseaction",
    "an action with another day": "UPDATE followups_courseaction SET due_on = '2019-01-01'",
    "moved without a reason": "UPDATE followups_courseaction SET status = 'moved', ended_on = now(), ended_by_id = set_by_id",
    "dropped without a reason": "UPDATE followups_courseaction SET status = 'dropped', ended_on = now(), ended_by_id = set_by_id",
    "a file changed": "UPDATE followups_activityfile SET name = 'andet.pdf'",
    "a file deleted": "DELETE FROM followups_activityfile",
}


@pytest.mark.parametrize("sql", SQL.values(), ids=SQL)
def test_the_database_itself_refuses(course, consultant, sql):
    plan_activity(course.pk, by=consultant, files=[pdf()], **PLAN)
    set_action(course.pk, NewCourseAction("Plan", "Chefen", timezone.localdate()), by=consultant)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_database_keeps_what_has_ended(hold, course, consultant):
    held = hold(actions=[AGREED], files=[pdf()])
    finish(course.actions.get().pk, by=consultant)
    end(course.pk, by=consultant, version=1, outcome="reached", ended_on=LATER)
    for sql in (
        "UPDATE followups_activity SET notes = 'Andet'",
        "UPDATE followups_courseaction SET note = 'Andet'",
        "INSERT INTO followups_courseaction (course_id, text, responsible, due_on, status, note, set_by_id) "
        f"VALUES ({course.pk}, 'Nyt', 'Chefen', '2019-01-01', 'open', '', {consultant.pk})",
        "INSERT INTO followups_activityfile (activity_id, name, file, size, sha256, content_type) "
        f"VALUES ({held.pk}, 'ny.pdf', 'x', 1, '{'0' * 64}', 'application/pdf')",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_an_office_of_another_region_sees_none_of_it(hold, course):
    hold(actions=[AGREED], files=[pdf()])
    other = user_of("regional_office", "AMK Syd")
    for model in (Activity, ActivityFile, CourseAction):
        assert not model.objects.visible_to(other).exists()
        assert model.objects.visible_to(user_of("reader")).count() == 1
