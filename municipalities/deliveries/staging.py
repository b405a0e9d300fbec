"""From files to a preview: a delivery is received, read by a worker, and laid ready beside what is known."""

import hashlib
import logging
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.db.models.functions import Now
from django.utils import timezone

from kontakt.cpr import refuse_cpr
from kontakt.queue import enqueue
from municipalities.deliveries.preview import preview
from municipalities.deliveries.reading import read_files
from municipalities.models import (
    DeliveredFigure,
    Delivery,
    DeliveryFile,
    DeliveryFinding,
    Indicator,
    Municipality,
)
from municipalities.readers import Finding, InputFile, Reading
from municipalities.readers.findings import ERROR, UNLISTED

logger = logging.getLogger(__name__)

_GIVEN_UP_AFTER = timedelta(hours=1)  # a disk or a bucket that is away comes back before then

_COPY = """
    COPY municipalities_deliveredfigure
        (delivery_id, municipality_id, indicator_id, month, persons, average, share, meeting) FROM STDIN
"""


@transaction.atomic
def receive(
    files: Iterable[InputFile],
    *,
    by,
    origin: Delivery.Origin,
    indicator: Indicator | None = None,
    is_synthetic: bool = False,
) -> Delivery:
    """Keep the files as they came, and have a worker read them. `by` is a user, or None for the machine itself.

    Raises ValidationError for a file name that holds a CPR number.
    """
    files = list(files)
    for file in files:
        refuse_cpr(file.name)
    delivery = Delivery.objects.create(origin=origin, indicator=indicator, created_by=by, is_synthetic=is_synthetic)
    for file in files:
        DeliveryFile.objects.create(
            delivery=delivery,
            name=file.name,
            file=ContentFile(file.content, name=f"{delivery.pk}"),
            size=len(file.content),
            sha256=hashlib.sha256(file.content).hexdigest(),
        )
    enqueue("municipalities.tasks.stage_delivery", delivery.pk)
    return delivery


def stage(delivery_id: int, *, today: date | None = None) -> Delivery:
    """Read a delivery's files and lay the result ready: a preview, a list of errors, or “already loaded”.

    Safe to run twice and to be killed: reading changes nothing but the progress, and the result is written in one
    transaction by whoever comes first.
    """
    delivery = Delivery.objects.get(pk=delivery_id)
    if not delivery.is_being_read:
        return delivery
    _report_progress(delivery, 1)
    files = list(delivery.files.all())
    earlier = _loaded_before(files)
    reading = None
    if not files or len(earlier) < len(files):
        reading = _read(delivery, files, today or timezone.localdate())
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().get(pk=delivery_id)
        if not delivery.is_being_read:  # another worker was faster
            return delivery
        if reading is None:
            delivery.status = Delivery.Status.KNOWN
            delivery.counts = {"loaded_before": sorted(set(earlier.values()))}
        else:
            lay_ready(delivery, reading)
        delivery.progress = 100
        delivery.save()
    return delivery


def stage_unattended() -> None:
    """Read every delivery that nobody is reading: its message was lost, or its worker killed.

    One that cannot be read at all (its file is gone, perhaps with its disk) keeps none of the others waiting.
    """
    for delivery_id in list(Delivery.objects.unattended().order_by("pk").values_list("pk", flat=True)):
        if not Delivery.objects.unattended().filter(pk=delivery_id).exists():
            continue  # a worker has got to it while we read the ones before
        try:
            stage(delivery_id)
        except Exception:
            logger.exception("Delivery %s could not be read; it is tried again later", delivery_id)


def _read(delivery: Delivery, files: list[DeliveryFile], today: date) -> Reading:
    """Raises FileNotFoundError for a file that is gone, until it has been so for _GIVEN_UP_AFTER: that is then its error."""
    inputs, gone = [], []
    for file in files:
        try:
            with file.file.open("rb") as stored:
                inputs.append(InputFile(file.name, stored.read()))
        except FileNotFoundError:
            if timezone.now() < delivery.created_at + _GIVEN_UP_AFTER:
                raise
            gone.append(Finding(ERROR, "file_gone", file=file.name))
    if gone:
        return Reading(findings=gone)
    return read_files(
        inputs,
        indicator=delivery.indicator,
        today=today,
        on_progress=lambda percent: _report_progress(delivery, max(1, percent * 9 // 10)),
    )


def _report_progress(delivery: Delivery, percent: int) -> None:
    """Show progress at once to whoever watches, in steps worth a write."""
    if percent == 1 or percent >= delivery.progress + 5:
        delivery.progress = percent
        Delivery.objects.filter(pk=delivery.pk, status__in=Delivery.UNREAD).update(
            status=Delivery.Status.READING, progress=percent, touched_at=Now()
        )


def _loaded_before(files: list[DeliveryFile]) -> dict[str, int]:
    """The files whose very content is in force already: SHA-256 → the delivery that brought it."""
    return dict(
        DeliveryFile.objects.filter(sha256__in=[file.sha256 for file in files], in_force=True).values_list(
            "sha256", "delivery_id"
        )
    )


def lay_ready(delivery: Delivery, reading: Reading) -> None:
    """Put what was read beside what is known; on the delivery, not saved. In a transaction of the caller's."""
    delivery.findings.all().delete()
    DeliveredFigure.objects.filter(delivery=delivery).delete()
    DeliveryFinding.objects.bulk_create(_finding(delivery, finding) for finding in reading.findings)
    delivery.counts = {
        "figures": len(reading.figures),
        "withheld": reading.withheld,
        "duplicates": reading.duplicates,
        "left_out": reading.left_out,
        "missing": _missing_cells(reading.warnings),
        "errors": _how_many(reading.errors),
        "warnings": _how_many(reading.warnings),
    }
    if reading.errors:
        delivery.status = Delivery.Status.REJECTED
        return
    rows = list(_copied_rows(delivery, reading))  # all of it first: a connection that copies answers nothing else
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for row in rows:
            copy.write_row(row)
    preview(delivery)
    delivery.status = Delivery.Status.READY


def _missing_cells(warnings: list[Finding]) -> int:
    """Figures (municipality × indicator × month) that the delivery should have had, had it all municipalities."""
    lists = [warning.params for warning in warnings if warning.code == "missing_municipalities"]
    return sum(params["count"] * len(params["months"]) for params in lists)


def _how_many(findings: list[Finding]) -> int:
    """Those listed, and those that the last of them only counts."""
    return sum(finding.params["count"] if finding.code in UNLISTED else 1 for finding in findings)


def _copied_rows(delivery: Delivery, reading: Reading) -> Iterator[tuple]:
    municipalities = dict(Municipality.objects.values_list("code", "pk"))
    indicators = dict(Indicator.objects.values_list("slug", "pk"))
    for figure in reading.figures:
        yield (
            delivery.pk, municipalities[figure.municipality], indicators[figure.indicator], figure.month,
            figure.persons, figure.average, figure.share, figure.meeting,
        )  # fmt: skip


def _finding(delivery: Delivery, finding: Finding) -> DeliveryFinding:
    return DeliveryFinding(
        delivery=delivery,
        severity=finding.severity,
        code=finding.code,
        params=finding.params,
        file_name=finding.file,
        sheet=finding.sheet,
        row=finding.row,
        column=finding.column[:255],
        value=finding.value[:255],
    )
