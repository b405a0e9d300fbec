"""Exemptions (frikommuner)."""

from django.contrib import admin

from municipalities.admin.periods import ValidityFilter
from municipalities.admin.searching import FoundByAnySpelling
from municipalities.admin.versions import KnownFilter, VersionAdministration, VersionForm, period
from municipalities.models import Exemption


class ExemptionForm(VersionForm):
    owner = "municipality"


@admin.register(Exemption)
class ExemptionAdministration(FoundByAnySpelling, VersionAdministration):
    owner = "municipality"
    form = ExemptionForm
    list_display = ("municipality", "target_group", "valid_from", "valid_to", "legal_basis", "known_from", "known_to")
    list_filter = (KnownFilter, ValidityFilter, "target_group", "municipality__office")
    list_select_related = ("municipality", "target_group")
    search_fields = ("municipality__search_key", "legal_basis", "source_note")
    ordering = ("municipality__sort_key", "valid_from", "known_from")
    date_hierarchy = "valid_from"
    fieldsets = (
        (None, {"fields": ("municipality", "target_group", ("valid_from", "valid_to"))}),
        (None, {"fields": ("legal_basis", "source_note")}),
    )

    def content(self, exemption) -> str:
        return f"{exemption}, {period(exemption)}, {exemption.legal_basis}"
