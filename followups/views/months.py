"""Months to choose among in the forms of a case."""

from datetime import date

from kontakt.ui.templatetags import figures
from municipalities.months import add_months


def month_choices(months) -> list[tuple[str, str]]:
    return [(month.isoformat(), figures.month(month)) for month in months]


def coming_months(months) -> list:
    """The months with figures and a year beyond, the latest first."""
    newest = months[0] if months else None
    return [*(add_months(newest, ahead) for ahead in range(12, 0, -1)), *months] if newest else []


def month_of(chosen: str) -> date | None:
    """The month that was chosen; None for none."""
    return date.fromisoformat(chosen) if chosen else None
