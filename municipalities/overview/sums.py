"""What the overview sums over the municipalities: all target groups together two years back, and each of them alone."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, Sum

from kontakt.accounts.models import RegionalOffice
from municipalities.models import Assessment, Indicator, Level, Scheme
from municipalities.months import add_months

_TREND_MONTHS = 24
_NAMES = ("slug", "name_da", "name_en")


@dataclass(frozen=True)
class Summed:
    """A month of the municipalities that were assessed (DOMAIN.md section 6); `below`, `markedly_below`: how many are."""

    meeting: Decimal | None = None
    persons: int | None = None
    own_meeting: Decimal | None = None
    own_persons: int | None = None
    below: int = 0
    markedly_below: int = 0

    @property
    def share(self) -> Decimal | None:
        return 100 * self.meeting / self.persons if self.persons else None

    @property
    def own_share(self) -> Decimal | None:
        """That of a regional office's municipalities."""
        return 100 * self.own_meeting / self.own_persons if self.own_persons else None


@dataclass(frozen=True)
class Sums:
    """`together`: all target groups, for the months up to `month` that have an assessed municipality, the earliest first.
    `groups`: each target group, in their order, for the month, the month before and the year before."""

    month: date
    together: dict[date, Summed] = field(default_factory=dict)
    groups: dict[Indicator, dict[date, Summed]] = field(default_factory=dict)

    @property
    def compared(self) -> tuple[date, date, date]:
        return _compared(self.month)


def sums(scheme: Scheme, month: date, *, office: RegionalOffice | None = None, with_groups: bool = True) -> Sums:
    """One query."""
    assessed, own = Q(rank__isnull=False), Q(rank__isnull=False, municipality__office=office)
    counts = {
        "meeting": Sum("meeting", filter=assessed),
        "persons": Sum("persons", filter=assessed),
        "below": Count("pk", filter=Q(level=Level.BELOW)),
        "markedly_below": Count("pk", filter=Q(level=Level.MARKEDLY_BELOW)),
    }
    if office:
        counts |= {"own_meeting": Sum("meeting", filter=own), "own_persons": Sum("persons", filter=own)}
    cells = Q(indicator=None, month__range=(add_months(month, 1 - _TREND_MONTHS), month))
    if with_groups:
        cells |= Q(indicator__isnull=False, month__in=_compared(month))
    rows = (
        Assessment.objects.filter(cells, scheme=scheme)
        .order_by("indicator__position", "indicator__slug", "month")
        .values_list("month", "indicator", "indicator__position", *(f"indicator__{name}" for name in _NAMES))
        .annotate(**{f"summed_{name}": count for name, count in counts.items()})
    )
    found = Sums(month)
    indicators: dict[int, Indicator] = {}
    for of_month, pk, _position, *rest in rows:
        names, figures = rest[: len(_NAMES)], rest[len(_NAMES) :]
        summed = Summed(**dict(zip(counts, figures, strict=True)))
        if pk is not None:
            indicator = indicators.setdefault(pk, Indicator(pk=pk, **dict(zip(_NAMES, names, strict=True))))
            found.groups.setdefault(indicator, {})[of_month] = summed
        elif summed.persons is not None:
            found.together[of_month] = summed
    return found


def _compared(month: date) -> tuple[date, date, date]:
    return month, add_months(month, -1), add_months(month, -12)
