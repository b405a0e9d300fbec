"""What is asked of Jobindsats: for each source configuration in use, its table month by month; kept as one file for each."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from municipalities.jobindsats.client import MUNICIPALITIES, Jobindsats, TableInfo
from municipalities.jobindsats.problems import SourceProblem
from municipalities.models import Source
from municipalities.months import add_months, month_id
from municipalities.readers import InputFile

ALL_MEMBERS = "*"


@dataclass(frozen=True)
class Answered:
    """A source's answers, month by month, the earliest first."""

    source: Source
    answers: dict[date, str]

    @property
    def name(self) -> str:
        return f"{self.source.table_id}_{self.source.indicator.slug}.json"

    @property
    def digest(self) -> str:
        """Of the answers alone: the same figures fetched again have the same."""
        return hashlib.sha256("\0".join(self.answers.values()).encode()).hexdigest()

    def as_file(self, fetched_at: datetime) -> InputFile:
        """The answers as they came, with what was asked and when (readers/json_answers.py reads it)."""
        about = {"table_id": self.source.table_id, "fetched_at": fetched_at.isoformat()}
        answers = (f'{{"month": "{month_id(month)}", "answer": {text}}}' for month, text in self.answers.items())
        return InputFile(self.name, f'{json.dumps(about)[:-1]}, "answers": [{",\n".join(answers)}]}}'.encode())


def sources_in_use() -> list[Source]:
    """Raises SourceProblem if there is none."""
    sources = list(
        Source.objects.filter(is_active=True)
        .exclude(table_id="")
        .select_related("indicator")
        .order_by("table_id", "pk")
    )
    if not sources:
        raise SourceProblem("no_sources")
    return sources


def fetch(
    jobindsats: Jobindsats,
    *,
    months: tuple[date | None, date | None],
    latest: int,
    on_progress: Callable[[int], None] = lambda percent: None,
) -> list[Answered]:
    """Every source's answers for the months from–to (None: the `latest` so many that there are). Raises SourceProblem."""
    sources = sources_in_use()
    tables = {table_id: jobindsats.table(table_id) for table_id in dict.fromkeys(s.table_id for s in sources)}
    wanted = {source: _months(source, tables[source.table_id], months, latest) for source in sources}
    total = sum(map(len, wanted.values()))
    if not total:
        first, last = (month and month_id(month) for month in months)
        raise SourceProblem("nothing_in_span", months=f"{first or '…'}–{last or '…'}")
    answers: dict[tuple, str] = {}  # two sources may ask for the same
    answered, asked = [], 0
    for source, of_source in wanted.items():
        choices = _choices(source, tables[source.table_id])
        own = {}
        for month in of_source:
            question = (source.table_id, month, choices)
            if question not in answers:
                answers[question] = jobindsats.data(*question)
            own[month] = answers[question]
            asked += 1
            on_progress(asked * 100 // total)
        if own:
            answered.append(Answered(source, own))
    return answered


def _months(source: Source, table: TableInfo, span: tuple[date | None, date | None], latest: int) -> list[date]:
    """Those of the table in which the indicator is measured."""
    months = sorted(month for month in table.months if source.indicator.is_valid_on(month))
    first, last = span
    if first is None and table.months:
        first = add_months(min(last or max(table.months), max(table.months)), 1 - latest)
    return [month for month in months if first <= month and (last is None or month <= last)]


def _choices(source: Source, table: TableInfo) -> tuple[tuple[str, str], ...]:
    """All members of one hierarchy of each dimension, but for what the configuration asks for itself."""
    there = {hierarchy for of_dimension in table.hierarchies.values() for hierarchy in of_dimension}
    if MUNICIPALITIES not in there:
        raise SourceProblem("no_municipalities", table=table.table_id, hierarchy=MUNICIPALITIES)
    chosen = {MUNICIPALITIES: ALL_MEMBERS} | source.choices
    for hierarchy in chosen:
        if hierarchy not in there:
            raise SourceProblem("unknown_choice", table=table.table_id, choice=hierarchy)
    for of_dimension in table.hierarchies.values():
        if of_dimension and not chosen.keys() & set(of_dimension):
            chosen[of_dimension[0]] = ALL_MEMBERS
    return tuple((f"hierarchy.{hierarchy}", members) for hierarchy, members in chosen.items())
