"""Taking a step of one's own: what it does, and the reason where it is not proposed or out of order."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from followups.models import KIND_OF, Outcome, Step
from followups.stages import STEPS_OF_THE_OFFICE, StepRefused, is_out_of_order
from followups.stepping import is_proposable, take
from followups.views.case_pages import OfCaseMixin, refused_form
from followups.words import baseline_rows, change_since_baseline
from kontakt.accounts.access import Action, requires
from kontakt.cpr import refuse_cpr
from kontakt.ui import frame
from municipalities.models import Assessment

_WITH_A_DEADLINE = (Step.REQUEST_ACCOUNT, Step.SUMMON, Step.ENQUIRE, Step.OFFER_SUPPORT)


def day_field(label, **kwargs) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class StepForm(forms.Form):
    """`version`: the case as the user saw it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    on = day_field(gettext_lazy("Date"))
    outcome = forms.ChoiceField(label=gettext_lazy("What came of the case"), choices=Outcome.choices)
    due_on = day_field(
        gettext_lazy("Deadline"),
        required=False,
        help_text=gettext_lazy("The day by which the municipality must answer."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 4}), required=False, validators=[refuse_cpr]
    )
    lessons = forms.CharField(
        label=gettext_lazy("What was learnt"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        validators=[refuse_cpr],
        help_text=gettext_lazy("For those who take the next case of the kind."),
    )

    def __init__(self, *args, step: Step, needs_reason: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if step != Step.CLOSE:
            del self.fields["outcome"], self.fields["lessons"]
        if step not in _WITH_A_DEADLINE:
            del self.fields["due_on"]
        self.fields["reason"].required = needs_reason


@requires(Action.WORK_CASES)
class StepView(OfCaseMixin, FormView):
    """A step that is not proposed, or that no rule proposes."""

    form_class = StepForm
    template_name = "cases/step.html"

    @property
    def step(self) -> Step:
        step = self.kwargs["step"]
        if step not in Step.values or step == Step.OPEN or step in STEPS_OF_THE_OFFICE:
            raise Http404
        return Step(step)

    @property
    def needs_reason(self) -> bool:
        return is_proposable(self.step) or is_out_of_order(self.case, self.step) or self.step == Step.REOPEN

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"step": self.step, "needs_reason": self.needs_reason}

    def get_initial(self):
        return {"version": self.case.version, "on": timezone.localdate()}

    def form_valid(self, form):
        chosen = form.cleaned_data
        try:
            take(
                self.case.pk,
                self.step,
                by=self.request.user,
                version=chosen["version"],
                reason=chosen["reason"],
                on=chosen["on"],
                due_on=chosen.get("due_on"),
                outcome=chosen.get("outcome", ""),
                lessons=chosen.get("lessons", ""),
            )
        except StepRefused as refused:
            return refused_form(self, form, refused)
        except ValidationError as refused:
            form.add_error(None, refused)
            return self.form_invalid(form)
        frame.forget_count("tasks", self.request.user)
        messages.success(self.request, _("Registered: %(step)s.") % {"step": self.step.label})
        return redirect(self.case)

    def get_context_data(self, **kwargs):
        latest = (
            Assessment.objects.filter(scheme=self.case.scheme, municipality=self.case.municipality, indicator=None)
            .order_by("-month")
            .first()
        )
        return super().get_context_data(**kwargs) | {
            "step": self.step,
            "letter_kind": KIND_OF.get(self.step),
            "not_proposed": is_proposable(self.step),
            "out_of_order": is_out_of_order(self.case, self.step),
            "is_closing": self.step == Step.CLOSE,
            "since_baseline": change_since_baseline(self.case, baseline_rows(self.case), latest),
        }
