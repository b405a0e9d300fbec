"""The help that a municipality asked for and was given: requests, courses, activities with their files, what was agreed.

For a case: what hangs on it. For a municipality: requests made or answered in the period, courses under way in it, and
what was done or agreed in it, with a case or without.
"""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from followups.assistance.standing import in_the_course_of
from followups.models import Activity, Course, CourseAction, RecordKind, SupportRequest
from followups.records.items import Item, Text, file_of
from followups.records.scope import Scope
from kontakt.ui.templatetags import figures


def requests(scope: Scope) -> Iterator[Item]:
    found = SupportRequest.objects.select_related("case", "registered_by", "answered_by")
    if scope.case:
        found = found.filter(Q(case=scope.case) | Q(course__case=scope.case))
    else:
        period = (scope.first, scope.last)
        found = found.filter(
            Q(asked_on__range=period) | Q(answered_on__range=period), municipality=scope.municipality
        )  # fmt: skip
    for asked in found:
        answered = asked.answered_on and f"{figures.day(asked.answered_on)} ({asked.answered_by})"
        yield Item(
            kind=RecordKind.SUPPORT_REQUEST,
            pk=asked.pk,
            **_place(scope, asked.case),
            day=asked.asked_on,
            at=asked.registered_at,
            title=_("Request for support: %(status)s") % {"status": asked.get_asked_by_display().lower()},
            by=str(asked.registered_by),
            texts=_written((_("What is asked for"), asked.text), (_("Reason"), asked.reason)),
            facts=((asked.get_status_display(), answered),) if answered else (),
        )


def courses(scope: Scope) -> Iterator[Item]:
    """Each with what it aimed at before it was changed."""
    found = Course.objects.select_related("case", "consultant", "indicator", "begun_by", "ended_by")
    for course in _of_scope(scope, found).prefetch_related("changes"):
        yield Item(
            kind=RecordKind.COURSE,
            pk=course.pk,
            **_place(scope, course.case),
            day=course.started_on,
            at=course.begun_at,
            title=_("Course of assistance"),
            by=str(course.begun_by),
            texts=_written(
                (_("Goal"), course.goal),
                (_("Plan"), course.plan),
                *((_("Former goal"), goal) for goal in _former(course, "goal")),
                *((_("Former plan"), plan) for plan in _former(course, "plan")),
                (_("What was learnt"), course.lessons),
            ),
            facts=tuple(_facts_of(course)),
        )


def _former(course: Course, name: str) -> list[str]:
    """What the course said before it was changed, each text once."""
    said = dict.fromkeys(change.before[name] for change in course.changes.all())
    return [text for text in said if text and text != getattr(course, name)]


def _facts_of(course: Course) -> Iterator[tuple[str, str]]:
    yield _("Consultant"), str(course.consultant)
    if course.target_share is not None:
        yield (
            _("Target"),
            _("%(share)s of %(group)s by %(day)s")
            % {
                "share": figures.share(course.target_share),
                "group": course.indicator or _("all together"),
                "day": figures.day(course.target_by),
            },
        )
    if course.planned_until:
        yield _("Planned until"), figures.day(course.planned_until)
    if course.ended_on:
        yield _("Ended on"), f"{figures.day(course.ended_on)} ({course.ended_by}): {course.get_outcome_display()}"


def activities(scope: Scope) -> Iterator[Item]:
    found = Activity.objects.select_related("course__case", "planned_by", "ended_by").prefetch_related("files")
    for activity in _within_courses(scope, found, day="held_on"):
        yield Item(
            kind=RecordKind.ACTIVITY,
            pk=activity.pk,
            **_place(scope, activity.course.case),
            day=activity.held_on,
            at=activity.recorded_at,
            title=activity.get_kind_display(),
            theme=activity.theme,
            by=str(activity.ended_by or activity.planned_by),
            texts=_written(
                (_("Participants"), activity.participants),
                (_("Notes"), activity.notes),
                (_("Reason for cancelling"), activity.cancelled_reason),
            ),
            facts=((_("Hours"), figures.exact(activity.hours)),) if activity.hours is not None else (),
            files=tuple(file_of(file, course=activity.course_id) for file in activity.files.all()),
            marks=(activity.get_status_display(),),
        )


def actions(scope: Scope) -> Iterator[Item]:
    """What was agreed, each as it was agreed: one that was moved, and the one in its place. It follows its activity."""
    found = CourseAction.objects.select_related("course__case", "set_by", "ended_by")
    for action in _within_courses(scope, found, day="set_at__date"):
        ended = action.ended_on and (
            action.get_status_display(), f"{figures.day(action.ended_on)} ({action.ended_by})",
        )  # fmt: skip
        yield Item(
            kind=RecordKind.ACTION,
            pk=action.pk,
            **_place(scope, action.course.case),
            day=timezone.localdate(action.set_at),
            at=action.set_at,
            title=_("Agreed in a course of assistance"),
            by=str(action.set_by),
            texts=_written(
                (_("What was agreed"), action.text), (_("Who does it"), action.responsible), (_("Note"), action.note)
            ),
            facts=((_("Deadline"), figures.day(action.due_on)), *((ended,) if ended else ())),
            follows=(RecordKind.ACTIVITY, action.activity_id) if action.activity_id else None,
        )


def _of_scope(scope: Scope, courses: QuerySet) -> QuerySet:
    """The case's courses and those that its requests joined; or the municipality's under way in the period."""
    if scope.case:
        joined = SupportRequest.objects.filter(case=scope.case).values("course")
        return courses.filter(Q(case=scope.case) | Q(pk__in=joined))
    return courses.filter(in_the_course_of((scope.first, scope.last)), municipality=scope.municipality)


def _within_courses(scope: Scope, rows: QuerySet, *, day: str) -> QuerySet:
    if scope.case:
        return rows.filter(course__in=_of_scope(scope, Course.objects.all()).values("pk"))
    return scope.in_period(rows.filter(course__municipality=scope.municipality), day=day)


def _place(scope: Scope, case) -> dict:
    """The case that it is given in; help without a case stands in none."""
    case = scope.case or case
    return {"place": case.journal_number, "case": case.pk} if case else {"place": ""}


def _written(*texts: tuple[str, str]) -> tuple[Text, ...]:
    return tuple(Text(label, words) for label, words in texts if words)
