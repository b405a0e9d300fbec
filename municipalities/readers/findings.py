"""What a reader found to be wrong or odd: a code that is stored, and the text that is made of it when it is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from kontakt.cpr import mask_cpr
from municipalities.readers.limits import MAX_LISTED, MAX_SHOWN

ERROR, WARNING = "error", "warning"

FIELDS = {
    "month": _("month"),
    "municipality": _("municipality"),
    "persons": _("number of persons"),
    "average": _("average number of interviews"),
    "share": _("share"),
    "meeting": _("persons who meet the requirement"),
    "filter": _("the column that says which rows to read"),
}

MONTHS = (
    _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"), _("August"),
    _("September"), _("October"), _("November"), _("December"),
)  # fmt: skip

MESSAGES = {
    # The delivery
    "no_files": _("There is no file. Choose at least one."),
    "no_figures": _("No figures were found. Deliver a file with one row for each municipality and month."),
    "more_errors": _(
        "There are %(count)s more errors that are not listed. Correct these first and deliver the file again."
    ),
    "more_warnings": _("There are %(count)s more warnings that are not listed."),
    "no_source": _(
        "It is not known which columns hold the figures for “%(indicator)s”. "
        "Ask an administrator to set up a source for the indicator."
    ),
    "cpr_in_file_name": _(
        "The file's name seems to contain a CPR number. Give it another name: "
        "citizens' personal data must not be kept here."
    ),
    # The file
    "file_gone": _("The file can no longer be found where Kontakt keeps its files. Deliver it again."),
    "empty_file": _("The file is empty. Save it again, and deliver the new one."),
    "file_too_big": _(
        "The file takes up %(size)s MB. It may take up at most %(limit)s MB: divide it into smaller files."
    ),
    "unpacks_to_too_much": _(
        "The workbook takes up %(size)s MB when it is unpacked; at most %(limit)s MB is read. "
        "Copy the figures alone to a new workbook, and deliver that."
    ),
    "too_many_sheets": _(
        "The workbook has more than %(limit)s sheets. Copy the figures alone to a new workbook, and deliver that."
    ),
    "too_many_rows": _("There are more than %(limit)s rows. Divide the figures into several files."),
    "too_many_columns": _("There are more than %(limit)s columns. Keep only those with figures."),
    "line_too_long": _(
        "The line is longer than %(limit)s characters, so this is hardly a table. Save it again as CSV or XLSX."
    ),
    "binary": _(
        "The file is not text, and not a spreadsheet that can be read. "
        "Save it as CSV (UTF-8) or XLSX, and deliver that."
    ),
    "bad_encoding": _(
        "The letters of the file cannot be read: it is neither UTF-8 nor Windows-1252 throughout. "
        "Save it again as CSV (UTF-8) or XLSX."
    ),
    "pdf": _("The file is a PDF, from which figures cannot be read. Deliver the table as CSV or XLSX."),
    "image": _("The file is an image, from which figures cannot be read. Deliver the table as CSV or XLSX."),
    "document": _("The file is a document, not a table. Deliver the table as CSV or XLSX."),
    "archive": _("The file is an archive. Unpack it, and deliver the files in it."),
    "open_document": _("The file is an OpenDocument file. Open it, and save it as XLSX or CSV."),
    "web_page": _(
        "The file is a web page, perhaps an error message from the site it was fetched from. "
        "Fetch it again, and look that it is CSV, XLSX or JSON."
    ),
    "xml": _("The file is XML. Deliver the table as CSV, XLSX or JSON."),
    "old_workbook": _("The file is in an older Excel format (.xls or .xlsb). Open it in Excel, and save it as XLSX."),
    "workbook_with_password": _("The workbook is protected by a password. Remove the password, and deliver it again."),
    "damaged_workbook": _(
        "The workbook is damaged or was cut off on its way. Fetch it again, or open it in Excel and save it anew."
    ),
    "not_json": _(
        "The file looks like JSON, but is not: it goes wrong in line %(line)s at character %(position)s. "
        "Fetch it from Jobindsats again."
    ),
    "json_cut_off": _("The answer from Jobindsats stops in the middle: it was cut off on its way. Fetch it again."),
    "unknown_json": _(
        "The JSON file is not an answer with figures from Jobindsats. "
        "Expected “columns” and “rows”; found: %(found)s. Fetch /data/<table> once more."
    ),
    "json_row_is_no_list": _("Each of the “rows” must be a list of cells; this one is not. Fetch the answer again."),
    "unclosed_quote": _(
        'A quotation mark (") begins a cell here, and is not closed. Delete it, or add the one that lacks.'
    ),
    "unreadable": _("The file could not be read. Save it anew as CSV (UTF-8) or XLSX, and deliver that."),
    "table_description": _(
        "The file describes the table %(table)s and holds no figures. It was left out."
    ),
    "only_table_description": _(
        "The file describes the table %(table)s and holds no figures. Fetch /data/%(table)s, and deliver that."
    ),
    # The table
    "missing_columns": _(
        "Columns are missing: %(missing)s. Expected labels such as %(expected)s; found: %(found)s. "
        "Correct the labels, or ask an administrator to add yours to the source."
    ),
    "no_table": _(
        "No table was found. One row must hold the labels of the columns, such as %(expected)s. "
        "The first row reads: %(found)s."
    ),
    "doubtful_column": _(
        "More than one column could be the %(field)s: %(labels)s. Delete or rename those that are not."
    ),
    "several_indicators": _(
        "The table could be about any of these indicators: %(indicators)s. "
        "Choose the indicator, or write it in the name of the file or the sheet, or in a line above the table."
    ),
    "title_of_another_indicator": _(
        "The title points to %(titled)s, but the columns are those of %(indicators)s. "
        "Choose the indicator, if the columns are right."
    ),
    "filter_not_met": _(
        "No row has a value in “%(column)s” that is to be read: %(expected)s. The values are: %(found)s. "
        "Fetch the rows that are to be read, or choose another indicator."
    ),
    "header_only": _("The table has a header and no rows. Fetch the figures again."),
    "no_municipalities": _("None of the rows is about a municipality. Fetch the figures for each municipality."),
    "sheet_left_out": _("The sheet has no table with figures. It was left out."),
    # The row
    "short_row": _("The row stops after %(cells)s of %(columns)s cells: the file may have been cut off here."),
    "long_row": _(
        "The row has %(cells)s cells, the header %(columns)s. Perhaps the delimiter is also used within a number: "
        "put such cells in quotation marks, or part the cells by semicolons."
    ),
    "blank_filter": _(
        "Nothing stands in “%(label)s”, so it cannot be told whether the row is to be read. Write the value."
    ),
    "blank_municipality": _("The municipality is missing. Write its name or its number."),
    "unknown_municipality": _("“%(value)s” is not a municipality. Write its name or its number."),
    "unknown_municipality_like": _("“%(value)s” is not a municipality. Did you mean %(suggestions)s?"),
    "code_and_name_differ": _("In “%(value)s” the number and the name do not agree: the number is that of %(other)s."),
    "blank_month": _("The month is missing. Write it as 2018M04 or “april 2018”."),
    "not_a_month": _("“%(value)s” is not a month. Write it as 2018M04 or “april 2018”."),
    "future_month": _("“%(value)s” is in the future. The latest possible month is %(latest)s."),
    "not_a_whole_number": _(
        "“%(value)s” is not a number of persons. Write a whole number such as 7.470, or “-” if it is withheld."
    ),
    "not_a_number": _("“%(value)s” is not a number. Write it as 4,9, or “-” if it is withheld."),
    "not_a_share": _("“%(value)s” is not a share. Write it in percent as 65,3, or “-” if it is withheld."),
    "negative_number": _("“%(value)s” is negative. It must be 0 or more, or “-” if it is withheld."),
    "fractional_persons": _("“%(value)s” is not a whole number of persons. Write it without decimals."),
    "too_large": _("“%(value)s” is larger than it can be. Look whether a decimal comma is missing."),
    "share_out_of_range": _("“%(value)s” is not a share between 0 and 100 percent."),
    "meeting_exceeds_persons": _("“%(value)s” persons meet the requirement, but there are only %(persons)s in all."),
    "formula_without_value": _(
        "“%(value)s” is a formula that has not been calculated. "
        "Open the workbook in Excel, save it, and deliver it again."
    ),
    "conflicting_values": _(
        "%(municipality)s has “%(value)s” here for %(month)s, but “%(first_value)s” in row %(first_row)s "
        "of %(first_place)s. Delete the one that is wrong."
    ),
    # Odd, but loaded
    "missing_municipalities": _(
        "%(indicator)s, %(months)s: no figures for %(count)s of %(expected)s municipalities: %(names)s."
    ),
    "total_differs": _(
        "%(indicator)s, %(month)s: the municipalities have %(sum)s persons together, “%(name)s” says %(total)s. "
        "The difference is more than 0.5 percent."
    ),
    "shares_look_like_fractions": _(
        "No share in the column is above 1. Perhaps they are fractions (0,65) and not percent (65); "
        "they are read as percent."
    ),
}  # fmt: skip

# Findings that stand for those that are counted but not listed.
UNLISTED = ("more_errors", "more_warnings")

# Params that come as codes or lists, and how they read in a sentence.
_QUOTED = {"expected", "found", "labels"}
_COUNTED = {"count", "limit", "sum", "total", "persons"}
_QUOTED_TEXT = _("“%(text)s”")


def _month(written: str) -> str:
    month = date.fromisoformat(f"{written}-01")
    return f"{MONTHS[month.month - 1]} {month.year}"


def _months(written: list[str]) -> str:
    if len(written) <= 3:
        return ", ".join(map(_month, written))
    return f"{_month(written[0])} – {_month(written[-1])} ({len(written)})"


def _listed(names) -> str:
    return ", ".join(map(str, names))


def _shown(name: str, value) -> str:
    if name in {"month", "latest"}:
        return _month(value)
    if name == "months":
        return _months(value)
    if name == "missing":
        return _listed(FIELDS.get(key, key) for key in value)
    if name == "field":
        return str(FIELDS.get(value, value))
    if isinstance(value, list | tuple):
        if name == "expected":
            value = [str(item).replace("*", "…") for item in value]
        return _listed(_QUOTED_TEXT % {"text": item} for item in value) if name in _QUOTED else _listed(value)
    if isinstance(value, int) and name in _COUNTED:
        return number_format(value, force_grouping=True)
    return str(value)


def message(code: str, params: Mapping) -> str:
    """The text of a finding in the reader's language. A code or a param that is no longer known gives what there is."""
    shown = defaultdict(str)
    for name, value in params.items():
        try:
            shown[name] = _shown(name, value)
        except (TypeError, ValueError, IndexError):
            shown[name] = str(value)
    if code not in MESSAGES:
        return f"{code}: {_listed(shown.values())}" if shown else code
    return str(MESSAGES[code]) % shown


def storable(text: str) -> str:
    """The text without what a database or a page cannot hold: NUL, and halves of characters."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode()


def clean(text: object) -> str:
    """Text out of a file, fit to be stored and shown: not endless, no CPR number, and without what a database refuses."""
    text = storable(mask_cpr(str(text)))
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"


def _clean(value):
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    return value


@dataclass(frozen=True)
class Finding:
    """An error or a warning, and where: `row` is the file's own, counted from 1 (in JSON the place in “rows”)."""

    severity: str
    code: str
    params: dict = field(default_factory=dict)
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""

    @property
    def message(self) -> str:
        return message(self.code, self.params)


class Findings:
    """Collects findings; past MAX_LISTED of a kind it only counts."""

    def __init__(self):
        self._listed = {ERROR: [], WARNING: []}
        self._unlisted = {ERROR: 0, WARNING: 0}

    def error(self, code: str, params: Mapping | Callable[[], Mapping] | None = None, **place) -> None:
        """`params` may be a function, where they take long to find: not called for an error that is only counted."""
        self._add(ERROR, code, params, place)

    def warning(self, code: str, params: Mapping | None = None, **place) -> None:
        self._add(WARNING, code, params, place)

    def _add(self, severity: str, code: str, params, place: dict) -> None:
        if len(self._listed[severity]) >= MAX_LISTED:
            self._unlisted[severity] += 1
            return
        params = dict((params() if callable(params) else params) or {})
        if "value" in place:
            params.setdefault("value", place["value"])
        if code == "unknown_municipality" and params.get("suggestions"):
            code = "unknown_municipality_like"
        params = {name: _clean(value) for name, value in params.items()}
        place = {name: clean(value) if isinstance(value, str) else value for name, value in place.items()}
        self._listed[severity].append(Finding(severity, code, params, **place))

    @property
    def has_errors(self) -> bool:
        return bool(self._listed[ERROR])

    def all(self) -> list[Finding]:
        """Errors first, in the order in which they were found; what was only counted comes last of its kind."""
        found = []
        for severity, code in zip((ERROR, WARNING), UNLISTED, strict=True):
            found += self._listed[severity]
            if self._unlisted[severity]:
                found.append(Finding(severity, code, {"count": self._unlisted[severity]}))
        return found
