"""Exports open in a Danish spreadsheet as what they are, and run nothing."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest

from kontakt.ui.exports import rows_response

HEADER = ["Kommune", "Andel"]


def csv_row(*cells) -> str:
    content = rows_response(["…"] * len(cells), [cells], file_format="csv", name="tal").content
    return content.decode("utf-8-sig").split("\r\n", 1)[1].removesuffix("\r\n")


def xlsx_row(*cells) -> tuple:
    content = rows_response(["…"] * len(cells), [cells], file_format="xlsx", name="tal").content
    return next(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(min_row=2))


def test_csv_begins_with_a_byte_order_mark_so_that_excel_reads_danish_letters():
    response = rows_response(HEADER, [["Ærø", 1]], file_format="csv", name="tal")
    assert response.content.startswith(b"\xef\xbb\xbfKommune;Andel\r\n")
    assert "Ærø".encode() in response.content
    assert response.headers["Content-Disposition"] == 'attachment; filename="tal.csv"'


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("46.2"), "46,2"),
        (Decimal("27.89086543210"), "27,890865"),
        (Decimal("-7.5"), "-7,5"),
        (Decimal("50.000"), "50"),
        (Decimal("100"), "100"),
        (0.5, "0,5"),
        (23172, "23172"),
        (None, ""),
        (date(2018, 4, 1), "2018-04-01"),
        (datetime(2018, 6, 30, 22, 30, tzinfo=UTC), "2018-07-01 00:30"),  # Danish time
    ],
)
def test_csv_has_decimal_commas_no_thousands_separators_and_nothing_for_nothing(value, written):
    assert csv_row("Varde", value) == f"Varde;{written}"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_words_that_could_run_as_a_formula_are_kept_as_words(start):
    text = f"{start}HYPERLINK(1)"
    assert csv_row(text).strip('"') == f"'{text}"
    [cell] = xlsx_row(text)
    assert (cell.data_type, cell.value[0]) == ("s", "'")


def test_a_semicolon_in_a_cell_does_not_begin_a_new_one():
    assert csv_row("Varde; Esbjerg", 1) == '"Varde; Esbjerg";1'


def test_xlsx_has_real_numbers_and_days():
    name, share, change, persons, day, moment, nothing = xlsx_row(
        "Varde", Decimal("46.2"), Decimal("-7"), 91, date(2018, 4, 1), datetime(2018, 6, 30, 22, 30, tzinfo=UTC), None
    )
    assert (name.data_type, share.data_type, change.data_type, persons.data_type) == ("s", "n", "n", "n")
    assert (share.value, change.value, persons.value) == (46.2, -7, 91)
    assert day.is_date and f"{day.value:%Y-%m-%d %H:%M}" == "2018-04-01 00:00"
    assert moment.is_date and f"{moment.value:%Y-%m-%d %H:%M}" == "2018-07-01 00:30"  # Danish time
    assert nothing.value is None
