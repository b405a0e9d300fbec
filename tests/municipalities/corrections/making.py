"""Corrections for tests."""

from datetime import date
from decimal import Decimal

from kontakt.accounts.models import User
from municipalities.corrections.correcting import Asked, correct
from municipalities.models import Correction, Indicator, Municipality, Observation
from tests.deliveries import JANUARY

DAGPENGE = "dagpenge-6-9"


def person(name: str) -> User:
    return User.objects.get_or_create(username=name, defaults={"email": f"{name}@kontakt.example"})[0]


def indicator() -> Indicator:
    """What the lines of tests.deliveries are about."""
    return Observation.objects.order_by("pk").first().indicator


def correction(name: str, share, *, month: date = JANUARY, persons=100, meeting=None, reason="Tastefejl") -> Correction:
    """A correction, unsaved; the average is that of the lines of tests.deliveries."""
    return Correction(
        municipality=Municipality.objects.get(name=name),
        indicator=indicator(),
        month=month,
        persons=persons,
        average=Decimal("4.6"),
        share=None if share is None else Decimal(share),
        meeting=meeting,
        reason=reason,
    )


def corrected(name: str, share, *, by: User | None = None, **kwargs) -> Correction:
    return correct([Asked(correction(name, share, **kwargs))], by=by or person("anne"))[0]
