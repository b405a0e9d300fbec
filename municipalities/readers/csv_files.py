"""Text files: their encoding, the delimiter between cells, and quoted cells."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable

from municipalities.readers.limits import HEADER_WITHIN, MAX_COLUMNS, MAX_LINE, MAX_QUOTED_LINES, MAX_ROWS
from municipalities.readers.tables import Row, Sheet, Unreadable

DELIMITERS = ";\t,"
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
_LINE_END = re.compile(r"\r\n|\n|\r")


def decode(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 with a byte order mark, or else Windows-1252. Raises Unreadable."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            text = content.decode("utf-16")
        except UnicodeDecodeError:
            raise Unreadable("bad_encoding") from None
    else:
        text = _decode_bytes(content)
    if "\0" in text or len(_CONTROL.findall(text[:10_000])) > 10:
        raise Unreadable("binary")
    return text


def _decode_bytes(content: bytes) -> str:
    if b"\0" in content:
        raise Unreadable("binary")
    body = content.removeprefix(b"\xef\xbb\xbf")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        good = body[: error.start]
        # A byte order mark, or letters that are right in UTF-8 before the first that is wrong: a damaged UTF-8 file,
        # not another encoding.
        if len(body) < len(content) or not good.isascii():
            raise Unreadable("bad_encoding", row=len(_LINE_END.findall(good.decode("utf-8"))) + 1) from None
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        if _CONTROL.search(content[:1000].decode("latin-1")):
            raise Unreadable("binary") from None
        row = len(_LINE_END.findall(content[: error.start].decode("latin-1"))) + 1
        raise Unreadable("bad_encoding", row=row) from None


def sheet(file: str, text: str, is_header: Callable[[tuple[str, ...]], bool]) -> Sheet:
    """The rows of a text file; a row's number is its line's. Raises Unreadable."""
    lines = _LINE_END.split(text)
    del text
    for number, line in enumerate(lines, start=1):
        if len(line) > MAX_LINE:
            raise Unreadable("line_too_long", row=number, limit=MAX_LINE)
    if sum(1 for line in lines if line) > MAX_ROWS:
        raise Unreadable("too_many_rows", limit=MAX_ROWS)
    return Sheet(file, "", _rows(lines, _delimiter(lines, is_header)))


def _delimiter(lines: list[str], is_header: Callable[[tuple[str, ...]], bool]) -> str:
    """The delimiter with which one of the first lines is a known header, else the one that most lines agree on."""
    first = [line for line in lines[: HEADER_WITHIN * 2] if line.strip()][:HEADER_WITHIN]
    for delimiter in DELIMITERS:
        if any(
            line.count(delimiter) >= 3 and is_header(tuple(cell.strip() for cell in _cells(line, delimiter)))
            for line in first
        ):
            return delimiter

    def agreement(delimiter: str) -> int:
        counts = Counter(line.count(delimiter) for line in first)
        counts.pop(0, None)
        return max(counts.values(), default=0)

    return max(DELIMITERS, key=agreement)


def _cells(line: str, delimiter: str) -> list[str]:
    if '"' not in line:
        return line.split(delimiter)
    return next(csv.reader([line], delimiter=delimiter), [])


def _rows(lines: list[str], delimiter: str) -> list[Row]:
    rows: list[Row] = []
    i = 0
    while i < len(lines):
        number, line = i + 1, lines[i]
        i += 1
        if '"' in line:
            # A quote that is never closed must not swallow the rest of the file.
            last = i
            while _is_open(line, delimiter):
                if last >= len(lines) or last - i >= MAX_QUOTED_LINES:
                    raise Unreadable("unclosed_quote", row=number)
                line += "\n" + lines[last]
                if len(line) > MAX_LINE:
                    raise Unreadable("line_too_long", row=number, limit=MAX_LINE)
                last += 1
            i = last
            cells = _quoted(line, delimiter)
            if any("\n" in cell and delimiter in cell for cell in cells):
                raise Unreadable("unclosed_quote", row=number)
        else:
            cells = line.split(delimiter)
        if len(cells) > MAX_COLUMNS and any(cell.strip() for cell in cells[MAX_COLUMNS:]):
            raise Unreadable("too_many_columns", row=number, limit=MAX_COLUMNS)
        if any(cell and not cell.isspace() for cell in cells):
            rows.append((number, cells))
    return rows


def _quoted(line: str, delimiter: str) -> list[str]:
    return next(csv.reader(line.splitlines(keepends=True), delimiter=delimiter), [])


def _is_open(line: str, delimiter: str) -> bool:
    """Whether a quoted cell is still open at the end of the line."""
    try:
        next(csv.reader(line.splitlines(keepends=True), delimiter=delimiter, strict=True), None)
    except csv.Error as error:
        # Strict reading also frowns at "Antal" samtaler, which is only unusual.
        return "unexpected end of data" in str(error)
    return False
