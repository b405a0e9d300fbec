"""The regional offices, or the labour market councils, side by side: a small chart for each over the months."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kontakt.ui.tables import MonthColumn, ShareColumn, Table
from kontakt.ui.templatetags import figures
from municipalities.explore.drawing import Chart
from municipalities.explore.lines import Line, lines_drawing
from municipalities.explore.reading import Figures, share_of, threshold_words
from municipalities.explore.scales import WIDE
from municipalities.models import Municipality

BY_OFFICE, BY_COUNCIL = "office", "council"
_AREA: dict[str, Callable[[Municipality], object]] = {
    BY_OFFICE: lambda place: place.office,
    BY_COUNCIL: lambda place: place.council,
}
_COLUMNS, _GAP, _PANEL_HEIGHT, _HEADING = 3, 30, 190, 26
_LONGEST_SHARE = 7  # letters: "100,0 %"


class MonthTable(Table):
    """A line for each month, the newest first; a column for each area or municipality is added."""

    month = MonthColumn(verbose_name=gettext_lazy("Month"))

    caption = gettext_lazy("The share month by month")
    row_header = "month"

    class Meta:
        orderable = False

    @classmethod
    def of(cls, months: list[date], columns: list[tuple[str, list[Decimal | None]]]) -> "MonthTable":
        """`columns`: their names, with a share for each of the months."""
        keys = [f"share_{number}" for number in range(len(columns))]
        rows = [
            {"month": month} | {key: shares[number] for key, (_name, shares) in zip(keys, columns, strict=True)}
            for number, month in enumerate(months)
        ]
        extra = [
            (key, ShareColumn(verbose_name=name, orderable=False))
            for key, (name, _shares) in zip(keys, columns, strict=True)
        ]
        table = cls(rows[::-1], extra_columns=extra)
        table.wide = len(columns) > 6
        return table


class Areas:
    """Of the municipalities the user may see; the country is the whole country."""

    def __init__(self, found: Figures, months: list[date], by: str) -> None:
        self.found, self.months, self.area_of = found, months, _AREA[by]

    @cached_property
    def country(self) -> list[Decimal | None]:
        return [self.found.national(month) for month in self.months]

    @cached_property
    def shares(self) -> list[tuple[str, list[Decimal | None]]]:
        """The areas by name, each with its share of all the persons together, month by month."""
        members: dict[str, list[int]] = {}
        for place in self.found.places.values():
            members.setdefault(str(self.area_of(place)), []).append(place.pk)
        return [
            (name, [share_of(cells[pk] for pk in pks if pk in cells) for cells in map(self.found.of, self.months)])
            for name, pks in sorted(members.items())
        ]

    def chart(self) -> Chart:
        return Chart(
            title=self._title(),
            words=[
                _("The dotted line is the whole country: %(share)s.") % {"share": figures.share(self.country[-1])},
                *threshold_words(self.found),
            ],
            table=MonthTable.of(self.months, [*self.shares, (_("The whole country"), self.country)]),
            template="panels",
            draw=lambda _width: self._drawing(),
        )

    def _title(self) -> str:
        month = figures.month(self.months[-1])
        last = sorted((shares[-1], name) for name, shares in self.shares if shares[-1] is not None)
        if not last:
            return _("No municipality was assessed in %(month)s") % {"month": month}
        (low, lowest), (high, highest) = last[0], last[-1]
        if len(last) == 1:
            return _("%(name)s has %(share)s in %(month)s, and the whole country %(country)s") % {
                "name": highest, "share": figures.share(high), "month": month, "country": figures.share(self.country[-1]),
            }  # fmt: skip
        return _("Of those shown %(highest)s has the highest share in %(month)s (%(high)s), and %(lowest)s the lowest (%(low)s)") % {
            "highest": highest, "high": figures.share(high), "lowest": lowest, "low": figures.share(low), "month": month,
        }  # fmt: skip

    def _drawing(self) -> dict:
        columns = min(_COLUMNS, len(self.shares)) or 1
        width = (WIDE - _GAP * (_COLUMNS - 1)) // _COLUMNS
        row_height = _PANEL_HEIGHT + _HEADING + _GAP
        panels = [
            {
                "name": name,
                "x": (width + _GAP) * (number % columns),
                "y": row_height * (number // columns),
                "drawing": self._panel(name, shares, width),
                "last": figures.share(shares[-1]),
            }
            for number, (name, shares) in enumerate(self.shares)
        ]
        return {
            "width": max(680, (width + _GAP) * columns - _GAP),
            "height": row_height * -(-len(panels) // columns),
            "heading": _HEADING,
            "panels": panels,
        }

    def _panel(self, name: str, shares: list[Decimal | None], width: int) -> dict:
        lines = [
            Line(_("The whole country"), "country", self.country, ""),
            Line(name, "own", shares, figures.share(shares[-1])),
        ]
        return lines_drawing(
            lines, self.months, self.found.thresholds, width=width, height=_PANEL_HEIGHT, end_letters=_LONGEST_SHARE
        )
