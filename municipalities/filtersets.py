"""The filters of the lists."""

from functools import reduce
from operator import or_

import django_filters
from django import forms
from django.db.models import OuterRef, Q, Subquery
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from municipalities.models import (
    Assessment,
    Correction,
    CorrectionConflict,
    Delivery,
    Indicator,
    Level,
    Municipality,
)
from municipalities.months import add_months
from municipalities.names import search_key
from municipalities.overview.standing import MOVES

NOT_MEASURED = _("The target group is not measured in the month. All are shown together.")


def month_label(month) -> str:
    """april 2018"""
    return date_format(month, "F Y").lower()


class MunicipalityFilter(django_filters.FilterSet):
    """Assessments of one month, by what a caseworker looks for. Month and target group always have a value."""

    q = django_filters.CharFilter(label=_("Municipality"), method="by_name")
    month = django_filters.ChoiceFilter(label=_("Month"), empty_label=None, method="already_chosen")
    group = django_filters.ChoiceFilter(
        label=_("Target group"),
        empty_label=_("All together"),
        method="by_group",
        error_messages={"invalid_choice": NOT_MEASURED},
    )
    office = django_filters.ChoiceFilter(
        label=_("Regional office"), empty_label=_("All"), field_name="municipality__office"
    )
    region = django_filters.ChoiceFilter(label=_("Region"), empty_label=_("All"), field_name="municipality__region")
    council = django_filters.ChoiceFilter(
        label=_("Labour market council (RAR)"), empty_label=_("All"), field_name="municipality__council"
    )
    exempt = django_filters.ChoiceFilter(
        label=_("Exempt municipalities (*)"),
        empty_label=_("All"),
        field_name="starred",
        choices=[("True", _("Only these")), ("False", _("Without these"))],
    )
    worst = django_filters.ChoiceFilter(
        label=_("Worst group"),
        empty_label=_("All"),
        field_name="worst_level",
        choices=[(level.value, level.label) for level in (Level.MARKEDLY_BELOW, Level.BELOW, Level.COMPLIANT)],
    )
    moved = django_filters.ChoiceFilter(
        label=_("Moved since the month before"),
        empty_label=_("All"),
        choices=[("up", _("Up a level or more")), ("down", _("Down a level or more"))],
        method="by_movement",
    )
    level = django_filters.MultipleChoiceFilter(label=_("Level"), choices=Level, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Assessment
        fields = []

    def __init__(self, data, *, shown, user, **kwargs) -> None:
        super().__init__(data, **kwargs)
        self.shown = shown
        self.indicators = list(Indicator.objects.filter(schemes=shown.scheme))
        geography = list(
            Municipality.objects.visible_to(user).select_related("office", "region", "council").order_by("sort_key")
        )
        choices = {
            "month": [(f"{month:%Y-%m}", month_label(month)) for month in shown.months],
            "group": [(i.slug, str(i)) for i in self.indicators if shown.month is None or i.is_valid_on(shown.month)],
        } | {
            name: sorted({(getattr(m, f"{name}_id"), str(getattr(m, name))) for m in geography}, key=lambda c: c[1])
            for name in ("office", "region", "council")
        }
        for name, values in choices.items():
            self.filters[name].extra["choices"] = values
            if name in ("office", "region", "council") and len(values) < 2:
                del self.filters[name]  # nothing to choose for a user who sees one region

    @property
    def chosen_group(self) -> Indicator | None:
        """The chosen target group; None: all together."""
        slug = self.data.get("group")
        choosable = dict(self.filters["group"].extra["choices"])
        return next((i for i in self.indicators if i.slug == slug and slug in choosable), None)

    def by_name(self, queryset, name, value):
        key = search_key(value)
        named = Municipality.objects.filter(
            Q(search_key__contains=key) | Q(other_names__search_key__contains=key) | Q(code=value.strip().zfill(3)[-3:])
        )
        return queryset.filter(municipality__in=named)

    def by_movement(self, queryset, name, value):
        before = Assessment.objects.filter(
            scheme=self.shown.scheme,
            indicator=self.chosen_group,
            month=add_months(self.shown.month, -1),
            municipality=OuterRef("municipality"),
        )
        moves = reduce(or_, (Q(level_before=was, level=now) for was, now in MOVES[value]))
        return queryset.annotate(level_before=Subquery(before.values("level"))).filter(moves)

    def by_group(self, queryset, name, value):
        return queryset  # the view has chosen already: every list needs a group, or all together

    already_chosen = by_group


class DeliveryFilter(django_filters.FilterSet):
    """Deliveries by file name, status and day received."""

    q = django_filters.CharFilter(
        label=_("File name"), field_name="files__name", lookup_expr="icontains", distinct=True
    )
    status = django_filters.ChoiceFilter(label=_("Status"), empty_label=_("All"), choices=Delivery.Status)
    received = django_filters.DateFilter(
        label=_("Received since"),
        field_name="created_at",
        lookup_expr="date__gte",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    class Meta:
        model = Delivery
        fields = []


class _OfMunicipality(django_filters.FilterSet):
    """By the municipality's name, as people write it, or its code; `path` leads to it."""

    path = "municipality"
    q = django_filters.CharFilter(label=_("Municipality"), method="by_name")

    def by_name(self, queryset, name, value):
        named = Municipality.objects.filter(
            Q(search_key__contains=search_key(value)) | Q(code=value.strip().zfill(3)[-3:])
        )
        return queryset.filter(**{f"{self.path}__in": named})


class CorrectionFilter(_OfMunicipality):
    """Corrections by municipality, target group, kind and what has become of them."""

    indicator = django_filters.ModelChoiceFilter(
        label=_("Target group"), empty_label=_("All"), queryset=Indicator.objects.all()
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), empty_label=_("All"), choices=Correction.Kind)
    status = django_filters.ChoiceFilter(label=_("Status"), empty_label=_("All"), choices=Correction.Status)

    class Meta:
        model = Correction
        fields = []


class ConflictFilter(_OfMunicipality):
    """Conflicts between deliveries and corrections; those to be decided, unless others are asked for."""

    path = "correction__municipality"
    status = django_filters.ChoiceFilter(label=_("Status"), empty_label=_("All"), choices=CorrectionConflict.Status)

    class Meta:
        model = CorrectionConflict
        fields = []
