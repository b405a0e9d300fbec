"""Which levels a correction would move: computed as if it were in force, with the very query that makes the levels."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from municipalities.assessment.query import assess
from municipalities.corrections.standing import months_of
from municipalities.models import Indicator, Municipality, Scheme
from municipalities.models.observations import Figures


@dataclass(frozen=True)
class LevelMove:
    """A level that becomes another. No indicator: the overall level."""

    municipality_id: int
    indicator_id: int | None
    month: date
    from_level: str
    to_level: str

    def as_json(self) -> dict:
        return {
            "municipality": self.municipality_id,
            "indicator": self.indicator_id,
            "month": self.month.isoformat(),
            "from": self.from_level,
            "to": self.to_level,
        }

    def is_of(self, cell: Figures) -> bool:
        """Whether a correction of the cell has part in it."""
        return (self.municipality_id, self.month) == (cell.municipality_id, cell.month) and self.indicator_id in (
            None,
            cell.indicator_id,
        )


@dataclass(frozen=True)
class ShownMove:
    """A LevelMove with its names, for tables."""

    municipality: Municipality
    indicator: Indicator | None
    month: date
    from_level: str
    to_level: str


def levels_that_move(cells: Sequence[Figures]) -> list[LevelMove]:
    """The levels, overall and of the target groups, in any active scheme, that would be others if the cells said so.

    Only the cells' own municipalities and months: elsewhere ranks and averages may move, but no level.
    """
    if not cells:
        return []
    first, last = months_of(cells)
    options = {"months": (first, last), "since": first, "until": last}
    touched = {(cell.municipality_id, cell.month) for cell in cells}
    moves = {}
    for scheme in Scheme.objects.filter(
        is_active=True, indicators__in={cell.indicator_id for cell in cells}
    ).distinct():
        now = {_place(row): row.level for row in assess(scheme, **options)}
        for row in assess(scheme, figures=cells, **options):
            before = now.get(_place(row), row.level)
            if before != row.level and (row.municipality_id, row.month) in touched:
                moves[LevelMove(*_place(row), before, row.level)] = None
    return sorted(moves, key=lambda move: (move.month, move.municipality_id, move.indicator_id or 0))


def shown(moves: Sequence[LevelMove] | Sequence[dict]) -> list[ShownMove]:
    """Moves, or those that a correction keeps, with their names."""
    municipalities, indicators = Municipality.objects.in_bulk(), Indicator.objects.in_bulk()
    rows = [move if isinstance(move, dict) else move.as_json() for move in moves]
    return [
        ShownMove(
            municipalities[row["municipality"]],
            indicators.get(row["indicator"]),
            date.fromisoformat(row["month"]),
            row["from"],
            row["to"],
        )
        for row in rows
    ]


def _place(row) -> tuple:
    return row.municipality_id, row.indicator_id, row.month
