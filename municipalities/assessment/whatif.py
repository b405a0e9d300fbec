"""What other parameters would do, before anyone saves them (DOMAIN.md section 6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from municipalities.assessment.query import assess
from municipalities.models import Municipality, Scheme, SchemeParameters


@dataclass(frozen=True)
class Move:
    """A municipality whose level in the month would be another; None: no parameters hold, so it is not assessed."""

    municipality: Municipality
    from_level: str | None
    to_level: str | None


def what_if(scheme: Scheme, parameters: Iterable[SchemeParameters], month: date) -> list[Move]:
    """The municipalities whose overall level in a month would change under other parameters, in Danish order."""
    options = {"months": (month, month), "since": month, "overall_only": True}
    now = {row.municipality_id: row.level for row in assess(scheme, **options)}
    then = {row.municipality_id: row.level for row in assess(scheme, parameters=parameters, **options)}
    return [
        Move(municipality, now.get(municipality.pk), then.get(municipality.pk))
        for municipality in Municipality.objects.all()
        if now.get(municipality.pk) != then.get(municipality.pk)
    ]
