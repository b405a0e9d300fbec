"""What is done in a course: activities planned, changed, held with their hours, and cancelled."""

import uuid
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from followups import attachments
from followups.assistance.actions import NewCourseAction, add_actions, check_actions
from followups.assistance.courses import open_course_locked
from followups.assistance.refusals import clean_text, refuse_changed, refuse_future
from followups.models import Activity, ActivityFile
from followups.models.activities import QUARTER
from kontakt.submissions import sent_before

MOST_HOURS = 200


@transaction.atomic
def plan_activity(
    course_id: int,
    *,
    by,
    kind: Activity.Kind | str,
    held_on: date,
    theme: str,
    participants: str = "",
    notes: str = "",
    files: Iterable[File] = (),
    submission: uuid.UUID | None = None,
) -> Activity:
    """Plan an activity on a day, coming or gone. `submission`: the same form again gives the activity it led to.

    Raises ValidationError.
    """
    wanted = _checked(kind=kind, theme=theme, participants=participants, notes=notes)
    course = open_course_locked(course_id)
    if there := sent_before(Activity.objects.all(), submission, course=course, planned_by=by):
        return there
    _check_day(held_on, course)
    attached = [attachments.read(file) for file in files]
    activity = Activity.objects.create(
        course=course, planned_by=by, held_on=held_on, submission=submission, **wanted
    )  # fmt: skip
    _keep(activity, attached)
    return activity


@transaction.atomic
def change_activity(
    activity_id: int,
    *,
    by,
    version: int,
    kind: Activity.Kind | str,
    held_on: date,
    theme: str,
    participants: str = "",
    notes: str = "",
    files: Iterable[File] = (),
) -> Activity:
    """Plan it anew, as seen in `version`; files are added to those that are there. The same again changes nothing.

    Raises ValidationError.
    """
    wanted = _checked(kind=kind, theme=theme, participants=participants, notes=notes) | {"held_on": held_on}
    activity = _locked(activity_id)
    _refuse_ended(activity)
    attached = [attachments.read(file) for file in files]
    if wanted == {name: getattr(activity, name) for name in wanted} and not attached:
        return activity
    refuse_changed(activity, version)
    _check_day(held_on, activity.course)
    for name, value in wanted.items():
        setattr(activity, name, value)
    _changed(activity)
    _keep(activity, attached)
    return activity


@transaction.atomic
def hold_activity(
    activity_id: int,
    *,
    by,
    version: int,
    held_on: date,
    hours: Decimal,
    participants: str = "",
    notes: str = "",
    actions: Iterable[NewCourseAction] = (),
    files: Iterable[File] = (),
) -> Activity:
    """It was held: when, with whom, how long (hours of the office, in quarters), and what was agreed.

    Again by the same user changes nothing. Raises ValidationError.
    """
    actions = list(actions)
    participants, notes = clean_text(participants), clean_text(notes)
    activity = _locked(activity_id)
    if activity.status == Activity.Status.HELD and activity.ended_by_id == by.pk:
        return activity
    _refuse_ended(activity)
    refuse_changed(activity, version)
    refuse_future(held_on)
    _check_day(held_on, activity.course)
    _check_hours(hours)
    check_actions(actions, since=held_on)
    attached = [attachments.read(file) for file in files]
    activity.held_on, activity.hours = held_on, hours
    activity.participants, activity.notes = participants, notes
    activity.status, activity.ended_by, activity.ended_at = Activity.Status.HELD, by, timezone.now()
    _changed(activity)
    add_actions(activity.course, actions, by=by, activity=activity)
    _keep(activity, attached)
    return activity


@transaction.atomic
def cancel_activity(activity_id: int, *, by, version: int, reason: str) -> Activity:
    """It is not held, and why. Again by the same user changes nothing. Raises ValidationError."""
    reason = clean_text(reason, missing=_("State why the activity is cancelled."))
    activity = _locked(activity_id)
    if activity.status == Activity.Status.CANCELLED and activity.ended_by_id == by.pk:
        return activity
    _refuse_ended(activity)
    refuse_changed(activity, version)
    activity.cancelled_reason = reason
    activity.status, activity.ended_by, activity.ended_at = Activity.Status.CANCELLED, by, timezone.now()
    return _changed(activity)


def _locked(activity_id: int) -> Activity:
    """The activity, locked after its course. Raises ValidationError if the course has ended."""
    course = open_course_locked(Activity.objects.values_list("course_id", flat=True).get(pk=activity_id))
    activity = Activity.objects.select_for_update(of=("self",)).get(pk=activity_id)
    activity.course = course
    return activity


def _refuse_ended(activity: Activity) -> None:
    if activity.status == Activity.Status.HELD:
        raise ValidationError(_("The activity has been held already."))
    if activity.status == Activity.Status.CANCELLED:
        raise ValidationError(_("The activity has been cancelled already."))


def _checked(*, kind: str, theme: str, participants: str, notes: str) -> dict:
    if kind not in Activity.Kind.values:
        raise ValidationError(_("Choose what kind of activity it is."))
    return {
        "kind": kind,
        "theme": clean_text(theme, missing=_("State a short theme."), most=120),
        "participants": clean_text(participants),
        "notes": clean_text(notes),
    }


def _check_day(held_on: date, course) -> None:
    if held_on < course.started_on:
        raise ValidationError(_("The activity cannot lie before the course begins."))


def _check_hours(hours: Decimal | None) -> None:
    if hours is None or hours < 0 or hours > MOST_HOURS:
        raise ValidationError(_("State the hours: a number between 0 and %(most)s.") % {"most": MOST_HOURS})
    if hours % QUARTER:
        raise ValidationError(_("Hours are given in quarters: 0.25, 0.5, 0.75 and so on."))


def _changed(activity: Activity) -> Activity:
    activity.version += 1
    activity.save()
    return activity


def _keep(activity: Activity, attached: list[attachments.Attachment]) -> None:
    for attachment in attached:  # last: what is refused leaves no file behind
        ActivityFile.keep(attachment, activity=activity)
