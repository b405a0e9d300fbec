"""What other parameters or exemptions would do, before anyone saves them (DOMAIN.md section 6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from municipalities.assessment.query import assess
from municipalities.models import Exemption, Municipality, Scheme, SchemeParameters


@dataclass(frozen=True)
class Move:
    """A municipality whose level in the month would be another; None: no parameters hold, so it is not assessed."""

    municipality: Municipality
    from_level: str | None
    to_level: str | None


def what_if(
    scheme: Scheme,
    month: date,
    *,
    parameters: Iterable[SchemeParameters] | None = None,
    exemptions: Iterable[Exemption] | None = None,
) -> list[Move]:
    """The municipalities whose overall level in a month would change under other parameters, or with other exemptions (all
    that are to hold, in every municipality); in Danish order.
    """
    options = {"months": (month, month), "since": month, "overall_only": True}
    now = {row.municipality_id: row.level for row in assess(scheme, **options)}
    asked = assess(scheme, parameters=parameters, exemptions=exemptions, **options)
    then = {row.municipality_id: row.level for row in asked}
    return [
        Move(municipality, now.get(municipality.pk), then.get(municipality.pk))
        for municipality in Municipality.objects.all()
        if now.get(municipality.pk) != then.get(municipality.pk)
    ]
