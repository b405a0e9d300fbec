"""The statement as files: the same figures in each, as numbers where there are numbers, with what the marks mean."""

import csv
import io
from datetime import UTC, datetime

import openpyxl
import pypdf
import pytest

from municipalities.statements.csv_file import statement_csv
from municipalities.statements.pdf import statement_pdf
from municipalities.statements.statement import make_statement
from municipalities.statements.workbook import statement_xlsx
from tests.deliveries import APRIL, JANUARY, loaded

pytestmark = pytest.mark.django_db
SECTIONS = [
    "Alle målgrupper samlet", "Dagpengemodtagere", "Jobparate kontanthjælpsmodtagere",
    "Aktivitetsparate kontanthjælpsmodtagere", "Uddannelsesparate uddannelseshjælpsmodtagere",
    "Aktivitetsparate uddannelseshjælpsmodtagere", "Sygedagpengemodtagere",
]  # fmt: skip


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def lines(pdf: bytes) -> list[str]:
    return [" ".join(line.split()) for page in pages(pdf) for line in page.splitlines()]


def opened(xlsx: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx))


def test_the_pdf_is_accessible_and_numbers_its_pages(story):
    pdf = statement_pdf(make_statement(APRIL, baseline=JANUARY))
    document = pypdf.PdfReader(io.BytesIO(pdf))
    catalogue = document.trailer["/Root"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in catalogue["/Metadata"].get_data().decode()
    assert (catalogue["/Lang"], catalogue["/MarkInfo"]["/Marked"]) == ("da", True)
    for number, page in enumerate(document.pages, start=1):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
        foot = page.extract_text().splitlines()
        assert any(str(number) in line and str(len(document.pages)) in line.split() for line in foot)
    assert [entry.title for entry in document.outline if not isinstance(entry, list)][-7:] == SECTIONS


def test_every_page_of_a_table_has_its_header(story):
    for ranked in (False, True):
        every_page = pages(statement_pdf(make_statement(APRIL, baseline=JANUARY, ranked=ranked)))
        first = next(number for number, page in enumerate(every_page) if page.startswith(SECTIONS[0]))
        tables = every_page[first:]
        assert len(tables) >= 7
        for page in tables:
            for label in ("Kommune", "Personer", "Niveau"):
                assert label in page
            assert ("Placering" in page) == ranked


def test_the_pdf_has_every_municipality_in_every_section(story):
    statement = make_statement(APRIL, baseline=JANUARY)
    text = "\n".join(lines(statement_pdf(statement)))
    for row in statement.sections[0].rows:
        assert text.count(f"{row.name}\n") + text.count(f"{row.name} ") >= 7, row.name
    assert "63,99" not in text
    assert "64,0 %" in text
    assert "−7,0 pp" in text


def test_the_same_statement_gives_the_same_bytes(story):
    as_known = datetime.now(UTC)
    first, second = (statement_pdf(make_statement(APRIL, as_known=as_known)) for _time in range(2))
    assert first == second
    dated = datetime(2018, 9, 28, 10, tzinfo=UTC)
    other = statement_pdf(make_statement(APRIL, as_known=as_known), dated=dated)
    assert pypdf.PdfReader(io.BytesIO(other)).metadata.creation_date == dated


def test_the_workbook_has_a_sheet_for_each_target_group_with_numbers_and_a_frozen_header(story):
    book = opened(statement_xlsx(make_statement(APRIL, baseline=JANUARY)))
    assert len(book.sheetnames) == len(set(book.sheetnames)) == 8
    assert book.sheetnames[:3] == ["Alle målgrupper samlet", "Dagpengemodtagere", "Jobparate kontanthjælpsmodtage…"]
    sheet = book["Alle målgrupper samlet"]
    assert sheet.freeze_panes == "B5"
    assert sheet.print_title_rows == "$4:$4"
    header, country, *rest = sheet.iter_rows(min_row=4, max_row=103)
    assert (header[0].value, header[5].value, country[0].value, country[1].value) == (
        "Kommune",
        "Niveau",
        "Hele landet",
        23172,
    )
    assert round(country[2].value, 2) == 63.99
    hilleroed = next(row for row in rest if row[0].value == "Hillerød")
    assert [round(cell.value, 6) for cell in hilleroed[1:4]] == [208, 27.890865, 34.869302]
    assert [cell.number_format for cell in hilleroed[1:5]] == [
        "#,##0", '0.0" %"', '0.0" %"', '+0.0" pp";"−"0.0" pp";0.0" pp"'
    ]  # fmt: skip
    assert [row[0].value for row in rest[-3:]] == ["Aabenraa", "Aalborg*", "Aarhus"]
    assert "Kilde: Jobindsats" in sheet["A105"].value
    assert sheet["A106"].value.startswith("* ")


def test_the_workbook_keeps_what_is_withheld_empty_and_says_why_in_the_level():
    loaded("2018M04 Fanø 50,0 9", "2018M04 Samsø - 12", "2018M04 Varde 41,0")
    sheet = opened(statement_xlsx(make_statement(APRIL, ranked=True)))["Dagpengemodtagere"]
    found = {row[1]: row for row in sheet.iter_rows(min_row=5, values_only=True)}
    assert found["Hele landet"] == (None, "Hele landet", 100, 41, None)
    assert found["Varde"] == (1, "Varde", 100, 41, "Under kravet")
    assert found["Fanø"] == (None, "Fanø", 9, None, "For få personer")
    assert found["Samsø"] == (None, "Samsø", 12, None, "Mangler data")


def test_the_csv_has_one_row_for_each_target_group_and_municipality_and_then_the_notes(story):
    content = statement_csv(make_statement(APRIL, baseline=JANUARY))
    assert content.startswith(b"\xef\xbb\xbf")
    header, *rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    figures, notes = rows[: 7 * 99], rows[7 * 99 :]
    assert {len(row) for row in rows} == {len(header)}
    assert list(dict.fromkeys(row[1] for row in figures)) == SECTIONS
    hilleroed = next(row for row in figures if row[3] == "Hillerød")
    assert hilleroed == [
        "2018-04", "Alle målgrupper samlet", "219", "Hillerød", "Nej", "Markant under", "208", "27,890865", "2018-01",
        "34,869302", "-6,978437", "84",
    ]  # fmt: skip
    assert figures[0][3:8] == ["Hele landet", "", "", "23172", "63,990691"]
    assert not any(notes[0])
    assert any(note[0].startswith("Kilde: Jobindsats") for note in notes)
