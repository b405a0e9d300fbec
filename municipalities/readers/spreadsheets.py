"""Spreadsheets of our own making, filled in by people: rows under labels that we chose. CSV and XLSX."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from municipalities.readers.cells import Unfit
from municipalities.readers.files import InputFile, sheets
from municipalities.readers.findings import clean, message, storable
from municipalities.readers.labels import label
from municipalities.readers.tables import Cell, Sheet, Table, Unreadable, cut, text


@dataclass(frozen=True)
class RowError:
    """What is wrong and what to do, and where: the file's own row, counted from 1, the column, and what stood there."""

    message: str
    row: int | None = None
    column: str = ""
    value: str = ""
    sheet: str = ""


@dataclass(frozen=True)
class SheetRow:
    """A row of a table, with the cells of the columns that were asked for."""

    number: int
    sheet: str
    labels: Mapping[str, str]
    cells: Mapping[str, Cell]

    def text(self, name: str) -> str:
        return text(self.cells.get(name))

    def error(self, name: str, words: str) -> RowError:
        return RowError(words, self.number, self.labels.get(name, ""), clean(self.text(name)), self.sheet)

    def unfit(self, name: str, unfit: Unfit) -> RowError:
        return self.error(name, message(unfit.code, {"value": clean(self.text(name))} | unfit.params))


def read_rows(
    file: InputFile, columns: Mapping[str, tuple[str, ...]], *, optional: frozenset[str] = frozenset(), most: int
) -> tuple[list[SheetRow], list[RowError]]:
    """The rows of a file that has the columns: name → the labels it may have, the first of them shown to people.

    `most` is how many rows there may be. Where there is no such table, or the file cannot be read, an error says so.
    """
    wanted = {name: {label(spelling) for spelling in labels} for name, labels in columns.items()}

    def places(labels) -> dict[str, int]:
        found = {}
        for name, spellings in wanted.items():
            for place, written in enumerate(labels):
                if label(written) in spellings:
                    found.setdefault(name, place)
        return found

    def is_header(labels: tuple[str, ...]) -> bool:
        return set(wanted) - optional <= set(places(labels))

    try:
        found = [sheet for sheet in sheets(file, is_header) if isinstance(sheet, Sheet)]
        tables = [table for sheet in found for table in cut(sheet, is_header)]
    except Unreadable as unreadable:
        return [], [RowError(message(unreadable.code, unreadable.params), unreadable.row)]
    if not tables:
        first = next((cells for sheet in found for _number, cells in sheet.rows[:1]), [])
        shown = {
            "expected": [labels[0] for name, labels in columns.items() if name not in optional],
            "found": [clean(text(cell)) for cell in first][:10],
        }
        return [], [RowError(message("no_table", shown))]
    rows = [row for table in tables for row in _rows(table, places(table.header))]
    if not rows:
        return [], [RowError(_("The table has no rows. Fill it in, and choose the file again."))]
    if len(rows) > most:
        words = _("The file has %(rows)s rows. It may have at most %(most)s: divide it into smaller files.")
        return [], [RowError(words % {"rows": len(rows), "most": most})]
    return rows, []


def _rows(table: Table, places: dict[str, int]) -> list[SheetRow]:
    labels = {name: storable(table.header[place]) for name, place in places.items()}
    return [
        SheetRow(
            number,
            table.sheet,
            labels,
            {name: _cell(cells[place]) if place < len(cells) else None for name, place in places.items()},
        )
        for number, cells in table.rows
        if any(text(cell) for cell in cells)
    ]


def _cell(cell: Cell) -> Cell:
    return storable(cell) if isinstance(cell, str) else cell
