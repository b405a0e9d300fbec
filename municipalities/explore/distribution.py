"""How the municipalities' shares are spread in a month: a dot for each that was assessed."""

import statistics
from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import django_tables2 as tables
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kontakt.ui.tables import ChangeColumn, CountColumn, FigureColumn, LevelColumn, ShareColumn, Table
from kontakt.ui.templatetags import figures
from municipalities.explore.drawing import Chart
from municipalities.explore.naming import MunicipalityColumn, name_of
from municipalities.explore.reading import Cell, Figures
from municipalities.explore.scales import LETTER, NARROW, Scale, swarm, ticks
from municipalities.models import Level, Municipality

_EDGE, _LABEL_LINE, _AXIS = 22, 18, 24
_RADIUS = {True: 4.5, False: 8}  # on a narrow drawing, and on a wide one
# Of fewer, quarters say nothing.
_FEWEST_FOR_QUARTERS = 4


@dataclass(frozen=True)
class Spread:
    """Shares in percent, of the municipalities that were assessed. Quartiles as spreadsheets reckon them (inclusive)."""

    count: int
    lowest: Decimal
    lower: Decimal
    median: Decimal
    upper: Decimal
    highest: Decimal


def spread_of(shares: list[Decimal]) -> Spread | None:
    """None without any."""
    if not shares:
        return None
    quarters = statistics.quantiles(shares, n=4, method="inclusive") if len(shares) > 1 else shares * 3
    return Spread(len(shares), min(shares), *quarters, max(shares))


@dataclass(frozen=True)
class Row:
    """A municipality of the table. Share in percent, `beside_country` in percentage points."""

    municipality: Municipality
    cell: Cell
    beside_country: Decimal | None


class DistributionTable(Table):
    rank = FigureColumn(verbose_name=gettext_lazy("Rank"), accessor="cell__rank")
    municipality = MunicipalityColumn()
    code = tables.Column(verbose_name=gettext_lazy("Code"), accessor="municipality__code", visible=False)
    level = LevelColumn(verbose_name=gettext_lazy("Level"), accessor="cell__level")
    share = ShareColumn(verbose_name=gettext_lazy("Share"), accessor="cell__share")
    beside_country = ChangeColumn(verbose_name=gettext_lazy("Beside the whole country"))
    persons = CountColumn(verbose_name=gettext_lazy("Persons"), accessor="cell__persons")

    caption = gettext_lazy("The municipalities' shares, the highest first")
    row_header = "municipality"
    exported_too = ("code",)

    class Meta:
        orderable = False


def distribution(found: Figures) -> Chart:
    month = found.question.month
    national = found.national(month)
    seen = found.seen(month)
    rows = [
        Row(place, cell, None if None in (cell.share, national) else cell.share - national)
        for place, cell in seen.items()
    ]
    rows.sort(key=lambda row: (row.cell.rank is None, row.cell.rank or 0, row.municipality.sort_key))
    spread = spread_of([cell.share for cell in found.of(month).values() if cell.share is not None])
    table = DistributionTable(rows)
    if spread is None:
        return Chart(_("No municipality was assessed in %(month)s") % {"month": figures.month(month)}, table)
    return Chart(
        title=_title(spread, month),
        words=_words(found, spread, rows),
        table=table,
        template="dots",
        draw=lambda width: _drawing(found, spread, width),
    )


def _title(spread: Spread, month: date) -> str:
    if spread.count < _FEWEST_FOR_QUARTERS:
        text = ngettext(
            "%(count)s municipality was assessed in %(month)s", "%(count)s municipalities were assessed in %(month)s",
            spread.count,
        )  # fmt: skip
        return text % {"count": spread.count, "month": figures.month(month)}
    return _("Half of the municipalities are between %(lower)s and %(upper)s in %(month)s") % {
        "lower": figures.share(spread.lower),
        "upper": figures.share(spread.upper),
        "month": figures.month(month),
    }


def _words(found: Figures, spread: Spread, rows: list[Row]) -> list[str]:
    month = found.question.month
    words = [
        _("The municipality in the middle has %(median)s (the median). Nationally, %(share)s have had the interviews the law requires.")
        % {"median": figures.share(spread.median), "share": figures.share(found.national(month))},
        _("The shares go from %(lowest)s to %(highest)s.")
        % {"lowest": figures.share(spread.lowest), "highest": figures.share(spread.highest)},
    ]  # fmt: skip
    if found.question.whole_country:
        left_out = Counter(cell.level for cell in found.of(month).values() if cell.share is None)
    else:
        own = [row for row in rows if row.cell.share is not None]
        words.append(
            _("Your office’s own municipalities (%(count)s) are coloured and have a name; the white dots are the others, at whole percent.")
            % {"count": len(own)}
        )  # fmt: skip
        left_out = Counter(row.cell.level for row in rows if row.cell.share is None)
    if left_out:
        listed = ", ".join(
            f"{figures.level_label(level)} {left_out[level]}" for level in Level.values if left_out[level]
        )
        words.append(_("Not drawn, because they were not assessed: %(levels)s.") % {"levels": listed})
    return words


def _drawing(found: Figures, spread: Spread, width: int) -> dict:
    narrow = width <= NARROW
    radius = _RADIUS[narrow]
    scale = Scale(_EDGE, width - _EDGE)
    marks = _marks(found, spread)
    top = _LABEL_LINE * (len(marks) + 1)
    dots = _dots(found, scale, radius)
    reach = max((abs(dot["y"]) for dot in dots), default=0) + 2 * radius
    middle = round(top + reach, 1)
    bottom = round(middle + reach, 1)
    for dot in dots:
        dot["y"] = round(middle + dot["y"], 1)
    for number, mark in enumerate(marks):
        mark |= {"x": scale(mark["value"]), "y": 4 + _LABEL_LINE * number}
        mark |= _label(mark["label"], mark["x"], _LABEL_LINE * (number + 1) - 5, width)
    band = {
        "x": scale(spread.lower),
        "y": top - _LABEL_LINE + 4,
        "width": round(scale(spread.upper) - scale(spread.lower), 1),
    }
    band |= {"height": round(bottom - band["y"], 1), "label": _("The middle half")}
    band |= _beside(band, top - 2)
    return {
        "width": width,
        "height": round(bottom + _AXIS + 4),
        "axis": ticks(scale),
        "axis_at": bottom + 18,
        "left": _EDGE,
        "right": width - _EDGE,
        "top": top,
        "bottom": bottom,
        "radius": radius,
        "marks": marks,
        "band": band,
        "dots": [dot for dot in dots if "name" in dot],
        "others": [dot for dot in dots if "name" not in dot],
    }


def _marks(found: Figures, spread: Spread) -> list[dict]:
    """The upright lines, each with its label on a line of its own."""
    marks = [
        ("country", found.national(found.question.month), _("The whole country"), figures.share),
        ("median", spread.median, _("Median"), figures.share),
    ]
    if numbers := found.thresholds:
        marks = [
            ("threshold", numbers.target, _("Requirement"), figures.percent),
            ("threshold", numbers.marked, _("Markedly below"), figures.percent),
            *marks,
        ]
    return [{"kind": kind, "value": value, "label": f"{name} {say(value)}"} for kind, value, name, say in marks]


def _label(words: str, x: float, y: float, width: int) -> dict:
    """A label to the right of its line, or to the left where it would not fit."""
    fits = x + 6 + LETTER * len(words) < width
    return {"label_x": x + 5 if fits else x - 5, "label_y": y, "anchor": "" if fits else " plot-end"}


def _beside(band: dict, y: float) -> dict:
    """The band's label, clear of the lines within it: to its left, or to its right where there is no room."""
    fits = LETTER * len(band["label"]) < band["x"]
    x = band["x"] - 6 if fits else band["x"] + band["width"] + 6
    return {"label_x": round(x, 1), "label_y": y, "anchor": " plot-end" if fits else ""}


def _dots(found: Figures, scale: Scale, radius: float) -> list[dict]:
    """From left to right; `y` from the middle line. Those the user may not see stand at whole percent, without a name."""
    month = found.question.month
    dots = []
    for pk, cell in found.of(month).items():
        if cell.share is None:
            continue
        place = found.places.get(pk)
        dots.append({"x": scale(cell.share if place else round(cell.share))} | (_named(place, cell) if place else {}))
    dots.sort(key=lambda dot: dot["x"])
    for dot, y in zip(dots, swarm([dot["x"] for dot in dots], 2 * radius + 1), strict=True):
        dot["y"] = y
    return dots


def _named(place: Municipality, cell: Cell) -> dict:
    name, share = name_of(place, cell), figures.share(cell.share)
    facts = [(_("Share"), share), (_("Persons"), figures.persons(cell.persons)), (_("Rank"), str(cell.rank))]
    return {
        "name": name,
        "level": cell.level,
        "url": f"{place.get_absolute_url()}?month={cell.month:%Y-%m}",
        "in_words": f"{name}: {figures.level_label(cell.level)}, {share}",
        "level_words": f"{figures.LEVEL_SYMBOLS[cell.level]} {figures.level_label(cell.level)}",
        "facts": "\n".join(f"{label}: {value}" for label, value in facts),
    }
