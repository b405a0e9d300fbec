"""Deliveries, to look at: they are loaded, discarded and taken back on their own pages."""

from django.contrib import admin
from django.db.models import Count, Q
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from kontakt.ui.administration import Administration, LookOnly
from kontakt.ui.templatetags import figures
from municipalities.models import Delivery, DeliveryFile, DeliveryFinding

_COUNTS = {
    "new": _("new"),
    "changed": _("changed"),
    "unchanged": _("unchanged"),
    "withheld": _("withheld"),
    "duplicates": _("duplicates"),
    "left_out": _("left out"),
}


class Files(LookOnly, admin.TabularInline):
    model = DeliveryFile
    fields = ("name", "size", "in_force", "sha256")
    extra = 0


class Findings(LookOnly, admin.TabularInline):
    model = DeliveryFinding
    fields = ("severity", "text", "file_name", "sheet", "row", "column", "value")
    readonly_fields = ("text",)
    extra = 0

    @admin.display(description=_("finding"))
    def text(self, finding) -> str:
        return finding.message


@admin.register(Delivery)
class DeliveryAdministration(LookOnly, Administration):
    list_display = ("number", "status", "received", "created_by", "names", "errors", "warnings", "is_synthetic")
    list_display_links = ("number",)
    list_filter = ("status", "origin", "is_synthetic", "indicator")
    list_select_related = ("created_by",)
    search_fields = ("files__name", "files__sha256")
    ordering = ("-created_at", "-pk")
    date_hierarchy = "created_at"
    fieldsets = (
        (None, {"fields": ("status", "origin", "is_synthetic", "indicator", "created_at", "created_by", "progress")}),
        (_("Figures in the delivery"), {"fields": ("numbers",)}),
        (_("Loaded"), {"fields": ("loaded_at", "loaded_by")}),
        (_("Taken back"), {"fields": ("taken_back_at", "taken_back_by", "taken_back_reason")}),
    )
    inlines = [Files, Findings]

    def get_queryset(self, request):
        findings = {
            severity: Count("findings", filter=Q(findings__severity=severity), distinct=True)
            for severity in DeliveryFinding.Severity.values
        }
        return super().get_queryset(request).prefetch_related("files").annotate(**findings)

    @admin.display(description=_("delivery"), ordering="pk")
    def number(self, delivery) -> str:
        return str(delivery)

    @admin.display(description=_("received"), ordering="created_at")
    def received(self, delivery) -> str:
        return figures.day_short(delivery.created_at)

    @admin.display(description=_("files"))
    def names(self, delivery) -> str:
        first, *others = delivery.file_names or ["–"]
        return f"{first} (+{len(others)})" if others else first

    @admin.display(description=_("errors"), ordering="error")
    def errors(self, delivery) -> int:
        return delivery.error

    @admin.display(description=_("warnings"), ordering="warning")
    def warnings(self, delivery) -> int:
        return delivery.warning

    @admin.display(description=_("counts"))
    def numbers(self, delivery) -> str:
        known = [(label, _count(delivery.counts[name])) for name, label in _COUNTS.items() if name in delivery.counts]
        return format_html_join("", "<div>{}: {}</div>", known) or "–"


def _count(value: int | dict) -> str:
    """A count; for what was left out, a count for each name."""
    if isinstance(value, dict):
        return ", ".join(f"{name} ({figures.persons(count)})" for name, count in value.items()) or "0"
    return figures.persons(value)
