"""The forms of a round: making it, its letters by level, and whom it is to."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from followups.models import LetterTemplate, RoundVariant
from followups.rounds.making import Filter, NewVariant
from followups.views.fields import line_field
from followups.views.months import coming_months, month_choices, month_of
from followups.views.steps import day_field
from kontakt.accounts.models import RegionalOffice
from municipalities.models import Level, Municipality, Scheme

_WHO = [
    ("", gettext_lazy("All")),
    ("yes", gettext_lazy("Only those marked with *")),
    ("no", gettext_lazy("Only the others")),
]


class LettersForm(forms.Form):
    """Which letter the municipalities at each level get; the same letter at several levels is one variant."""

    checkpoint_month = forms.ChoiceField(
        label=gettext_lazy("Checkpoint month"),
        required=False,
        help_text=gettext_lazy("When this month's figures are in, the round is evaluated."),
    )
    encloses_statement = forms.BooleanField(
        label=gettext_lazy("Enclose the statement for the whole country"), required=False, initial=True
    )

    def __init__(self, *args, months, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["checkpoint_month"].choices = [("", _("None")), *month_choices(coming_months(months))]
        templates = LetterTemplate.objects.filter(is_active=True)
        for level in Level.values:
            self.fields[f"letter_{level}"] = forms.ModelChoiceField(
                templates, label=gettext_lazy("Letter"), required=False, empty_label=gettext_lazy("No letter")
            )
            self.fields[f"takes_step_{level}"] = forms.BooleanField(
                label=gettext_lazy("Take the step, and open a case where there is none"), required=False
            )
            self.fields[f"due_on_{level}"] = day_field(gettext_lazy("Deadline"), required=False)

    def by_level(self) -> list[tuple]:
        """Each level with its fields, in the levels' order."""
        return [
            (level, [self[f"{name}_{level}"] for name in ("letter", "takes_step", "due_on")]) for level in Level.values
        ]

    def clean(self):
        for level in Level.values:
            template, takes_step = self.cleaned_data.get(f"letter_{level}"), self.cleaned_data[f"takes_step_{level}"]
            if takes_step and template and template.step is None:
                self.add_error(
                    f"takes_step_{level}",
                    _("The letter “%(name)s” belongs to no step, so none can be taken with it.") % {"name": template},
                )
        if not any(self.cleaned_data.get(f"letter_{level}") for level in Level.values):
            self.add_error(None, _("Choose a letter for at least one level."))
        return self.cleaned_data

    def variants(self) -> list[NewVariant]:
        groups: dict[tuple, list[str]] = {}
        for level in Level.values:
            if template := self.cleaned_data[f"letter_{level}"]:
                key = template, self.cleaned_data[f"takes_step_{level}"], self.cleaned_data[f"due_on_{level}"]
                groups.setdefault(key, []).append(level)
        return [
            NewVariant(template, levels, takes_step=takes_step, due_on=due_on)
            for (template, takes_step, due_on), levels in groups.items()
        ]

    @staticmethod
    def initial_of(variants: list[RoundVariant]) -> dict:
        return {
            f"{name}_{level}": value
            for variant in variants
            for level in variant.levels
            for name, value in (
                ("letter", variant.template), ("takes_step", variant.takes_step), ("due_on", variant.due_on),
            )
        }  # fmt: skip


class RoundForm(LettersForm):
    """A new round. `kommune`: the municipalities it is to, where they were chosen one by one beforehand."""

    scheme = forms.ModelChoiceField(
        Scheme.objects.filter(is_active=True), label=gettext_lazy("Scheme"), empty_label=None
    )
    name = line_field(
        gettext_lazy("Name of the round"),
        most=120,
        help_text=gettext_lazy("For example: The minister's letter of 29 January 2018"),
    )
    month = forms.ChoiceField(
        label=gettext_lazy("Month of the figures"),
        help_text=gettext_lazy("The letters show the figures of this month."),
    )
    baseline_month = forms.ChoiceField(
        label=gettext_lazy("Baseline month"), help_text=gettext_lazy("Improvement is measured from this month.")
    )
    levels = forms.MultipleChoiceField(
        label=gettext_lazy("Level"),
        required=False,
        choices=Level,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen is all."),
    )
    offices = forms.ModelMultipleChoiceField(
        RegionalOffice.objects.all(),
        label=gettext_lazy("Regional office"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen is all."),
    )
    starred = forms.ChoiceField(label=gettext_lazy("Exempt now or in the past year (*)"), required=False, choices=_WHO)
    kommune = forms.ModelMultipleChoiceField(
        Municipality.objects.all(), to_field_name="code", required=False, widget=forms.MultipleHiddenInput
    )

    BEFORE = ("scheme", "name", "month", "baseline_month", "checkpoint_month", "encloses_statement")
    WHO = ("levels", "offices", "starred")

    def __init__(self, *args, months, **kwargs) -> None:
        super().__init__(*args, months=months, **kwargs)
        choices = month_choices(months)
        self.fields["month"].choices = self.fields["baseline_month"].choices = choices
        if Scheme.objects.filter(is_active=True).count() < 2:
            del self.fields["scheme"]

    def first(self) -> list:
        return [self[name] for name in self.BEFORE if name in self.fields]

    def who(self) -> list:
        return [self[name] for name in self.WHO]

    def to(self) -> Filter:
        chosen = self.cleaned_data
        return Filter(
            levels=chosen["levels"],
            offices=[office.pk for office in chosen["offices"]],
            starred={"yes": True, "no": False}.get(chosen["starred"]),
            codes=[municipality.code for municipality in chosen["kommune"]],
        )

    def months(self) -> dict:
        names = ("month", "baseline_month", "checkpoint_month")
        return {name: month_of(self.cleaned_data[name]) for name in names}


class ReasonForm(forms.Form):
    reason = line_field(gettext_lazy("Why?"), most=300, help_text=gettext_lazy("The reason is kept with the round."))


class AddForm(ReasonForm):
    municipality = forms.ModelChoiceField(
        Municipality.objects.all(), label=gettext_lazy("Municipality"), to_field_name="code"
    )
    field_order = ["municipality", "reason"]

    def __init__(self, *args, municipalities, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = municipalities
