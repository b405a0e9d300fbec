"""/udforsk/varmekort/: a table that is its own chart, and the same as a picture and a file."""

from django import forms
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from kontakt.accounts.access import Action, requires
from kontakt.ui.exports import rows_response
from municipalities.explore.drawing import Chart
from municipalities.explore.heat_map import BY_MONTHS_BELOW, BY_NAME, BY_SHARE, HeatMap
from municipalities.explore.reading import read
from municipalities.views.explore.page import ExploreForm, ExplorePage

SPANS = [(12, _("12 months")), (24, _("24 months")), (60, _("5 years"))]


class HeatMapForm(ExploreForm):
    span = forms.TypedChoiceField(label=_("History"), choices=SPANS, coerce=int, required=False)
    order = forms.ChoiceField(
        label=_("Order"),
        choices=[
            (BY_NAME, _("Alphabetical")),
            (BY_SHARE, _("Highest share first")),
            (BY_MONTHS_BELOW, _("Most months below first")),
        ],
        required=False,
    )
    field_order = ("month", "span", "group", "order", "known")
    usual = {"span": 24, "order": BY_NAME}


@requires(Action.VIEW_FIGURES)
class HeatMapView(ExplorePage):
    template_name = "explore/heat_map.html"
    form_class = HeatMapForm
    heading = _("Heat map")
    file_name = "varmekort"

    @cached_property
    def heat_map(self) -> HeatMap:
        months = self.months_back(self.chosen("span"))
        return HeatMap(read(self.question, months), months, self.chosen("order"))

    def chart(self) -> Chart | None:
        return self.heat_map.chart() if self.heat_map.found.are_there else None

    def csv(self, name: str) -> HttpResponse:
        return rows_response(self.heat_map.header(), self.heat_map.as_rows(), file_format="csv", name=name)

    def drawings(self) -> list[dict]:
        return []  # the page's table is the drawing

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"heat_map": self.heat_map} if context.get("chart") else context
