"""Asking the assessment query: as known at a moment, or as if: other parameters, exemptions, figures, a delivery loaded."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from municipalities.models import Assessment, Exemption, Scheme, SchemeParameters
from municipalities.models.observations import Figures

THRESHOLDS = ("target", "marked", "min_persons", "intensity_ratio")


_CELL = ("municipality_id", "indicator_id", "month")
_VALUES = ("persons", "average", "share", "meeting")
_EXEMPTION = ("municipality_id", "target_group_id", "valid_from", "valid_to")


@cache
def assessment_sql() -> str:
    """The one query that holds the rules; its parameters are described in the file."""
    return (Path(__file__).parent / "assessment.sql").read_text(encoding="utf-8")


# How the server plans for one large calculation, in the transaction that it is said in. Just-in-time compilation costs more
# than it saves here (measured: 2.4 s against 0.15 s), and sorts fit in memory. The server cannot know how many cells the
# steps of the query have, and would sort them to merge where a hash does.
_PLANNED = ("SET LOCAL jit = off", "SET LOCAL work_mem = '64MB'", "SET LOCAL enable_mergejoin = off")


@contextmanager
def planned_for_analysis() -> Iterator[None]:
    """A transaction in which the server plans for one large calculation."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("; ".join(_PLANNED))
        yield


def known_at(moment: datetime | None) -> Q:
    """The rows of a table with `known_from`/`known_to` that were known at a moment; None: now."""
    if moment is None:
        return Q(known_to__isnull=True)
    return Q(known_from__lte=moment) & (Q(known_to__isnull=True) | Q(known_to__gt=moment))


def end_of_day(day: date) -> datetime:
    """The last moment of a day in Denmark: what "as known on" that day means."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time())) - timedelta(microseconds=1)


def query_parameters(
    scheme: Scheme,
    *,
    as_known: datetime | None = None,
    parameters: Iterable[SchemeParameters] | None = None,
    overlay: int | None = None,
    figures: Iterable[Figures] | None = None,
    exemptions: Iterable[Exemption] | None = None,
    since: date | None = None,
    until: date | None = None,
) -> dict:
    """The query's parameters, described in the file. What-if, with rows that need not be saved: `parameters` replace the
    scheme's own, `exemptions` all that are known, and `figures` what is known of their cells.
    """
    if parameters is None:
        parameters = scheme.parameters.filter(known_at(as_known))
    thresholds = [
        {"valid_from": str(row.valid_from), "valid_to": row.valid_to and str(row.valid_to)}
        | {name: str(getattr(row, name)) for name in THRESHOLDS}
        for row in parameters
    ]
    return {
        "scheme": scheme.pk,
        "parameters": json.dumps(thresholds),
        "as_known": as_known or "infinity",
        "overlay": overlay,
        "figures": None if figures is None else json.dumps([_row(row, _CELL + _VALUES) for row in figures]),
        "exemptions": None if exemptions is None else json.dumps([_row(row, _EXEMPTION) for row in exemptions]),
        "since": since,
        "until": until,
    }


def _row(row, names: tuple[str, ...]) -> dict:
    return {name: None if (value := getattr(row, name)) is None else str(value) for name in names}


def assess(
    scheme: Scheme,
    *,
    months: tuple[date, date] | None = None,
    overall_only: bool = False,
    **options,
) -> list[Assessment]:
    """Assessments computed on the spot, never stored: for months from–to (both included; None: all).

    `options` as in `query_parameters`. The whole country is always computed, for ranks and averages; what is asked
    for is picked from it.
    """
    conditions = {
        "month BETWEEN %(first_month)s AND %(last_month)s": months,
        "indicator_id IS NULL": overall_only,
    }
    where = " AND ".join(sql for sql, asked in conditions.items() if asked) or "true"
    params = query_parameters(scheme, **options)
    if months:
        params |= {"first_month": months[0], "last_month": months[1]}
    fields = [field for field in Assessment._meta.concrete_fields if not field.primary_key]
    select = f"SELECT 0, {', '.join(field.column for field in fields)} FROM ({assessment_sql()}) a WHERE {where}"
    names = ["id", *(field.attname for field in fields)]
    with connection.cursor() as cursor:
        # Statements that are sent together are one transaction: a page asks once, where it would ask four times.
        cursor.execute("; ".join((*_PLANNED, select)), params)
        for _statement in _PLANNED:
            cursor.nextset()
        return [Assessment.from_db(connection.alias, names, row) for row in cursor]
