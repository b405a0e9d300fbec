"""What recalculation did, to look at: the requests for it, and the levels that changed."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kontakt.ui.administration import Administration, LookOnly, level_shown
from kontakt.ui.templatetags import figures
from municipalities.admin.searching import FoundByAnySpelling
from municipalities.models import LevelChange, RecalculationRequest


@admin.register(LevelChange)
class LevelChangeAdministration(LookOnly, FoundByAnySpelling, Administration):
    list_display = ("municipality", "in_month", "from_", "to", "kind", "because", "recorded")
    list_filter = ("to_level", "from_level", "is_revision", "cause", "scheme", "municipality__office")
    list_select_related = ("municipality", "delivery")
    search_fields = ("municipality__search_key",)
    ordering = ("-month", "municipality__sort_key")
    date_hierarchy = "month"
    fields = ("scheme", "municipality", "in_month", "from_", "to", "kind", "cause", "delivery", "recorded_at")

    @admin.display(description=_("month"), ordering="month")
    def in_month(self, change) -> str:
        return figures.month(change.month)

    @admin.display(description=_("level before"), ordering="from_level")
    def from_(self, change) -> str:
        return level_shown(change.from_level)

    @admin.display(description=_("level after"), ordering="to_level")
    def to(self, change) -> str:
        return level_shown(change.to_level)

    @admin.display(description=_("recorded"), ordering="recorded_at")
    def recorded(self, change) -> str:
        return figures.day_short(change.recorded_at)

    @admin.display(description=_("cause"), ordering="cause")
    def because(self, change) -> str:
        return str(change.delivery or change.get_cause_display())

    @admin.display(description=_("kind"), ordering="is_revision")
    def kind(self, change) -> str:
        return _("revised month") if change.is_revision else _("new month")


@admin.register(RecalculationRequest)
class RecalculationRequestAdministration(LookOnly, Administration):
    list_display = ("cause", "from_", "delivery", "created_at", "done_at")
    list_filter = ("cause", ("done_at", admin.EmptyFieldListFilter))
    list_select_related = ("delivery",)
    ordering = ("-pk",)
    date_hierarchy = "created_at"
    fields = ("cause", "from_", "delivery", "created_at", "done_at")

    @admin.display(description=_("from month"), ordering="from_month")
    def from_(self, request) -> str:
        return figures.month(request.from_month) if request.from_month else _("all months")
