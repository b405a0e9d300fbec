"""A few municipalities month by month, and which others are like one of them."""

from dataclasses import dataclass
from datetime import date
from math import log

from django.utils.translation import gettext as _

from kontakt.ui.templatetags import figures
from municipalities.explore.areas import MonthTable
from municipalities.explore.drawing import Chart
from municipalities.explore.lines import Line, lines_drawing
from municipalities.explore.reading import Figures, threshold_words
from municipalities.explore.scales import NARROW
from municipalities.models import Municipality

MOST = 5
_SIMILAR = 3
_HEIGHT = {True: 300, False: 420}  # of a narrow drawing, and of a wide one


@dataclass(frozen=True)
class Similar:
    """A municipality like another, with how many persons were measured in each in the month."""

    municipality: Municipality
    persons: int
    than: int

    @property
    def why(self) -> str:
        return _("%(persons)s persons measured, against %(than)s") % {
            "persons": figures.persons(self.persons), "than": figures.persons(self.than),
        }  # fmt: skip


def similar(found: Figures, to: Municipality, besides: list[Municipality], *, office_only: bool) -> list[Similar]:
    """The nearest in size (by proportion), of all that the user may see or of the same regional office."""
    cells = found.seen(found.question.month)
    sizes = {place: cell.persons for place, cell in cells.items() if cell.rank is not None}
    if to not in sizes:
        return []
    others = [
        place
        for place in sizes
        if place not in besides and place != to and not (office_only and place.office_id != to.office_id)
    ]
    others.sort(key=lambda place: (abs(log(sizes[place] / sizes[to])), place.sort_key))
    return [Similar(place, sizes[place], sizes[to]) for place in others[:_SIMILAR]]


def comparison(found: Figures, chosen: list[Municipality], months: list[date]) -> Chart:
    shares = {place: [found.share(place, month) for month in months] for place in chosen}
    country = [found.national(month) for month in months]
    columns = [(place.name, shares[place]) for place in chosen]

    def draw(width: int) -> dict:
        narrow = width <= NARROW
        lines = [Line(_("The whole country"), "country", country, "" if narrow else _("The whole country"))]
        for number, place in enumerate(chosen, start=1):
            lines.append(Line(place.name, str(number), shares[place], str(number) if narrow else place.name))
        return lines_drawing(lines, months, found.thresholds, width=width, height=_HEIGHT[narrow])

    return Chart(
        title=_title(found, chosen, months[-1]),
        words=_words(found, chosen, months[-1]),
        table=MonthTable.of(months, [*columns, (_("The whole country"), country)]),
        template="lines",
        draw=draw,
    )


def _title(found: Figures, chosen: list[Municipality], month: date) -> str:
    national = found.national(month)
    last = sorted((share, place.name) for place in chosen if (share := found.share(place, month)) is not None)
    when = {"month": figures.month(month)}
    if not chosen and national is None:
        return _("No municipality was assessed in %(month)s") % when
    if not chosen:
        return _("The whole country has %(share)s in %(month)s") % (when | {"share": figures.share(national)})
    if not last:
        return _("None of the chosen municipalities was assessed in %(month)s") % when
    (low, lowest), (high, highest) = last[0], last[-1]
    if len(last) == 1:
        return _("%(name)s has %(share)s in %(month)s, and the whole country %(country)s") % (
            when | {"name": highest, "share": figures.share(high), "country": figures.share(national)}
        )
    return _(
        "Of those shown %(highest)s has the highest share in %(month)s (%(high)s), and %(lowest)s the lowest (%(low)s)"
    ) % (when | {"highest": highest, "high": figures.share(high), "lowest": lowest, "low": figures.share(low)})


def _words(found: Figures, chosen: list[Municipality], month: date) -> list[str]:
    absent = [place.name for place in chosen if found.share(place, month) is None]
    if not absent:
        return threshold_words(found)
    gap = _("Not assessed in the month: %(names)s. A line has a gap where that is so.") % {"names": ", ".join(absent)}
    return [gap, *threshold_words(found)]
