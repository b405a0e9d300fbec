"""Deliveries for tests: the samples, and small ones made up on the spot."""

from datetime import date
from pathlib import Path

from municipalities.deliveries.staging import receive, stage
from municipalities.models import Delivery
from municipalities.readers import InputFile

SAMPLES = Path(__file__).resolve().parent / "samples"
STORY = sorted(SAMPLES.glob("v3_y*sam_*.json"))
HEADER = (
    "Periode;Kommune;Varighed på ydelsen;Antal personer;Gnsn. antal samtaler;Andel med 6 samtaler eller mere (pct.)\n"
)
TODAY = date(2018, 9, 1)


def varde(share: str) -> str:
    return HEADER + f"2018M04;Varde;6-9 mdr.;91;4,6;{share}\n"


def staged(text: str, *, name: str = "tal.csv", by=None) -> Delivery:
    """A delivery of one file, read as on 1 September 2018."""
    delivery = receive([InputFile(name, text.encode())], by=by, origin=Delivery.Origin.UPLOAD)
    return stage(delivery.pk, today=TODAY)
