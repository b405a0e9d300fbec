"""Spreadsheets (XLSX). Formats count: 0.714 shown as 71.4 % is 71.4, and a date is a date."""

from __future__ import annotations

import io
import math
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from openpyxl import load_workbook

from municipalities.readers.cells import without_noise
from municipalities.readers.limits import (
    MAX_BLANKS_BEYOND,
    MAX_COLUMNS,
    MAX_OTHER_BYTES,
    MAX_PARTS,
    MAX_ROW_TAGS,
    MAX_ROWS,
    MAX_SHEET_ROW,
    MAX_SHEETS,
    MAX_TAGS,
    MAX_UNPACKED_BYTES,
    MAX_WHOLE_BYTES,
    MEGABYTE,
)
from municipalities.readers.tables import Cell, Sheet, Unreadable

# What a number format shows as it stands: "…" and \x.
_LITERAL = re.compile(r'"[^"]*"|\\.')

_ROW = re.compile(rb"<(?:\w+:)?row\b")
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([^"']*)""")
_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}
_OVERRIDE = re.compile(r"<(?:\w+:)?Override\b[^>]*>")
_PART_NAME = re.compile(r"""(?s).*\bPartName\s*=\s*["']/?([^"']*)["'].*""")


def sheets(file: str, content: bytes) -> list[Sheet]:
    """Every sheet, hidden ones too, with the values that formulas had when the file was saved. Raises Unreadable."""
    has_formulas = _check_archive(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that figures do not depend on
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            formulas = (
                load_workbook(io.BytesIO(content), read_only=True, keep_links=False).worksheets if has_formulas else []
            )
            if len(book.worksheets) > MAX_SHEETS:
                raise Unreadable("too_many_sheets", limit=MAX_SHEETS)
            read = []
            for index, worksheet in enumerate(book.worksheets):
                sheet = _sheet(file, worksheet)
                if has_formulas:
                    _mark_formulas_without_value(sheet, formulas[index])
                read.append(sheet)
            return read
    except Unreadable:
        raise
    except (Exception, RecursionError, MemoryError):
        # openpyxl lets through whatever its parts raise at a damaged file: there is no list of them.
        raise Unreadable("damaged_workbook") from None


def _check_archive(content: bytes) -> bool:
    """Refuse what is no workbook, or would unpack to too much. Returns whether there are formulas."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename.casefold() for part in parts}
            unpacked = sum(part.file_size for part in parts)
            if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED_BYTES:
                raise Unreadable("unpacks_to_too_much", size=unpacked // MEGABYTE, limit=MAX_UNPACKED_BYTES // MEGABYTE)
            if any(part.flag_bits & 1 for part in parts):
                raise Unreadable("workbook_with_password")
            _check_what_is_held(archive)
            if "[content_types].xml" not in names:
                raise Unreadable("open_document" if "content.xml" in names else "archive")
            if any(name.endswith("workbook.bin") for name in names):
                raise Unreadable("old_workbook")
            if any(name.startswith(("word/", "ppt/")) for name in names):
                raise Unreadable("document")
            # zipfile never unpacks more of a part than its declared size.
            return any(
                b"<f" in archive.read(part) for part in parts if part.filename.casefold().startswith("xl/worksheets/")
            )
    except Unreadable:
        raise
    except (Exception, MemoryError):  # as above: bad archives raise many things
        raise Unreadable("damaged_workbook") from None


def _check_what_is_held(archive: zipfile.ZipFile) -> None:
    """A workbook is read row by row, but a row, the shared texts, the styles and the list of sheets are held as a whole.

    Raises Unreadable where one of them is so large, or in so odd an encoding, that it is no workbook of anybody's.
    """
    held = {"xl/styles.xml", *_lists_of_sheets(archive)}
    for part in archive.infolist():
        name = part.filename.casefold()
        if not name.endswith((".xml", ".rels")):
            continue
        content = archive.read(part)
        encoding = _ENCODING.search(content[:200])
        if encoding and encoding[1].lower() not in _ENCODINGS:
            raise Unreadable("damaged_workbook")
        if name.startswith("xl/worksheets/"):
            if any(row.count(b"<") > MAX_ROW_TAGS for row in _ROW.split(content)):
                raise Unreadable("too_many_columns", limit=MAX_COLUMNS)
        elif len(content) > (most := MAX_WHOLE_BYTES if name in held else MAX_OTHER_BYTES) or (
            content.count(b"<") > MAX_TAGS
        ):
            size = max(len(content) // MEGABYTE, 1)
            raise Unreadable("unpacks_to_too_much", size=size, limit=most // MEGABYTE)


def _lists_of_sheets(archive: zipfile.ZipFile) -> list[str]:
    """The parts that say which sheets there are, wherever they lie."""
    named = [part for part in archive.namelist() if part.casefold() == "[content_types].xml"]
    overrides = _OVERRIDE.findall(archive.read(named[0]).decode("utf-8", errors="replace")) if named else []
    return ["xl/workbook.xml", *(_PART_NAME.sub(r"\1", each).casefold() for each in overrides if "main+xml" in each)]


def _sheet(file: str, worksheet) -> Sheet:
    rows = []
    for number, cells in _rows(worksheet):
        values = [_value(cell) for cell in cells]
        if any(value not in (None, "") for value in values):
            rows.append((number, values))
            if len(rows) > MAX_ROWS:
                raise Unreadable("too_many_rows", sheet=worksheet.title, limit=MAX_ROWS)
    return Sheet(file, worksheet.title, rows, even=False)


def _rows(worksheet) -> Iterator[tuple[int, Sequence]]:
    """The rows that have cells, with their numbers. Raises Unreadable before a sheet gets too wide or too long."""
    worksheet.reset_dimensions()  # what a file says of its own size is not to be trusted
    beyond = 0
    for number, cells in enumerate(worksheet.iter_rows(), start=1):
        if number > MAX_SHEET_ROW:
            raise Unreadable("too_many_rows", sheet=worksheet.title, limit=MAX_ROWS)
        if len(cells) > MAX_COLUMNS:
            beyond += len(cells)
            if beyond > MAX_BLANKS_BEYOND or any(cell.value not in (None, "") for cell in cells[MAX_COLUMNS:]):
                raise Unreadable("too_many_columns", row=number, sheet=worksheet.title, limit=MAX_COLUMNS)
            cells = cells[:MAX_COLUMNS]
        if cells:
            yield number, cells


def _value(cell) -> Cell:
    value = cell.value
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        if isinstance(value, float) and not math.isfinite(value):
            return str(value)
        number = without_noise(Decimal(repr(value)))
        if "%" in _LITERAL.sub("", cell.number_format or "") and number.adjusted() < 18:
            return f"{without_noise(Decimal(repr(value)) * 100):f} %"
        return number
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return str(value)


def _mark_formulas_without_value(sheet: Sheet, formulas) -> None:
    """A formula that was never calculated looks like a blank cell, and blank would mean withheld: show the formula."""
    wanted = dict(sheet.rows)
    for number, cells in _rows(formulas):
        for column, cell in enumerate(cells):
            if cell.data_type != "f":
                continue
            values = wanted.get(number)
            if values is None:
                values = wanted[number] = []
            values.extend([None] * (column + 1 - len(values)))
            if values[column] in (None, ""):
                values[column] = str(cell.value) if isinstance(cell.value, str) else "=…"
    sheet.rows[:] = sorted(wanted.items())
