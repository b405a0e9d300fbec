"""Filters for what holds in a period."""

from django.contrib import admin
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontakt.ui.templatetags import figures


class ValidityFilter(admin.SimpleListFilter):
    """What holds today, has ended, or is to come."""

    title = _("period")
    parameter_name = "valid"

    def lookups(self, request, model_admin):
        return [("now", _("In force today")), ("past", _("Ended")), ("future", _("To come"))]

    def queryset(self, request, queryset):
        today = timezone.localdate()
        conditions = {
            "now": Q(valid_from__lte=today) & (Q(valid_to__isnull=True) | Q(valid_to__gte=today)),
            "past": Q(valid_to__lt=today),
            "future": Q(valid_from__gt=today),
        }
        return queryset.filter(conditions.get(self.value(), Q()))


class ShowsPeriod:
    """Columns for the first and the last day, short enough for a list."""

    @admin.display(description=_("from"), ordering="valid_from")
    def first_day(self, row) -> str:
        return figures.day_short(row.valid_from)

    @admin.display(description=_("to"), ordering="valid_to")
    def last_day(self, row) -> str:
        return figures.day_short(row.valid_to)
