"""What a course seems to have led to: the figures before, during and after, beside what the country did meanwhile.

Shares are percent (0–100) in the default scheme, and changes percentage points, both as they are known now. A figure counts
where it was assessed. *Before* is the month before the course began; *latest* the last month with a figure from the month it
began until the month it ended, or now; *after* the month three months after it ended.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import DateField, F, Func, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, TruncMonth
from django.db.models.lookups import IsNull
from django.utils import timezone

from followups.models import Course
from municipalities.models import Assessment, Indicator, Scheme
from municipalities.months import add_months

MONTHS_AFTER = 3

type CountryShares = dict[tuple[int | None, date], Decimal]


@dataclass(frozen=True)
class Measured:
    """A share of the municipality in a month, and the whole country's."""

    month: date
    share: Decimal
    country: Decimal | None


@dataclass(frozen=True)
class Effect:
    """Overall (`indicator` None) or for the indicator that the course aims at."""

    before: Measured | None
    latest: Measured | None
    after: Measured | None
    indicator: Indicator | None = None

    @property
    def change(self) -> Decimal | None:
        """From before to the latest."""
        return None if None in (self.before, self.latest) else self.latest.share - self.before.share

    @property
    def country_change(self) -> Decimal | None:
        """The whole country's, in the same months."""
        if None in (self.before, self.latest) or None in (self.before.country, self.latest.country):
            return None
        return self.latest.country - self.before.country

    @property
    def beyond(self) -> Decimal | None:
        """How much more the municipality moved than the country."""
        return None if None in (self.change, self.country_change) else self.change - self.country_change

    @property
    def change_after(self) -> Decimal | None:
        """From before to three months after the end."""
        return None if None in (self.before, self.after) else self.after.share - self.before.share


def with_figures(courses: QuerySet[Course]) -> QuerySet[Course]:
    """The courses with the figures that `effect_of` is made of; `change_pp` is the overall change, to sort by."""
    first_month, last_month = TruncMonth("started_on"), TruncMonth(Coalesce("ended_on", Value(timezone.localdate())))
    courses = courses.annotate(
        before_month=_shifted(first_month, -1),
        first_month=first_month,
        last_month=last_month,
        after_month=_shifted(TruncMonth("ended_on"), MONTHS_AFTER),
    )
    scheme = Scheme.objects.filter(is_default=True).values("pk")[:1]
    assessed = Assessment.objects.filter(
        scheme=Subquery(scheme), municipality=OuterRef("municipality_id"), share__isnull=False, rank__isnull=False
    )
    overall = assessed.filter(indicator__isnull=True)
    own = assessed.filter(
        Q(indicator=OuterRef("indicator_id")) & ~Q(IsNull(OuterRef("indicator_id"), True))  # only where one is chosen
    )
    for prefix, rows in (("", overall), ("own_", own)):
        during = rows.filter(month__gte=OuterRef("first_month"), month__lte=OuterRef("last_month")).order_by("-month")
        courses = courses.annotate(
            **{
                f"{prefix}share_before": Subquery(rows.filter(month=OuterRef("before_month")).values("share")[:1]),
                f"{prefix}share_latest": Subquery(during.values("share")[:1]),
                f"{prefix}month_latest": Subquery(during.values("month")[:1]),
                f"{prefix}share_after": Subquery(rows.filter(month=OuterRef("after_month")).values("share")[:1]),
            }
        )
    return courses.annotate(change_pp=F("share_latest") - F("share_before"))


def country_of(courses: Iterable[Course]) -> QuerySet:
    """What `as_shares` takes: the whole country's share in every month that the courses (of `with_figures`) need."""
    wanted = {
        (indicator, month)
        for course in courses
        for indicator, latest in ((None, course.month_latest), (course.indicator_id, course.own_month_latest))
        for month in (course.before_month, latest, course.after_month)
        if month
    }
    return _country(
        Q(indicator__isnull=True) | Q(indicator__in={indicator for indicator, _month in wanted} - {None}),
        month__in={month for _indicator, month in wanted},
    )


def whole_country(*, begun: date | None = None) -> QuerySet:
    """What `as_shares` takes: the whole country's overall share in every month, for lists of courses, however many.

    `begun`: when the first of the courses began; the months that it does not need are left out.
    """
    return _country(Q(indicator__isnull=True), **{"month__gte": add_months(begun, -1)} if begun else {})


def as_shares(rows: QuerySet) -> CountryShares:
    return {(row["indicator"], row["month"]): row["share"] for row in rows}


def effect_of(course: Course, country: CountryShares) -> Effect:
    """Overall; of a course from `with_figures`."""
    return _effect(course, "", None, country)


def own_effect_of(course: Course, country: CountryShares) -> Effect | None:
    """For the indicator the course aims at; None if it aims at none."""
    return _effect(course, "own_", course.indicator, country) if course.indicator_id else None


def _effect(course: Course, prefix: str, indicator: Indicator | None, country: CountryShares) -> Effect:
    def measured(which: str, month: date | None) -> Measured | None:
        share = getattr(course, f"{prefix}share_{which}")
        return None if share is None else Measured(month, share, country.get((indicator and indicator.pk, month)))

    return Effect(
        before=measured("before", course.before_month),
        latest=measured("latest", getattr(course, f"{prefix}month_latest")),
        after=measured("after", course.after_month),
        indicator=indicator,
    )


def _shifted(month, count: int) -> Func:
    """The month so many months later."""
    template = f"(%(expressions)s + interval '{count} month')::date"
    return Func(month, template=template, output_field=DateField())


def _country(cells: Q, **more) -> QuerySet:
    """DOMAIN.md section 6: the same sum over all municipalities that were assessed."""
    assessed = Assessment.objects.filter(cells, scheme__is_default=True, rank__isnull=False, **more)
    return assessed.values("indicator", "month").annotate(share=100 * Sum("meeting") / Sum("persons")).order_by()
