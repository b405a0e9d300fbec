"""Files in, validated figures and findings out (JOBINDSATS.md). Knows nothing of the database."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from municipalities.readers import figures as cells
from municipalities.readers.areas import AreaNames, Areas, LeftOut, NationalTotal, Unknown
from municipalities.readers.checks import Checks
from municipalities.readers.files import InputFile, sheets
from municipalities.readers.findings import ERROR, WARNING, Finding, Findings, clean
from municipalities.readers.recognition import Columns, Recognition, SourceSpec, Unrecognised, meets_filter
from municipalities.readers.tables import Cell, Sheet, Table, TableDescription, Unreadable, cut, text

__all__ = ["Areas", "Figure", "Finding", "InputFile", "Reading", "SourceSpec", "read"]

_PARSERS = {"persons": cells.persons, "average": cells.average, "share": cells.share, "meeting": cells.persons}

# "Kilde: …", "Anm.: …", "Note 1: …" – and, where no figure stands in the row, "* Frikommune", "1) …".
_NOTE = re.compile(r"(kilder?|anm\.?|anmærkning(er)?|noter?|bemærk(ning(er)?)?|source|obs)\b[ 0-9]*[.:]", re.IGNORECASE)
_NOTE_MARK = re.compile(r"\*|[0-9]\)|©")


@dataclass(frozen=True, slots=True)
class Figure:
    """What a file says of a municipality, an indicator and a month. None is withheld, never zero."""

    indicator: str
    municipality: str  # code
    month: date  # its first day
    persons: int | None
    average: Decimal | None
    share: Decimal | None  # percent, 0-100
    meeting: int | None
    file: str
    sheet: str
    row: int


@dataclass
class Reading:
    figures: list[Figure] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    duplicates: int = 0
    left_out: dict[str, int] = field(default_factory=dict)  # area as written -> rows
    left_out_by_filter: int = 0  # rows

    @property
    def errors(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.severity == ERROR]

    @property
    def warnings(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.severity == WARNING]

    @property
    def withheld(self) -> int:
        """Figures whose number of persons or share is withheld."""
        return sum(figure.persons is None or figure.share is None for figure in self.figures)

    @property
    def months(self) -> list[date]:
        return sorted({figure.month for figure in self.figures})

    @property
    def indicators(self) -> list[str]:
        return sorted({figure.indicator for figure in self.figures})


def read(
    files: Sequence[InputFile],
    *,
    sources: Sequence[SourceSpec],
    areas: Areas,
    today: date,
    indicator: str | None = None,
    on_progress: Callable[[int], None] = lambda percent: None,
) -> Reading:
    """Read all files as one delivery. Never raises for what is in them: every mistake becomes a finding.

    `indicator` says what every table is about when it was chosen by hand. `on_progress` gets percents, 0-100.
    """
    reader = _Reader(sources, areas, today, indicator)
    on_progress(0)
    if not files:
        reader.findings.error("no_files")
    elif indicator and not reader.has_sources:
        reader.findings.error("no_source", {"indicator": indicator})
    else:
        total, done = sum(len(file.content) for file in files) or 1, 0
        for file in files:
            reader.read_file(file)
            done += len(file.content)
            on_progress(min(99, done * 100 // total))
    reading = reader.finish()
    on_progress(100)
    return reading


@dataclass
class _Kept:
    figure: Figure
    # What stood in the fields' cells. A table without a column says nothing of that field: it is not here.
    written: dict[str, str]


class _Reader:
    def __init__(self, sources: Sequence[SourceSpec], areas: Areas, today: date, indicator: str | None):
        sources = [source for source in sources if indicator in (None, source.indicator)]
        self.has_sources = bool(sources)
        self.findings = Findings()
        self._recognition = Recognition(sources, chosen=indicator is not None)
        self._areas, self._names = areas, AreaNames(areas)
        self._latest = today.replace(day=1)
        self._kept: dict[tuple[str, date, str], _Kept] = {}
        self._checks = Checks(areas)
        self._left_out: Counter[str] = Counter()
        self._duplicates = self._filtered = 0
        self._descriptions: list[TableDescription] = []
        self._months: dict[Cell, date | cells.Unfit] = {}

    def finish(self) -> Reading:
        figures = [kept.figure for kept in self._kept.values()]
        nothing = not figures and not self.findings.has_errors
        for description in self._descriptions:
            place = {"file": description.file}
            if nothing:
                self.findings.error("only_table_description", {"table": description.table_id}, **place)
            else:
                self.findings.warning("table_description", {"table": description.table_id}, **place)
        if not figures and not self.findings.has_errors:
            self.findings.error("no_figures")
        self._checks.report(figures, self.findings)
        return Reading(figures, self.findings.all(), self._duplicates, dict(self._left_out), self._filtered)

    def read_file(self, file: InputFile) -> None:
        try:
            self._read_sheets(file)
        except Unreadable as error:
            place = {"sheet": error.params.pop("sheet", ""), "row": error.row}
            self.findings.error(error.code, error.params, file=file.name, **place)
        except (RecursionError, MemoryError):
            self.findings.error("unreadable", file=file.name)

    def _read_sheets(self, file: InputFile) -> None:
        idle: list[Sheet] = []
        found = False
        for sheet in sheets(file, self._recognition.is_header):
            if isinstance(sheet, TableDescription):
                self._descriptions.append(sheet)
                found = True
                continue
            tables = cut(sheet, self._recognition.is_header)
            for table in tables:
                self._read_table(table)
            if tables:
                found = True
            elif header := cut(sheet, self._recognition.is_incomplete_header):
                found = True
                self._no_table(header[0])
            elif sheet.rows:
                idle.append(sheet)
        if found:
            for sheet in idle:
                self.findings.warning("sheet_left_out", file=sheet.file, sheet=sheet.name)
        elif idle:
            sheet = idle[0]
            number, row = sheet.rows[0]
            missing = self._recognition.missing(tuple(map(text, row)))
            params = {"expected": missing.params["expected"][:4], "found": missing.params["found"]}
            self.findings.error("no_table", params, file=sheet.file, sheet=sheet.name, row=number or None)
        else:
            self.findings.error("empty_file", file=file.name)

    def _no_table(self, table: Table) -> None:
        missing = self._recognition.missing(tuple(table.header))
        self.findings.error(
            missing.code, missing.params, file=table.file, sheet=table.sheet, row=table.header_row or None
        )

    def _read_table(self, table: Table) -> None:
        place = {"file": table.file, "sheet": table.sheet}
        header = {**place, "row": table.header_row or None}
        try:
            source, columns = self._recognition.source_of(table)
        except Unrecognised as error:
            self.findings.error(error.code, error.params, **header)
            return
        rows = _TableRows(self, table, source, columns)
        for number, row in table.rows:
            rows.read(number, row)
        if not rows.count:
            self.findings.error("header_only", **header)
        elif not rows.about_municipalities:
            self.findings.error("no_municipalities", **header)
        if rows.shares_look_like_fractions:
            self.findings.warning("shares_look_like_fractions", column=table.header[columns["share"]], **place)

    def month(self, cell: Cell) -> date:
        """Raises Unfit. The same months come again in every row."""
        if cell not in self._months:
            try:
                self._months[cell] = cells.month(cell)
            except cells.Unfit as error:
                self._months[cell] = error
        month = self._months[cell]
        if isinstance(month, cells.Unfit):
            raise month
        if month > self._latest:
            raise cells.Unfit("future_month", latest=f"{self._latest:%Y-%m}")
        return month


class _TableRows:
    """Reads the rows of one table."""

    def __init__(self, reader: _Reader, table: Table, source: SourceSpec, columns: Columns):
        self._reader, self._table, self._source, self._columns = reader, table, source, columns
        self._file, self._sheet = clean(table.file), clean(table.sheet)
        self._filter = columns["filter"] if source.filter_value else None
        self._filter_seen: dict[str, bool] = {}
        self._fields = {name: columns[name] for name in _PARSERS if columns[name] is not None}
        self._highest: Decimal | None = None
        self._has_percent_sign = False
        self.count = 0  # rows that are not notes
        self.about_municipalities = False

    @property
    def shares_look_like_fractions(self) -> bool:
        return self._highest is not None and 0 < self._highest <= 1 and not self._has_percent_sign

    def read(self, number: int, row: list[Cell]) -> None:
        table, findings, names = self._table, self._reader.findings, self._reader._names
        width = len(table.header)
        if table.has_notes and self._is_note(row):
            return
        self.count += 1
        place = {"file": table.file, "sheet": table.sheet, "row": number}
        if table.even and len(row) < width:
            self.about_municipalities = True  # it says what is wrong already
            findings.error("short_row", {"cells": len(row), "columns": width}, **place)
            return
        if len(row) > width and any(text(cell) for cell in row[width:]):
            self.about_municipalities = True
            findings.error("long_row", {"cells": len(row), "columns": width}, **place)
            return
        if len(row) < width:
            row = row + [None] * (width - len(row))
        if self._filter is not None and not self._is_wanted(row[self._filter]):
            self._reader._filtered += 1
            self.about_municipalities = True
            return

        name = row[self._columns["municipality"]]
        area = names.find(name)
        if isinstance(area, LeftOut | NationalTotal):
            self._reader._left_out[clean(text(name))] += 1
        if isinstance(area, LeftOut):
            return
        month = self._month(row, place)
        if isinstance(area, NationalTotal):
            persons = self._value("persons", row, place)
            if month and isinstance(persons, int):
                self._reader._checks.total(
                    self._source.indicator, month, persons, clean(text(name)), **place,
                    column=table.header[self._columns["persons"]],
                )  # fmt: skip
            return
        self.about_municipalities = True
        if isinstance(area, Unknown):
            self._unknown(area, name, place)
        values = {field: self._value(field, row, place) for field in self._fields}
        if month is None or isinstance(area, Unknown):
            return
        self._reader._checks.seen(self._source.indicator, month, area.code)
        fits = not any(isinstance(value, cells.Unfit) for value in values.values())
        if fits and None not in (values.get("meeting"), values["persons"]) and values["meeting"] > values["persons"]:
            fits = False
            self._error("meeting", "meeting_exceeds_persons", row, place, persons=values["persons"])
        if not fits:
            self._reader._checks.spoilt(self._source.indicator, month)
            return
        self._keep(area.code, month, values, row, place)

    def _is_note(self, row: list[Cell]) -> bool:
        filled = [(i, cell) for i, cell in enumerate(row) if text(cell)]
        if not filled:
            return True
        place, first = filled[0]
        written = text(first)
        if isinstance(first, str) and _NOTE.match(written):
            return True
        if len(filled) > 1:
            figure_places = (self._columns["persons"], self._columns["share"])
            return bool(_NOTE_MARK.match(written)) and not any(
                i in figure_places and re.fullmatch(r"[-−0-9., ]+%?", text(cell)) for i, cell in filled
            )
        # A lone cell is a note, unless it is what is left of a row of figures.
        if place in self._fields.values() or not isinstance(self._reader._names.find(first), Unknown):
            return False
        try:
            cells.month(first)
        except cells.Unfit:
            return place != self._columns["month"] or not re.match(r"[0-9]{4}\b|[0-9]{4}M", written)
        return False

    def _is_wanted(self, cell: Cell) -> bool:
        value = text(cell)
        if value not in self._filter_seen:
            self._filter_seen[value] = meets_filter(self._source, value)
        return self._filter_seen[value]

    def _month(self, row: list[Cell], place: dict) -> date | None:
        try:
            return self._reader.month(row[self._columns["month"]])
        except cells.Unfit as error:
            self._error("month", error.code, row, place, **error.params)
            return None

    def _unknown(self, area: Unknown, name: Cell, place: dict) -> None:
        def params() -> dict:
            return {"other": area.other} if area.other else {"suggestions": self._reader._names.suggestions(name)}

        column = self._table.header[self._columns["municipality"]]
        self._reader.findings.error(area.code, params, **place, column=column, value=text(name))

    def _value(self, field: str, row: list[Cell], place: dict):
        """The field's value, None when withheld; Unfit, once it is reported, when there is none."""
        cell = row[self._fields[field]]
        try:
            value = _PARSERS[field](cell)
        except cells.Unfit as error:
            self._error(field, error.code, row, place, **error.params)
            return error
        if field == "share" and value is not None:
            self._highest = value if self._highest is None else max(value, self._highest)
            self._has_percent_sign = self._has_percent_sign or (isinstance(cell, str) and "%" in cell)
        return value

    def _error(self, field: str, code: str, row: list[Cell], place: dict, **params) -> None:
        index = self._columns[field]
        self._reader.findings.error(code, params, **place, column=self._table.header[index], value=text(row[index]))

    def _written(self, row: list[Cell]) -> dict[str, str]:
        return {name: text(row[place]) for name, place in self._fields.items()}

    def _keep(self, code: str, month: date, values: dict, row: list[Cell], place: dict) -> None:
        """Keep the figure; or, where the cell is there already, see that it says the same."""
        key = (self._source.indicator, month, code)
        kept = self._reader._kept.get(key)
        if kept is None:
            figure = Figure(
                self._source.indicator, code, month, values["persons"], values.get("average"), values["share"],
                values.get("meeting"), self._file, self._sheet, place["row"],
            )  # fmt: skip
            self._reader._kept[key] = _Kept(figure, self._written(row))
            return
        before = kept.figure
        differing = [f for f in self._fields if f in kept.written and getattr(before, f) != values[f]]
        for name in differing:
            first = kept.written[name]
            params = {
                "municipality": self._reader._areas.names.get(code, code),
                "month": f"{month:%Y-%m}",
                "first_value": first or "-",
                "first_row": before.row,
                "first_place": " / ".join(filter(None, (before.file, before.sheet))),
            }
            self._error(name, "conflicting_values", row, place, **params)
        if differing:
            return
        self._reader._duplicates += 1
        if new := {f: values[f] for f in self._fields if f not in kept.written}:
            self._reader._kept[key] = _Kept(replace(before, **new), self._written(row) | kept.written)
