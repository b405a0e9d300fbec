"""The filters of the lists of cases."""

from datetime import timedelta

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from followups.models import Case, Letter, LetterKind, Priority, RecordsRequest, Stage, Support
from followups.standing import matching, opened_before
from kontakt.accounts.access import Role
from kontakt.accounts.models import RegionalOffice, User
from municipalities.models import Level, Scheme
from municipalities.names import search_key


def caseworkers():
    """Who may be given a case."""
    return User.objects.filter(is_active=True, groups__name__in=[Role.CASEWORKER, Role.APPROVER]).distinct()


class CaseFilter(django_filters.FilterSet):
    """Cases by what a caseworker looks for; without a choice of stage, those that are open."""

    q = django_filters.CharFilter(label=_("Municipality or J.nr."), method="by_text")
    stage = django_filters.ChoiceFilter(
        label=_("Stage"),
        empty_label=_("All open"),
        choices=[*Stage.choices, ("all", _("All, closed too"))],
        method="by_stage",
    )
    level = django_filters.ChoiceFilter(label=_("Level"), empty_label=_("All"), choices=Level)
    support = django_filters.ChoiceFilter(label=_("Support"), empty_label=_("All"), choices=Support)
    office = django_filters.ModelChoiceFilter(
        label=_("Regional office"),
        empty_label=_("All"),
        field_name="municipality__office",
        queryset=RegionalOffice.objects.all(),
    )
    responsible = django_filters.ModelChoiceFilter(
        label=_("Caseworker"), empty_label=_("All"), null_label=_("Unassigned"), queryset=lambda request: caseworkers()
    )
    priority = django_filters.ChoiceFilter(label=_("Priority"), empty_label=_("All"), choices=Priority)
    due = django_filters.ChoiceFilter(
        label=_("Deadline"),
        empty_label=_("All"),
        choices=[("overdue", _("Overdue")), ("week", _("Within a week")), ("none", _("None set"))],
        method="by_due",
    )
    age = django_filters.NumberFilter(label=_("Open for at least (days)"), method="by_age", min_value=0)
    ground = django_filters.ChoiceFilter(
        label=_("Ground lost"), empty_label=_("All"), field_name="ground_lost", choices=[("True", _("Only these"))]
    )
    scheme = django_filters.ModelChoiceFilter(label=_("Scheme"), empty_label=_("All"), queryset=Scheme.objects.all())

    class Meta:
        model = Case
        fields = []

    def __init__(self, data=None, *args, **kwargs) -> None:
        super().__init__(data, *args, **kwargs)
        if Scheme.objects.filter(is_active=True).count() < 2:
            del self.filters["scheme"]

    def filter_queryset(self, queryset):
        if not self.form.cleaned_data.get("stage"):
            queryset = queryset.open()
        return super().filter_queryset(queryset)

    def by_stage(self, queryset, name, value):
        return queryset if value == "all" else queryset.filter(stage=value)

    def by_text(self, queryset, name, value):
        return matching(queryset, value)

    def by_due(self, queryset, name, value):
        today = timezone.localdate()
        return {
            "overdue": queryset.filter(due_on__lt=today),
            "week": queryset.filter(due_on__range=(today, today + timedelta(days=7))),
            "none": queryset.filter(due_on=None),
        }[value]

    def by_age(self, queryset, name, value):
        return opened_before(queryset, timezone.localdate() - timedelta(days=int(value)))


class LetterFilter(django_filters.FilterSet):
    """Letters by what they are and how far they have come."""

    q = django_filters.CharFilter(label=_("Municipality"), method="by_name")
    status = django_filters.ChoiceFilter(label=_("Status"), empty_label=_("All"), choices=Letter.Status)
    kind = django_filters.ChoiceFilter(label=_("Letter"), empty_label=_("All"), choices=LetterKind)
    office = django_filters.ModelChoiceFilter(
        label=_("Regional office"),
        empty_label=_("All"),
        field_name="municipality__office",
        queryset=RegionalOffice.objects.all(),
    )

    class Meta:
        model = Letter
        fields = []

    def by_name(self, queryset, name, value):
        return queryset.filter(municipality__search_key__contains=search_key(value))


class RecordsFilter(django_filters.FilterSet):
    """Requests for access to records by who asked and about what; without a choice, all."""

    q = django_filters.CharFilter(label=_("Requester, municipality or J.nr."), method="by_text")
    status = django_filters.ChoiceFilter(label=_("Status"), empty_label=_("All"), choices=RecordsRequest.Status.choices)

    class Meta:
        model = RecordsRequest
        fields = []

    def by_text(self, queryset, name, value):
        about = Q(requester__icontains=value.strip()) | Q(municipality__search_key__contains=search_key(value))
        return queryset.filter(about | Q(case__in=matching(Case.objects.all(), value)))
