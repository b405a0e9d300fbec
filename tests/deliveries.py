"""Deliveries for tests: the samples, whole files, and lines that say only what the test is about."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from municipalities.assessment.recalculation import recalculate_pending
from municipalities.deliveries.loading import load
from municipalities.deliveries.staging import receive, stage
from municipalities.models import Assessment, Delivery, Observation
from municipalities.readers import InputFile

SAMPLES = Path(__file__).resolve().parent / "samples"
STORY = sorted(SAMPLES.glob("v3_y*sam_*.json"))
HEADER = (
    "Periode;Kommune;Varighed på ydelsen;Antal personer;Gnsn. antal samtaler;Andel med 6 samtaler eller mere (pct.)\n"
)
TODAY = date(2018, 12, 1)
JANUARY, FEBRUARY, MARCH, APRIL, MAY = (date(2018, number, 1) for number in range(1, 6))


def varde(share: str) -> str:
    """A file with Varde's unemployment-benefit recipients in April 2018."""
    return HEADER + f"2018M04;Varde;6-9 mdr.;91;4,6;{share}\n"


def staged(text: str, *, name: str = "tal.csv") -> Delivery:
    """A delivery of one file, read as on TODAY; it may have been refused."""
    delivery = receive([InputFile(name, text.encode())], by=None, origin=Delivery.Origin.UPLOAD)
    return stage(delivery.pk, today=TODAY)


def received(*lines: str) -> Delivery:
    """Lines of unemployment-benefit recipients: "2018M04 Varde 46,2", with 100 persons unless a fourth word says so."""
    text = HEADER
    for line in lines:
        month, name, share, *persons = line.split()
        text += f"{month};{name};6-9 mdr.;{persons[0] if persons else 100};4,6;{share}\n"
    return receive([InputFile("tal.csv", text.encode())], by=None, origin=Delivery.Origin.COMMAND)


def laid_ready(*lines: str) -> Delivery:
    delivery = stage(received(*lines).pk, today=TODAY)
    assert delivery.status == Delivery.Status.READY, list(delivery.findings.all())
    return delivery


def loaded(*lines: str) -> Delivery:
    return load(laid_ready(*lines).pk, by=None)


def assessed(*lines: str) -> Delivery:
    delivery = loaded(*lines)
    recalculate_pending()
    return delivery


def levels(name: str) -> list[str]:
    """A municipality's stored overall levels, month by month."""
    rows = Assessment.objects.filter(municipality__name=name, indicator=None).order_by("month")
    return list(rows.values_list("level", flat=True))


def current_shares(name: str) -> list[Decimal]:
    rows = Observation.objects.filter(municipality__name=name, known_to=None).order_by("month")
    return list(rows.values_list("share", flat=True))
