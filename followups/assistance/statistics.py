"""What an office did in a period: courses, activities, hours, and what the figures did meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import mean

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from followups.assistance.effect import effect_of, whole_country, with_figures
from followups.assistance.standing import in_the_course_of
from followups.models import Activity, Course


@dataclass(frozen=True)
class Period:
    """Both days included. `name` is how the address writes it."""

    name: str
    label: str
    first: date
    last: date


@dataclass(frozen=True)
class Statistics:
    """`change`, `country_change`: the mean of the courses that have both (`measured` of them), in percentage points."""

    courses: int
    begun: int
    ended: int
    activities: int
    hours: Decimal
    measured: int
    change: Decimal | None
    country_change: Decimal | None


def periods(first_year: int) -> list[Period]:
    """The last twelve months, then each year since the first, newest first."""
    today = timezone.localdate()
    years = range(today.year, min(first_year, today.year) - 1, -1)
    return [
        Period("12", _("The last 12 months"), today - timedelta(364), today),
        *(Period(str(year), str(year), date(year, 1, 1), date(year, 12, 31)) for year in years),
    ]


def statistics(courses: QuerySet[Course], period: Period) -> Statistics:
    """Of the courses that were under way in the period; activities and hours are those held in it. Three queries."""
    span = (period.first, period.last)
    touched: Sequence[Course] = list(with_figures(courses.filter(in_the_course_of(span))))
    held = Activity.objects.held().filter(course__in=courses, held_on__range=span)
    sums = held.aggregate(hours=Sum("hours"), activities=Count("pk"))
    country = whole_country() if touched else {}
    effects = [effect_of(course, country) for course in touched]
    measured = [effect for effect in effects if effect.beyond is not None]
    return Statistics(
        courses=len(touched),
        begun=sum(period.first <= course.started_on <= period.last for course in touched),
        ended=sum(course.ended_on is not None and course.ended_on <= period.last for course in touched),
        activities=sums["activities"],
        hours=sums["hours"] or Decimal(0),
        measured=len(measured),
        change=mean(effect.change for effect in measured) if measured else None,
        country_change=mean(effect.country_change for effect in measured) if measured else None,
    )
