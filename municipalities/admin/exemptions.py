"""Exemptions (frikommuner)."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from municipalities.admin.periods import ShowsPeriod, ValidityFilter
from municipalities.admin.searching import FoundByAnySpelling
from municipalities.admin.versions import KnownFilter, VersionAdministration, VersionForm, period
from municipalities.models import Exemption


class ExemptionForm(VersionForm):
    owner = "municipality"


@admin.register(Exemption)
class ExemptionAdministration(ShowsPeriod, FoundByAnySpelling, VersionAdministration):
    owner = "municipality"
    form = ExemptionForm
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
