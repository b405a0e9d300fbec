"""Loading a delivery, taking it back, and discarding one: the only ways in and out for observations."""

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from kontakt.cpr import refuse_cpr
from municipalities.assessment.recalculation import Cause, request_recalculation
from municipalities.corrections.conflicts import settle_conflicts
from municipalities.deliveries.preview import (
    BESIDE_CURRENT,
    DIFFERS,
    compared_cells_have_changed,
    figures_version,
    preview,
)
from municipalities.deliveries.turns import moment_of_change, take_turn
from municipalities.models import Delivery, DeliveryFile, Observation

_VALUES = "municipality_id, indicator_id, month, persons, average, share, meeting, delivery_id"

# A correction holds over every later delivery: such a cell gets no new version, but perhaps a conflict.
_END_CHANGED = f"""
    UPDATE municipalities_observation ended SET known_to = %(now)s
    FROM {BESIDE_CURRENT} WHERE d.delivery_id = %(delivery)s AND ended.id = o.id AND {DIFFERS}
      AND o.correction_id IS NULL
"""
_ADD_VERSIONS = f"""
    INSERT INTO municipalities_observation ({_VALUES}, known_from)
    SELECT {", ".join(f"d.{name.strip()}" for name in _VALUES.split(","))}, %(now)s
    FROM {BESIDE_CURRENT} WHERE d.delivery_id = %(delivery)s AND o.id IS NULL
    ORDER BY d.id
"""
_END_OWN = (
    "UPDATE municipalities_observation SET known_to = %(now)s WHERE delivery_id = %(delivery)s AND known_to IS NULL"
)
# Where the delivery's versions ended, what the latest delivery still standing says of the cell becomes known anew.
_RESTORE = f"""
    INSERT INTO municipalities_observation ({_VALUES}, known_from)
    SELECT DISTINCT ON (d.indicator_id, d.month, d.municipality_id)
           {", ".join(f"d.{name.strip()}" for name in _VALUES.split(","))}, %(now)s
    FROM municipalities_observation ended
    JOIN municipalities_deliveredfigure d USING (indicator_id, month, municipality_id)
    JOIN municipalities_delivery standing ON standing.id = d.delivery_id AND standing.status = 'loaded'
    WHERE ended.delivery_id = %(delivery)s AND ended.known_to = %(now)s
    ORDER BY d.indicator_id, d.month, d.municipality_id, standing.loaded_at DESC
"""


class CannotLoad(Exception):
    """The delivery is not in a state for what was asked; the message says so to the user."""


class PreviewOutdated(CannotLoad):
    """Figures have changed since the preview was made; a new preview has been made instead."""


def load(delivery_id: int, *, by, known_at: datetime | None = None) -> Delivery:
    """Make a staged delivery's figures the current ones, in one transaction, and have the levels recalculated.

    Loading one that is loaded changes nothing (a double click). `known_at` is for the demonstration's past only.
    Raises PreviewOutdated, or CannotLoad.
    """
    with transaction.atomic():
        delivery = _locked(delivery_id)
        if delivery.status == Delivery.Status.LOADED:
            return delivery
        if delivery.status != Delivery.Status.READY:
            raise CannotLoad(_("The delivery is not ready to be loaded."))
        outdated = _preview_is_outdated(delivery)
        if not outdated:
            _load(delivery, by=by, known_at=known_at)
        delivery.save()
    if outdated:
        raise PreviewOutdated(
            _("Other figures have been loaded since the preview was made. Look at the new preview, and confirm again.")
        )
    return delivery


def take_back(delivery_id: int, *, by, reason: str) -> Delivery:
    """End a loaded delivery's versions; what the deliveries still standing say becomes known anew.

    Nothing is deleted: as known before now, the figures remain. Raises CannotLoad, or ValidationError for a reason
    that names a CPR number.
    """
    refuse_cpr(reason)
    with transaction.atomic():
        delivery = _locked(delivery_id)
        if delivery.status == Delivery.Status.TAKEN_BACK and delivery.taken_back_by == by:
            return delivery  # a double click
        if delivery.status != Delivery.Status.LOADED:
            raise CannotLoad(_("Only a loaded delivery can be taken back."))
        if not reason.strip():
            raise CannotLoad(_("State why the delivery is taken back."))
        delivery.taken_back_at = moment_of_change()
        delivery.taken_back_by, delivery.taken_back_reason = by, reason.strip()
        delivery.status = Delivery.Status.TAKEN_BACK
        delivery.save()
        delivery.files.update(in_force=False)
        _execute(_END_OWN, delivery, delivery.taken_back_at)
        _execute(_RESTORE, delivery, delivery.taken_back_at)
        settle_conflicts(delivery, now=delivery.taken_back_at)
        touched = Observation.objects.filter(delivery=delivery, known_to=delivery.taken_back_at)
        first = touched.order_by("month").values_list("month", flat=True).first()
        if first:
            request_recalculation(Cause.TAKEN_BACK, from_month=first, delivery=delivery)
    return delivery


@transaction.atomic
def discard(delivery_id: int) -> Delivery:
    """Let go of a delivery that was never loaded. It stays in the list, with its findings."""
    delivery = _locked(delivery_id)
    if delivery.status == Delivery.Status.READY:
        delivery.status = Delivery.Status.DISCARDED
        delivery.save()
    elif delivery.status != Delivery.Status.DISCARDED:
        raise CannotLoad(_("Only a delivery that is ready to be loaded can be discarded."))
    return delivery


def _locked(delivery_id: int) -> Delivery:
    take_turn()
    return Delivery.objects.select_for_update().get(pk=delivery_id)


def _preview_is_outdated(delivery: Delivery) -> bool:
    """Whether a later load made the preview say something else; if so, the delivery has a new one."""
    if delivery.preview_basis == figures_version():
        return False
    seen, cells_are_others = dict(delivery.counts), compared_cells_have_changed(delivery)
    preview(delivery)
    return cells_are_others or delivery.counts != seen


def _load(delivery: Delivery, *, by, known_at: datetime | None) -> None:
    delivery.loaded_at, delivery.loaded_by = moment_of_change(known_at), by
    delivery.status = Delivery.Status.LOADED
    _execute(_END_CHANGED, delivery, delivery.loaded_at)
    _execute(_ADD_VERSIONS, delivery, delivery.loaded_at)
    delivery.save()
    delivery.counts["conflicts"] = settle_conflicts(delivery, now=delivery.loaded_at)
    files = delivery.files.all()
    already = DeliveryFile.objects.filter(in_force=True, sha256__in=files.values("sha256")).values_list(
        "sha256", flat=True
    )
    for file in {file.sha256: file for file in files if file.sha256 not in set(already)}.values():
        file.in_force = True
        file.save(update_fields=["in_force"])
    first = Observation.objects.filter(delivery=delivery, known_from=delivery.loaded_at).order_by("month").first()
    if first:
        request_recalculation(Cause.DELIVERY, from_month=first.month, delivery=delivery)


def _execute(sql: str, delivery: Delivery, now: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"delivery": delivery.pk, "now": now})
