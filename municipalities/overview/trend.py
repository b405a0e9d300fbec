"""The share month by month: of the country, and of a regional office's municipalities beside it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kontakt.accounts.models import RegionalOffice
from kontakt.ui.tables import CountColumn, MonthColumn, ShareColumn, Table
from municipalities.charts import line_chart, point
from municipalities.models import Scheme
from municipalities.overview.sums import Sums


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


def trend(sums: Sums) -> list[MonthOfTrend]:
    """The two years up to the month, the earliest first."""
    return [
        MonthOfTrend(month, summed.share, summed.persons, summed.own_share, summed.own_persons)
        for month, summed in sums.together.items()
    ]


def trend_in_context(scheme: Scheme, sums: Sums, office: RegionalOffice | None = None) -> dict:
    """`chart` (None: too few months for a line) and `trend_table`."""
    rows = trend(sums)
    country = {"name": _("The whole country"), "values": [point(row.share) for row in rows], "emphasis": office is None}
    series = [country]
    if office:
        series.insert(0, {"name": str(office), "values": [point(row.own) for row in rows], "emphasis": True})
    title = _("Share with the interviews the law requires")
    return {
        "chart": line_chart("trend", title, rows, series, scheme) if len(rows) > 1 else None,
        "trend_table": TrendTable(rows[::-1], exclude=() if office else ("own", "own_persons")),
    }
