"""What charts.js draws (it says how), made of assessments."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kontakt.ui.templatetags import figures
from municipalities.assessment.query import known_at
from municipalities.models import Assessment, Scheme, SchemeParameters


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
    last = rows[-1].month
    valid = [row for row in _parameters(scheme, as_known) if row["valid_from"] <= f"{last:%Y-%m-%d}"]
    if not valid:
        return []
    return [
        {"label": _("Requirement"), "value": float(valid[-1]["target"])},
        {"label": _("Markedly below"), "value": float(valid[-1]["marked"])},
    ]


def _parameters(scheme: Scheme, as_known: datetime | None) -> list[dict]:
    """The earliest first; fetched with the scheme (figures_shown) as long as those that are known now are meant."""
    if as_known is None and hasattr(scheme, "thresholds"):
        return scheme.thresholds
    return thresholds(scheme.parameters.filter(known_at(as_known)).order_by("valid_from"))


def thresholds(parameters: Iterable[SchemeParameters]) -> list[dict]:
    """What a chart needs of a scheme's parameters: from when, and which shares."""
    return [
        {"valid_from": f"{row.valid_from:%Y-%m-%d}", "target": row.target, "marked": row.marked} for row in parameters
    ]
