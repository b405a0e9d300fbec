"""What the pages of the charts have in common: what is chosen, the chart, and its files.

Everything that is chosen stands in the address, so that a link shows the same again. What cannot be chosen is said, and
the usual is shown instead.
"""

from datetime import date, datetime
from urllib.parse import urlencode

from django import forms
from django.db.models import Max
from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from kontakt.ui.exports import file_response, table_response
from kontakt.ui.templatetags import figures
from municipalities.assessment.query import known_at
from municipalities.explore.drawing import Chart, picture_png, picture_svg
from municipalities.explore.reading import Question
from municipalities.explore.scales import NARROW, WIDE
from municipalities.figures_shown import FiguresShown, figures_shown
from municipalities.known_on import KnownOnField
from municipalities.models import Indicator, Observation
from municipalities.months import add_months

_PICTURES = {"svg": picture_svg, "png": picture_png}


class ExploreForm(forms.Form):
    """The month, the target group, and as known on which day (empty: now)."""

    month = forms.ChoiceField(label=gettext_lazy("Month"), required=False)
    group = forms.ChoiceField(label=gettext_lazy("Target group"), required=False)
    known = KnownOnField()
    usual: dict[str, object] = {}

    def __init__(self, data, *, page: "ExplorePage") -> None:
        self.page = page
        super().__init__(data)
        self.fields["month"].choices = [(f"{month:%Y-%m}", figures.month(month)) for month in page.shown.months]
        self.fields["group"].choices = [("", _("All together")), *((i.slug, str(i)) for i in page.groups)]


class ExplorePage(TemplateView):
    """A chart: `?month=2018-04&group=dagpenge&known=2018-10-01` and what a page adds. `?export=csv|png|svg`: a file."""

    template_name = "explore/chart.html"
    form_class = ExploreForm
    heading = ""
    file_name = ""

    def chart(self) -> Chart | None:
        """What is shown; None where nothing was known."""
        raise NotImplementedError

    @cached_property
    def shown(self) -> FiguresShown:
        return figures_shown(self.request.GET.get("month"))

    @cached_property
    def month(self) -> date | None:
        """The one that was chosen; else the newest, or the newest that was known on the day that was chosen."""
        if self._as_known and not self.request.GET.get("month"):
            newest = Observation.objects.filter(known_at(self._as_known)).aggregate(newest=Max("month"))["newest"]
            return newest or self.shown.month
        return self.shown.month

    @cached_property
    def _as_known(self) -> datetime | None:
        """As the address says it; a day that cannot be is said by the form."""
        try:
            return KnownOnField().clean(self.request.GET.get("known", ""))
        except forms.ValidationError:
            return None

    @cached_property
    def indicators(self) -> list[Indicator]:
        """All that the scheme follows."""
        return list(Indicator.objects.filter(schemes=self.shown.scheme))

    @cached_property
    def groups(self) -> list[Indicator]:
        """What is measured in the month."""
        return [indicator for indicator in self.indicators if self.month is None or indicator.is_valid_on(self.month)]

    @cached_property
    def form(self) -> ExploreForm:
        usual = self.form_class.usual | {"month": f"{self.month:%Y-%m}" if self.month else ""}
        data = self.request.GET.copy()
        for name, value in usual.items():
            if not data.get(name):
                data[name] = value
        form = self.form_class(data, page=self)
        form.is_valid()
        return form

    def chosen(self, name: str):
        """A choice, or the usual where it cannot be made."""
        value = self.form.cleaned_data.get(name) or (name == "month" and f"{self.month:%Y-%m}")
        return value or self.form_class.usual.get(name)

    @cached_property
    def question(self) -> Question:
        group = next((indicator for indicator in self.groups if indicator.slug == self.chosen("group")), None)
        return Question(self.shown.scheme, self.month, group, self._as_known, self.request.user)

    def months_back(self, count: int) -> list[date]:
        """Up to so many months that there are figures for, until the chosen one; the earliest first."""
        first = add_months(self.month, 1 - count)
        return [month for month in reversed(self.shown.months) if first <= month <= self.month] or [self.month]

    @cached_property
    def drawn(self) -> Chart | None:
        return self.chart() if self.month else None

    def get(self, request, *args, **kwargs):
        file_format = request.GET.get("export")
        if file_format == "csv" and self.drawn:
            return self.csv(self.name_of_file())
        if file_format in _PICTURES and self.drawn and self.drawn.template:
            content = _PICTURES[file_format](self.drawn, notes=self.notes())
            return file_response(content, file_format=file_format, name=self.name_of_file())
        return super().get(request, *args, **kwargs)

    def csv(self, name: str) -> HttpResponse:
        """The table as a file."""
        table = self.drawn.table
        return table_response(table, file_format="csv", name=name, also=getattr(table, "exported_too", ()))

    def notes(self) -> list[str]:
        """What stands under a picture: what it is about, what else it says, and its source."""
        about = f"{self.question.group_name}. {figures.month(self.month).capitalize()}."
        return [about, *self.drawn.words, figures.source_in_words(self.question.as_known)]

    def name_of_file(self) -> str:
        group = self.question.indicator
        return "-".join(filter(None, (self.file_name, f"{self.month:%Y-%m}", group and group.slug)))

    def address(self, **other) -> str:
        """This page with all that is chosen, and other choices in the place of some."""
        known = self._as_known and timezone.localdate(self._as_known)
        chosen = {name: self.chosen(name) for name in self.form.fields}
        chosen |= {"month": f"{self.month:%Y-%m}", "known": known}
        kept = {name: value for name, value in (chosen | other).items() if value not in (None, "", [])}
        return f"{self.request.path}?{urlencode(kept, doseq=True)}"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs) | {"form": self.form, "month": self.month, "heading": self.heading}
        if self.month is None:
            return context
        return context | {
            "question": self.question,
            "chart": self.drawn,
            "drawings": self.drawings(),
            "body": self.drawn and f"explore/{self.drawn.template}.svg",
            "link": self.address(),
            "link_as_known": None if self.question.as_known else self.address(known=timezone.localdate()),
        }

    def drawings(self) -> list[dict]:
        """The chart for a wide screen and for a narrow one."""
        if not (self.drawn and self.drawn.template):
            return []
        return [{"size": size} | self.drawn.draw(width) for size, width in (("wide", WIDE), ("narrow", NARROW))]
