"""The filter of a round's recipients."""

import django_filters
from django.utils.translation import gettext_lazy as _

from followups.models import Letter, RoundRecipient
from kontakt.accounts.models import RegionalOffice
from municipalities.models import Level
from municipalities.names import search_key

_STATUSES = [
    ("unwritten", _("Not written")),
    *((value, label) for value, label in Letter.Status.choices if value != Letter.Status.DISCARDED),
    ("left_out", _("Left out")),
]


class RecipientFilter(django_filters.FilterSet):
    """Recipients by level, office, and how far their letter has come."""

    q = django_filters.CharFilter(label=_("Municipality"), method="by_name")
    level = django_filters.ChoiceFilter(label=_("Level"), empty_label=_("All"), choices=Level)
    office = django_filters.ModelChoiceFilter(
        label=_("Regional office"),
        empty_label=_("All"),
        field_name="municipality__office",
        queryset=RegionalOffice.objects.all(),
    )
    status = django_filters.ChoiceFilter(label=_("Status"), empty_label=_("All"), choices=_STATUSES, method="by_status")

    class Meta:
        model = RoundRecipient
        fields = []

    def by_name(self, queryset, name, value):
        return queryset.filter(municipality__search_key__contains=search_key(value))

    def by_status(self, queryset, name, value):
        if value == "left_out":
            return queryset.filter(is_included=False)
        if value == "unwritten":
            return queryset.filter(is_included=True, letter_id=None)
        return queryset.filter(letter_status=value)
