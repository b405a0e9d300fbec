"""The assessment rules of DOMAIN.md section 6 once more, in plain Python with exact fractions.

Written from the text, not from the SQL, to be held against it. Slow and obvious on purpose.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

ASSESSED = ("compliant", "below", "markedly_below")


def plus(month: date, months: int) -> date:
    count = month.year * 12 + month.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


@dataclass(frozen=True)
class Cell:
    """A current observation; withheld figures are None."""

    persons: int | None
    share: Decimal | None
    average: Decimal | None = None
    meeting: int | None = None


@dataclass(frozen=True)
class Exempt:
    municipality: str
    target_group: str | None  # None: all
    first: date
    last: date | None

    def includes_a_day_of(self, first_month: date, last_month: date) -> bool:
        return self.first < plus(last_month, 1) and (self.last is None or self.last >= first_month)


@dataclass(frozen=True)
class Rules:
    target: Decimal = Decimal(80)
    marked: Decimal = Decimal(40)
    min_persons: int = 10
    intensity_ratio: Decimal = Decimal("0.8")


@dataclass
class Overall:
    level: str
    share: Fraction | None = None
    persons: int | None = None
    meeting: Fraction | None = None
    worst_indicator: str | None = None
    worst_level: str | None = None
    rank: int | None = None
    months_below: int = 0
    change_pp: Fraction | None = None
    starred: bool = False
    low_intensity: bool = False
    indicators: dict[str, str] = field(default_factory=dict)


def assess(
    municipalities: list[str],
    indicators: dict[str, str],  # slug -> target group
    cells: dict[tuple[str, str, date], Cell],
    exemptions: list[Exempt],
    rules: Rules,
) -> dict[tuple[str, date], Overall]:
    """Every municipality and month from the first to the last observed."""
    if not cells:
        return {}
    first, last = min(key[2] for key in cells), max(key[2] for key in cells)
    months = [first]
    while months[-1] < last:
        months.append(plus(months[-1], 1))

    def is_exempt(municipality, indicator, month):
        return any(
            e.municipality == municipality
            and e.target_group in (None, indicators[indicator])
            and e.includes_a_day_of(month, month)
            for e in exemptions
        )

    def level_of(municipality, indicator, month):
        cell = cells.get((municipality, indicator, month))
        if is_exempt(municipality, indicator, month):
            return "exempt"
        if cell is None or cell.share is None or cell.persons is None:
            return "no_data"
        if cell.persons < rules.min_persons:
            return "too_few"
        return by_thresholds(Fraction(cell.share))

    def by_thresholds(share):
        if share >= Fraction(rules.target):
            return "compliant"
        return "below" if share >= Fraction(rules.marked) else "markedly_below"

    def average_elsewhere(indicator, month):
        others = [
            cell
            for municipality in municipalities
            if not is_exempt(municipality, indicator, month)
            and (cell := cells.get((municipality, indicator, month)))
            and cell.average is not None
            and cell.persons is not None
        ]
        persons = sum(cell.persons for cell in others)
        return sum(Fraction(cell.average) * cell.persons for cell in others) / persons if persons else None

    result = {}
    for month in months:
        for municipality in municipalities:
            levels = {indicator: level_of(municipality, indicator, month) for indicator in indicators}
            counted = {i: cells[municipality, i, month] for i, level in levels.items() if level in ASSESSED}
            if counted:
                persons = sum(cell.persons for cell in counted.values())
                meeting = sum(
                    Fraction(cell.meeting) if cell.meeting is not None else Fraction(cell.share) * cell.persons / 100
                    for cell in counted.values()
                )
                share = 100 * meeting / persons
                worst = min(counted, key=lambda i: (counted[i].share, i))
                row = Overall(by_thresholds(share), share, persons, meeting, worst, levels[worst])
            elif "exempt" in levels.values():
                row = Overall("exempt")
            elif "too_few" in levels.values():
                row = Overall("too_few")
            else:
                row = Overall("no_data")
            row.indicators = levels
            row.starred = any(
                e.municipality == municipality and e.includes_a_day_of(plus(month, -11), month) for e in exemptions
            )
            for indicator, level in levels.items():
                cell = cells.get((municipality, indicator, month))
                if level == "exempt" and cell and cell.average is not None:
                    elsewhere = average_elsewhere(indicator, month)
                    if elsewhere is not None and Fraction(cell.average) < Fraction(rules.intensity_ratio) * elsewhere:
                        row.low_intensity = True
            before = result.get((municipality, plus(month, -1)))
            run = before.months_below if before else 0
            if row.level in ("below", "markedly_below"):
                row.months_below = run + 1
            elif row.level in ("no_data", "too_few"):
                row.months_below = run
            earlier = result.get((municipality, plus(month, -3)))
            if row.share is not None and earlier and earlier.share is not None:
                row.change_pp = row.share - earlier.share
            result[municipality, month] = row
        shares = [result[m, month].share for m in municipalities if result[m, month].share is not None]
        for municipality in municipalities:
            row = result[municipality, month]
            if row.share is not None:
                row.rank = 1 + sum(share > row.share for share in shares)
    return result
