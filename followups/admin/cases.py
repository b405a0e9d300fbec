"""Cases with their steps and flags, to look at: they are worked on in their own pages."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from followups.models import Case, CaseFlag, CaseStep, LostGround
from kontakt.ui.administration import Administration, LookOnly
from kontakt.ui.templatetags import figures
from municipalities.admin.searching import FoundByAnySpelling


class Steps(LookOnly, admin.TabularInline):
    model = CaseStep
    fields = ("step", "to_stage", "to_support", "taken_on", "by", "not_proposed", "out_of_order", "reason")
    extra = 0
    show_change_link = True


class Flags(LookOnly, admin.TabularInline):
    model = CaseFlag
    fields = ("kind", "reason", "raised_by", "raised_at", "lowered_by", "lowered_at")
    extra = 0


@admin.register(Case)
class CaseAdministration(LookOnly, FoundByAnySpelling, Administration):
    list_display = ("journal_number", "municipality", "scheme", "stage", "support", "responsible", "opened", "closed")
    list_filter = ("stage", "support", "outcome", "scheme", "municipality__office")
    list_select_related = ("municipality", "scheme", "responsible")
    search_fields = ("municipality__search_key", "=journal_serial")
    ordering = ("-journal_year", "-journal_serial")
    date_hierarchy = "opened_at"
    view_on_site = False
    inlines = [Steps, Flags]
    fieldsets = (
        (None, {"fields": ("journal_number", "municipality", "scheme", "responsible", "priority")}),
        (_("Where it stands"), {"fields": ("stage", "support", "baseline_month", "checkpoint_month", "opened_at")}),
        (_("How it ended"), {"fields": ("closed_at", "outcome", "lessons")}),
    )

    @admin.display(description=_("journal number"), ordering="journal_year")
    def journal_number(self, case) -> str:
        return case.journal_number

    @admin.display(description=_("opened"), ordering="opened_at")
    def opened(self, case) -> str:
        return figures.day_short(case.opened_at)

    @admin.display(description=_("closed"), ordering="closed_at")
    def closed(self, case) -> str:
        return figures.day_short(case.closed_at)


class OfACase(LookOnly, FoundByAnySpelling, Administration):
    """What belongs to a case, found by its municipality."""

    view_on_site = False

    @admin.display(description=_("case"))
    def of_case(self, row) -> str:
        return str(row.case)


@admin.register(CaseStep)
class CaseStepAdministration(OfACase):
    list_display = ("step", "of_case", "taken_on", "by", "not_proposed", "out_of_order")
    list_filter = ("step", "not_proposed", "out_of_order", "case__scheme")
    list_select_related = ("case__municipality", "by")
    search_fields = ("case__municipality__search_key", "reason")
    ordering = ("-taken_on", "-pk")
    date_hierarchy = "taken_on"
    fieldsets = (
        (None, {"fields": ("case", "step", "taken_on", "recorded_at", "by")}),
        (_("From and to"), {"fields": (("from_stage", "to_stage"), ("from_support", "to_support"))}),
        (_("Why"), {"fields": ("reason", "not_proposed", "out_of_order", "proposal", "month", "grounds")}),
        (_("How it ended"), {"fields": ("outcome", "lessons")}),
    )


@admin.register(CaseFlag)
class CaseFlagAdministration(OfACase):
    list_display = ("kind", "of_case", "reason", "raised_by", "raised_at", "lowered_at")
    list_filter = ("kind", ("lowered_at", admin.EmptyFieldListFilter))
    list_select_related = ("case__municipality", "raised_by")
    search_fields = ("case__municipality__search_key", "reason")
    ordering = ("-pk",)
    fields = ("case", "kind", "reason", "raised_by", "raised_at", "lowered_by", "lowered_at")


@admin.register(LostGround)
class LostGroundAdministration(OfACase):
    list_display = ("step", "of_case", "noticed_at", "regained_at", "seen_by")
    list_filter = (("regained_at", admin.EmptyFieldListFilter), ("seen_at", admin.EmptyFieldListFilter))
    list_select_related = ("step__case__municipality", "seen_by")
    search_fields = ("step__case__municipality__search_key", "note")
    ordering = ("-pk",)
    fields = ("step", "of_case", "noticed_at", "facts", "regained_at", "seen_at", "seen_by", "note")

    @admin.display(description=_("case"))
    def of_case(self, lost) -> str:
        return str(lost.step.case)
