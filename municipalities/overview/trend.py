"""The share month by month: of the country, and of a regional office's municipalities beside it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kontakt.accounts.models import RegionalOffice
from kontakt.ui.tables import CountColumn, MonthColumn, ShareColumn, Table
from municipalities.charts import line_chart, point
from municipalities.models import Assessment, Scheme
from municipalities.months import add_months

_MONTHS = 24


@dataclass(frozen=True)
class MonthOfTrend:
    """Shares in percent; `own` and `own_persons` are the office's, where there is one."""

    month: date
    share: Decimal | None
    persons: int | None
    own: Decimal | None = None
    own_persons: int | None = None


class TrendTable(Table):
    """The newest month first."""

    month = MonthColumn(verbose_name=gettext_lazy("Month"))
    own = ShareColumn(verbose_name=gettext_lazy("The office's municipalities"))
    own_persons = CountColumn(verbose_name=gettext_lazy("Persons"))
    share = ShareColumn(verbose_name=gettext_lazy("The whole country"))
    persons = CountColumn(verbose_name=gettext_lazy("Persons"))

    caption = gettext_lazy("The share month by month")
    row_header = "month"

    class Meta:
        orderable = False


def trend(scheme: Scheme, last: date, office: RegionalOffice | None = None) -> list[MonthOfTrend]:
    """The two years up to a month, the earliest first. One query."""
    own = Q(municipality__office=office)
    sums = {"meeting": Sum("meeting"), "persons": Sum("persons")}
    if office:
        sums |= {"own_meeting": Sum("meeting", filter=own), "own_persons": Sum("persons", filter=own)}
    months = (
        Assessment.objects.filter(
            scheme=scheme, indicator=None, rank__isnull=False, month__range=(add_months(last, 1 - _MONTHS), last)
        )
        .order_by("month")
        .values("month")
        .annotate(**{f"sum_{name}": value for name, value in sums.items()})
    )
    return [
        MonthOfTrend(
            row["month"],
            _share(row["sum_meeting"], row["sum_persons"]),
            row["sum_persons"],
            _share(row.get("sum_own_meeting"), row.get("sum_own_persons")),
            row.get("sum_own_persons"),
        )
        for row in months
    ]


def trend_in_context(scheme: Scheme, last: date, office: RegionalOffice | None = None) -> dict:
    """`chart` (None: too few months for a line) and `trend_table`."""
    rows = trend(scheme, last, office)
    country = {"name": _("The whole country"), "values": [point(row.share) for row in rows], "emphasis": office is None}
    series = [country]
    if office:
        series.insert(0, {"name": str(office), "values": [point(row.own) for row in rows], "emphasis": True})
    title = _("Share with the interviews the law requires")
    return {
        "chart": line_chart("trend", title, rows, series, scheme) if len(rows) > 1 else None,
        "trend_table": TrendTable(rows[::-1], exclude=() if office else ("own", "own_persons")),
    }


def _share(meeting: Decimal | None, persons: int | None) -> Decimal | None:
    return 100 * meeting / persons if persons else None
