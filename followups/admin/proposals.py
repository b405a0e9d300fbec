"""Proposals and what became of them, to look at."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from followups.models import Proposal
from kontakt.ui.administration import Administration, LookOnly
from kontakt.ui.templatetags import figures
from municipalities.admin.searching import FoundByAnySpelling


@admin.register(Proposal)
class ProposalAdministration(LookOnly, FoundByAnySpelling, Administration):
    list_display = ("municipality", "rule", "in_month", "status", "made", "decided_by", "ended")
    list_filter = ("status", ("ended_at", admin.EmptyFieldListFilter), "rule__scheme", "municipality__office")
    list_select_related = ("municipality", "rule", "decided_by")
    search_fields = ("municipality__search_key", "reason")
    ordering = ("-made_at", "-pk")
    date_hierarchy = "made_at"
    fieldsets = (
        (None, {"fields": ("municipality", "rule", "case", "in_month", "why", "made_at")}),
        (_("Decided"), {"fields": ("status", "decided_by", "decided_at", "reason", "postponed_until", "ended_at")}),
        (_("What it rests on"), {"fields": ("ground", "facts")}),
    )

    @admin.display(description=_("month"), ordering="month")
    def in_month(self, proposal) -> str:
        return figures.month(proposal.month)

    @admin.display(description=_("why"))
    def why(self, proposal) -> str:
        return proposal.why

    @admin.display(description=_("proposed"), ordering="made_at")
    def made(self, proposal) -> str:
        return figures.day_short(proposal.made_at)

    @admin.display(description=_("ended"), ordering="ended_at")
    def ended(self, proposal) -> str:
        return figures.day_short(proposal.ended_at)
