"""Correcting a figure of a municipality: what holds now, what is to hold, what that changes – and then saving it."""

import uuid
from datetime import date
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from kontakt.accounts.access import Action, requires
from kontakt.submissions import ready_to_be_sent_anew
from kontakt.ui.templatetags import figures
from municipalities.corrections.checking import refuse_impossible
from municipalities.corrections.correcting import Asked, correct, foresee
from municipalities.corrections.levels import shown
from municipalities.corrections.refusals import CannotCorrect
from municipalities.corrections.standing import VALUES, same_values
from municipalities.figures_shown import figures_shown
from municipalities.models import Correction, Indicator, Municipality, Observation
from municipalities.months import parse_month
from municipalities.readers import cells, message
from municipalities.tables.corrections import MoveTable
from municipalities.views.corrections import reason_field, say_what_became_of

_WITHHELD = "–"


class FigureField(forms.CharField):
    """A figure as Danish files write it; "–" is withheld. Left blank it is refused, or withheld where `may_be_blank`."""

    def __init__(self, *, read, may_be_blank: bool = False, **kwargs) -> None:
        super().__init__(
            required=not may_be_blank,
            max_length=40,
            error_messages={"required": gettext_lazy("Write the figure, or “–” if it is withheld.")},
            **kwargs,
        )
        self.read = read

    def clean(self, value) -> int | Decimal | None:
        written = super().clean(value)
        try:
            return self.read(written)
        except cells.Unfit as unfit:
            raise ValidationError(message(unfit.code, {"value": written} | unfit.params))


class CellForm(forms.Form):
    """Which figure: a month and a target group."""

    month = forms.ChoiceField(label=gettext_lazy("Month"))
    indicator = forms.ModelChoiceField(
        Indicator.objects.all(), label=gettext_lazy("Target group"), to_field_name="slug", empty_label=None
    )


class CorrectForm(forms.Form):
    share = FigureField(label=gettext_lazy("Share (percent)"), read=cells.share)
    persons = FigureField(label=gettext_lazy("Persons"), read=cells.persons)
    average = FigureField(label=gettext_lazy("Average interviews"), read=cells.average)
    meeting = FigureField(
        label=gettext_lazy("Persons meeting the requirement"),
        read=cells.persons,
        may_be_blank=True,
        help_text=gettext_lazy("Blank: calculated from the persons and the share, as when a delivery does not say it."),
    )
    reason = reason_field(gettext_lazy("Why are the figures corrected?"))
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, version: Observation | None) -> "CorrectForm":
        """The form with what holds now."""
        return cls(
            initial={name: _written(getattr(version, name, None)) for name in VALUES}
            | {"meeting": _written(version and version.meeting, withheld="")}
            | {"seen": version and version.pk, "submission": uuid.uuid4()}
        )


def _written(value, withheld: str = _WITHHELD) -> str:
    return withheld if value is None else figures.exact(value)


@requires(Action.CORRECT_FIGURES)
class CorrectView(TemplateView):
    template_name = "corrections/correct.html"

    @cached_property
    def municipality(self) -> Municipality:
        return get_object_or_404(Municipality.objects.visible_to(self.request.user), code=self.kwargs["code"])

    @cached_property
    def chosen(self) -> tuple[CellForm, date | None, Indicator | None]:
        """The cell: as chosen in the address, else the newest month, and no target group."""
        known = figures_shown(self.request.GET.get("month"))
        month = known.month
        usual = {"month": f"{month:%Y-%m}" if month else ""}
        form = CellForm({**usual, **{name: value for name, value in self.request.GET.items() if value}})
        form.fields["month"].choices = [(f"{choice:%Y-%m}", figures.month(choice)) for choice in known.months]
        form.fields["indicator"].queryset = Indicator.objects.filter(observations__month=month).distinct()
        if "indicator" not in self.request.GET:
            form.is_bound = False
            form.initial = usual
            return form, None, None
        if not form.is_valid():
            return form, None, None
        return form, parse_month(form.cleaned_data["month"]), form.cleaned_data["indicator"]

    @cached_property
    def version(self) -> Observation | None:
        _form, month, indicator = self.chosen
        versions = Observation.objects.filter(municipality=self.municipality, month=month, indicator=indicator)
        return versions.filter(known_to=None).select_related("delivery", "correction__proposed_by").first()

    def post(self, request, *args, **kwargs):
        _form, month, indicator = self.chosen
        if indicator is None:
            return self.get(request, *args, **kwargs)
        form = CorrectForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        wanted = Correction(
            municipality=self.municipality,
            indicator=indicator,
            month=month,
            reason=form.cleaned_data["reason"],
            **{name: form.cleaned_data[name] for name in VALUES},
        )
        try:
            if "save" in request.POST:
                asked = Asked(wanted, seen=form.cleaned_data["seen"])
                made = correct([asked], by=request.user, submission=form.cleaned_data["submission"])[0]
                say_what_became_of(request, made)
                return redirect(made)
            refuse_impossible(wanted)
            if same_values(self.version, wanted):
                raise CannotCorrect(_("The figures are as they were: nothing is corrected."))
        except (CannotCorrect, ValidationError) as refused:
            form.add_error(None, refused if isinstance(refused, ValidationError) else str(refused))
            ready_to_be_sent_anew(form, refused)
            return self.render_to_response(self.get_context_data(form=form))
        foreseen = foresee([wanted])
        return self.render_to_response(
            self.get_context_data(
                form=form,
                wanted=wanted,
                foreseen=foreseen,
                move_table=MoveTable(shown(foreseen.moves)) if foreseen.moves else None,
            )
        )

    def get_context_data(self, **kwargs):
        cell_form, month, indicator = self.chosen
        context = {"municipality": self.municipality, "cell_form": cell_form, "month": month, "indicator": indicator}
        if indicator:
            waiting = self.municipality.corrections.filter(
                indicator=indicator, month=month, status=Correction.Status.PROPOSED
            )
            context |= {"version": self.version, "form": CorrectForm.of(self.version), "waiting": waiting.first()}
        return super().get_context_data(**(context | kwargs))
