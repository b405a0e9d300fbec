"""Forms that show what would change before anything is saved: a month is chosen, and levels are computed as if."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from kontakt.ui.templatetags import figures
from municipalities.models import Assessment
from municipalities.months import parse_month

TRY = "_what_if"


class MonthToTry(forms.Form):
    """A month with figures, newest first; it need only be chosen to try."""

    month = forms.ChoiceField(label=_("Month"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        months = Assessment.objects.filter(indicator=None).order_by("-month").values_list("month", flat=True).distinct()
        self.fields["month"].choices = [(f"{month:%Y-%m}", figures.month(month)) for month in months]


class TriesInstead:
    """Tries what is on the form instead of saving it: never valid to Django's page, which saves what is."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["month"].required = True

    def try_on(self, month: date) -> dict:
        """`moves` (assessment.whatif.Move), and `outside`: whether the month lies outside the period asked for."""
        raise NotImplementedError

    def is_valid(self) -> bool:
        if super().is_valid():
            month = parse_month(self.cleaned_data["month"])
            self.tried = {"month": month} | self.try_on(month)
        return False


class TriesBeforeSaving:
    """A page of the administration whose form can be tried: `form_that_tries` is a `TriesInstead`."""

    form_that_tries = None

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = self.form_that_tries if request.method == "POST" and TRY in request.POST else self.form
        return super().get_form(request, obj, change, form=form, **kwargs)

    def render_change_form(self, request, context, *args, **kwargs):
        context["tried"] = getattr(context["adminform"].form, "tried", None)
        return super().render_change_form(request, context, *args, **kwargs)
