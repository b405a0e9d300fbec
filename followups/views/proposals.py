"""Deciding on a proposal: doing what it says, dismissing it, or putting it off."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from followups.deciding import accept, dismiss, postpone
from followups.filtersets import caseworkers
from followups.models import KIND_OF, Proposal, Step
from followups.stages import StepRefused
from followups.views.months import coming_months, month_choices, month_of
from followups.views.steps import day_field
from followups.working_days import add_working_days
from kontakt.accounts.access import Action, may, requires
from kontakt.cpr import refuse_cpr
from kontakt.ui import frame
from municipalities.figures_shown import figures_shown


def _text(label, *, required: bool, rows: int = 3, **kwargs) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, widget=forms.Textarea(attrs={"rows": rows}), validators=[refuse_cpr], **kwargs
    )


class AcceptForm(forms.Form):
    prefix = "accept"
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    responsible = forms.ModelChoiceField(caseworkers(), label=gettext_lazy("Caseworker"), required=False)
    checkpoint_month = forms.ChoiceField(
        label=gettext_lazy("Checkpoint month"),
        required=False,
        help_text=gettext_lazy("When this month's figures are in, the case is evaluated."),
    )
    due_on = day_field(
        gettext_lazy("Deadline"),
        required=False,
        help_text=gettext_lazy("The day by which the municipality must answer."),
    )
    reason = _text(gettext_lazy("Remark"), required=False)
    lessons = _text(gettext_lazy("What was learnt"), required=False)

    def __init__(self, *args, proposal: Proposal, months, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if proposal.case:
            del self.fields["responsible"], self.fields["checkpoint_month"]
        else:
            self.fields["checkpoint_month"].choices = [("", _("None")), *month_choices(coming_months(months))]
        if proposal.rule.deadline_days is None:
            del self.fields["due_on"]
        if proposal.rule.step != Step.CLOSE:
            del self.fields["lessons"]


class DismissForm(forms.Form):
    prefix = "dismiss"
    reason = _text(
        gettext_lazy("Why not?"),
        required=True,
        help_text=gettext_lazy("The proposal does not come back until its ground changes. The reason is kept."),
    )


class PostponeForm(forms.Form):
    prefix = "postpone"
    until = day_field(gettext_lazy("Until"))
    reason = _text(gettext_lazy("Remark"), required=False)


@requires(Action.VIEW_CASES)
class ProposalView(TemplateView):
    """Why it is proposed, and the three things that can be done with it."""

    template_name = "cases/proposal.html"

    @cached_property
    def proposal(self) -> Proposal:
        visible = Proposal.objects.visible_to(self.request.user)
        return get_object_or_404(
            visible.select_related("rule__scheme", "municipality", "case", "decided_by"), pk=self.kwargs["pk"]
        )

    @property
    def may_decide(self) -> bool:
        return may(self.request.user, Action.WORK_CASES)

    def forms(self, data=None) -> dict[str, forms.Form]:
        proposal = self.proposal
        initial = {"version": proposal.case and proposal.case.version, "responsible": self.request.user}
        if proposal.rule.deadline_days:
            initial["due_on"] = add_working_days(timezone.localdate(), proposal.rule.deadline_days)
        chosen = data.get("decision") if data else None
        return {
            "accept": AcceptForm(
                data if chosen == "accept" else None,
                initial=initial,
                proposal=proposal,
                months=figures_shown(None).months,
            ),
            "dismiss": DismissForm(data if chosen == "dismiss" else None),
            "postpone": PostponeForm(data if chosen == "postpone" else None),
        }

    def post(self, request, *args, **kwargs):
        if not self.may_decide:
            raise PermissionDenied
        decision = request.POST.get("decision")
        shown = self.forms(request.POST)
        form = shown.get(decision)
        if form is None or not form.is_valid():
            return self.render_to_response(self.get_context_data(forms=shown))
        try:
            where = self.decide(decision, form.cleaned_data)
        except StepRefused as refused:
            del self.proposal
            if not self.proposal.is_undecided:
                messages.error(request, str(refused))
                return redirect(request.path)
            form.add_error(None, str(refused))
            form.data = form.data.copy()
            if self.proposal.case:
                form.data["accept-version"] = self.proposal.case.version
            return self.render_to_response(self.get_context_data(forms=shown))
        except ValidationError as refused:
            form.add_error(None, refused)
            return self.render_to_response(self.get_context_data(forms=shown))
        frame.forget_count("tasks", request.user)
        return redirect(where)

    def decide(self, decision: str, chosen: dict):
        """Do what was chosen; returns where to go."""
        user, proposal = self.request.user, self.proposal
        if decision == "accept":
            if "checkpoint_month" in chosen:
                chosen["checkpoint_month"] = month_of(chosen["checkpoint_month"])
            step = accept(proposal.pk, by=user, **chosen)
            messages.success(self.request, _("Registered: %(step)s.") % {"step": proposal.rule})
            return step.case
        if decision == "dismiss":
            dismiss(proposal.pk, by=user, reason=chosen["reason"])
            messages.success(self.request, _("The proposal is dismissed."))
        else:
            postpone(proposal.pk, by=user, until=chosen["until"], reason=chosen["reason"])
            messages.success(self.request, _("The proposal is postponed."))
        return proposal.case or "my-tasks"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return (
            {"forms": self.forms()}
            | context
            | {
                "proposal": self.proposal,
                "may_decide": self.may_decide,
                "letter_kind": KIND_OF.get(self.proposal.rule.step),
                "letters": self.proposal.letters.select_related("drafted_by"),
            }
        )
