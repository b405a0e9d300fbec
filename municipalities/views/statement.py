"""The statement of a month: on screen for one target group at a time, and as files with all of them."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from kontakt.accounts.access import Action, requires, sees_whole_country
from kontakt.ui.exports import file_response
from kontakt.ui.templatetags import figures
from municipalities.figures_shown import FiguresShown, figures_shown
from municipalities.known_on import KnownOnField
from municipalities.models import Indicator
from municipalities.months import parse_month
from municipalities.statements import words
from municipalities.statements.csv_file import statement_csv
from municipalities.statements.pdf import statement_pdf
from municipalities.statements.statement import NoStatement, Statement, make_statement
from municipalities.statements.workbook import statement_xlsx
from municipalities.tables.statement import StatementTable

_FILES = {"pdf": statement_pdf, "xlsx": statement_xlsx, "csv": statement_csv}
_BY_NAME, _RANKED = "name", "rank"


class StatementForm(forms.Form):
    """What the statement shows. A choice that cannot be made is said, and the usual is shown instead."""

    month = forms.ChoiceField(label=gettext_lazy("Month"), required=False)
    baseline = forms.ChoiceField(label=gettext_lazy("Compare with"), required=False)
    group = forms.ChoiceField(label=gettext_lazy("Target group"), required=False)
    order = forms.ChoiceField(
        label=gettext_lazy("Order"),
        choices=[(_BY_NAME, gettext_lazy("Alphabetical")), (_RANKED, gettext_lazy("Highest share first"))],
        required=False,
    )
    known = KnownOnField()

    def __init__(self, data, *, shown: FiguresShown, indicators: list[Indicator]) -> None:
        usual = {"month": f"{shown.month:%Y-%m}" if shown.month else "", "order": _BY_NAME}
        super().__init__(usual | {name: value for name, value in data.items() if value})
        months = [(f"{month:%Y-%m}", figures.month(month)) for month in shown.months]
        self.fields["month"].choices = months
        self.fields["baseline"].choices = [("", _("No month")), *months]
        measured = [indicator for indicator in indicators if shown.month is None or indicator.is_valid_on(shown.month)]
        self.fields["group"].choices = [
            ("", _("All together")),
            *((indicator.slug, str(indicator)) for indicator in measured),
        ]

    def clean(self) -> dict:
        month, baseline = self.cleaned_data.get("month"), self.cleaned_data.get("baseline")
        if month and baseline and baseline >= month:
            self.add_error("baseline", _("Choose a month before the month of the statement."))
        return self.cleaned_data


@requires(Action.VIEW_FIGURES)
class StatementView(TemplateView):
    """`?export=pdf|xlsx|csv` gives the whole statement as a file."""

    template_name = "statements/statement.html"

    @cached_property
    def shown(self) -> FiguresShown:
        return figures_shown(self.request.GET.get("month"))

    @cached_property
    def indicators(self) -> list[Indicator]:
        return list(Indicator.objects.filter(schemes=self.shown.scheme))

    @cached_property
    def form(self) -> StatementForm:
        form = StatementForm(self.request.GET, shown=self.shown, indicators=self.indicators)
        form.is_valid()
        return form

    def get(self, request, *args, **kwargs):
        file_format = request.GET.get("export")
        if file_format in _FILES and self.shown.month:
            try:
                statement = self._statement()
            except NoStatement:
                pass  # the page says why there is none
            else:
                content = _FILES[file_format](statement)
                return file_response(content, file_format=file_format, name=words.file_name(statement))
        return super().get(request, *args, **kwargs)

    def _statement(self) -> Statement:
        chosen = self.form.cleaned_data
        baseline = chosen.get("baseline")
        return make_statement(
            self.shown.month,
            baseline=parse_month(baseline) if baseline else None,
            as_known=chosen.get("known"),
            ranked=chosen.get("order") == _RANKED,
            scheme=self.shown.scheme,
            indicators=self.indicators,
            user=self.request.user,
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs) | {
            "form": self.form,
            "month": self.shown.month,
            "whole_country": sees_whole_country(self.request.user),
        }
        if self.shown.month is None:
            return context
        try:
            statement = self._statement()
        except NoStatement as reason:
            return context | {"no_statement": str(reason)}
        section = statement.section(self.form.cleaned_data.get("group"))
        return context | {
            "statement": statement,
            "section": section,
            "verdict": words.verdict(statement, section),
            "requirement": words.requirement(section.indicator),
            "table": StatementTable.of(statement, section),
            "footnotes": words.footnotes(statement),
            "about": words.about(statement),
        }
