"""/udforsk/omraader/: small multiples by regional office or labour market council."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kontakt.accounts.access import Action, requires
from municipalities.explore.areas import BY_COUNCIL, BY_OFFICE, Areas
from municipalities.explore.drawing import Chart
from municipalities.explore.reading import read
from municipalities.explore.scales import WIDE
from municipalities.views.explore.page import ExploreForm, ExplorePage

_MONTHS = 24


class AreasForm(ExploreForm):
    by = forms.ChoiceField(
        label=_("Divided by"),
        choices=[(BY_OFFICE, _("Regional office (AMK)")), (BY_COUNCIL, _("Labour market council (RAR)"))],
        required=False,
    )
    field_order = ("month", "by", "group", "known")
    usual = {"by": BY_OFFICE}


@requires(Action.VIEW_FIGURES)
class AreasView(ExplorePage):
    template_name = "explore/areas.html"
    form_class = AreasForm
    heading = _("Offices and councils")
    file_name = "omraader"

    def chart(self) -> Chart | None:
        months = self.months_back(_MONTHS)
        found = read(self.question, months)
        return Areas(found, months, self.chosen("by")).chart() if found.are_there else None

    def drawings(self) -> list[dict]:
        """The panels stand by themselves, as many in a row as there is room for."""
        return [self.drawn.draw(WIDE)] if self.drawn else []
