"""/udforsk/sammenlign/: `?m=370&m=219` are the codes of the municipalities; `add` puts one more beside them."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kontakt.accounts.access import Action, requires
from kontakt.ui.templatetags import figures
from municipalities.explore.comparing import MOST, Similar, comparison, similar
from municipalities.explore.drawing import Chart
from municipalities.explore.reading import Figures, places_of, read
from municipalities.models import Municipality
from municipalities.views.explore.page import ExploreForm, ExplorePage

_SPANS = [
    (12, gettext_lazy("12 months")),
    (24, gettext_lazy("24 months")),
    (60, gettext_lazy("5 years")),
    (120, gettext_lazy("10 years")),
]


class CompareForm(ExploreForm):
    add = forms.ChoiceField(label=gettext_lazy("Add a municipality"), required=False)
    span = forms.TypedChoiceField(label=gettext_lazy("History"), choices=_SPANS, coerce=int, required=False)
    m = forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)
    field_order = ("add", "month", "span", "group", "known")
    usual = {"span": 24}

    def __init__(self, data, *, page: "CompareView") -> None:
        super().__init__(data, page=page)
        self.data.setlist("m", [place.code for place in page.compared])
        self.data["add"] = ""
        choices = [(place.code, place.name) for place in page.places]
        self.fields["m"].choices = choices
        self.fields["add"].choices = [("", _("Choose")), *choices]

    def clean(self) -> dict:
        asked = self.page.asked
        if len(asked) > len(self.page.found_of(asked)):
            self.add_error("add", _("Choose municipalities from the list. What is not on it is left out."))
        elif len(asked) > MOST:
            self.add_error("add", _("Five municipalities can be compared at a time. Remove one to add another."))
        return self.cleaned_data


@requires(Action.VIEW_FIGURES)
class CompareView(ExplorePage):
    template_name = "explore/compare.html"
    form_class = CompareForm
    heading = gettext_lazy("Compare")
    file_name = "sammenligning"

    @cached_property
    def places(self) -> list[Municipality]:
        return places_of(self.request.user)

    @cached_property
    def asked(self) -> list[str]:
        """The codes in the address, each once."""
        codes = [*self.request.GET.getlist("m"), self.request.GET.get("add")]
        return list(dict.fromkeys(filter(None, codes)))

    def found_of(self, codes: list[str]) -> list[Municipality]:
        places = {place.code: place for place in self.places}
        return [places[code] for code in codes if code in places]

    @property
    def compared(self) -> list[Municipality]:
        return self.found_of(self.asked)[:MOST]

    @cached_property
    def found(self) -> Figures:
        return read(self.question, self.months_back(self.chosen("span")), self.places)

    def chart(self) -> Chart | None:
        if not self.found.are_there:
            return None
        return comparison(self.found, self.compared, self.months_back(self.chosen("span")))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if not context.get("chart"):
            return context
        return context | {"compared": [self._shown(number) for number in range(len(self.compared))]} | self._similar()

    def _shown(self, number: int) -> dict:
        """A municipality that is compared, with the way to be without it."""
        place = self.compared[number]
        rest = [other.code for other in self.compared if other != place]
        return {
            "number": number + 1,
            "municipality": place,
            "share": figures.share(self.found.share(place, self.month)),
            "url": f"{place.get_absolute_url()}?month={self.month:%Y-%m}",
            "without_url": self.address(m=rest),
        }

    def _similar(self) -> dict:
        """Those like the first: of the same regional office, and wherever they lie."""
        if not self.compared or len(self.compared) == MOST:
            return {}
        first = self.compared[0]
        of_office = similar(self.found, first, self.compared, office_only=True)
        of_country = similar(self.found, first, self.compared, office_only=False)
        lists = [(_("In %(office)s, nearest in size") % {"office": first.office}, of_office)]
        if self.question.whole_country:
            lists.append((_("In the whole country, nearest in size"), of_country))
        return {"first": first, "similar": [(label, self._with_addresses(found)) for label, found in lists if found]}

    def _with_addresses(self, found: list[Similar]) -> list[dict]:
        codes = [place.code for place in self.compared]
        return [{"one": one, "url": self.address(m=[*codes, one.municipality.code])} for one in found]
