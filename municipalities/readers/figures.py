"""The figures of a delivery, gathered cell by cell: municipality × indicator × month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from municipalities.readers.findings import Findings
from municipalities.readers.tables import Cell, text


@dataclass(frozen=True, slots=True)
class Figure:
    """What a file says of a municipality, an indicator and a month. None is withheld, never zero."""

    indicator: str
    municipality: str  # code
    month: date  # its first day
    persons: int | None
    average: Decimal | None
    share: Decimal | None  # percent, 0-100
    meeting: int | None
    file: str
    sheet: str
    row: int


class Said(NamedTuple):
    """What stood in a field's cell, and under which label."""

    column: str
    cell: Cell

    @property
    def written(self) -> str:
        return text(self.cell)


class Figures:
    """Keeps each cell once: said again it is a duplicate, said otherwise an error."""

    def __init__(self, names: Mapping[str, str], findings: Findings):
        self._names, self._findings = names, findings
        self._kept: dict[tuple[str, date, str], tuple[Figure, dict[str, Said]]] = {}
        self.duplicates = 0

    def all(self) -> list[Figure]:
        return [figure for figure, _ in self._kept.values()]

    def keep(self, figure: Figure, said: dict[str, Said]) -> None:
        """`said` has the fields that the figure's table has a column for: of the others it says nothing."""
        key = (figure.indicator, figure.month, figure.municipality)
        if key not in self._kept:
            self._kept[key] = (figure, said)
            return
        first, first_said = self._kept[key]
        differing = [n for n in said if n in first_said and getattr(first, n) != getattr(figure, n)]
        for name in differing:
            params = {
                "municipality": self._names.get(figure.municipality, figure.municipality),
                "month": f"{figure.month:%Y-%m}",
                "first_value": first_said[name].written or "-",
                "first_row": first.row,
                "first_place": " / ".join(filter(None, (first.file, first.sheet))),
                "value": said[name].written or "-",
            }
            self._findings.error(
                "conflicting_values", params, file=figure.file, sheet=figure.sheet, row=figure.row,
                column=said[name].column, value=said[name].written,
            )  # fmt: skip
        if differing:
            return
        self.duplicates += 1
        new = {name: getattr(figure, name) for name in said if name not in first_said}
        if new:
            self._kept[key] = (replace(first, **new), said | first_said)


def said(columns: Mapping[str, int], header: list[str], row: list) -> dict[str, Said]:
    return {name: Said(header[place], row[place]) for name, place in columns.items()}
