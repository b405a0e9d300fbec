"""Which indicator a table is about, and which of its columns holds what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from municipalities.readers.labels import hint_strength, label, matches, matches_any, plain
from municipalities.readers.limits import MAX_COLUMNS
from municipalities.readers.tables import Cell, Row, Table, text

NEEDED = ("month", "municipality", "persons", "share")
_FIELDS = ("month", "municipality", "persons", "share", "meeting", "average", "filter")


@dataclass(frozen=True)
class SourceSpec:
    """How figures for one indicator are recognised and read. Patterns are labels in which * stands for any text."""

    indicator: str
    table_id: str
    hints: tuple[str, ...]
    filter_column: tuple[str, ...]
    filter_value: tuple[str, ...]
    month_column: tuple[str, ...]
    municipality_column: tuple[str, ...]
    persons_column: tuple[str, ...]
    average_column: tuple[str, ...]
    share_column: tuple[str, ...]
    meeting_column: tuple[str, ...]


@dataclass(frozen=True)
class Columns:
    """Where each field stands in a header, and what could not be told."""

    places: Mapping[str, int]
    missing: tuple[str, ...]  # of the needed ones
    doubtful: Mapping[str, tuple[str, ...]]  # field -> the labels that all fit it

    def __getitem__(self, field: str) -> int | None:
        return self.places.get(field)


class Unrecognised(Exception):
    def __init__(self, code: str, **params):
        super().__init__(code)
        self.code, self.params = code, params


class Recognition:
    """Knows the sources; `sources` are only those of the indicator when one was chosen by hand."""

    def __init__(self, sources: Sequence[SourceSpec], *, chosen: bool = False):
        self._sources, self._chosen = tuple(sources), chosen
        self._locate = lru_cache(1_000)(self._locate_labels)
        self._fitting = lru_cache(1_000)(_fitting)

    def is_header(self, labels: tuple[str, ...]) -> bool:
        """Whether the labels are all that some source needs."""
        return any(not columns.missing for _, columns in self._fits(labels))

    def is_incomplete_header(self, labels: tuple[str, ...]) -> bool:
        """Whether the labels are some, two or more, of those that some source needs."""
        return any(
            len(columns.missing) <= len(NEEDED) - 2 and columns.places.keys() & {"month", "municipality"}
            for _, columns in self._fits(labels)
        )

    def _fits(self, labels: tuple[str, ...]) -> list[tuple[SourceSpec, Columns]]:
        if len(labels) > MAX_COLUMNS:
            return []
        return [(source, self._locate(source, labels)) for source in self._sources]

    def _locate_labels(self, source: SourceSpec, labels: tuple[str, ...]) -> Columns:
        places: dict[str, int] = {}
        doubtful: dict[str, tuple[str, ...]] = {}
        for field in _FIELDS:
            for fits in self._fitting(getattr(source, f"{field}_column"), labels):
                if fitting := [i for i in fits if i not in places.values()]:
                    places[field] = fitting[0]
                    if len(fitting) > 1:
                        doubtful[field] = tuple(labels[i] for i in fitting)
                    break
        return Columns(places, tuple(field for field in NEEDED if field not in places), doubtful)

    def missing(self, labels: tuple[str, ...]) -> Unrecognised:
        """What is missing in a row that comes nearest to a header."""
        fits = [(source, self._locate(source, labels)) for source in self._sources]
        fewest = min(len(columns.missing) for _, columns in fits)
        nearest = [(source, columns) for source, columns in fits if len(columns.missing) == fewest]
        fields = [f for f in NEEDED if any(f in columns.missing for _, columns in nearest)]
        expected = [
            getattr(source, f"{field}_column")[:1]
            for field in fields
            for source, columns in nearest
            if field in columns.missing
        ]
        return Unrecognised(
            "missing_columns",
            missing=fields,
            expected=list(dict.fromkeys(pattern for patterns in expected for pattern in patterns)),
            found=[lab for lab in labels if lab][:30],
        )

    def source_of(self, table: Table) -> tuple[SourceSpec, Columns]:
        """The source that a table belongs to. Raises Unrecognised, which says what to do."""
        fits = [(s, columns) for s, columns in self._fits(tuple(table.header)) if not columns.missing]
        met = [(source, columns) for source, columns in fits if self._filter_is_met(source, columns, table.rows)]
        if not met and table.rows:
            source, columns = fits[0]
            raise Unrecognised(
                "filter_not_met",
                column=table.header[columns["filter"]],
                expected=list(dict.fromkeys(value for s, _ in fits for value in s.filter_value)),
                found=sorted({text(_at(cells, columns["filter"])) for _, cells in table.rows} - {""})[:10],
            )
        source, columns = self._narrow(table, met or fits)
        for field, labels in columns.doubtful.items():
            raise Unrecognised("doubtful_column", field=field, labels=list(labels))
        return source, columns

    @staticmethod
    def _filter_is_met(source: SourceSpec, columns: Columns, rows: list[Row]) -> bool:
        place = columns["filter"]
        if place is None or not source.filter_value:
            return True
        values = set(map(text, {_at(cells, place) for _, cells in rows})) - {""}
        return not values or any(meets_filter(source, value) for value in values)

    def _narrow(self, table: Table, fits: list[tuple[SourceSpec, Columns]]) -> tuple[SourceSpec, Columns]:
        candidates = {source.indicator for source, _ in fits}
        texts = [table.sheet, *table.titles]
        if not self._chosen:
            candidates = self._hinted(table, fits, texts)
        named = {source.indicator for source, _ in fits if _names_table(source.table_id, [table.file, *texts])}
        candidates = candidates & named or candidates
        if len(candidates) > 1:
            raise Unrecognised("several_indicators", indicators=sorted(candidates))
        left = [(source, columns) for source, columns in fits if source.indicator in candidates]
        by_table = [fit for fit in left if _names_table(fit[0].table_id, [table.file, *texts])]
        return max(by_table or left, key=lambda fit: len(fit[1].places))

    def _hinted(self, table: Table, fits: list[tuple[SourceSpec, Columns]], texts: list[str]) -> set[str]:
        """The indicators, of those that fit, that the table's sheet, its titles or the file's name point to.

        What stands at the table itself says more of it than the file's name, unless that says the same and more
        (a sheet "Dagpenge" in "tidlig dagpenge.xlsx").
        """
        candidates = {source.indicator for source, _ in fits}
        near, far = _strongest(self._sources, texts), _strongest(self._sources, [table.file])
        told = far if not near or _refines(far.values(), near.values()) else near
        if told.keys() & candidates:
            return told.keys() & candidates
        # "A-dagpenge" above rows for the first six months is early effort for that benefit.
        finer = {
            source.indicator
            for source, columns in fits
            if columns["filter"] is not None and any(_refines([hint], told.values()) for hint in source.hints)
        }
        if near and not finer and told is near:
            raise Unrecognised("title_of_another_indicator", titled=sorted(near), indicators=sorted(candidates))
        among = _strongest([source for source, _ in fits], [*texts, table.file])
        return finer or set(among) or candidates


def _strongest(sources: Sequence[SourceSpec], texts: list[str]) -> dict[str, str]:
    """The indicators whose hints fit best, with the hint that did."""
    strengths = [
        (hint_strength(hint, written), source.indicator, hint)
        for source in sources
        for hint in source.hints
        for written in texts
        if written
    ]
    best = max((strength for strength, _, _ in strengths), default=0)
    return {indicator: hint for strength, indicator, hint in strengths if best and strength == best}


def _refines(fine: Iterable[str], coarse: Iterable[str]) -> bool:
    """Whether some fine hint asks for all the words of every coarse one, and there is any."""
    coarse = [_words(hint) for hint in coarse]
    return bool(coarse) and any(all(words <= _words(hint) for words in coarse) for hint in fine)


def _words(hint: str) -> set[str]:
    return set(plain(hint).replace("*", " ").split())


def _fitting(patterns: tuple[str, ...], labels: tuple[str, ...]) -> list[list[int]]:
    """For each pattern, in their order, the places of the labels that it fits."""
    possible = [i for i, written in enumerate(labels) if written and matches_any(patterns, written)]
    return [[i for i in possible if matches(pattern, labels[i])] for pattern in patterns if possible]


def meets_filter(source: SourceSpec, value: str) -> bool:
    return matches_any(source.filter_value, value)


def _at(cells: list[Cell], place: int) -> Cell:
    return cells[place] if place < len(cells) else None


def _names_table(table_id: str, texts: list[str]) -> bool:
    name = re.escape(label(table_id))
    return bool(name) and any(re.search(rf"(?<![a-z0-9]){name}(?![a-z0-9])", label(t)) for t in texts)
