"""How the municipalities stand in a month, and beside it a month and a year before: counted and summed in one question.

What is counted are the municipalities of `office`, or all of them (None); the country's share is always the country's.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from kontakt.accounts.models import RegionalOffice
from municipalities.models import Assessment, Level, Scheme
from municipalities.months import add_months

# From the best to the worst; the other levels are no place on this ladder.
_LADDER = (Level.COMPLIANT, Level.BELOW, Level.MARKEDLY_BELOW)
# Direction → the levels it can have gone from and to.
MOVES = {
    "up": [(was, now) for now, was in combinations(_LADDER, 2)],
    "down": [(was, now) for was, now in combinations(_LADDER, 2)],
}


def share_of(rows: Iterable[Assessment]) -> Decimal | None:
    """The share of all the persons together, over the municipalities that were assessed (DOMAIN.md section 6)."""
    assessed = [row for row in rows if row.rank is not None]
    persons = persons_of(assessed)
    return 100 * sum((row.meeting for row in assessed), Decimal(0)) / persons if persons else None


def persons_of(rows: Iterable[Assessment]) -> int:
    return sum(row.persons for row in rows if row.rank is not None)


def levels_of(rows: Iterable[Assessment]) -> list[tuple[str, int]]:
    """How many municipalities are at each level, in the levels' order; levels without any are left out."""
    counted = Counter(row.level for row in rows)
    return [(level, counted[level]) for level in Level.values if counted[level]]


@dataclass(frozen=True)
class LevelCount:
    """How many municipalities are at a level in the month, and how many were (None: the month has no figures)."""

    level: str
    now: int
    month_before: int | None
    year_before: int | None

    @property
    def change_in_a_month(self) -> int | None:
        return None if self.month_before is None else self.now - self.month_before

    @property
    def change_in_a_year(self) -> int | None:
        return None if self.year_before is None else self.now - self.year_before


@dataclass(frozen=True)
class Moved:
    """A municipality whose level is another than the month before."""

    row: Assessment
    from_level: str


@dataclass(frozen=True)
class Standing:
    """Assessments of all target groups together: of the whole country, for each of the three months."""

    month: date
    office: RegionalOffice | None
    country: dict[date, list[Assessment]]

    @property
    def month_before(self) -> date:
        return add_months(self.month, -1)

    @property
    def year_before(self) -> date:
        return add_months(self.month, -12)

    def of(self, month: date) -> list[Assessment]:
        """The rows of the municipalities that are counted, in Danish order."""
        rows = self.country.get(month, [])
        return [row for row in rows if row.municipality.office_id == self.office.pk] if self.office else rows

    @cached_property
    def rows(self) -> list[Assessment]:
        return self.of(self.month)

    @property
    def persons(self) -> int:
        return persons_of(self.rows)

    @cached_property
    def share(self) -> Decimal | None:
        return share_of(self.rows)

    @cached_property
    def national_share(self) -> Decimal | None:
        return share_of(self.country[self.month])

    @property
    def change_in_a_month(self) -> Decimal | None:
        """In percentage points; None where there is nothing to compare with."""
        return self._change_since(self.month_before)

    @property
    def change_in_a_year(self) -> Decimal | None:
        return self._change_since(self.year_before)

    def _change_since(self, month: date) -> Decimal | None:
        before = share_of(self.of(month))
        return None if before is None or self.share is None else self.share - before

    @cached_property
    def levels(self) -> list[LevelCount]:
        """Every level that has, or had, a municipality."""
        now, *before = (
            Counter(row.level for row in rows) if (rows := self.of(month)) else None
            for month in (self.month, self.month_before, self.year_before)
        )
        then = [dict.fromkeys(Level.values) if counted is None else counted for counted in before]
        return [
            LevelCount(level, now[level], *(counted[level] for counted in then))
            for level in Level.values
            if now[level] or any(counted[level] for counted in then)
        ]

    @cached_property
    def moved(self) -> dict[str, list[Moved]]:
        """Who is at another level than the month before: `up`, `down`, and `other` (to or from a level that is not assessed)."""
        before = {row.municipality_id: row.level for row in self.of(self.month_before)}
        moved: dict[str, list[Moved]] = {"up": [], "down": [], "other": []}
        for row in self.rows:
            was = before.get(row.municipality_id, row.level)
            if was != row.level:
                moved[_direction(was, row.level)].append(Moved(row, was))
        return moved


def standing(scheme: Scheme, month: date, office: RegionalOffice | None = None) -> Standing:
    """One query."""
    months = [month, add_months(month, -1), add_months(month, -12)]
    country: dict[date, list[Assessment]] = {}
    for row in (
        Assessment.objects.filter(scheme=scheme, indicator=None, month__in=months)
        .select_related("municipality")
        .order_by("municipality__sort_key")
    ):
        country.setdefault(row.month, []).append(row)
    return Standing(month, office, country)


def _direction(before: str, now: str) -> str:
    return next((direction for direction, moves in MOVES.items() if (before, now) in moves), "other")
