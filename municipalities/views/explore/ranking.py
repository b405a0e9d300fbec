"""/udforsk/rangering/"""

from datetime import date

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from kontakt.accounts.access import Action, requires
from kontakt.ui.templatetags import figures
from municipalities.explore.drawing import Chart
from municipalities.explore.ranking import BY_CHANGE, BY_PLACE, BY_PLACES, ranking
from municipalities.explore.reading import read
from municipalities.months import add_months, parse_month
from municipalities.views.explore.page import ExploreForm, ExplorePage

_USUAL_MONTHS_BACK = 12


class RankingForm(ExploreForm):
    since = forms.ChoiceField(label=_("Moved since"), required=False)
    order = forms.ChoiceField(
        label=_("Order"),
        choices=[
            (BY_PLACE, _("Highest share first")),
            (BY_CHANGE, _("Most improved first")),
            (BY_PLACES, _("Most places up first")),
        ],
        required=False,
    )
    field_order = ("month", "since", "group", "order", "known")
    usual = {"order": BY_PLACE}

    def __init__(self, data, *, page: "RankingView") -> None:
        super().__init__(data, page=page)
        if not self.data.get("since"):
            self.data["since"] = f"{page.usual_since:%Y-%m}" if page.usual_since else ""
        self.fields["since"].choices = [(f"{month:%Y-%m}", figures.month(month)) for month in page.months_before]


@requires(Action.VIEW_FIGURES)
class RankingView(ExplorePage):
    form_class = RankingForm
    heading = _("Ranking")
    file_name = "rangering"

    @cached_property
    def months_before(self) -> list[date]:
        """Those there is something to compare with; the newest first."""
        return [month for month in self.shown.months if self.month is None or month < self.month]

    @property
    def usual_since(self) -> date | None:
        """A year before, or the earliest there is after that."""
        if self.month is None:
            return None
        year_before = add_months(self.month, -_USUAL_MONTHS_BACK)
        return min((month for month in self.months_before if month >= year_before), default=None)

    @property
    def since(self) -> date | None:
        chosen = self.form.cleaned_data.get("since")
        return parse_month(chosen) if chosen else self.usual_since

    def chart(self) -> Chart | None:
        since = self.since or self.month
        found = read(self.question, [since, self.month])
        return ranking(found, since, self.chosen("order"), self.indicators) if found.are_there else None
