"""Beginning a course of assistance, changing what it aims at, and ending it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from followups import turns
from followups.assistance.answering import accept
from followups.assistance.following import locked_case, offer_in_case, take_in_case
from followups.assistance.refusals import clean_text, refuse_changed, refuse_future
from followups.models import Course, CourseChange, Step, SupportRequest
from kontakt.accounts.models import User
from municipalities.models import Indicator


@dataclass(frozen=True)
class Aim:
    """What a course is to lead to and how, as it is typed. `target_share` in percent (0–100), with its day."""

    goal: str
    consultant: User
    plan: str = ""
    target_share: Decimal | None = None
    target_by: date | None = None
    indicator: Indicator | None = None
    planned_until: date | None = None


@transaction.atomic
def begin(request_id: int, aim: Aim, *, by, version: int, started_on: date | None = None) -> Course:
    """The course that answers a request, which is thereby accepted; support is then under way in the case.

    The request as it was seen in `version`. Again by the same user gives the course that was begun. Raises
    ValidationError and StepRefused.
    """
    turns.side_by_side()
    there = SupportRequest.objects.select_related("municipality__office").get(pk=request_id)
    case = locked_case(there.municipality_id, there.case_id)
    request = SupportRequest.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=request_id)
    if request.course_id:
        course = Course.objects.get(pk=request.course_id)
        if course.begun_by_id == by.pk:
            return course
        raise ValidationError(_("A course has come of the request already."))
    refuse_changed(request, version)
    day = started_on or timezone.localdate()
    refuse_future(day)
    if day < request.asked_on:
        raise ValidationError(_("The course cannot begin before the request was made."))
    aim = _checked(aim, request.office_id, day)
    if Course.objects.under_way().filter(municipality=request.municipality_id).exists():
        raise ValidationError(
            _("A course is under way in the municipality already. Accept the request: it joins that.")
        )
    if request.is_waiting:
        request = accept(request_id, by=by, version=version, on=day)
    if request.status != SupportRequest.Status.ACCEPTED:
        raise ValidationError(_("The request was not accepted, so no course can begin."))
    offer_in_case(case, request, by=by, on=request.asked_on)
    with _one_under_way():
        course = Course.objects.create(
            municipality=request.municipality,
            office_id=request.office_id,
            case=case,
            started_on=day,
            begun_by=by,
            **_fields(aim),
        )
    request = SupportRequest.objects.get(pk=request_id)  # the case may have joined it meanwhile
    request.course = course
    request.version += 1
    request.save()
    take_in_case(case, Step.START_SUPPORT, by=by, on=day)
    return course


@transaction.atomic
def change(course_id: int, aim: Aim, *, by, version: int) -> Course:
    """Another goal, plan, target, consultant or end, as seen in `version`; what it was before is kept.

    The same again changes nothing. Raises ValidationError.
    """
    course = open_course_locked(course_id)
    aim = _checked(aim, course.office_id, course.started_on)
    before = {name: getattr(course, name) for name in aim_names()}
    if before == _fields(aim):
        return course
    refuse_changed(course, version)
    CourseChange.objects.create(
        course=course,
        by=by,
        before={name: "" if value is None else str(value) for name, value in before.items()},
    )
    for name, value in _fields(aim).items():
        setattr(course, name, value)
    course.version += 1
    course.save()
    return course


@transaction.atomic
def end(
    course_id: int, *, by, version: int, outcome: Course.Outcome | str, lessons: str = "", ended_on: date | None = None
) -> Course:
    """The course is over: what came of it and what was learnt. Support has then ended in the case.

    What is planned must be held or cancelled first. Again by the same user changes nothing. Raises ValidationError.
    """
    lessons = clean_text(lessons)
    turns.side_by_side()
    there = Course.objects.get(pk=course_id)
    case = locked_case(there.municipality_id, there.case_id) if there.case_id else None
    course = Course.objects.select_for_update(of=("self",)).get(pk=course_id)
    if course.ended_on and course.ended_by_id == by.pk:
        return course
    _refuse_ended(course)
    refuse_changed(course, version)
    day = ended_on or timezone.localdate()
    refuse_future(day)
    if outcome not in Course.Outcome.values:
        raise ValidationError(_("Choose what came of the course."))
    if day < course.started_on:
        raise ValidationError(_("The course cannot end before it begins."))
    if planned := course.activities.planned().count():
        raise ValidationError(
            ngettext(
                "%(count)s activity is planned. Register that it was held, or cancel it, first.",
                "%(count)s activities are planned. Register that they were held, or cancel them, first.",
                planned,
            )
            % {"count": planned}
        )
    if course.activities.held().filter(held_on__gt=day).exists():
        raise ValidationError(_("An activity was held after that day. Choose a later one."))
    course.ended_on, course.ended_by, course.ended_at = day, by, timezone.now()
    course.outcome, course.lessons = outcome, lessons
    course.version += 1
    course.save()
    with override(settings.LANGUAGE_CODE):  # the case file is in Danish, whatever language the user reads in
        came_of_it = str(course.get_outcome_display())
    take_in_case(case, Step.END_SUPPORT, by=by, on=day, reason=came_of_it, lessons=lessons)
    return course


def open_course_locked(course_id: int) -> Course:
    """The course, locked until the transaction is through. Raises ValidationError if it has ended."""
    course = Course.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=course_id)
    _refuse_ended(course)
    return course


def aim_names() -> list[str]:
    return [field.name for field in fields(Aim)]


def consultants(office_id: int):
    """Who may have a course: the office's users that are active."""
    return User.objects.filter(is_active=True, office=office_id)


def _refuse_ended(course: Course) -> None:
    if course.ended_on:
        raise ValidationError(_("The course has ended, and can no longer be changed."))


def _fields(aim: Aim) -> dict:
    return {name: getattr(aim, name) for name in aim_names()}


def _checked(aim: Aim, office_id: int, started_on: date) -> Aim:
    goal = clean_text(aim.goal, missing=_("State the goal of the course."))
    plan = clean_text(aim.plan)
    if not consultants(office_id).filter(pk=aim.consultant.pk).exists():
        raise ValidationError(_("The consultant must be a user of the regional office."))
    if (aim.target_share is None) != (aim.target_by is None):
        raise ValidationError(_("State both the target share and the day it is to be reached by, or neither."))
    if aim.indicator and aim.target_share is None:
        raise ValidationError(_("An indicator is chosen for a target share. State the share too."))
    if aim.target_share is not None and not 0 <= aim.target_share <= 100:
        raise ValidationError(_("The target share is a percentage between 0 and 100."))
    if aim.target_by and aim.target_by <= started_on:
        raise ValidationError(_("The target must be reached after the course begins."))
    if aim.planned_until and aim.planned_until < started_on:
        raise ValidationError(_("The course cannot end before it begins."))
    return Aim(**_fields(aim) | {"goal": goal, "plan": plan})


@contextmanager
def _one_under_way() -> Iterator[None]:
    """Says so in words when a course is under way already, of which the database allows one."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if error.__cause__.diag.constraint_name != "course_one_under_way_per_municipality":
            raise
        raise ValidationError(
            _("A course is under way in the municipality already. Accept the request: it joins that.")
        )
