"""What an office did in a period: courses, activities, hours, and what the figures did meanwhile."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import mean

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from followups.assistance.effect import as_shares, effect_of, whole_country, with_figures
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


@dataclass(frozen=True)
class Grounds:
    """What `statistics` is made of: the courses under way in a period, what was held in it, and the country's shares."""

    courses: QuerySet[Course]
    activities: QuerySet[Activity]
    country: QuerySet


def grounds(courses: QuerySet[Course], period: Period, *, begun: date | None) -> Grounds:
    """`begun`: when the first of the courses began. All of it can be fetched together (kontakt/together.py)."""
    span = (period.first, period.last)
    return Grounds(
        with_figures(courses.filter(in_the_course_of(span))),
        Activity.objects.held().filter(course__in=courses, held_on__range=span),
        whole_country(begun=begun),
    )


def statistics(of: Grounds, period: Period) -> Statistics:
    """Of the courses that were under way in the period; activities and hours are those held in it."""
    country = as_shares(of.country)
    effects = [effect_of(course, country) for course in of.courses]
    measured = [effect for effect in effects if effect.beyond is not None]
    return Statistics(
        courses=len(of.courses),
        begun=sum(period.first <= course.started_on <= period.last for course in of.courses),
        ended=sum(course.ended_on is not None and course.ended_on <= period.last for course in of.courses),
        activities=len(of.activities),
        hours=sum((activity.hours for activity in of.activities), Decimal(0)),
        measured=len(measured),
        change=mean(effect.change for effect in measured) if measured else None,
        country_change=mean(effect.country_change for effect in measured) if measured else None,
    )
