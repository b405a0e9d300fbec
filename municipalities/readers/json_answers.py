"""Answers from Jobindsats' API v3 (JOBINDSATS.md section 1)."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation

from municipalities.readers.limits import MAX_COLUMNS, MAX_ROWS
from municipalities.readers.tables import Cell, Row, Sheet, TableDescription, Unreadable

_NAMED_BY = ("table_id", "table_name", "subject_name", "title")


def _decimal(written: str) -> Decimal | str:
    try:
        return Decimal(written)
    except InvalidOperation:  # an exponent beyond all bounds
        return written


def _integer(written: str) -> int | str:
    return int(written) if len(written) < 30 else written


def parse(text: str) -> object:
    """The value that a JSON text holds, with exact decimals. Raises Unreadable."""
    try:
        # NaN and Infinity stay words, and so are refused in the cell where they stand.
        return json.loads(text, parse_float=_decimal, parse_int=_integer, parse_constant=str)
    except RecursionError:
        raise Unreadable("unknown_json", found="[[[…]]]") from None
    except json.JSONDecodeError as error:
        code = "json_cut_off" if error.pos >= len(text.rstrip()) or "Unterminated" in error.msg else "not_json"
        raise Unreadable(code, row=error.lineno, line=error.lineno, position=error.colno) from None


def sheets(file: str, text: str) -> list[Sheet | TableDescription]:
    """The table of an answer, or the description of one; of several answers kept together, a sheet for each, named by its
    month. A row's number is its place in `rows`, from 1.
    """
    parsed = parse(text)
    if isinstance(parsed, dict) and isinstance(parsed.get("answers"), list):
        kept = [one if isinstance(one, dict) else {} for one in parsed["answers"]]
        return [table_of(file, one.get("answer"), str(_cell(one.get("month")) or "")) for one in kept]
    return [table_of(file, parsed)]


def table_of(file: str, answer: object, sheet: str = "") -> Sheet | TableDescription:
    if not isinstance(answer, dict):
        raise Unreadable("unknown_json", found="[…]" if isinstance(answer, list) else type(answer).__name__)
    columns, rows = answer.get("columns"), answer.get("rows")
    if "rows" not in answer and "table_id" in answer and ("periods" in answer or "dimensions" in answer):
        return TableDescription(file, str(_cell(answer["table_id"])))
    if not isinstance(columns, list) or not isinstance(rows, list) or not all(isinstance(c, str) for c in columns):
        raise Unreadable("unknown_json", found=", ".join(list(answer)[:8]) or "{}")
    if len(columns) > MAX_COLUMNS:
        raise Unreadable("too_many_columns", limit=MAX_COLUMNS)
    if len(rows) > MAX_ROWS:
        raise Unreadable("too_many_rows", limit=MAX_ROWS)
    cells: list[Row] = [(0, list(columns))]
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, list):
            raise Unreadable("json_row_is_no_list", row=number)
        cells.append((number, [_cell(value) for value in row]))
    titles = [answer[key] for key in _NAMED_BY if isinstance(answer.get(key), str)]
    return Sheet(file, sheet, cells, titles=titles, has_notes=False)


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, str | Decimal):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return value
    return "[…]" if isinstance(value, list) else "{…}"
