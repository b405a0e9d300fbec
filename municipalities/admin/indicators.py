"""Target groups, and the indicators that measure them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kontakt.ui.administration import Administration
from municipalities.admin.periods import ShowsPeriod, ValidityFilter
from municipalities.assessment.changing import save_indicator
from municipalities.models import Indicator, TargetGroup


class _Named(Administration):
    """A slug is what files, commands and addresses call it: chosen once."""

    def get_readonly_fields(self, request, obj=None):
        return ("slug",) if obj else ()

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("name_da",)}


@admin.register(TargetGroup)
class TargetGroupAdministration(_Named):
    list_display = ("name_da", "name_en", "slug")
    search_fields = ("name_da", "name_en", "slug")
    ordering = ("name_da",)
    fields = ("name_da", "name_en", "slug")


@admin.register(Indicator)
class IndicatorAdministration(ShowsPeriod, _Named):
    list_display = ("name_da", "position", "target_group", "seniority", "required_interviews", "first_day", "last_day")
    list_filter = (ValidityFilter, "target_group", "schemes")
    list_select_related = ("target_group",)
    search_fields = ("name_da", "name_en", "slug", "benefit")
    ordering = ("position", "slug")
    fieldsets = (
        (None, {"fields": ("name_da", "name_en", "slug", "position")}),
        (
            _("What is measured"),
            {
                "fields": (
                    "target_group",
                    "benefit",
                    ("seniority_from_months", "seniority_to_months"),
                    "required_interviews",
                )
            },
        ),
        (_("When it is assessed"), {"fields": (("valid_from", "valid_to"),)}),
        (_("Where the requirement comes from"), {"fields": ("legal_reference", "source_note")}),
    )

    def has_delete_permission(self, request, obj=None) -> bool:
        """One that a scheme follows is taken out of the scheme first, so that its assessments go."""
        return obj is not None and not obj.schemes.exists()

    def save_model(self, request, obj, form, change):
        save_indicator(obj)

    @admin.display(description=_("seniority (months)"), ordering="seniority_from_months")
    def seniority(self, indicator) -> str:
        return f"{indicator.seniority_from_months}–{indicator.seniority_to_months}"
