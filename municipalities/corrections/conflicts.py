"""When a delivery says of a corrected cell something new: the correction holds, and a person decides.

A delivery may repeat the figures that were corrected, or bring the corrected ones: both are as expected. What differs from
both, and was not set aside before, is a third value.
"""

from datetime import datetime

from django.db import connection, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from kontakt.cpr import refuse_cpr
from municipalities.corrections.refusals import CannotCorrect
from municipalities.deliveries.turns import take_turn
from municipalities.models import CorrectionConflict, Delivery

_FIGURES = "ROW({0}.persons, {0}.average, {0}.share, {0}.meeting)"

# `d`: what a delivery (or the latest standing) says of a cell; `c`: the correction in force there.
_IS_THIRD = f"""
    {_FIGURES.format("d")} IS DISTINCT FROM {_FIGURES.format("c")}
    AND NOT EXISTS (
        SELECT FROM municipalities_correction earlier
        JOIN municipalities_deliveredfigure aside ON aside.id = earlier.set_aside_id
        WHERE earlier.status IN ('in_force', 'replaced') AND earlier.indicator_id = c.indicator_id
          AND earlier.month = c.month AND earlier.municipality_id = c.municipality_id
          AND {_FIGURES.format("aside")} IS NOT DISTINCT FROM {_FIGURES.format("d")})
    AND NOT EXISTS (
        SELECT FROM municipalities_correctionconflict kept
        JOIN municipalities_deliveredfigure aside ON aside.id = kept.figure_id
        WHERE kept.correction_id = c.id AND kept.status = 'kept'
          AND {_FIGURES.format("aside")} IS NOT DISTINCT FROM {_FIGURES.format("d")})
"""
_OF_DELIVERY = """
    municipalities_correction c
    JOIN municipalities_deliveredfigure d
        ON d.delivery_id = %(delivery)s AND d.indicator_id = c.indicator_id AND d.month = c.month
        AND d.municipality_id = c.municipality_id
    WHERE c.status = 'in_force'
"""
_COUNT_THIRD = f"SELECT count(*) FROM {_OF_DELIVERY} AND {_IS_THIRD}"
# The corrected cells that the delivery speaks of, each with what the latest delivery still standing says (null: none does).
_STANDING = f"""
    WITH d AS (
        SELECT DISTINCT ON (spoken.correction_id) spoken.correction_id, f.id, f.persons, f.average, f.share, f.meeting
        FROM (SELECT c.id AS correction_id, d.indicator_id, d.month, d.municipality_id FROM {_OF_DELIVERY}) spoken
        LEFT JOIN (
            municipalities_deliveredfigure f
            JOIN municipalities_delivery standing ON standing.id = f.delivery_id AND standing.status = 'loaded'
        ) ON f.indicator_id = spoken.indicator_id AND f.month = spoken.month
            AND f.municipality_id = spoken.municipality_id
        ORDER BY spoken.correction_id, standing.loaded_at DESC
    )
"""
_LAPSE = f"""
    {_STANDING}
    UPDATE municipalities_correctionconflict conflict SET status = 'lapsed', decided_at = %(now)s
    FROM d, municipalities_deliveredfigure raised
    WHERE conflict.correction_id = d.correction_id AND conflict.status = 'open' AND raised.id = conflict.figure_id
      AND {_FIGURES.format("raised")} IS DISTINCT FROM {_FIGURES.format("d")}
"""
_RAISE = f"""
    {_STANDING}
    INSERT INTO municipalities_correctionconflict (correction_id, figure_id, status, raised_at, reason)
    SELECT c.id, d.id, 'open', %(now)s, ''
    FROM d JOIN municipalities_correction c ON c.id = d.correction_id
    WHERE d.id IS NOT NULL AND {_IS_THIRD}
    ON CONFLICT DO NOTHING
    RETURNING id
"""
_ANY_IN_FORCE = "SELECT EXISTS (SELECT FROM municipalities_correction WHERE status = 'in_force')"


def third_values(delivery: Delivery) -> int:
    """How many corrected cells a staged delivery would bring a third value of."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_THIRD, {"delivery": delivery.pk})
        return cursor.fetchone()[0]


def settle_conflicts(delivery: Delivery, *, now: datetime) -> int:
    """After a delivery was loaded or taken back: raise and let lapse, so that each open conflict is with what the latest
    delivery still standing says. Returns how many were raised. In the caller's transaction and turn.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ANY_IN_FORCE)
        if not cursor.fetchone()[0]:
            return 0
        values = {"delivery": delivery.pk, "now": now}
        cursor.execute(_LAPSE, values)
        cursor.execute(_RAISE, values)
        return cursor.rowcount


@transaction.atomic
def keep(conflict_id: int, *, by, reason: str) -> CorrectionConflict:
    """Let the correction stand over the delivery's figures, which then raise no conflict again. Raises CannotCorrect."""
    refuse_cpr(reason)
    take_turn()
    conflict = CorrectionConflict.objects.select_for_update().get(pk=conflict_id)
    if conflict.status == CorrectionConflict.Status.KEPT and conflict.decided_by_id == by.pk:
        return conflict  # a double click
    if conflict.status != CorrectionConflict.Status.OPEN:
        raise CannotCorrect(_("The conflict has been decided already, or has lapsed. Look at it anew."))
    if not reason.strip():
        raise CannotCorrect(_("State why the correction is kept."))
    if conflict.correction.undoings.filter(status="proposed").exists():
        raise CannotCorrect(_("Undoing the correction awaits approval. Have it approved or rejected first."))
    conflict.status = CorrectionConflict.Status.KEPT
    conflict.decided_by, conflict.decided_at, conflict.reason = by, Now(), reason.strip()
    conflict.save()
    conflict.refresh_from_db()
    return conflict
