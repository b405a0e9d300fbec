"""Corrections, to look at: they are proposed, approved and undone on their own pages."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from kontakt.ui.administration import Administration, LookOnly
from kontakt.ui.templatetags import figures
from municipalities.admin.searching import FoundByAnySpelling
from municipalities.models import Correction


@admin.register(Correction)
class CorrectionAdministration(LookOnly, FoundByAnySpelling, Administration):
    list_display = ("number", "municipality", "indicator", "in_month", "kind", "status", "proposed_by", "proposed")
    list_filter = ("status", "kind", "indicator", "municipality__office")
    list_select_related = ("municipality", "indicator", "proposed_by")
    search_fields = ("municipality__search_key", "reason")
    ordering = ("-pk",)
    date_hierarchy = "proposed_at"
    fields = (
        "municipality", "indicator", "in_month", "kind", "status", "reason", "proposed_by", "proposed_at", "decided_by",
        "decided_at", "decision_note", "own_page",
    )  # fmt: skip

    @admin.display(description=_("correction"), ordering="pk")
    def number(self, correction) -> str:
        return str(correction)

    @admin.display(description=_("month"), ordering="month")
    def in_month(self, correction) -> str:
        return figures.month(correction.month)

    @admin.display(description=_("proposed"), ordering="proposed_at")
    def proposed(self, correction) -> str:
        return figures.day_short(correction.proposed_at)

    @admin.display(description=_("its page"))
    def own_page(self, correction) -> str:
        return format_html('<a href="{}">{}</a>', correction.get_absolute_url(), _("Approve, reject or undo it there"))
