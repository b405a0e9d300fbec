"""Figures as they were known on a day: what a form asks, and a month's assessments then."""

from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.assessment.query import assess, end_of_day
from municipalities.models import Assessment, Indicator, Municipality, Scheme


def not_to_come(day: date) -> None:
    """Nothing is known yet on a day to come."""
    if day > timezone.localdate():
        raise ValidationError(_("Choose today or an earlier day."))


class KnownOnField(forms.DateField):
    """As known on which day (empty: now), as the last moment of it."""

    def __init__(self) -> None:
        super().__init__(
            label=_("As known on"),
            required=False,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            validators=[not_to_come],
        )

    def clean(self, value) -> datetime | None:
        day = super().clean(value)
        return day and end_of_day(day)


def month_as_known(
    scheme: Scheme, month: date, indicator: Indicator | None, as_known: datetime | None
) -> list[Assessment]:
    """Every municipality's assessment in Danish order, as stored (None) or as known at a moment: one query, or four."""
    if as_known is None:
        rows = Assessment.objects.filter(scheme=scheme, month=month, indicator=indicator)
        return list(rows.select_related("municipality").order_by("municipality__sort_key"))
    assessed = assess(scheme, months=(month, month), overall_only=indicator is None, as_known=as_known)
    of_group = {row.municipality_id: row for row in assessed if row.indicator_id == (indicator and indicator.pk)}
    rows = []
    for municipality in Municipality.objects.filter(pk__in=of_group).order_by("sort_key"):
        row = of_group[municipality.pk]
        row.municipality = municipality
        rows.append(row)
    return rows
