"""The rows of one table: each becomes a figure, an area that is left out, or errors that say where and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from municipalities.readers import cells
from municipalities.readers.areas import AreaNames, Areas, LeftOut, NationalTotal, Unknown
from municipalities.readers.checks import Checks
from municipalities.readers.figures import Figure, Figures, said
from municipalities.readers.findings import Findings, clean
from municipalities.readers.notes import Notes
from municipalities.readers.recognition import Columns, SourceSpec, meets_filter
from municipalities.readers.tables import Cell, Table, text

_PARSERS = {"persons": cells.persons, "average": cells.average, "share": cells.share, "meeting": cells.persons}


class Delivered:
    """What has been read so far of a delivery."""

    def __init__(self, areas: Areas, latest: date):
        self.latest = latest  # the last month that there can be figures for
        self.names = AreaNames(areas)
        self.findings = Findings()
        self.figures = Figures(areas.names, self.findings)
        self.checks = Checks(areas)
        self.left_out: Counter[str] = Counter()  # area as written -> rows
        self.left_out_by_filter = 0
        self._months: dict[Cell, date | cells.Unfit] = {}

    def month(self, cell: Cell) -> date:
        """Raises Unfit. The same months come again in every row."""
        if cell not in self._months:
            try:
                self._months[cell] = cells.month(cell)
            except cells.Unfit as error:
                self._months[cell] = error
        month = self._months[cell]
        if isinstance(month, cells.Unfit):
            raise cells.Unfit(month.code, **month.params)
        if month > self.latest:
            raise cells.Unfit("future_month", latest=f"{self.latest:%Y-%m}")
        return month


@dataclass
class Seen:
    """What kinds of row a table had."""

    rows: int = 0  # without notes
    municipalities: int = 0  # rows about one, or too broken to say
    shares: list[Decimal] = field(default_factory=list)
    percent_signs: int = 0

    @property
    def shares_look_like_fractions(self) -> bool:
        return not self.percent_signs and 0 < max(self.shares, default=0) <= 1


def read_rows(table: Table, source: SourceSpec, columns: Columns, delivered: Delivered) -> Seen:
    reader = _Rows(table, source, columns, delivered)
    for number, row in table.rows:
        reader.read(number, row)
    return reader.seen


class _Rows:
    def __init__(self, table: Table, source: SourceSpec, columns: Columns, delivered: Delivered):
        self._table, self._source, self._columns, self._delivered = table, source, columns, delivered
        self._findings = delivered.findings
        self._notes = Notes(table, columns, delivered.names) if table.has_notes else None
        self._file, self._sheet = clean(table.file), clean(table.sheet)
        self._filter = columns["filter"] if source.filter_value else None
        self._wanted: dict[Cell, bool] = {}
        self._fields = {name: columns[name] for name in _PARSERS if columns[name] is not None}
        self.seen = Seen()

    def read(self, number: int, row: list[Cell]) -> None:
        if self._notes and self._notes.is_note(row):
            return
        self.seen.rows += 1
        place = {"file": self._table.file, "sheet": self._table.sheet, "row": number}
        row = self._of_right_width(row, place)
        if row is None:
            self.seen.municipalities += 1
            return
        if self._filter is not None and not text(row[self._filter]):
            self.seen.municipalities += 1
            self._error("filter", "blank_filter", row, place, label=self._table.header[self._filter])
            return
        if self._filter is not None and not self._is_wanted(row[self._filter]):
            self._delivered.left_out_by_filter += 1
            self.seen.municipalities += 1
            return
        name = row[self._columns["municipality"]]
        area = self._delivered.names.find(name)
        if isinstance(area, LeftOut | NationalTotal):
            self._delivered.left_out[clean(text(name))] += 1
            if isinstance(area, NationalTotal):
                self._total(text(name), row, place)
            return
        self.seen.municipalities += 1
        self._municipality(area, row, place)

    def _of_right_width(self, row: list[Cell], place: dict) -> list[Cell] | None:
        """The row with as many cells as the header, None if it is broken."""
        width = len(self._table.header)
        if self._table.even and len(row) < width:
            self._findings.error("short_row", {"cells": len(row), "columns": width}, **place)
            return None
        if any(text(cell) for cell in row[width:]):
            self._findings.error("long_row", {"cells": len(row), "columns": width}, **place)
            return None
        return row + [None] * (width - len(row))

    def _is_wanted(self, cell: Cell) -> bool:
        if cell not in self._wanted:
            self._wanted[cell] = meets_filter(self._source, text(cell))
        return self._wanted[cell]

    def _total(self, name: str, row: list[Cell], place: dict) -> None:
        month, persons = self._month(row, place), self._value("persons", row, place)
        if month and isinstance(persons, int):
            column = self._table.header[self._columns["persons"]]
            self._delivered.checks.total(self._source.indicator, month, persons, name, **place, column=column)

    def _municipality(self, area, row: list[Cell], place: dict) -> None:
        month = self._month(row, place)
        if isinstance(area, Unknown):
            self._unknown(area, row, place)
        values = {name: self._value(name, row, place) for name in self._fields}
        if month is None or isinstance(area, Unknown):
            return
        indicator, checks = self._source.indicator, self._delivered.checks
        checks.seen(indicator, month, area.code)
        if any(isinstance(value, cells.Unfit) for value in values.values()):
            checks.spoilt(indicator, month)
            return
        persons, share, meeting = values["persons"], values["share"], values.get("meeting")
        if None not in (persons, meeting) and meeting > persons:
            self._error("meeting", "meeting_exceeds_persons", row, place, persons=persons)
            checks.spoilt(indicator, month)
            return
        if share is not None:
            self.seen.shares.append(share)
            written = row[self._fields["share"]]
            self.seen.percent_signs += isinstance(written, str) and "%" in written
        figure = Figure(
            indicator, area.code, month, persons, values.get("average"), share, meeting,
            self._file, self._sheet, place["row"],
        )  # fmt: skip
        self._delivered.figures.keep(figure, said(self._fields, self._table.header, row))

    def _unknown(self, area: Unknown, row: list[Cell], place: dict) -> None:
        name = row[self._columns["municipality"]]

        def params() -> dict:
            return {"other": area.other} if area.other else {"suggestions": self._delivered.names.suggestions(name)}

        self._error("municipality", area.code, row, place, params)

    def _month(self, row: list[Cell], place: dict) -> date | None:
        try:
            return self._delivered.month(row[self._columns["month"]])
        except cells.Unfit as error:
            self._error("month", error.code, row, place, **error.params)
            return None

    def _value(self, field: str, row: list[Cell], place: dict):
        """The field's value, None when withheld; Unfit, once it is reported, when there is none."""
        try:
            return _PARSERS[field](row[self._fields[field]])
        except cells.Unfit as error:
            self._error(field, error.code, row, place, **error.params)
            return error

    def _error(self, field: str, code: str, row: list[Cell], place: dict, make=None, **params) -> None:
        column = self._columns[field]
        self._findings.error(code, make or params, **place, column=self._table.header[column], value=text(row[column]))
