"""Beginning a letter: from a proposal, from a step, or just because one must be written."""

from datetime import date

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from followups.letters.composing import ALL_ROLES, Plan
from followups.letters.drafting import draft
from followups.letters.refusals import LetterRefused
from followups.models import KIND_OF, Case, Letter, LetterTemplate, Outcome, Proposal, Step
from followups.rules.facts import latest_month
from followups.stages import StepRefused, steps_from
from followups.views.case_pages import case_of
from followups.views.fields import text_field
from followups.views.months import coming_months, month_choices, month_of
from followups.views.steps import day_field
from followups.working_days import add_working_days
from kontakt.accounts.access import Action, requires
from kontakt.ui import frame
from municipalities.figures_shown import figures_shown
from municipalities.models import ContactRole


class DraftForm(forms.Form):
    """Which letter, with the figures of which month, to whom and with which deadline."""

    template = forms.ModelChoiceField(
        LetterTemplate.objects.filter(is_active=True), label=gettext_lazy("Letter template"), empty_label=None
    )
    month = forms.ChoiceField(label=gettext_lazy("The figures of"))
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("To"), choices=ContactRole.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    due_on = day_field(
        gettext_lazy("Deadline"),
        required=False,
        help_text=gettext_lazy(
            "The day by which the municipality must answer. Empty: as many working days as the template says, if any."
        ),
    )
    takes_step = forms.BooleanField(
        label=gettext_lazy("Take the step in the case when the letter is sent"), required=False, initial=True
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("What came of the case"), choices=[("", "–"), *Outcome.choices], required=False
    )
    checkpoint_month = forms.ChoiceField(
        label=gettext_lazy("Checkpoint month"),
        required=False,
        help_text=gettext_lazy("When this month's figures are in, the case is evaluated."),
    )
    reason = text_field(
        gettext_lazy("Reason"),
        rows=3,
        required=False,
        help_text=gettext_lazy("Needed when the step is not proposed or is out of order. It is kept with the case."),
    )

    def __init__(
        self, *args, step: Step | None, proposal: Proposal | None, case: Case | None, months, **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        if step:
            self.fields["template"].queryset = self.fields["template"].queryset.filter(kind=KIND_OF[step])
        if proposal:
            del self.fields["takes_step"]
        if proposal or (step and step != Step.CLOSE):
            del self.fields["outcome"]
        if case is None:
            self.fields["checkpoint_month"].choices = [("", _("None")), *month_choices(coming_months(months))]
        else:
            del self.fields["checkpoint_month"]
        self.fields["month"].choices = month_choices(months)

    def clean_roles(self) -> list[str]:
        chosen = self.cleaned_data["roles"]
        if not chosen:
            raise ValidationError(_("Choose at least one whom the letter is to."))
        return [role for role in ALL_ROLES if role in chosen]


class _DraftView(FormView):
    form_class = DraftForm
    template_name = "letters/draft.html"
    proposal: Proposal | None = None
    case: Case | None = None
    step: Step | None = None

    @property
    def municipality(self):
        return (self.case or self.proposal).municipality

    @cached_property
    def months(self) -> list[date]:
        return figures_shown(None).months

    def get_form_kwargs(self):
        more = {"step": self.step, "proposal": self.proposal, "case": self.case, "months": self.months}
        return super().get_form_kwargs() | more

    def get_initial(self):
        initial = {"roles": ALL_ROLES, "month": self._month()}
        if self.step:
            template = LetterTemplate.objects.filter(is_active=True, kind=KIND_OF[self.step]).first()
            initial["template"] = template
            if template and template.deadline_days:
                initial["due_on"] = add_working_days(timezone.localdate(), template.deadline_days)
        return initial

    def _month(self) -> str | None:
        """The month that the proposal is about; otherwise the latest with figures."""
        facts = self.proposal.facts if self.proposal else {}
        if self.step in (Step.SUMMON, Step.REQUEST_ACCOUNT) and facts.get("checkpoint_month"):
            return facts["checkpoint_month"]
        scheme = self.case.scheme if self.case else self.proposal.rule.scheme
        month = latest_month(scheme)
        return month and month.isoformat()

    def form_valid(self, form):
        try:
            letter = self.draft(form.cleaned_data)
        except LetterRefused as refused:
            return self.render_to_response(self.get_context_data(form=form, problems=refused.problems))
        except StepRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        frame.forget_count("tasks", self.request.user)
        messages.success(self.request, _("The letter is drafted. Read it through, and have another approve it."))
        return redirect(letter)

    def draft(self, chosen: dict) -> Letter:
        template, due_on = chosen["template"], chosen["due_on"]
        if due_on is None and template.deadline_days:
            due_on = add_working_days(timezone.localdate(), template.deadline_days)
        takes_step = self.proposal is not None or chosen["takes_step"]
        step = template.step if takes_step else None
        if step and self.case and self.step is None and step not in steps_from(self.case.stage, self.case.support):
            step = None  # a letter that repeats a step which has been taken
        if step == Step.CLOSE and not self.proposal and not chosen["outcome"]:
            raise StepRefused(_("Choose what came of the case."))
        plan = Plan(
            template=template,
            municipality=self.municipality,
            case=self.case,
            step=step or "",
            proposal=self.proposal,
            reason=chosen["reason"],
            outcome=self._outcome(step, chosen),
            due_on=due_on,
            checkpoint_month=month_of(chosen.get("checkpoint_month", "")),
            roles=chosen["roles"],
        )
        return draft(plan, by=self.request.user, month=month_of(chosen["month"]))

    def _outcome(self, step: Step | None, chosen: dict) -> str:
        if step != Step.CLOSE:
            return ""
        return Outcome.IMPROVED if self.proposal else chosen["outcome"]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "municipality": self.municipality,
            "case": self.case,
            "proposal": self.proposal,
            "step": self.step,
        }


@requires(Action.WORK_CASES)
class DraftInCaseView(_DraftView):
    """A letter in a case; `?skridt=` is the step it is to take."""

    @cached_property
    def case(self) -> Case:
        return case_of(self.request.user, self.kwargs["number"])

    @cached_property
    def step(self) -> Step | None:
        step = self.request.GET.get("skridt", "")
        return Step(step) if step in KIND_OF else None


@requires(Action.WORK_CASES)
class DraftFromProposalView(_DraftView):
    """The letter that a proposal leads to; its case is opened with it where there is none."""

    @cached_property
    def proposal(self) -> Proposal:
        visible = Proposal.objects.visible_to(self.request.user).select_related(
            "rule__scheme", "municipality__office", "case__scheme", "case__municipality__office"
        )
        return get_object_or_404(visible, pk=self.kwargs["pk"], rule__step__in=KIND_OF)

    @cached_property
    def case(self) -> Case | None:
        return self.proposal.case

    @cached_property
    def step(self) -> Step:
        return Step(self.proposal.rule.step)
