"""The statement as an Excel workbook: a sheet for all together, one for each target group, and one about the figures."""

import io

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kontakt.ui.exports import harmless
from kontakt.ui.templatetags import figures
from municipalities.statements import words
from municipalities.statements.statement import National, Row, Section, Statement

_FORMATS = {
    "persons": "#,##0",
    "share": '0.0" %"',
    "baseline_share": '0.0" %"',
    "change_pp": f'+0.0" pp";"{figures.MINUS}"0.0" pp";0.0" pp"',
}
_WIDTHS = {"municipality": 24, "level": 20}
_USUAL_WIDTH = 13
_HEADER_ROW = 4
_TINT = PatternFill("solid", fgColor="F0F2F5")
_LINE = Border(bottom=Side("medium", color="1A1A1A"))
_TITLE_LENGTH = 31  # Excel's own limit


def statement_xlsx(statement: Statement) -> bytes:
    """Numbers are numbers (shares and changes in percent 0–100, unrounded); headers stay in sight and on every page."""
    book = Workbook()
    book.remove(book.active)
    book.properties.title = words.title(statement)
    book.properties.creator = "Kontakt"
    book.properties.created = book.properties.modified = timezone.make_naive(statement.as_known)
    for section in statement.sections:
        _section_sheet(book.create_sheet(_sheet_title(book, section.name)), statement, section)
    _about_sheet(book.create_sheet(_sheet_title(book, _("About the figures"))), statement)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _sheet_title(book: Workbook, name: str) -> str:
    """A name Excel takes, and that no other sheet has: cut where it is too long, numbered where it is taken."""
    clean = "".join(" " if char in r"[]:*?/\'" else char for char in name)
    title = clean if len(clean) <= _TITLE_LENGTH else clean[: _TITLE_LENGTH - 1].rstrip() + "…"
    number = 1
    while title.casefold() in (existing.casefold() for existing in book.sheetnames):
        number += 1
        title = f"{clean[: _TITLE_LENGTH - 4].rstrip()}… {number}"
    return title


def _section_sheet(sheet: Worksheet, statement: Statement, section: Section) -> None:
    columns = words.columns(statement)
    names = [words.title(statement), section.name, words.requirement(section.indicator) or words.subtitle(statement)]
    for number, text in enumerate(names, start=1):
        cell = sheet.cell(number, 1, harmless(text))
        cell.font = Font(bold=number < 3, size=14 if number == 1 else 11)
    for number, (field, label) in enumerate(columns.items(), start=1):
        cell = sheet.cell(_HEADER_ROW, number, harmless(label))
        cell.font, cell.fill, cell.border = Font(bold=True), _TINT, _LINE
        cell.alignment = Alignment(horizontal=_side(field), vertical="bottom", wrap_text=True)
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(field, _USUAL_WIDTH)
    for number, row in enumerate([section.national, *section.rows], start=_HEADER_ROW + 1):
        _write_row(sheet, number, row, columns)
    below = _HEADER_ROW + len(section.rows) + 3
    for number, text in enumerate([words.source(statement), *words.footnotes(statement)], start=below):
        sheet.cell(number, 1, harmless(text)).font = Font(size=9, color="595959")
    name_column = list(columns).index("municipality") + 1
    sheet.freeze_panes = sheet.cell(_HEADER_ROW + 1, name_column + 1)
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    _printed_on_a4(sheet)


def _write_row(sheet: Worksheet, number: int, row: Row | National, columns: dict[str, str]) -> None:
    is_country = isinstance(row, National)
    for column, field in enumerate(columns, start=1):
        cell = sheet.cell(number, column, _value(row, field))
        cell.number_format = _FORMATS.get(field, "General")
        cell.alignment = Alignment(horizontal=_side(field))
        if is_country:
            cell.font, cell.fill = Font(bold=True), _TINT


def _value(row: Row | National, field: str):
    """What stands in a cell: numbers unrounded, empty where there is none, and why in the level's words."""
    if field == "municipality":
        return harmless(row.name)
    if field == "level":
        return harmless(figures.level_label(row.level)) if isinstance(row, Row) else None
    value = getattr(row, field, None)
    return value if value is None or isinstance(value, int) else float(value)


def _side(field: str) -> str:
    return "left" if field in _WIDTHS else "right"


def _about_sheet(sheet: Worksheet, statement: Statement) -> None:
    paragraphs = [
        words.title(statement), words.subtitle(statement), words.source(statement), *words.footnotes(statement),
        *words.about(statement),
    ]  # fmt: skip
    for number, text in enumerate(paragraphs, start=1):
        cell = sheet.cell(number, 1, harmless(text))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if number == 1:
            cell.font = Font(bold=True, size=14)
    parameters = statement.parameters
    first = len(paragraphs) + 2
    fields = (
        "target", "marked", "account_below", "min_persons", "persistent_months", "improvement_pp", "close_months",
        "intensity_ratio",
    )  # fmt: skip
    for number, field in enumerate(fields, start=first):
        label = str(parameters._meta.get_field(field).verbose_name)
        sheet.cell(number, 1, harmless(label[:1].upper() + label[1:]))
        sheet.cell(number, 2, float(getattr(parameters, field)))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 100, _USUAL_WIDTH
    _printed_on_a4(sheet)


def _printed_on_a4(sheet: Worksheet) -> None:
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.right.text = _("Page {page} of {pages}").format(page="&P", pages="&N")
