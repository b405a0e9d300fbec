"""Tables as files: CSV as a Danish Excel opens it, and XLSX with real numbers."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

import tablib
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# A cell that begins with one of these, after blanks or none, could be run as a formula; so could one that begins anew.
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BREAKS = ("\t", "\r", "\n")


def table_response(table, *, file_format: str, name: str, also: tuple[str, ...] = ()) -> HttpResponse:
    """Every row of a django-tables2 table, as it is filtered and sorted, with its visible columns and those in `also`."""
    columns = [column for column in table.columns.all() if column.visible or column.name in also]
    for column in columns:
        table.columns.show(column.name)
    names = [column.name for column in columns]
    rows = table.as_values(exclude_columns=[n for n in table.columns.names() if n not in names])
    header = [str(value) for value in next(rows)]
    return rows_response(header, rows, file_format=file_format, name=name)


def rows_response(header: list[str], rows: Iterable, *, file_format: str, name: str) -> HttpResponse:
    """Rows as a file to save."""
    if file_format == "csv":
        content = csv_content(header, rows)
    else:
        data = tablib.Dataset(
            *([_xlsx_cell(value) for value in row] for row in rows),
            headers=list(map(harmless, header)),
            title=name[:31],
        )
        content = data.export("xlsx")
    return file_response(content, file_format=file_format, name=name)


def csv_content(header: list[str], rows: Iterable) -> bytes:
    """Rows as CSV: UTF-8 with BOM, semicolons and decimal commas. Every row is as long as the header."""
    data = tablib.Dataset(*([_csv_cell(value) for value in row] for row in rows), headers=list(map(harmless, header)))
    return b"\xef\xbb\xbf" + data.export("csv", delimiter=";").encode()


def file_response(content: bytes, *, file_format: str, name: str) -> HttpResponse:
    """A file to save as `name`, with the format's ending."""
    return HttpResponse(
        content,
        content_type=_TYPES[file_format],
        headers={"Content-Disposition": f'attachment; filename="{name}.{file_format}"'},
    )


def _csv_cell(value):
    if value is None:
        return ""
    if isinstance(value, Decimal | float):
        return f"{round(value, 6):f}".rstrip("0").rstrip(".").replace(".", ",") if value % 1 else f"{value:.0f}"
    if isinstance(value, datetime):
        return f"{_danish_time(value):%Y-%m-%d %H:%M}"
    if isinstance(value, int | date) and not isinstance(value, bool):
        return value
    return _words(value)


def _xlsx_cell(value):
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime):
        return _danish_time(value).replace(microsecond=0)
    if value is None or (isinstance(value, int | float | date) and not isinstance(value, bool)):
        return value
    return _words(value)


def _danish_time(value: datetime) -> datetime:
    """A moment as the clock on the wall showed it: spreadsheets know no time zones, and refuse them."""
    return timezone.make_naive(value) if timezone.is_aware(value) else value


def _words(value) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return harmless(str(value))


def harmless(text: str) -> str:
    """Text that no spreadsheet runs as a formula."""
    is_one = text.startswith(_BREAKS) or text.lstrip().startswith(_FORMULA_STARTS)
    return f"'{text}" if is_one else text
