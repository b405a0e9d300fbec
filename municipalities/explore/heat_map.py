"""Every municipality month by month: a field for each, by its level."""

import functools
from collections import Counter
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontakt.ui.templatetags import figures
from municipalities.explore.drawing import Chart
from municipalities.explore.naming import name_of
from municipalities.explore.reading import Cell, Figures
from municipalities.models import Level, Municipality

BY_NAME, BY_SHARE, BY_MONTHS_BELOW = "name", "share", "below"
# With more months than this there is room for the symbols only.
_WITH_SHARES = 24
_NAME_ROOM, _ROW, _HEAD = 150, 20, 44
_FIELD = {True: 46, False: 17}  # a field's width, with its share and without
_BEHIND = (Level.BELOW, Level.MARKEDLY_BELOW)


class HeatMap:
    """The rows in their order; the months with the earliest first."""

    def __init__(self, found: Figures, months: list[date], order: str) -> None:
        self.found, self.months, self.order = found, months, order
        self.with_shares = len(months) <= _WITH_SHARES

    @functools.cached_property
    def rows(self) -> list[tuple[Municipality, list[Cell | None]]]:
        of_month = [self.found.of(month) for month in self.months]
        rows = [(place, [cells.get(pk) for cells in of_month]) for pk, place in self.found.places.items()]
        return sorted(rows, key=self._place_of_row)

    def _place_of_row(self, row: tuple[Municipality, list[Cell | None]]) -> tuple:
        place, cells = row
        if self.order == BY_SHARE:
            share = cells[-1].share if cells[-1] else None
            return share is None, -(share or 0), place.sort_key
        if self.order == BY_MONTHS_BELOW:
            return -months_below(cells), place.sort_key
        return (place.sort_key,)

    @functools.cached_property
    def years(self) -> list[tuple[int, int]]:
        """The years with how many months of each are shown."""
        return list(Counter(month.year for month in self.months).items())

    @property
    def month_names(self) -> list[dict]:
        """A month's name cut to its column, and whole."""
        letters = 3 if self.with_shares else 1
        return [{"short": figures.month(month)[:letters], "whole": figures.month(month)} for month in self.months]

    @property
    def table_rows(self) -> list[dict]:
        """For a page: a name with its address, the months below, and all the fields as one piece of HTML."""
        return [
            {
                "name": name_of(place, cells[-1]),
                "url": f"{place.get_absolute_url()}?month={self.months[-1]:%Y-%m}",
                "below": months_below(cells),
                "fields": format_html_join("", "{}", ((_field(cell),) for cell in cells)),
            }
            for place, cells in self.rows
        ]

    @property
    def levels(self) -> list[str]:
        """The levels there are, in their order, for the legend."""
        there = {cell.level for _place, cells in self.rows for cell in cells if cell}
        return [level for level in Level.values if level in there]

    def chart(self) -> Chart:
        return Chart(
            title=self._title(),
            words=self._words(),
            table=None,
            template="heat",
            draw=lambda _width: self._drawing(),
        )

    def _title(self) -> str:
        span = figures.months(self.months[0], self.months[-1])
        always = sum(months_below(cells) == len(cells) for _place, cells in self.rows)
        if always:
            text = ngettext(
                "%(count)s of %(all)s municipalities was below the requirement in every month: %(span)s",
                "%(count)s of %(all)s municipalities were below the requirement in every month: %(span)s",
                always,
            )
            return text % {"count": always, "all": len(self.rows), "span": span}
        return _("None of the municipalities was below the requirement in every month: %(span)s") % {"span": span}

    def _words(self) -> list[str]:
        levels = Counter(cells[-1].level for _place, cells in self.rows if cells[-1])
        behind = sum(levels[level] for level in _BEHIND)
        return [
            ngettext(
                "In %(month)s %(behind)s of %(count)s municipality is below the requirement, and %(marked)s of them markedly.",
                "In %(month)s %(behind)s of %(count)s municipalities are below the requirement, and %(marked)s of them markedly.",
                len(self.rows),
            )
            % {
                "month": figures.month(self.months[-1]), "behind": behind, "count": len(self.rows),
                "marked": levels[Level.MARKEDLY_BELOW],
            }
        ]  # fmt: skip

    def _drawing(self) -> dict:
        field = _FIELD[self.with_shares]
        width = _NAME_ROOM + field * len(self.months)
        legend = [
            {"level": level, "symbol": figures.LEVEL_SYMBOLS[level], "words": figures.level_label(level)}
            for level in self.levels
        ]
        x = 0
        for mark in legend:
            mark["x"] = x
            x += 44 + 8 * len(mark["words"])
        return {
            "width": max(width, x),
            "height": _HEAD + _ROW * (len(self.rows) + 2),
            "field": field,
            "row": _ROW,
            "legend": legend,
            "legend_at": _HEAD + _ROW * len(self.rows) + 12,
            "years": self._places_of_years(field),
            "months": [
                {"x": _NAME_ROOM + field * (number + 0.5), "label": name["short"]}
                for number, name in enumerate(self.month_names)
            ],
            "rows": [
                {"y": _HEAD + _ROW * number, "name": name_of(place, cells[-1]), "fields": self._fields(cells, field)}
                for number, (place, cells) in enumerate(self.rows)
            ],
        }

    def _places_of_years(self, field: int) -> list[dict]:
        places, before = [], 0
        for year, count in self.years:
            if count > 1 or self.with_shares:
                places.append({"x": _NAME_ROOM + field * before + 2, "label": year})
            before += count
        return places

    def _fields(self, cells: list[Cell | None], field: int) -> list[dict]:
        return [
            {"x": _NAME_ROOM + field * number, "middle": _NAME_ROOM + field * (number + 0.5)}
            | {"level": _level(cell), "words": _in_field(cell) if self.with_shares else _symbol(cell)}
            for number, cell in enumerate(cells)
        ]

    @staticmethod
    def header() -> list[str]:
        return [_("Code"), _("Municipality"), _("Month"), _("Level"), _("Share"), _("Persons")]

    def as_rows(self):
        """The fields as the lines of a file: one for each municipality and month."""
        for place, cells in self.rows:
            for month, cell in zip(self.months, cells, strict=True):
                persons = cell.persons if cell else None
                share = cell.share if cell else None
                yield place.code, place.name, f"{month:%Y-%m}", figures.level_label(_level(cell)), share, persons


def months_below(cells: list[Cell | None]) -> int:
    """In how many of the months the municipality was below the requirement."""
    return sum(cell is not None and cell.level in _BEHIND for cell in cells)


def _level(cell: Cell | None) -> str:
    return cell.level if cell else Level.NO_DATA.value


def _symbol(cell: Cell | None) -> str:
    return figures.LEVEL_SYMBOLS[_level(cell)]


def _in_field(cell: Cell | None) -> str:
    """ "▼ 63,9": without %, for which there is no room."""
    if cell is None or cell.share is None:
        return _symbol(cell)
    return f"{_symbol(cell)} {figures.average(cell.share)}"


def _field(cell: Cell | None) -> SafeString:
    return _of_table(_level(cell), figures.average(cell.share) if cell and cell.share is not None else "")


@functools.lru_cache(maxsize=4000)
def _of_table(level: str, share: str) -> SafeString:
    """A field of the table, drawn once: thousands of them are alike."""
    return format_html('<td class="level-{}">{}<span> {}</span></td>', level, figures.LEVEL_SYMBOLS[level], share)
