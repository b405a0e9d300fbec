"""Who does really well (the letter of 29 January 2018): the highest shares, and those that have improved the most."""

from dataclasses import dataclass
from decimal import Decimal

from municipalities.models import Assessment, Level
from municipalities.overview.standing import Standing

# Of fewer persons, a share says too little to be held up before the others; an assumption, as DOMAIN.md section 6 has them.
LEAST_PERSONS = 50
_MOST = 5


@dataclass(frozen=True)
class Improved:
    row: Assessment
    change: Decimal  # percentage points since the same month a year before


def best(standing: Standing) -> list[Assessment]:
    """Those that meet the requirement with the highest shares: of enough persons, and not exempt now or in the past year."""
    rows = [row for row in standing.rows if _counts(row) and row.level == Level.COMPLIANT]
    return sorted(rows, key=lambda row: (-row.share, row.municipality.sort_key))[:_MOST]


def most_improved(standing: Standing) -> list[Improved]:
    """Those whose share rose the most in a year: of enough persons both times, and not exempt in between."""
    before = {row.municipality_id: row for row in standing.of(standing.year_before) if _counts(row)}
    rows = [
        Improved(row, row.share - before[row.municipality_id].share)
        for row in standing.rows
        if _counts(row) and row.municipality_id in before
    ]
    risen = [one for one in rows if one.change > 0]
    return sorted(risen, key=lambda one: (-one.change, one.row.municipality.sort_key))[:_MOST]


def _counts(row: Assessment) -> bool:
    return row.rank is not None and row.persons >= LEAST_PERSONS and not row.starred
