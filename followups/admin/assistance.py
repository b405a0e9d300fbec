"""Requests for support and courses of assistance, to look at: they are worked on in their own pages."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from followups.models import Activity, Course, CourseAction, SupportRequest
from kontakt.ui.administration import Administration, LookOnly
from kontakt.ui.templatetags import figures
from municipalities.admin.searching import FoundByAnySpelling


class _Help(LookOnly, FoundByAnySpelling, Administration):
    """Found by its municipality and its words, with the way to its own page."""

    def view_on_site(self, row) -> str:
        return row.get_absolute_url()

    @admin.display(description=_("case"))
    def of_case(self, row) -> str:
        return str(row.case or figures.MISSING)


@admin.register(SupportRequest)
class SupportRequestAdministration(_Help):
    list_display = ("municipality", "office", "of_case", "asked_by", "asked_on", "status", "answered_on")
    list_filter = ("status", "asked_by", "office")
    list_select_related = ("municipality", "office", "case__municipality")
    search_fields = ("municipality__search_key", "text", "reason", "=case__journal_serial")
    ordering = ("-asked_on", "-pk")
    date_hierarchy = "asked_on"
    fieldsets = (
        (None, {"fields": ("municipality", "office", "case", "asked_by", "asked_on", "text")}),
        (_("Registered"), {"fields": ("registered_by", "registered_at")}),
        (_("The answer"), {"fields": ("status", "answered_on", "answered_by", "answered_at", "reason", "course")}),
    )


class Activities(LookOnly, admin.TabularInline):
    model = Activity
    fields = ("held_on", "kind", "theme", "status", "hours", "planned_by", "ended_by")
    extra = 0


class Actions(LookOnly, admin.TabularInline):
    model = CourseAction
    fields = ("text", "responsible", "due_on", "status", "ended_on", "note")
    extra = 0


@admin.register(Course)
class CourseAdministration(_Help):
    list_display = ("municipality", "office", "of_case", "consultant", "started_on", "ended_on", "outcome")
    list_filter = (("ended_on", admin.EmptyFieldListFilter), "outcome", "office")
    list_select_related = ("municipality", "office", "case__municipality", "consultant")
    search_fields = ("municipality__search_key", "goal", "plan", "lessons", "=case__journal_serial")
    ordering = ("-started_on", "-pk")
    date_hierarchy = "started_on"
    inlines = [Activities, Actions]
    fieldsets = (
        (None, {"fields": ("municipality", "office", "case", "consultant", "started_on", "planned_until")}),
        (_("Goal"), {"fields": ("goal", "plan", "target_share", "target_by", "indicator")}),
        (_("Registered"), {"fields": ("begun_by", "begun_at")}),
        (_("How it ended"), {"fields": ("ended_on", "outcome", "lessons", "ended_by", "ended_at")}),
    )
