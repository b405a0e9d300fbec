"""What a step rested on: the figures and parameters as they were known when it was taken."""

from collections import defaultdict
from collections.abc import Mapping
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
    """A municipality's grounds. What an administrator later makes of the rule changes nothing here."""
    return grounds_of(scheme, month, {municipality.pk: facts or {}}, rule=rule)[municipality.pk]


def grounds_of(
    scheme: Scheme, month: date | None, facts: Mapping[int, Facts], *, rule: Rule | None = None
) -> dict[int, dict]:
    """By municipality, as `facts` is: the figures of the month overall and for each target group, the parameters, the
    facts, and the rule's conditions and sentences.
    """
    figures = defaultdict(dict)
    rows = Assessment.objects.filter(scheme=scheme, municipality__in=facts, month=month).select_related("indicator")
    for row in rows:
        figures[row.municipality_id][row.indicator.slug if row.indicator else "overall"] = _figures(row)
    common = {
        "known_at": timezone.now().isoformat(),
        "month": month and month.isoformat(),
        "parameters": numbers(parameters_for(scheme, month)) if month else {},
        "rule": rule.slug if rule else None,
        "conditions": rule.conditions if rule else "",
        "sentences": {"da": rule.sentence_da, "en": rule.sentence_en} if rule else {},
    }
    return {pk: common | {"figures": figures.get(pk, {}), "facts": own} for pk, own in facts.items()}


def _figures(row: Assessment) -> dict:
    values = {name: getattr(row, name) for name in _KEPT}
    return {name: value if isinstance(value, str | int | None) else str(value) for name, value in values.items()}
