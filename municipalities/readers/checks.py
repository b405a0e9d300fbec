"""What is odd about figures that can be loaded: municipalities that are missing, and sums that do not agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from municipalities.names import sort_key
from municipalities.readers.areas import Areas
from municipalities.readers.findings import Findings

if TYPE_CHECKING:
    from municipalities.readers.reading import Figure

TOLERANCE = Decimal("0.005")  # of the national total: it holds persons without a known municipality


class Checks:
    def __init__(self, areas: Areas):
        self._areas = areas
        self._seen: dict[tuple[str, date], set[str]] = defaultdict(set)
        self._spoilt: set[tuple[str, date]] = set()
        self._totals: list[tuple[tuple[str, date], int, str, dict]] = []

    def seen(self, indicator: str, month: date, code: str) -> None:
        """A municipality is there for a month, whether or not its figures could be read."""
        self._seen[indicator, month].add(code)

    def spoilt(self, indicator: str, month: date) -> None:
        """Some figures for the month could not be read: no sum can be made."""
        self._spoilt.add((indicator, month))

    def total(self, indicator: str, month: date, persons: int, name: str, **place) -> None:
        """What a file says are the persons in the whole country."""
        self._totals.append(((indicator, month), persons, name, place))

    def report(self, figures: Iterable[Figure], findings: Findings) -> None:
        self._report_missing(findings)
        self._report_totals(figures, findings)

    def _report_missing(self, findings: Findings) -> None:
        months: dict[tuple[str, frozenset[str]], list[date]] = defaultdict(list)
        for (indicator, month), codes in sorted(self._seen.items()):
            if missing := frozenset(self._areas.names.keys() - codes):
                months[indicator, missing].append(month)
        for (indicator, missing), without in months.items():
            params = {
                "indicator": indicator,
                "months": [f"{month:%Y-%m}" for month in without],
                "count": len(missing),
                "expected": len(self._areas.names),
                "names": sorted((self._areas.names[code] for code in missing), key=sort_key),
            }
            findings.warning("missing_municipalities", params)

    def _report_totals(self, figures: Iterable[Figure], findings: Findings) -> None:
        persons: dict[tuple[str, date], dict[str, int | None]] = defaultdict(dict)
        for figure in figures:
            persons[figure.indicator, figure.month][figure.municipality] = figure.persons
        said: set[tuple] = set()
        for key, total, name, place in self._totals:
            there = persons.get(key, {})
            if key in self._spoilt or there.keys() != self._areas.names.keys() or None in there.values():
                continue
            together = sum(there.values())
            if abs(together - total) > TOLERANCE * total and (key, total) not in said:
                said.add((key, total))
                indicator, month = key
                params = {
                    "indicator": indicator, "month": f"{month:%Y-%m}", "sum": together, "total": total, "name": name,
                }  # fmt: skip
                findings.warning("total_differs", params, **place, value=str(total))
