"""The list of municipalities in a month."""

from collections import Counter
from decimal import Decimal

from django.utils.functional import cached_property

from kontakt.accounts.access import Action, requires, sees_whole_country
from kontakt.ui.lists import ListView
from municipalities.figures_shown import figures_shown
from municipalities.filtersets import MunicipalityFilter
from municipalities.models import Assessment, Level
from municipalities.tables.listing import MunicipalityTable


@requires(Action.VIEW_FIGURES)
class MunicipalityListView(ListView):
    """A month's municipalities, overall or for one target group."""

    table_class = MunicipalityTable
    filterset_class = MunicipalityFilter
    template_name = "municipalities/list.html"

    def export_name(self) -> str:
        group = self.filterset.chosen_group
        parts = ("kommuner", self.shown.month and f"{self.shown.month:%Y-%m}", group and group.slug)
        return "-".join(part for part in parts if part)

    @cached_property
    def shown(self):
        return figures_shown(self.request.GET.get("month"))

    def get_queryset(self):
        return (
            Assessment.objects.filter(scheme=self.shown.scheme, month=self.shown.month)
            .visible_to(self.request.user)
            .select_related("municipality__office", "worst_indicator")
        )

    def get_filterset(self, filterset_class):
        data = self.request.GET.copy()
        if self.shown.month:
            data["month"] = f"{self.shown.month:%Y-%m}"
        filterset = filterset_class(data, shown=self.shown, user=self.request.user, request=self.request)
        filterset.queryset = self.get_queryset().filter(indicator=filterset.chosen_group)
        return filterset

    def get_table_kwargs(self):
        hidden = ("worst_indicator", "worst_share", "worst_level") if self.filterset.chosen_group else ()
        if not sees_whole_country(self.request.user):
            hidden += ("office",)
        return {"exclude": hidden}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "whole_country": sees_whole_country(self.request.user),
            "shown": self.shown,
            "group": self.filterset.chosen_group,
            "summary": self._summary(),
        }

    def _summary(self) -> dict:
        """The national share, and how many of the municipalities the user sees are at each level."""
        user = self.request.user
        rows = list(
            Assessment.objects.filter(
                scheme=self.shown.scheme, month=self.shown.month, indicator=self.filterset.chosen_group
            ).values_list("level", "persons", "meeting", "rank", "municipality__office_id")
        )
        counted = [(persons, meeting) for _level, persons, meeting, rank, _office in rows if rank is not None]
        persons = sum(persons for persons, _meeting in counted)
        meeting = sum((meeting for _persons, meeting in counted), Decimal(0))
        seen = Counter(row[0] for row in rows if sees_whole_country(user) or row[4] == user.office_id)
        return {
            "share": 100 * meeting / persons if persons else None,
            "levels": [(level, seen[level]) for level in Level.values if seen[level]],
        }
