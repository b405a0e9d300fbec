"""What the journal can be narrowed by."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from followups.journal_numbers import typed_number
from followups.models import JournalEntry
from kontakt.accounts.models import RegionalOffice
from municipalities.names import search_key


def _day_filter(label, lookup: str) -> django_filters.DateFilter:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return django_filters.DateFilter(label=label, field_name="dated_on", lookup_expr=lookup, widget=widget)


class CaseJournalFilter(django_filters.FilterSet):
    """The journal of one case or round."""

    q = django_filters.CharFilter(label=_("Theme or correspondent"), method="by_text")
    direction = django_filters.ChoiceFilter(
        label=_("Direction"), empty_label=_("All"), choices=JournalEntry.Direction.choices
    )
    since = _day_filter(_("From date"), "gte")
    until = _day_filter(_("To date"), "lte")

    class Meta:
        model = JournalEntry
        fields = []

    def by_text(self, queryset, name, value):
        """Entries that have every word somewhere."""
        for word in value.split():
            queryset = queryset.filter(Q(theme__icontains=word) | Q(correspondent__icontains=word) | self.named(word))
        return queryset

    def named(self, word: str) -> Q:
        """The entries of what a word is the name or number of, in a list where they are not all the same."""
        return Q(pk__in=[])


class JournalFilter(CaseJournalFilter):
    """The whole journal."""

    q = django_filters.CharFilter(label=_("Theme, correspondent, municipality or J.nr."), method="by_text")
    number = django_filters.CharFilter(label=_("J.nr."), method="by_number")
    office = django_filters.ModelChoiceFilter(
        label=_("Regional office"),
        empty_label=_("All"),
        field_name="municipality__office",
        queryset=RegionalOffice.objects.all(),
    )

    def by_number(self, queryset, name, value):
        return queryset.filter(_numbered(value))

    def named(self, word: str) -> Q:
        return Q(municipality__search_key__contains=search_key(word)) | _numbered(word)


def _numbered(text: str) -> Q:
    """Entries with a year, with a journal number, or the one with a document's number, as they are typed."""
    if (typed := typed_number(text)) is None:
        return Q(pk__in=[])
    year, serial, document = typed
    numbers = {"journal_year": year} | ({"journal_serial": serial} if serial is not None else {})
    of_case, of_round = (Q(**{f"{of}__{field}": n for field, n in numbers.items()}) for of in ("case", "round"))
    return (of_case | of_round) & (Q(number=document) if document is not None else Q())
