"""Files in, validated figures and findings out (JOBINDSATS.md). Knows nothing of the database."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from municipalities.readers.areas import Areas
from municipalities.readers.figures import Figure
from municipalities.readers.files import InputFile, sheets
from municipalities.readers.findings import ERROR, WARNING, Finding
from municipalities.readers.recognition import Recognition, SourceSpec, Unrecognised
from municipalities.readers.rows import Delivered, read_rows
from municipalities.readers.tables import Sheet, Table, TableDescription, Unreadable, cut, text

log = logging.getLogger(__name__)

__all__ = ["Areas", "Figure", "Finding", "InputFile", "Reading", "SourceSpec", "read"]


@dataclass
class Reading:
    """What came out of a delivery. With any error nothing may be loaded; what could be read is here still."""

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
    Figures are expected for every municipality in `areas.names`.
    """
    sources = [source for source in sources if indicator in (None, source.indicator)]
    reader = _Reader(Recognition(sources, chosen=indicator is not None), Delivered(areas, today.replace(day=1)))
    on_progress(0)
    if not files:
        reader.delivered.findings.error("no_files")
    elif not sources:
        reader.delivered.findings.error("no_source", {"indicator": indicator or "–"})
    else:
        total, done = sum(len(file.content) for file in files) or 1, 0
        for file in files:
            reader.read_file(file)
            done += len(file.content)
            on_progress(min(99, done * 100 // total))
    reading = reader.finish()
    on_progress(100)
    return reading


class _Reader:
    def __init__(self, recognition: Recognition, delivered: Delivered):
        self._recognition, self.delivered = recognition, delivered
        self._findings = delivered.findings
        self._descriptions: list[TableDescription] = []

    def read_file(self, file: InputFile) -> None:
        try:
            self._read_sheets(file)
        except Unreadable as error:
            params = dict(error.params)
            self._findings.error(error.code, params, file=file.name, sheet=params.pop("sheet", ""), row=error.row)
        except Exception:
            # No file may stop a delivery without a word; that this one came so far is a mistake of ours.
            log.exception("The readers failed at %r", file.name)
            self._findings.error("unreadable", file=file.name)

    def finish(self) -> Reading:
        delivered, figures = self.delivered, self.delivered.figures.all()
        nothing = not figures and not self._findings.has_errors
        for description in self._descriptions:
            report = self._findings.error if nothing else self._findings.warning
            code = "only_table_description" if nothing else "table_description"
            report(code, {"table": description.table_id}, file=description.file)
        if not figures and not self._findings.has_errors:
            self._findings.error("no_figures")
        delivered.checks.report(figures, self._findings)
        return Reading(
            figures,
            self._findings.all(),
            delivered.figures.duplicates,
            dict(delivered.left_out),
            delivered.left_out_by_filter,
        )

    def _read_sheets(self, file: InputFile) -> None:
        idle: list[Sheet] = []
        found = False
        for sheet in sheets(file, self._recognition.is_header):
            if isinstance(sheet, TableDescription):
                self._descriptions.append(sheet)
                found = True
            elif tables := cut(sheet, self._recognition.is_header):
                found = True
                for table in tables:
                    self._read_table(table)
            elif tables := cut(sheet, self._recognition.is_incomplete_header):
                found = True
                missing = self._recognition.missing(tuple(tables[0].header))
                self._findings.error(missing.code, missing.params, **_header_of(tables[0]))
            elif sheet.rows:
                idle.append(sheet)
        if found:
            for sheet in idle:
                self._findings.warning("sheet_left_out", file=sheet.file, sheet=sheet.name)
        elif idle:
            number, row = idle[0].rows[0]
            params = self._recognition.missing(tuple(map(text, row))).params
            self._findings.error(
                "no_table", {"expected": params["expected"][:4], "found": params["found"]},
                file=file.name, sheet=idle[0].name, row=number or None,
            )  # fmt: skip
        else:
            self._findings.error("empty_file", file=file.name)

    def _read_table(self, table: Table) -> None:
        header = _header_of(table)
        try:
            source, columns = self._recognition.source_of(table)
        except Unrecognised as error:
            self._findings.error(error.code, error.params, **header)
            return
        seen = read_rows(table, source, columns, self.delivered)
        if not seen.rows:
            self._findings.error("header_only", **header)
        elif not seen.municipalities:
            self._findings.error("no_municipalities", **header)
        if seen.shares_look_like_fractions:
            self._findings.warning("shares_look_like_fractions", **header, column=table.header[columns["share"]])


def _header_of(table: Table) -> dict:
    return {"file": table.file, "sheet": table.sheet, "row": table.header_row or None}
