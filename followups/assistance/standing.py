"""How requests and courses stand: beside each what a list shows, however many, in a fixed number of queries."""

from django.db.models import Case as Choice
from django.db.models import (
    CharField,
    Count,
    DateField,
    DecimalField,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from followups.assistance.effect import with_figures
from followups.models import Activity, Course, CourseAction, SupportRequest
from municipalities.models import Assessment, Municipality


def requests_as_they_stand(user):
    """The requests the user sees, waiting first, with `level` and `share` of the municipality in the latest month."""
    latest = _overall().filter(municipality=OuterRef("municipality"))
    return (
        SupportRequest.objects.visible_to(user)
        .select_related("municipality", "office", "case", "course", "answered_by", "registered_by")
        .annotate(
            level=Subquery(latest.values("level")[:1], output_field=CharField()),
            share=Subquery(latest.values("share")[:1], output_field=DecimalField()),
            waiting_first=Choice(
                When(status=SupportRequest.Status.WAITING, then=Value(0)),
                When(status=SupportRequest.Status.ACCEPTED, course=None, then=Value(1)),
                default=Value(2),
                output_field=IntegerField(),
            ),
        )
        .order_by("waiting_first", "-asked_on", "-pk")
    )


def latest_overall(municipality: Municipality) -> Assessment | None:
    """Of the latest month, all target groups together."""
    return _overall().filter(municipality=municipality).select_related("worst_indicator").first()


def _overall():
    return Assessment.objects.filter(scheme__is_default=True, indicator=None).order_by("-month")


def courses_as_they_stand(user):
    """The courses the user sees, with their figures (effect.py), `hours`, `held`, `next_on` and `overdue`."""
    held = Activity.objects.held().filter(course=OuterRef("pk")).order_by().values("course")
    planned = Activity.objects.planned().filter(course=OuterRef("pk")).order_by("held_on")
    overdue = CourseAction.objects.overdue(timezone.localdate()).filter(course=OuterRef("pk")).order_by()
    return with_figures(
        Course.objects.visible_to(user)
        .select_related("municipality", "office", "case", "consultant", "indicator")
        .annotate(
            hours=Coalesce(
                Subquery(held.annotate(sum=Sum("hours")).values("sum")), Value(0), output_field=DecimalField()
            ),
            held=Coalesce(Subquery(held.annotate(count=Count("pk")).values("count")), Value(0)),
            next_on=Subquery(planned.values("held_on")[:1], output_field=DateField()),
            overdue=Coalesce(Subquery(overdue.values("course").annotate(count=Count("pk")).values("count")), Value(0)),
        )
    )


def actions_as_they_stand(course: Course) -> list[CourseAction]:
    """What was agreed in the course, each with `moves`: those whose place it took, the latest first."""
    actions = course.actions.all()
    by_pk = {action.pk: action for action in actions}
    for action in actions:
        action.course, action.replaces = course, by_pk.get(action.replaces_id)
    for action in actions:
        action.moves, former = [], action.replaces
        while former:
            action.moves.append(former)
            former = former.replaces
    return [action for action in actions if action.status != CourseAction.Status.MOVED]


def requests_waiting_for(user) -> int:
    """How many requests that a user sees have no answer yet."""
    return SupportRequest.objects.visible_to(user).waiting().count()


def in_the_course_of(period: tuple) -> Q:
    """Courses that were under way on a day of the period (first and last day)."""
    first, last = period
    return Q(started_on__lte=last) & (Q(ended_on=None) | Q(ended_on__gte=first))
