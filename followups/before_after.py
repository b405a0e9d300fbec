"""How the municipalities of a round, or those with assistance, stood before and stand after, beside all the others.

Shares are percent (0–100), changes percentage points. The others' share is that of all their persons together. What came
after may have other causes: the page says so, and nothing here is called an effect.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import django_tables2 as tables
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from followups.models import Course, Round
from kontakt.ui.tables import ChangeColumn, MonthColumn, ShareColumn, Table
from kontakt.ui.templatetags import figures
from municipalities.explore.drawing import Chart
from municipalities.explore.naming import MunicipalityColumn, name_of
from municipalities.explore.ranking import moves_drawing
from municipalities.explore.reading import Cell, Figures, share_of, threshold_words
from municipalities.models import Municipality
from municipalities.months import add_months


@dataclass(frozen=True)
class Row:
    """A municipality with its figures before (`before`) and after (`cell`), and how much the others moved meanwhile."""

    municipality: Municipality
    before: Cell
    cell: Cell
    others: Decimal | None

    @property
    def change(self) -> Decimal:
        return self.cell.share - self.before.share


class BeforeAfterTable(Table):
    municipality = MunicipalityColumn()
    code = tables.Column(verbose_name=gettext_lazy("Code"), accessor="municipality__code", visible=False)
    before_month = MonthColumn(verbose_name=gettext_lazy("Month before"), accessor="before__month")
    before_share = ShareColumn(verbose_name=gettext_lazy("Share before"), accessor="before__share")
    month = MonthColumn(verbose_name=gettext_lazy("Month after"), accessor="cell__month")
    share = ShareColumn(verbose_name=gettext_lazy("Share after"), accessor="cell__share")
    change = ChangeColumn(verbose_name=gettext_lazy("Change"))
    others = ChangeColumn(verbose_name=gettext_lazy("All the others"))

    caption = gettext_lazy("Before and after, beside all the others")
    row_header = "municipality"
    exported_too = ("code",)

    class Meta:
        orderable = False


def of_round(found: Figures, round_: Round) -> Chart:
    """From the baseline month to the checkpoint month. One query more, for the recipients.

    Where only some of the letters took a step (a warning, say), it is about those who got such a one.
    """
    then, now = round_.baseline_month, round_.checkpoint_month
    takes_step = dict(round_.recipients.filter(is_included=True).values_list("municipality_id", "variant__takes_step"))
    stepped = {pk for pk, took in takes_step.items() if took}
    chosen = stepped or set(takes_step)
    rows = _rows(found, [(place, then, now) for pk, place in found.places.items() if pk in chosen], besides=chosen)
    names = {"round": round_, "then": figures.month(then), "now": figures.month(now)}
    title = _("The municipalities of “%(round)s” moved %(change)s on average from %(then)s to %(now)s")
    if any(row.others is not None for row in rows):
        title = _(
            "The municipalities of “%(round)s” moved %(change)s on average from %(then)s to %(now)s, all the others %(others)s"
        )
    words = []
    if stepped and len(stepped) < len(takes_step):
        words = [_("These are the municipalities whose letter took a step, such as a warning.")]
    return _chart(found, rows, title, names, words)


def of_courses(found: Figures, courses: Iterable[Course], months: list[date]) -> Chart:
    """From the month before a course began to the last month with a figure until it ended, or until now."""
    spans = []
    for course in courses:
        place = found.places.get(course.municipality_id)
        first, last = _month_of(course.started_on), _month_of(course.ended_on) if course.ended_on else months[-1]
        measured = [
            month for month in months if place and first <= month <= last and found.share(place, month) is not None
        ]
        if measured:
            spans.append((place, add_months(first, -1), measured[-1]))
    rows = _rows(found, spans, besides={course.municipality_id for course in courses})
    title = _(
        "The municipalities with assistance moved %(change)s on average, all the others %(others)s in the same months"
    )
    return _chart(found, rows, title, {}, [])


def months_of(courses: Iterable[Course], known: list[date]) -> list[date]:
    """The months that `of_courses` may need, of those that are known; the earliest first."""
    first = min((add_months(_month_of(course.started_on), -1) for course in courses), default=None)
    return [month for month in sorted(known) if first and month >= first]


def _rows(found: Figures, spans: list[tuple[Municipality, date, date]], *, besides: set[int]) -> list[Row]:
    """Those that were assessed both times; the greatest rise first."""
    others: dict[date, Decimal | None] = {
        month: share_of(cell for pk, cell in found.of(month).items() if pk not in besides)
        for month in {month for _place, *months in spans for month in months}
    }
    rows = []
    for place, then, now in spans:
        before, cell = found.of(then).get(place.pk), found.of(now).get(place.pk)
        if before and cell and None not in (before.share, cell.share):
            moved = None if None in (others[then], others[now]) else others[now] - others[then]
            rows.append(Row(place, before, cell, moved))
    return sorted(rows, key=lambda row: (-row.change, row.municipality.sort_key))


def _chart(found: Figures, rows: list[Row], title: str, names: dict, words: list[str]) -> Chart:
    if not rows:
        return Chart(_("None of the municipalities was assessed both before and after"), BeforeAfterTable([]))
    beside = [row.others for row in rows if row.others is not None]
    means = {
        "change": figures.pp(_mean([row.change for row in rows])),
        "others": figures.pp(_mean(beside) if beside else None),
    }
    return Chart(
        title=title % (names | means),
        words=[
            *words,
            _("This shows what happened meanwhile, not why. Those that are furthest behind are chosen, and low figures often rise by themselves."),
            _("The mean is of %(count)s municipalities assessed both times.") % {"count": len(rows)},
            *threshold_words(found),
        ],
        table=BeforeAfterTable(rows),
        template="moves",
        draw=lambda width: moves_drawing(
            rows,
            found.thresholds,
            width=width,
            key=(_("Before"), _("After")),
            columns={
                _("Share"): lambda row: figures.share(row.cell.share),
                _("Change"): lambda row: figures.pp(row.change),
                _("All the others"): lambda row: figures.pp(row.others),
            },
            name=lambda row: name_of(row.municipality, row.cell),
        ),
    )  # fmt: skip


def _mean(values: list[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)


def _month_of(day: date) -> date:
    return day.replace(day=1)
