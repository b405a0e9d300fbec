"""What a step rested on: the figures and parameters as they were known when it was taken."""

from datetime import date

from django.utils import timezone

from followups.models import Rule
from followups.rules.facts import Facts, parameters_for
from followups.rules.vocabulary import PARAMETERS
from municipalities.models import Assessment, Municipality, Scheme, SchemeParameters

_KEPT = ("level", "persons", "share", "meeting", "average", "months_below", "rank", "change_pp")
NUMBERS = (*PARAMETERS, "intensity_ratio")


def numbers(parameters: SchemeParameters | None) -> dict[str, str]:
    """The scheme's parameters as text with every digit."""
    return {name: str(getattr(parameters, name)) for name in NUMBERS} if parameters else {}


def grounds(
    scheme: Scheme,
    municipality: Municipality,
    month: date | None,
    *,
    facts: Facts | None = None,
    rule: Rule | None = None,
) -> dict:
    """The figures of the month overall and for each target group, the parameters, and the rule's facts and conditions.

    What an administrator later makes of the rule changes nothing here: its conditions and sentences are kept as well.
    """
    rows = Assessment.objects.filter(scheme=scheme, municipality=municipality, month=month).select_related("indicator")
    return {
        "known_at": timezone.now().isoformat(),
        "month": month and month.isoformat(),
        "figures": {row.indicator.slug if row.indicator else "overall": _figures(row) for row in rows},
        "parameters": numbers(parameters_for(scheme, month)) if month else {},
        "facts": facts or {},
        "rule": rule.slug if rule else None,
        "conditions": rule.conditions if rule else "",
        "sentences": {"da": rule.sentence_da, "en": rule.sentence_en} if rule else {},
    }


def _figures(row: Assessment) -> dict:
    values = {name: getattr(row, name) for name in _KEPT}
    return {name: value if isinstance(value, str | int | None) else str(value) for name, value in values.items()}
