"""Cases to write in, without figures unless a test asks for them."""

import io
import zipfile
from datetime import date

from django.core.files.base import ContentFile

from followups.models import Case
from followups.moments import moment_of
from municipalities.models import Assessment, Indicator, Municipality, Scheme

JANUARY = date(2018, 1, 1)
LETTER = date(2018, 1, 29)
SUMMONS = date(2018, 9, 28)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def case_of(name: str = "Køge", *, responsible=None, serial: int = 1, stage: str = "opened") -> Case:
    """An open case of 29 January 2018 in the default scheme."""
    return Case.objects.create(
        scheme=Scheme.objects.get(is_default=True),
        municipality=Municipality.objects.get(name=name),
        journal_year=2018,
        journal_serial=serial,
        responsible=responsible,
        baseline_month=JANUARY,
        opened_at=moment_of(LETTER),
        stage=stage,
    )


def assessment(case: Case, month: date, share, *, level: str = "below", indicator: Indicator | None = None, **more):
    """What the figures are calculated to; share in percent, or None where none was assessed."""
    return Assessment.objects.create(
        scheme=case.scheme, municipality=case.municipality, indicator=indicator, month=month, level=level, share=share,
        months_below=0, starred=False, low_intensity=False, **more,
    )  # fmt: skip


def pdf(name: str = "redegørelse.pdf") -> ContentFile:
    return ContentFile(PDF, name=name)


def package(part: str, *more: str) -> bytes:
    """An Office package with the parts named, and nothing in them."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in ("[Content_Types].xml", part, *more):
            archive.writestr(name, "<x/>")
    return content.getvalue()
