"""What a staged delivery would change, beside what is known now."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection
from django.db.models import Max, Min

from municipalities.assessment.query import assess
from municipalities.corrections.conflicts import third_values
from municipalities.models import DeliveredFigure, Delivery, Indicator, RecalculationRequest, Scheme

# A delivered cell `d` beside its current version `o` (null: none), and whether they say the same.
BESIDE_CURRENT = """
    municipalities_deliveredfigure d
    LEFT JOIN municipalities_observation o
        ON o.indicator_id = d.indicator_id AND o.month = d.month AND o.municipality_id = d.municipality_id
        AND o.known_to IS NULL
"""
DIFFERS = """
    ROW(o.persons, o.average, o.share, o.meeting) IS DISTINCT FROM ROW(d.persons, d.average, d.share, d.meeting)
"""
# Of a corrected cell nothing changes, whatever the delivery says: the correction holds.
_COUNT = f"""
    SELECT count(*) FILTER (WHERE o.id IS NULL),
           count(*) FILTER (WHERE o.id IS NOT NULL AND o.correction_id IS NULL AND {DIFFERS}),
           count(*) FILTER (WHERE o.id IS NOT NULL AND NOT {DIFFERS}),
           min(d.month) FILTER (WHERE o.correction_id IS NULL AND {DIFFERS}),
           count(*) FILTER (WHERE o.correction_id IS NOT NULL AND {DIFFERS})
    FROM {BESIDE_CURRENT} WHERE d.delivery_id = %s
"""
# The version that each cell had before: the current one, or once loaded, the one that the loading ended.
_CHANGES = f"""
    SELECT m.name, i.id, d.month, o.persons, d.persons, o.share, d.share, o.average, d.average
    FROM municipalities_deliveredfigure d
    JOIN municipalities_delivery delivery ON delivery.id = d.delivery_id
    JOIN municipalities_observation o
        ON o.indicator_id = d.indicator_id AND o.month = d.month AND o.municipality_id = d.municipality_id
        AND o.known_to IS NOT DISTINCT FROM delivery.loaded_at
    JOIN municipalities_municipality m ON m.id = d.municipality_id
    JOIN municipalities_indicator i ON i.id = d.indicator_id
    WHERE d.delivery_id = %(delivery)s AND {DIFFERS} AND o.correction_id IS NULL
    ORDER BY abs(d.share - o.share) DESC NULLS FIRST, abs(d.persons - o.persons) DESC NULLS FIRST,
             d.month DESC, m.sort_key, i.position
    LIMIT %(limit)s
"""
# Whether what a delivery was compared with has another version since: loading begins versions, taking back ends them, a
# correction and its undoing do both.
_CELLS_CHANGED = """
    SELECT EXISTS (
        SELECT FROM municipalities_recalculationrequest later
        JOIN municipalities_observation o
            ON o.delivery_id = later.delivery_id
            OR later.cause = 'correction' AND o.correction_id IS NOT NULL AND greatest(o.known_from, o.known_to) >= later.created_at
        JOIN municipalities_deliveredfigure d
            ON d.indicator_id = o.indicator_id AND d.month = o.month AND d.municipality_id = o.municipality_id
        WHERE later.id > coalesce(%s, 0) AND d.delivery_id = %s
    )
"""


@dataclass(frozen=True)
class Change:
    """A cell that a delivery changes: before → after."""

    municipality: str
    indicator: Indicator
    month: date
    persons_before: int | None
    persons: int | None
    share_before: Decimal | None
    share: Decimal | None
    average_before: Decimal | None
    average: Decimal | None

    @property
    def share_change(self) -> Decimal | None:
        """In percentage points; None where either share is withheld."""
        return None if self.share is None or self.share_before is None else self.share - self.share_before


def figures_version() -> int:
    """A number that grows whenever observations change; two equal ones mean that nothing has been loaded between."""
    causes = RecalculationRequest.Cause
    return (
        RecalculationRequest.objects.filter(
            cause__in=[causes.DELIVERY, causes.TAKEN_BACK, causes.CORRECTION]
        ).aggregate(last=Max("pk"))["last"]
        or 0
    )


def compared_cells_have_changed(delivery: Delivery) -> bool:
    """Whether a cell that the delivery speaks of has been loaded or taken back since its preview was made."""
    with connection.cursor() as cursor:
        cursor.execute(_CELLS_CHANGED, [delivery.preview_basis, delivery.pk])
        return cursor.fetchone()[0]


def preview(delivery: Delivery) -> None:
    """Count what the delivery would do, and which levels would move; on the delivery, not saved."""
    delivery.preview_basis = figures_version()
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [delivery.pk])
        new, changed, unchanged, first_change, corrected = cursor.fetchone()
    span = DeliveredFigure.objects.filter(delivery=delivery).aggregate(first=Min("month"), last=Max("month"))
    delivery.counts |= {
        "new": new,
        "changed": changed,
        "unchanged": unchanged,
        "corrected": corrected,
        "conflicts": third_values(delivery) if corrected else 0,
        "first_month": span["first"] and span["first"].isoformat(),
        "last_month": span["last"] and span["last"].isoformat(),
        "levels": _levels_that_move(delivery, first_change) if changed else [],
    }


def changes(delivery: Delivery, *, limit: int) -> list[Change]:
    """The cells that the delivery would change, or has changed; the largest changes first, withheld ones before them."""
    indicators = {indicator.pk: indicator for indicator in Indicator.objects.all()}
    with connection.cursor() as cursor:
        cursor.execute(_CHANGES, {"delivery": delivery.pk, "limit": limit})
        return [Change(name, indicators[indicator], *rest) for name, indicator, *rest in cursor.fetchall()]


def _levels_that_move(delivery: Delivery, first_change: date) -> list[dict]:
    """Overall levels of months assessed already that would be others: [{municipality, month, from, to}]."""
    scheme = Scheme.objects.get(is_default=True)
    current = assess(scheme, since=first_change, overall_only=True)
    now = {(row.municipality_id, row.month): row.level for row in current}
    return [
        {
            "municipality": row.municipality_id,
            "month": row.month.isoformat(),
            "from": now[row.municipality_id, row.month],
            "to": row.level,
        }
        for row in assess(scheme, since=first_change, overall_only=True, overlay=delivery.pk)
        if now.get((row.municipality_id, row.month), row.level) != row.level
    ]
