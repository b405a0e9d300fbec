"""Exemptions (frikommuner)."""

from datetime import date, timedelta

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from municipalities.admin.periods import ShowsPeriod, ValidityFilter
from municipalities.admin.searching import FoundByAnySpelling
from municipalities.admin.trying import MonthToTry, TriesBeforeSaving, TriesInstead
from municipalities.admin.versions import KnownFilter, VersionAdministration, VersionForm, period
from municipalities.assessment.changing import exemptions_after
from municipalities.assessment.whatif import what_if
from municipalities.models import Exemption, Scheme
from municipalities.months import add_months


class ExemptionForm(MonthToTry, VersionForm):
    """The exemption, and a month to try it on."""

    owner = "municipality"


class WhatIfForm(TriesInstead, ExemptionForm):
    def try_on(self, month: date) -> dict:
        new = self.instance
        scheme = Scheme.objects.get(is_default=True)
        last_day = add_months(month, 1) - timedelta(days=1)
        return {
            "moves": what_if(scheme, month, exemptions=exemptions_after(new)),
            "outside": new.valid_from > last_day or (new.valid_to is not None and new.valid_to < month),
        }


@admin.register(Exemption)
class ExemptionAdministration(TriesBeforeSaving, ShowsPeriod, FoundByAnySpelling, VersionAdministration):
    owner = "municipality"
    form = ExemptionForm
    form_that_tries = WhatIfForm
    change_form_template = "admin/municipalities/exemption/change_form.html"
    list_display = ("municipality", "covered", "first_day", "last_day", "legal_basis", "known_span")
    list_filter = (KnownFilter, ValidityFilter, "target_group", "municipality__office")
    list_select_related = ("municipality", "target_group")
    search_fields = ("municipality__search_key", "legal_basis", "source_note")
    ordering = ("municipality__sort_key", "valid_from", "known_from")
    date_hierarchy = "valid_from"
    fieldsets = (
        (None, {"fields": ("municipality", "target_group", ("valid_from", "valid_to"))}),
        (None, {"fields": ("legal_basis", "source_note")}),
    )

    @admin.display(description=_("target group"), ordering="target_group__slug")
    def covered(self, exemption) -> str:
        return exemption.target_group or _("all target groups")

    def content(self, exemption) -> str:
        return f"{exemption}, {period(exemption)}, {exemption.legal_basis}"
