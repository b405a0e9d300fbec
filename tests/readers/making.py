"""Makes the files that the tests deliver."""

import io
import json

import openpyxl

from municipalities.readers import InputFile

HEADER = ["Periode", "Kommune", "Varighed på ydelsen", "Antal personer", "Gnsn. antal samtaler pr. person",
          "Andel med 6 samtaler eller mere (pct.)"]  # fmt: skip
VARDE = ["2018M04", "Varde", "6-9 mdr.", "91", "4,6", "46,2"]


def row(**changed: str) -> list[str]:
    """Varde's row, with some cells changed: month, municipality, filter, persons, average, share."""
    names = ["month", "municipality", "filter", "persons", "average", "share"]
    assert changed.keys() <= set(names)
    return [changed.get(name, cell) for name, cell in zip(names, VARDE, strict=True)]


def csv(*rows, header=HEADER, name="dagpenge.csv", delimiter=";", encoding="utf-8", above=(), below=()) -> InputFile:
    lines = [*above, delimiter.join(header), *(delimiter.join(cells) for cells in rows), *below]
    return InputFile(name, "\r\n".join(lines).encode(encoding))


def answer(*rows, columns=HEADER, name="dagpenge.json", **more) -> InputFile:
    return InputFile(name, json.dumps({**more, "columns": columns, "rows": rows}).encode())


def xlsx(*sheets, name="dagpenge.xlsx", change=None) -> InputFile:
    """A workbook of (title, rows) sheets; `change` may alter it before it is saved."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for cells in rows:
            sheet.append(cells)
    if change:
        change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return InputFile(name, buffer.getvalue())
