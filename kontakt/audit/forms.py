"""What an administrator can ask the audit trail for."""

import datetime as dt

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kontakt.audit.models import Access
from kontakt.audit.reading import Sought
from kontakt.audit.shown import LABELS
from kontakt.audit.tracking import kept

USUAL_DAYS = 30


class SearchForm(forms.Form):
    """Without a first day, the latest thirty days."""

    user = forms.ModelChoiceField(
        label=_("Who"),
        queryset=get_user_model().objects.order_by("first_name", "username"),
        required=False,
        empty_label=_("All"),
    )
    label = forms.ChoiceField(label=_("What"), choices=[("", _("All")), *LABELS.items()], required=False)
    table = forms.ChoiceField(label=_("Kind of object"), required=False)
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=100,
        help_text=_("Anything that stood in the fields, or in the reason."),
    )
    since = forms.DateField(label=_("From"), required=False)
    until = forms.DateField(label=_("To"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        tables = [
            (changes.pgh_tracked_model._meta.label_lower, capfirst(changes.pgh_tracked_model._meta.verbose_name))
            for changes in kept()
        ]
        self.fields["table"].choices = [("", _("All")), *sorted(tables, key=lambda table: str(table[1]))]

    def sought(self) -> Sought:
        """What is asked for; fields that are filled in wrongly limit nothing."""
        asked = getattr(self, "cleaned_data", {})
        user, until = asked.get("user"), asked.get("until")
        since = asked.get("since") or timezone.localdate() - dt.timedelta(days=USUAL_DAYS)
        return Sought(
            user=user.pk if user else None,
            since=_midnight(since),
            until=_midnight(until + dt.timedelta(days=1)) if until else None,
            table=asked.get("table") or "",
            label=asked.get("label") or "",
            text=asked.get("text") or "",
        )


class AccessFilter(django_filters.FilterSet):
    user = django_filters.ModelChoiceFilter(
        label=_("Who"), queryset=get_user_model().objects.order_by("first_name", "username"), empty_label=_("All")
    )
    kind = django_filters.ChoiceFilter(label=_("What"), choices=Access.Kind, empty_label=_("All"))
    what = django_filters.CharFilter(label=_("Object"), lookup_expr="icontains")
    since = django_filters.DateFilter(label=_("From"), field_name="at", lookup_expr="date__gte")
    until = django_filters.DateFilter(label=_("To"), field_name="at", lookup_expr="date__lte")

    class Meta:
        model = Access
        fields = []


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
