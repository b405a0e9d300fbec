"""The filters of the lists of requests and courses."""

import django_filters
from django.utils.translation import gettext_lazy as _

from followups.models import Course, SupportRequest
from kontakt.accounts.access import sees_whole_country
from kontakt.accounts.models import RegionalOffice, User
from municipalities.names import search_key


class _OfMunicipalities(django_filters.FilterSet):
    """By the municipality's name, and by the office for those who see more than one."""

    q = django_filters.CharFilter(label=_("Municipality"), method="by_name")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not sees_whole_country(self.request.user):
            del self.filters["office"]

    def by_name(self, queryset, name, value):
        return queryset.filter(municipality__search_key__contains=search_key(value))


class RequestFilter(_OfMunicipalities):
    status = django_filters.ChoiceFilter(label=_("Status"), empty_label=_("All"), choices=SupportRequest.Status)
    asked_by = django_filters.ChoiceFilter(label=_("From"), empty_label=_("All"), choices=SupportRequest.AskedBy)
    office = django_filters.ModelChoiceFilter(
        label=_("Regional office"), empty_label=_("All"), queryset=RegionalOffice.objects.all()
    )

    class Meta:
        model = SupportRequest
        fields = []


def consultants_seen(request):
    """The consultants of the courses that the user sees."""
    return User.objects.filter(courses__in=Course.objects.visible_to(request.user)).distinct().order_by("first_name")


class CourseFilter(_OfMunicipalities):
    state = django_filters.ChoiceFilter(
        label=_("Status"),
        empty_label=_("All"),
        choices=[("under_way", _("Under way")), ("ended", _("Ended courses")), *Course.Outcome.choices],
        method="by_state",
    )
    consultant = django_filters.ModelChoiceFilter(
        label=_("Consultant"), empty_label=_("All"), queryset=consultants_seen
    )
    office = django_filters.ModelChoiceFilter(
        label=_("Regional office"), empty_label=_("All"), queryset=RegionalOffice.objects.all()
    )

    class Meta:
        model = Course
        fields = []

    def by_state(self, queryset, name, value):
        if value in ("under_way", "ended"):
            return queryset.filter(ended_on__isnull=value == "under_way")
        return queryset.filter(outcome=value)
