"""What is agreed in a course: set, moved to another day, done, or dropped."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from followups.assistance.courses import open_course_locked
from followups.assistance.refusals import clean_text, refuse_future
from followups.models import Activity, Course, CourseAction
from followups.models.deadlines import LONGEST
from kontakt.submissions import sent_before


@dataclass(frozen=True)
class NewCourseAction:
    """What is agreed: who does what by when. `responsible` is a name or a post, on either side of the table."""

    text: str
    responsible: str
    due_on: date


@transaction.atomic
def set_action(course_id: int, action: NewCourseAction, *, by, submission: uuid.UUID | None = None) -> CourseAction:
    """Agree on something. `submission`: the same form again gives the action it led to. Raises ValidationError."""
    check_actions([action], since=timezone.localdate())
    course = open_course_locked(course_id)
    if there := sent_before(CourseAction.objects.all(), submission, course=course, set_by=by):
        return there
    [made] = add_actions(course, [action], by=by, submission=submission)
    return made


@transaction.atomic
def finish(action_id: int, *, by, note: str = "", on: date | None = None) -> CourseAction:
    """It is done, today or since a day of the course. Again by the same user changes nothing. Raises ValidationError."""
    day = on or timezone.localdate()
    refuse_future(day)
    if day < Course.objects.get(actions=action_id).started_on:
        raise ValidationError(_("The date lies before the course began."))
    return _end_once(action_id, CourseAction.Status.DONE, by=by, note=clean_text(note), on=day)


@transaction.atomic
def drop(action_id: int, *, by, note: str) -> CourseAction:
    """It is not to be done after all, and why. Again by the same user changes nothing. Raises ValidationError."""
    note = clean_text(note, missing=_("State why it is dropped."))
    return _end_once(action_id, CourseAction.Status.DROPPED, by=by, note=note, on=timezone.localdate())


@transaction.atomic
def move(action_id: int, *, by, due_on: date, reason: str) -> CourseAction:
    """Another day, and why: gives the action that takes its place. The former is kept with its day and the reason.

    Moving again to the same day is a double click. Raises ValidationError.
    """
    reason = clean_text(reason, missing=_("State why the deadline is moved."))
    action = _locked(action_id)
    replacement = CourseAction.objects.filter(replaces=action).first()
    if replacement and (replacement.due_on, replacement.set_by_id) == (due_on, by.pk):
        return replacement
    _refuse_ended(action)
    if due_on == action.due_on:
        raise ValidationError(_("That is the day it has already. Choose another."))
    if due_on < timezone.localdate():
        raise ValidationError(_("The new deadline lies in the past."))
    agreed = NewCourseAction(action.text, action.responsible, due_on)
    check_actions([agreed], since=timezone.localdate())
    _end(action, CourseAction.Status.MOVED, by=by, note=reason, on=timezone.localdate())
    [moved] = add_actions(action.course, [agreed], by=by, activity=action.activity, replaces=action)
    return moved


def check_actions(actions: Iterable[NewCourseAction], *, since: date) -> None:
    """Raise ValidationError if an action agreed on a day cannot be so."""
    for action in actions:
        clean_text(action.text, missing=_("State what was agreed."))
        clean_text(action.responsible, missing=_("State who does what was agreed."), most=200)
        if action.due_on < since:
            raise ValidationError(_("What was agreed cannot be due before it was agreed."))
        if action.due_on > since + LONGEST:
            raise ValidationError(_("The deadline lies more than ten years ahead. Check the year."))


def add_actions(
    course: Course,
    actions: Iterable[NewCourseAction],
    *,
    by,
    activity: Activity | None = None,
    submission: uuid.UUID | None = None,
    replaces: CourseAction | None = None,
) -> list[CourseAction]:
    """New rows, checked, in the transaction of whoever has locked the course."""
    return [
        CourseAction.objects.create(
            course=course,
            activity=activity,
            text=action.text.strip(),
            responsible=action.responsible.strip(),
            due_on=action.due_on,
            set_by=by,
            submission=submission,
            replaces=replaces,
        )
        for action in actions
    ]


def _locked(action_id: int) -> CourseAction:
    """The action, locked after its course. Raises ValidationError if the course has ended."""
    open_course_locked(CourseAction.objects.values_list("course_id", flat=True).get(pk=action_id))
    return CourseAction.objects.select_for_update(of=("self",)).select_related("course", "activity").get(pk=action_id)


def _refuse_ended(action: CourseAction) -> None:
    if action.status == CourseAction.Status.MOVED:
        raise ValidationError(_("The deadline has been moved already. See what stands in its place."))
    if not action.is_open:
        raise ValidationError(_("What was agreed is done or dropped already."))


def _end_once(action_id: int, status: CourseAction.Status, *, by, note: str, on: date) -> CourseAction:
    action = _locked(action_id)
    if action.status == status and action.ended_by_id == by.pk:
        return action
    _refuse_ended(action)
    return _end(action, status, by=by, note=note, on=on)


def _end(action: CourseAction, status: CourseAction.Status, *, by, note: str, on: date) -> CourseAction:
    action.status, action.note, action.ended_on, action.ended_by = status, note, on, by
    action.save()
    return action
