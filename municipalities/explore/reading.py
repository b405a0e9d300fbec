"""The figures of a chart, read in one question: one target group or all together, some months, now or as known at a moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

from kontakt.accounts.access import sees_whole_country
from kontakt.ui.templatetags import figures
from municipalities.assessment.query import assessment_sql, known_at, planned_for_analysis, query_parameters
from municipalities.models import Indicator, Municipality, Scheme, SchemeParameters

_STORED = "SELECT * FROM municipalities_assessment WHERE scheme_id = %(scheme)s"
_CELLS = """
    SELECT municipality_id, month, level, persons, CASE WHEN rank IS NOT NULL THEN share END, meeting, rank, starred
    FROM (%s) a
    WHERE month = ANY(%%(months)s) AND indicator_id IS NOT DISTINCT FROM %%(indicator)s
"""


class Cell(NamedTuple):
    """A municipality in a month. The share (percent, unrounded) and the rank in the country are there where it was assessed."""

    municipality_id: int
    month: date
    level: str
    persons: int | None
    share: Decimal | None
    meeting: Decimal | None
    rank: int | None
    starred: bool


@dataclass(frozen=True)
class Question:
    """What a chart is asked about. `indicator` None: all target groups together; `as_known` None: now."""

    scheme: Scheme
    month: date
    indicator: Indicator | None
    as_known: datetime | None
    user: object

    @property
    def whole_country(self) -> bool:
        return sees_whole_country(self.user)

    @property
    def group_name(self) -> str:
        return str(self.indicator) if self.indicator else _("All target groups together")


@dataclass(frozen=True)
class Figures:
    """The country's cells, and the municipalities that may be told apart in them: those the user may see, in Danish order."""

    question: Question
    places: dict[int, Municipality]
    cells: dict[date, dict[int, Cell]]
    parameters: list[SchemeParameters]

    @cached_property
    def thresholds(self) -> SchemeParameters | None:
        """Those of the month that is asked about."""
        return next((row for row in self.parameters if row.is_valid_on(self.question.month)), None)

    @property
    def are_there(self) -> bool:
        """Whether anything was known of the month."""
        return any(cell.persons is not None for cell in self.of(self.question.month).values())

    def of(self, month: date) -> dict[int, Cell]:
        return self.cells.get(month, {})

    def seen(self, month: date) -> dict[Municipality, Cell]:
        """The cells of the municipalities the user may see."""
        cells = self.of(month)
        return {place: cells[pk] for pk, place in self.places.items() if pk in cells}

    def share(self, municipality: Municipality, month: date) -> Decimal | None:
        cell = self.of(month).get(municipality.pk)
        return cell.share if cell else None

    def national(self, month: date) -> Decimal | None:
        return share_of(self.of(month).values())


def share_of(cells: Iterable[Cell]) -> Decimal | None:
    """The share of all the persons together, over the municipalities that were assessed (DOMAIN.md section 6)."""
    assessed = [cell for cell in cells if cell.rank is not None]
    persons = sum(cell.persons for cell in assessed)
    return 100 * sum((cell.meeting for cell in assessed), Decimal(0)) / persons if persons else None


def threshold_words(found: Figures) -> list[str]:
    """What the grey lines across a drawing are."""
    numbers = found.thresholds
    if numbers is None:
        return []
    return [
        _("The grey lines are the requirement (%(target)s) and markedly below (%(marked)s).")
        % {"target": figures.percent(numbers.target), "marked": figures.percent(numbers.marked)}
    ]


def places_of(user) -> list[Municipality]:
    """Those the user may see, in Danish order, with their offices and councils."""
    return list(Municipality.objects.visible_to(user).select_related("office", "council"))


def read(question: Question, months: Iterable[date], places: list[Municipality] | None = None) -> Figures:
    """Three queries: the scheme's numbers, the municipalities unless they are known already, the cells."""
    months = sorted(set(months))
    parameters = list(question.scheme.parameters.filter(known_at(question.as_known)))
    places = places_of(question.user) if places is None else places
    asked = {"months": months, "indicator": question.indicator and question.indicator.pk}
    cells: dict[date, dict[int, Cell]] = {}
    for row in _rows(question, months, asked, parameters):
        cell = Cell(*row)
        cells.setdefault(cell.month, {})[cell.municipality_id] = cell
    return Figures(question, {place.pk: place for place in places}, cells, parameters)


def _rows(question: Question, months: list[date], asked: dict, parameters: list[SchemeParameters]) -> list[tuple]:
    if question.as_known is None:
        with connection.cursor() as cursor:
            cursor.execute(_CELLS % _STORED, asked | {"scheme": question.scheme.pk})
            return cursor.fetchall()
    asked |= query_parameters(
        question.scheme, as_known=question.as_known, parameters=parameters, since=months[0], until=months[-1]
    )
    with planned_for_analysis(), connection.cursor() as cursor:
        cursor.execute(_CELLS % assessment_sql(), asked)
        return cursor.fetchall()
