"""The municipalities by share, and how each has moved since an earlier month."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import django_tables2 as tables
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kontakt.ui.tables import ChangeColumn, FigureColumn, LevelColumn, ShareColumn, Table
from kontakt.ui.templatetags import figures
from municipalities.explore.drawing import Chart
from municipalities.explore.naming import MunicipalityColumn, name_of
from municipalities.explore.reading import Cell, Figures, threshold_words
from municipalities.explore.scales import NARROW, Scale, ticks
from municipalities.models import Indicator, Municipality, SchemeParameters

BY_PLACE, BY_CHANGE, BY_PLACES = "place", "change", "places"
_ROW, _HEAD = 22, 44


@dataclass(frozen=True)
class Row:
    """An assessed municipality now, and then if it was assessed. `change` in percentage points; `places` up is positive."""

    municipality: Municipality
    cell: Cell
    before: Cell | None

    @property
    def change(self) -> Decimal | None:
        return self.cell.share - self.before.share if self.before else None

    @property
    def places(self) -> int | None:
        return self.before.rank - self.cell.rank if self.before else None


_ORDERS = {
    BY_PLACE: lambda row: row.cell.rank,
    BY_CHANGE: lambda row: (row.change is None, -(row.change or 0)),
    BY_PLACES: lambda row: (row.places is None, -(row.places or 0)),
}


def moved(places: int | None) -> str:
    """ "↑ 12", "↓ 3", "=": how many places up or down."""
    if places is None:
        return figures.MISSING
    return f"{'↑' if places > 0 else '↓'} {abs(places)}" if places else "="


class _PlacesColumn(FigureColumn):
    show = staticmethod(moved)


class RankingTable(Table):
    rank = FigureColumn(verbose_name=gettext_lazy("Rank"), accessor="cell__rank")
    municipality = MunicipalityColumn()
    code = tables.Column(verbose_name=gettext_lazy("Code"), accessor="municipality__code", visible=False)
    level = LevelColumn(verbose_name=gettext_lazy("Level"), accessor="cell__level")
    share = ShareColumn(verbose_name=gettext_lazy("Share"), accessor="cell__share")
    before_share = ShareColumn(verbose_name=gettext_lazy("Share before"), accessor="before__share")
    change = ChangeColumn(verbose_name=gettext_lazy("Change"))
    before_rank = FigureColumn(verbose_name=gettext_lazy("Rank before"), accessor="before__rank")
    places = _PlacesColumn(verbose_name=gettext_lazy("Places up or down"))

    caption = gettext_lazy("The municipalities by share, and how they have moved")
    row_header = "municipality"
    exported_too = ("code",)

    class Meta:
        orderable = False


def ranking(found: Figures, since: date, order: str, indicators: list[Indicator]) -> Chart:
    """`indicators`: the scheme's, to see whether both months were measured on the same target groups."""
    month = found.question.month
    before = found.of(since)
    rows = [
        Row(place, cell, then if (then := before.get(place.pk)) and then.rank is not None else None)
        for place, cell in found.seen(month).items()
        if cell.rank is not None
    ]
    rows.sort(key=_ORDERS[order])
    if not rows:
        return Chart(_("No municipality was assessed in %(month)s") % {"month": figures.month(month)}, RankingTable([]))
    return Chart(
        title=_title(rows, since, month, whole_country=found.question.whole_country),
        words=_words(found, rows, since, indicators),
        table=RankingTable(rows),
        template="moves",
        draw=lambda width: _drawing(found, rows, since, width),
    )


def _title(rows: list[Row], since: date, month: date, *, whole_country: bool) -> str:
    up = max((row for row in rows if row.places is not None), key=lambda row: row.places, default=None)
    if up is None or up.places <= 0:
        top = min(rows, key=lambda row: row.cell.rank)
        text = _("%(name)s has the highest share in %(month)s: %(share)s")
        if not whole_country:
            text = _("Of your office’s municipalities %(name)s has the highest share in %(month)s: %(share)s")
        return text % {
            "name": top.municipality, "month": figures.month(month), "share": figures.share(top.cell.share),
        }  # fmt: skip
    text = ngettext(
        "%(name)s has moved up the most: %(count)s place from %(since)s to %(month)s",
        "%(name)s has moved up the most: %(count)s places from %(since)s to %(month)s",
        up.places,
    )
    if not whole_country:
        text = ngettext(
            "Of your office’s municipalities %(name)s has moved up the most: %(count)s place from %(since)s to %(month)s",
            "Of your office’s municipalities %(name)s has moved up the most: %(count)s places from %(since)s to %(month)s",
            up.places,
        )
    months = {"since": figures.month(since), "month": figures.month(month)}
    return text % (months | {"name": up.municipality, "count": up.places})


def _words(found: Figures, rows: list[Row], since: date, indicators: list[Indicator]) -> list[str]:
    month = found.question.month
    risen = sum(row.change is not None and row.change > 0 for row in rows)
    fallen = sum(row.change is not None and row.change < 0 for row in rows)
    words = [
        _("The share has risen in %(risen)s and fallen in %(fallen)s of the %(count)s municipalities assessed.")
        % {"risen": risen, "fallen": fallen, "count": len(rows)}
    ]
    then, now = found.national(since), found.national(month)
    if None not in (then, now):
        words.append(
            _("Nationally it went from %(then)s to %(now)s (%(change)s).")
            % {"then": figures.share(then), "now": figures.share(now), "change": figures.pp(now - then)}
        )
    if not found.question.whole_country:
        words.append(_("The places are among all the municipalities of the country."))
    if found.question.indicator is None and _measured(indicators, since) != _measured(indicators, month):
        words.append(_("The two months were measured on different target groups, so the change says little."))
    return [*words, *threshold_words(found)]


def _measured(indicators: list[Indicator], month: date) -> set[int]:
    return {indicator.pk for indicator in indicators if indicator.is_valid_on(month)}


def _drawing(found: Figures, rows: list[Row], since: date, width: int) -> dict:
    return moves_drawing(
        rows,
        found.thresholds,
        width=width,
        key=(figures.month_short(since), figures.month_short(found.question.month)),
        columns={
            _("Share"): lambda row: figures.share(row.cell.share),
            _("Change"): lambda row: figures.pp(row.change),
            _("Places"): lambda row: moved(row.places),
        },
        name=lambda row: name_of(row.municipality, row.cell),
        number=lambda row: row.cell.rank,
    )


def moves_drawing(
    rows: list,
    thresholds: SchemeParameters | None,
    *,
    width: int,
    key: tuple[str, str],
    columns: dict[str, Callable],
    name: Callable,
    number: Callable = lambda row: "",
) -> dict:
    """What moves.svg draws of rows with a `cell` and a `before`: a white dot where each was, a coloured one where it is.

    `key`: what the white and the coloured dot stand for. `columns`: three, what is written to the right; a narrow drawing
    has room for the second only.
    """
    narrow = width <= NARROW
    scale = Scale(158, 276) if narrow else Scale(190, 800)
    places = [width - 4] if narrow else [890, 980, width - 4]
    shown = list(zip(places, list(columns.items())[1:2] if narrow else columns.items(), strict=True))
    bottom = _HEAD + _ROW * len(rows)
    axis = ticks(scale)
    return {
        "width": width,
        "height": bottom + 8,
        "top": _HEAD - 6,
        "bottom": bottom,
        "axis": axis[::5] if narrow else axis,
        "key": {"then": key[0], "now": key[1], "x": scale.start, "apart": 24 + 8 * len(key[0])},
        "thresholds": [scale(thresholds.target), scale(thresholds.marked)] if thresholds else [],
        "heads": [{"x": x, "label": label} for x, (label, _say) in shown],
        "name_at": 30,
        "rows": [
            {
                "y": _HEAD + _ROW * place + _ROW // 2,
                "rank": number(row),
                "name": name(row),
                "level": row.cell.level,
                "now": scale(row.cell.share),
                "then": scale(row.before.share) if row.before else None,
                "said": [{"x": x, "words": say(row)} for x, (_label, say) in shown],
            }
            for place, row in enumerate(rows)
        ],
    }
