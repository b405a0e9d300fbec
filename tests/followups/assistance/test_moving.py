"""What was agreed in a course is moved to another day, with a reason, and what was agreed before stays to be read."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from followups.assistance.actions import NewCourseAction, add_actions, drop, finish, move
from followups.assistance.courses import end
from followups.models import CourseAction
from tests.accounts import user_of
from tests.at_once import at_once
from tests.followups.forms import sent

pytestmark = pytest.mark.django_db
AGREED = date(2018, 7, 2)
WHY = "Kommunen afventer budgettet"


def ahead(days: int) -> date:
    return timezone.localdate() + timedelta(days)


@pytest.fixture
def action(course, consultant):
    """Overdue for years."""
    return add_actions(course, [NewCourseAction("Sender planen", "Chefen", AGREED)], by=consultant)[0]


@pytest.fixture
def office(client, consultant):
    client.force_login(consultant)
    return client


def test_another_takes_its_place_and_the_former_is_kept_with_its_reason(action, consultant):
    moved = move(action.pk, by=consultant, due_on=ahead(9), reason=f" {WHY} ")
    action.refresh_from_db()
    assert (action.status, action.due_on, action.note, action.ended_by) == ("moved", AGREED, WHY, consultant)
    assert (moved.replaces, moved.due_on, moved.text, moved.responsible) == (
        action,
        ahead(9),
        "Sender planen",
        "Chefen",
    )
    assert CourseAction.objects.standing().get() == moved
    assert not CourseAction.objects.overdue(timezone.localdate()).exists()


def test_a_double_click_moves_it_once(action, consultant):
    first = move(action.pk, by=consultant, due_on=ahead(9), reason=WHY)
    assert move(action.pk, by=consultant, due_on=ahead(9), reason=WHY) == first
    assert CourseAction.objects.count() == 2


def test_it_is_moved_again_from_where_it_stands(action, consultant):
    first = move(action.pk, by=consultant, due_on=ahead(9), reason=WHY)
    for again in (action, first):
        with pytest.raises(ValidationError):
            move(again.pk, by=consultant, due_on=ahead(9) if again == first else ahead(12), reason=WHY)
    assert move(first.pk, by=consultant, due_on=ahead(12), reason="Endnu en gang").replaces == first


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": " "},
        {"reason": "Anna 010190-1234"},
        {"due_on": AGREED},
        {"due_on": ahead(-1)},
        {"due_on": ahead(9999)},
    ],
    ids=["no reason", "cpr", "the same day", "the past", "far ahead"],
)
def test_a_move_that_cannot_be_is_refused(action, consultant, wrong):
    with pytest.raises(ValidationError):
        move(action.pk, by=consultant, **{"due_on": ahead(9), "reason": WHY} | wrong)
    action.refresh_from_db()
    assert action.is_open


def test_what_has_ended_is_not_moved_and_what_was_moved_does_not_end(action, course, consultant):
    moved = move(action.pk, by=consultant, due_on=ahead(9), reason=WHY)
    for refused in (finish, lambda pk, by: drop(pk, by=by, note="Fortrudt")):
        with pytest.raises(ValidationError):
            refused(action.pk, by=consultant)
    finish(moved.pk, by=consultant)
    with pytest.raises(ValidationError):
        move(moved.pk, by=consultant, due_on=ahead(12), reason=WHY)
    end(course.pk, by=consultant, version=1, outcome="partly")
    with pytest.raises(ValidationError):
        move(moved.pk, by=consultant, due_on=ahead(12), reason=WHY)


def test_the_course_shows_it_once_with_all_its_days(office, action, course, consultant):
    page = f"{course.get_absolute_url()}aftale/{action.pk}/flyt/"
    written = sent(office.get(page), due_on=f"{ahead(9)}", reason=WHY)
    for _click in range(2):
        assert office.post(page, written).status_code == 302
    shown = office.get(course.get_absolute_url())
    (standing,) = shown.context["actions"]
    assert [former.due_on for former in standing.moves] == [AGREED]
    text = shown.content.decode()
    assert WHY in text
    assert "02-07-2018" in text
    assert f"aftale/{standing.pk}/flyt/" in text
    assert f"aftale/{action.pk}/flyt/" not in text


def test_the_overdue_lists_follow_the_new_day_and_say_where_it_was(office, action, course, consultant):
    assert office.get("/kontor/").context["action_table"].rows[0].record == action
    moved = move(action.pk, by=consultant, due_on=ahead(0), reason=WHY)
    assert len(office.get("/kontor/").context["action_table"].rows) == 0
    assert course.actions.overdue(ahead(1)).get() == moved
    overdue = add_actions(
        course, [NewCourseAction("Igen", "Chefen", date(2018, 8, 1))], by=consultant, replaces=moved
    )  # as if that day had come and gone
    assert office.get("/kontor/").context["action_table"].rows[0].record == overdue[0]
    assert f"{ahead(0):%d-%m-%Y}" in office.get("/kontor/").content.decode()


def test_a_course_shows_its_actions_in_the_same_number_of_questions(
    office, action, course, consultant, django_assert_max_num_queries
):
    page = course.get_absolute_url()
    office.get(page)
    for number in range(6):
        [each] = add_actions(course, [NewCourseAction(f"Aftale {number}", "Chefen", AGREED)], by=consultant)
        move(each.pk, by=consultant, due_on=ahead(9), reason=WHY)
    with django_assert_max_num_queries(20):
        office.get(page)


def test_nobody_else_moves_it(client, action, course):
    page = f"{course.get_absolute_url()}aftale/{action.pk}/flyt/"
    for role, office, status in (("caseworker", None, 403), ("reader", None, 403), ("regional_office", "AMK Syd", 404)):
        client.force_login(user_of(role, office))
        assert client.post(page, {"due_on": f"{ahead(9)}", "reason": WHY}).status_code == status


@pytest.mark.django_db(transaction=True)
def test_two_who_move_it_at_once_move_it_once(action, consultant):
    outcomes = at_once(
        lambda: move(action.pk, by=consultant, due_on=ahead(9), reason=WHY),
        lambda: move(action.pk, by=consultant, due_on=ahead(12), reason=WHY),
    )
    assert {type(each) for each in outcomes} == {CourseAction, ValidationError}
    assert CourseAction.objects.count() == 2
