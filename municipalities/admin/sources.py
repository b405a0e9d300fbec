"""Which table, filter and columns of a delivery feed which indicator."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kontakt.ui.administration import Administration
from municipalities.models import Source


@admin.register(Source)
class SourceAdministration(Administration):
    list_display = ("indicator", "table_id", "filter_values", "is_active")
    list_filter = ("is_active", "indicator")
    list_select_related = ("indicator",)
    search_fields = ("table_id", "hints", "indicator__name_da", "indicator__name_en", "indicator__slug")
    ordering = ("indicator__position", "table_id")
    fieldsets = (
        (None, {"fields": ("indicator", "is_active")}),
        (
            _("Which table"),
            {
                "description": _(
                    "A table of a delivered file is read for this indicator when it has the columns below, some row meets"
                    " the filter, and the number of the table or a hint singles the indicator out among several."
                ),
                "fields": ("table_id", "asked_for", "hints"),
            },
        ),
        (_("Which rows"), {"fields": ("filter_column", "filter_value")}),
        (
            _("Which columns"),
            {
                "description": _("The labels as files write them. The first in the list that a file has is used."),
                "fields": (
                    "month_column",
                    "municipality_column",
                    "persons_column",
                    "average_column",
                    "share_column",
                    "meeting_column",
                ),
            },
        ),
    )

    @admin.display(description=_("filter: values"))
    def filter_values(self, source) -> str:
        return ", ".join(source.filter_value.split("\n")) or "–"
