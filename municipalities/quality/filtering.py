"""Choosing among findings: as a filter of a list page, though findings are no rows of a table."""

from collections.abc import Iterable
from functools import cached_property

from django import forms
from django.utils.translation import gettext_lazy as _

from kontakt.ui.templatetags import figures
from municipalities.models import FindingKind
from municipalities.months import add_months, parse_month
from municipalities.names import search_key
from municipalities.quality.findings import Finding

OPEN, DISMISSED, ALL = "open", "dismissed", "all"
_ANY = [("", _("All"))]


class FindingForm(forms.Form):
    """What the list shows; the open ones, unless others are asked for."""

    q = forms.CharField(label=_("Municipality"), required=False)
    kind = forms.ChoiceField(label=_("Finding"), choices=[*_ANY, *FindingKind.choices], required=False)
    indicator = forms.ChoiceField(label=_("Target group"), required=False)
    since = forms.TypedChoiceField(label=_("Month from"), coerce=parse_month, empty_value=None, required=False)
    until = forms.TypedChoiceField(label=_("Month to"), coerce=parse_month, empty_value=None, required=False)
    status = forms.ChoiceField(
        label=_("Status"),
        choices=[(OPEN, _("Open")), (DISMISSED, _("Dismissed")), (ALL, _("All"))],
        initial=OPEN,
        required=False,
    )

    def __init__(self, data, *, found: Iterable[Finding], indicators) -> None:
        data = data.copy()
        data.setdefault("status", OPEN)
        super().__init__(data)
        months = {finding.month for finding in found if finding.month}
        choices = list(_ANY)
        if months:
            month = max(months)
            while month >= min(months):
                choices.append((f"{month:%Y-%m}", figures.month(month)))
                month = add_months(month, -1)
        self.fields["since"].choices = self.fields["until"].choices = choices
        self.fields["indicator"].choices = [*_ANY, *((row.slug, str(row)) for row in indicators)]


class FindingFilter:
    """What ListView asks of a django-filter FilterSet, over findings."""

    is_bound = True

    def __init__(self, data, queryset: list[Finding], *, indicators, **kwargs) -> None:
        self.form = FindingForm(data or {}, found=queryset, indicators=indicators)
        self.queryset = queryset

    def is_valid(self) -> bool:
        return self.form.is_valid()

    @cached_property
    def qs(self) -> list[Finding]:
        """The findings that are chosen; an odd value chooses nothing away."""
        self.form.is_valid()
        chosen = self.form.cleaned_data
        since, until = chosen.get("since"), chosen.get("until")
        name = search_key(chosen.get("q") or "")
        return [
            finding
            for finding in self.queryset
            if (chosen.get("status") or OPEN) in (ALL, DISMISSED if finding.is_dismissed else OPEN)
            and chosen.get("kind", "") in ("", finding.kind)
            and chosen.get("indicator", "") in ("", finding.indicator and finding.indicator.slug)
            and (not since or (finding.month and finding.month >= since))
            and (not until or (finding.month and finding.month <= until))
            and (not name or self._is_of(finding, name))
        ]

    @staticmethod
    def _is_of(finding: Finding, name: str) -> bool:
        municipality = finding.municipality
        return municipality is not None and (name in municipality.search_key or name.zfill(3)[-3:] == municipality.code)
