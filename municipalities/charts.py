"""What charts.js draws (it says how), made of assessments."""

from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kontakt.ui.templatetags import figures
from municipalities.assessment.query import known_at
from municipalities.models import Assessment, Scheme


def point(value) -> float | None:
    """A share on a chart: percent with one decimal, or None for a gap."""
    return None if value is None else round(float(value), 1)


def line_chart(
    name: str, title: str, rows: list[Assessment], series: list[dict], scheme: Scheme, as_known: datetime | None = None
) -> dict:
    """A line for each series over the rows' months, with the scheme's thresholds for the last of them."""
    return {
        "id": f"chart-{name}",
        "title": title,
        "months": [figures.month_short(row.month) for row in rows],
        "series": series,
        "lines": _thresholds(scheme, rows, as_known),
        "unit": "%",
        "locale": get_language(),
    }


def _thresholds(scheme: Scheme, rows: list[Assessment], as_known: datetime | None) -> list[dict]:
    known = scheme.parameters.filter(known_at(as_known), valid_from__lte=rows[-1].month)
    valid = known.order_by("-valid_from").first()
    if valid is None:
        return []
    return [
        {"label": _("Requirement"), "value": float(valid.target)},
        {"label": _("Markedly below"), "value": float(valid.marked)},
    ]
