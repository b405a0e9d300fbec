"""Sheets of cells as they came, and the tables found in them: title lines, header, rows with their original numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise

from municipalities.readers.labels import label, squeeze
from municipalities.readers.limits import HEADER_WITHIN

# Text, a number, a date, or nothing. A share from a cell with a percent format is text such as "71.4 %".
Cell = str | int | Decimal | date | None
Row = tuple[int, list[Cell]]  # its number in the file, counted from 1, and its cells


class Unreadable(Exception):
    """A file, or a sheet of it, that cannot be read; `code` and `params` make the finding."""

    def __init__(self, code: str, row: int | None = None, **params):
        super().__init__(code)
        self.code, self.row, self.params = code, row, params


@dataclass
class Sheet:
    """The cells of one sheet, of a text file, or of an answer from Jobindsats. Blank rows are left out."""

    file: str
    name: str
    rows: list[Row]
    # Lines that say what the sheet is about, though they are not rows of it (an answer's table name).
    titles: list[str] = field(default_factory=list)
    # Every row must have as many cells as the header: in a spreadsheet rows just end, in a text file they break off.
    even: bool = True
    # An answer's rows are all figures: none is a note.
    has_notes: bool = True


@dataclass
class TableDescription:
    """Jobindsats' answer about a table: which periods and dimensions there are. It holds no figures."""

    file: str
    table_id: str


@dataclass
class Table:
    file: str
    sheet: str
    titles: list[str]
    header_row: int
    header: list[str]
    rows: list[Row]
    even: bool
    has_notes: bool


def text(cell: Cell) -> str:
    """A cell as it is shown in messages, and as its label or name is compared."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        # A number such as 1E+999999 must not be written out.
        return format(cell, "f") if -20 < cell.adjusted() < 20 else str(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return squeeze(str(cell))


def cut(sheet: Sheet, is_header: Callable[[tuple[str, ...]], bool]) -> list[Table]:
    """The tables of a sheet: each begins with a row that `is_header`. The lines above it are its titles.

    A header that is repeated further down (page breaks) begins a new table only if a title stands above it.
    """
    start = next(
        (i for i, (_, cells) in enumerate(sheet.rows[:HEADER_WITHIN]) if is_header(tuple(map(text, cells)))), None
    )
    if start is None:
        return []
    starts = [start]
    if sheet.has_notes:
        # A later header is told by one of the first header's labels, so that not every row is looked at closely.
        known = {label(text(cell)) for cell in sheet.rows[start][1]} - {""}
        for i in range(start + 1, len(sheet.rows)):
            cells = sheet.rows[i][1]
            if any(isinstance(c, str) and label(c) in known for c in cells[:3]) and is_header(tuple(map(text, cells))):
                starts.append(i)
    tables, above = [], 0
    for start, end in zip(starts, [*starts[1:], len(sheet.rows)], strict=True):
        number, cells = sheet.rows[start]
        header = [text(cell) for cell in cells]
        while header and not header[-1]:
            header.pop()
        if tables:
            above = start
            while above and _is_lone(sheet.rows[above - 1][1]):
                above -= 1
        titles = [line for _, cells in sheet.rows[above:start] if (line := " ".join(filter(None, map(text, cells))))]
        rows = sheet.rows[start + 1 : end]
        if tables and not titles and header == tables[-1].header:
            tables[-1].rows.extend(rows)
            continue
        tables.append(
            Table(sheet.file, sheet.name, sheet.titles + titles, number, header, rows, sheet.even, sheet.has_notes)
        )
        above = end
    # A title of the table below is no row of the table above.
    for upper, lower in pairwise(tables):
        while upper.rows and _is_lone(upper.rows[-1][1]) and upper.rows[-1][0] < lower.header_row:
            upper.rows.pop()
    return tables


def _is_lone(cells: list[Cell]) -> bool:
    return sum(bool(text(cell)) for cell in cells) <= 1
