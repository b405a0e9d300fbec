"""Keeping the stored assessments true: what must be recalculated, and doing it, once however many ask."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from kontakt.queue import enqueue
from municipalities.assessment.query import assessment_sql, planned_for_analysis, query_parameters
from municipalities.assessment.signals import recalculated
from municipalities.models import Delivery, RecalculationRequest, Scheme
from municipalities.months import add_months

logger = logging.getLogger(__name__)

Cause = RecalculationRequest.Cause

# One recalculation at a time in the whole installation; the number is arbitrary, but never another lock's.
_LOCK = 7_210_001

_KEY = ("scheme_id", "month", "municipality_id", "indicator_id")
_RESULT = (
    "level", "persons", "share", "meeting", "average", "rank", "months_below", "change_pp", "starred",
    "low_intensity", "worst_indicator_id", "worst_level", "worst_share",
)  # fmt: skip
_SAME_CELL = (
    "a.scheme_id = c.scheme_id AND a.month = c.month AND a.municipality_id = c.municipality_id"
    " AND coalesce(a.indicator_id, 0) = coalesce(c.indicator_id, 0)"
)
_IN_RANGE = (
    "(%(from_month)s::date IS NULL OR {0}.month >= %(from_month)s::date)"
    " AND (%(to_month)s::date IS NULL OR {0}.month <= %(to_month)s::date)"
)


def _columns(prefix: str, names: Sequence[str]) -> str:
    return ", ".join(f"{prefix}.{name}" for name in names)


_RECORD_LEVEL_CHANGES = f"""
    INSERT INTO municipalities_levelchange
        (scheme_id, municipality_id, month, from_level, to_level, is_revision, cause, delivery_id)
    SELECT c.scheme_id, c.municipality_id, c.month, coalesce(a.level, before.level), c.level, a.id IS NOT NULL,
           CASE WHEN by.latest IS NULL THEN %(cause)s ELSE 'delivery' END,
           -- A month met for the first time is known from the first delivery that had it, whatever came after.
           coalesce(CASE WHEN a.id IS NULL THEN by.first ELSE by.latest END, %(cause_delivery)s)
    FROM computed c
    LEFT JOIN municipalities_assessment a ON {_SAME_CELL} AND a.indicator_id IS NULL
    LEFT JOIN computed before
        ON before.municipality_id = c.municipality_id AND before.month = (c.month - interval '1 month')::date
        AND before.indicator_id IS NULL
    LEFT JOIN (
        SELECT municipality_id, month,
               (array_agg(delivery_id ORDER BY known_from, delivery_id))[1] AS first,
               (array_agg(delivery_id ORDER BY known_from DESC, delivery_id DESC))[1] AS latest
        FROM municipalities_observation
        WHERE delivery_id = ANY(%(deliveries)s)
        GROUP BY municipality_id, month
    ) by ON by.municipality_id = c.municipality_id AND by.month = c.month
    WHERE c.indicator_id IS NULL AND {_IN_RANGE.format("c")} AND coalesce(a.level, before.level) <> c.level
"""
_WRITE_CHANGED = f"""
    MERGE INTO municipalities_assessment a
    USING (SELECT * FROM computed c WHERE {_IN_RANGE.format("c")}) c ON {_SAME_CELL}
    WHEN MATCHED AND ROW({_columns("a", _RESULT)}) IS DISTINCT FROM ROW({_columns("c", _RESULT)})
        THEN UPDATE SET ({", ".join(_RESULT)}) = ROW({_columns("c", _RESULT)})
    WHEN NOT MATCHED THEN INSERT ({", ".join(_KEY + _RESULT)}) VALUES ({_columns("c", _KEY + _RESULT)})
"""
_LAST_MONTHS = """
    SELECT (SELECT max(month) FROM computed), (SELECT max(month) FROM municipalities_assessment WHERE scheme_id = %(scheme)s)
"""
_DELETE_GONE = f"""
    DELETE FROM municipalities_assessment a
    WHERE a.scheme_id = %(scheme)s AND {_IN_RANGE.format("a")}
      AND NOT EXISTS (SELECT FROM computed c WHERE {_SAME_CELL})
"""


@dataclass
class Outcome:
    """What a recalculation did, in rows."""

    computed: int = 0
    written: int = 0
    removed: int = 0
    level_changes: int = 0

    def __iadd__(self, other: "Outcome") -> "Outcome":
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self


def request_recalculation(
    cause: Cause, *, from_month: date | None = None, delivery: Delivery | None = None
) -> RecalculationRequest:
    """Ask for the months from `from_month` (None: all) to be recalculated, once the present transaction is through."""
    request = RecalculationRequest.objects.create(cause=cause, from_month=from_month, delivery=delivery)
    enqueue("municipalities.tasks.recalculate")
    return request


class AnotherIsRunning(Exception):
    """Another process is recalculating; it sees what was asked for before it ends."""


def recalculate_pending() -> Outcome | None:
    """Do everything that has been asked for, in as few runs as it takes; None if another process is at it.

    Each run is one transaction: killed half-way it leaves the requests open, and the next one starts over. Whether
    there is more to do is looked up after the lock is let go, so a request whose own task found the lock taken is seen.
    """
    total, runs, begun = Outcome(), 0, time.monotonic()
    try:
        while _open_requests().exists():
            total += _run_once()
            runs += 1
    except AnotherIsRunning:
        return None
    finally:
        if runs:
            recalculated.send_robust(sender=RecalculationRequest, seconds=time.monotonic() - begun)
    return total


def _open_requests() -> QuerySet[RecalculationRequest]:
    return RecalculationRequest.objects.filter(done_at__isnull=True)


def _run_once() -> Outcome:
    """One run for all that is asked for now."""
    with planned_for_analysis(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            raise AnotherIsRunning
        requests = list(_open_requests())
        if not requests:  # another process was quicker
            return Outcome()
        months = [request.from_month for request in requests]
        outcome = Outcome()
        for scheme in Scheme.objects.filter(is_active=True):
            outcome += _store(scheme, requests, from_month=None if None in months else min(months))
        RecalculationRequest.objects.filter(pk__in=[request.pk for request in requests]).update(done_at=timezone.now())
    logger.info("Recalculated for %s requests: %s", len(requests), outcome)
    return outcome


def recalculate_by_hand(*, from_month: date | None = None, to_month: date | None = None) -> Outcome:
    """Recalculate a range of months now (both included; None: open), waiting for a run that is going.

    What was asked for meanwhile met the lock, so it is done as well; the outcome does not count it.
    """
    begun = time.monotonic()
    with planned_for_analysis(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        outcome = Outcome()
        for scheme in Scheme.objects.filter(is_active=True):
            outcome += _store(scheme, [], from_month=from_month, to_month=to_month)
    recalculated.send_robust(sender=RecalculationRequest, seconds=time.monotonic() - begun)
    recalculate_pending()
    return outcome


def _store(
    scheme: Scheme, requests: list[RecalculationRequest], *, from_month: date | None, to_month: date | None = None
) -> Outcome:
    """Compute a scheme's assessments and write the rows that differ from those stored."""
    values = query_parameters(scheme) | {"from_month": from_month, "to_month": to_month} | _causes(requests)
    with connection.cursor() as cursor:

        def rows(sql: str) -> int:
            cursor.execute(sql, values)
            return cursor.rowcount

        cursor.execute("DROP TABLE IF EXISTS computed")
        outcome = Outcome(computed=rows(f"CREATE TEMPORARY TABLE computed ON COMMIT DROP AS {assessment_sql()}"))
        if requests:
            cursor.execute(_LAST_MONTHS, values)
            values["from_month"] = _first_month_affected(from_month, *cursor.fetchone())
        cursor.execute(f"ANALYZE computed ({', '.join(_KEY)})")
        outcome.level_changes = rows(_RECORD_LEVEL_CHANGES)
        outcome.removed = rows(_DELETE_GONE)
        outcome.written = rows(_WRITE_CHANGED)
    return outcome


def _first_month_affected(asked: date | None, last_computed: date | None, last_stored: date | None) -> date | None:
    """The first month that may differ from what is stored; None: all may.

    The calendar has every month from the first known to the last. So where it grew or shrank at its end, months in
    which nothing was delivered came or went too.
    """
    if None in (asked, last_computed, last_stored):
        return None
    return min(asked, add_months(min(last_computed, last_stored), 1))


def _causes(requests: list[RecalculationRequest]) -> dict:
    """What level changes are put down to: a delivery where its figures are the cell's current ones, elsewhere the last
    request of another kind, or the last of all (a delivery that leaves a municipality out changes its level as well).
    """
    by_delivery = [request for request in requests if request.cause == Cause.DELIVERY]
    others = [request for request in requests if request.cause != Cause.DELIVERY]
    last = (others or by_delivery or [RecalculationRequest(cause=Cause.BY_HAND)])[-1]
    return {
        "deliveries": [request.delivery_id for request in by_delivery],
        "cause": last.cause,
        "cause_delivery": last.delivery_id,
    }
