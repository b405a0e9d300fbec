"""Corrections: the list, and one with what becomes of it – approved, rejected, undone."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView, FormView

from kontakt.accounts.access import Action, may, requires
from kontakt.cpr import refuse_cpr
from kontakt.ui.lists import ListView
from municipalities.corrections.checking import MOST_REASON
from municipalities.corrections.correcting import approve, foresee, reject, undo, undoing_of
from municipalities.corrections.levels import shown
from municipalities.corrections.refusals import CannotCorrect
from municipalities.filtersets import CorrectionFilter
from municipalities.models import Correction
from municipalities.tables.corrections import CorrectionTable, MoveTable
from municipalities.views.sections import delivery_tabs

_WITH_NAMES = ("municipality", "indicator", "replaces__correction", "proposed_by", "decided_by")


def reason_field(label, **kwargs) -> forms.CharField:
    """A mandatory reason, in which a CPR number is refused."""
    return forms.CharField(
        label=label,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=MOST_REASON,
        validators=[refuse_cpr],
        help_text=gettext_lazy("The reason is kept with the correction. Do not write personal data about citizens."),
        **kwargs,
    )


def say_what_became_of(request, correction: Correction) -> None:
    """A message after a correction was made: in force, or waiting for another."""
    if correction.status == Correction.Status.PROPOSED:
        messages.info(request, _("%(correction)s awaits another person's approval.") % {"correction": correction})
    else:
        messages.success(request, _("%(correction)s has taken effect.") % {"correction": correction})


@requires(Action.VIEW_DELIVERIES)
class CorrectionListView(ListView):
    table_class = CorrectionTable
    filterset_class = CorrectionFilter
    template_name = "corrections/list.html"

    def get_queryset(self):
        return Correction.objects.visible_to(self.request.user).select_related(*_WITH_NAMES)

    def export_name(self) -> str:
        return "rettelser"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "tabs": delivery_tabs("corrections"),
            "waiting": Correction.objects.filter(status=Correction.Status.PROPOSED).count(),
            "may_correct": may(self.request.user, Action.CORRECT_FIGURES),
        }


@requires(Action.VIEW_DELIVERIES)
class CorrectionView(DetailView):
    """Before and after, why, who, which levels; and what can be done with it now."""

    template_name = "corrections/correction.html"
    context_object_name = "correction"

    def get_queryset(self):
        visible = Correction.objects.visible_to(self.request.user)
        return visible.select_related(*_WITH_NAMES, "undoes", "sheet", "set_aside__delivery", "replaces__delivery")

    def get_context_data(self, **kwargs):
        correction, user = self.object, self.request.user
        waits = correction.status == Correction.Status.PROPOSED
        may_decide = may(user, Action.DECIDE_CORRECTIONS)
        is_own = correction.proposed_by_id == user.pk
        return super().get_context_data(**kwargs) | {
            "move_table": MoveTable(shown(correction.levels)) if correction.levels else None,
            "conflicts": correction.conflicts.select_related("figure__delivery"),
            "undoings": correction.undoings.all(),
            "waits": waits,
            "is_own": is_own,
            "may_approve": waits and may_decide and not is_own,
            "may_reject": waits and may_decide,
            "may_undo": correction.status == Correction.Status.IN_FORCE and may(user, Action.CORRECT_FIGURES),
        }


@requires(Action.DECIDE_CORRECTIONS)
def approve_correction(request, pk: int):
    correction = get_object_or_404(Correction.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        try:
            say_what_became_of(request, approve(pk, by=request.user))
        except CannotCorrect as refused:
            messages.error(request, str(refused))
    else:
        messages.warning(
            request, _("You had been signed out, so nothing was done. Look at the correction, and press once more.")
        )
    return redirect(correction)


class _ReasonView(FormView):
    """Something done with a correction that needs a reason."""

    template_name = "corrections/reason.html"

    @cached_property
    def correction(self) -> Correction:
        visible = Correction.objects.visible_to(self.request.user)
        return get_object_or_404(visible.select_related(*_WITH_NAMES), pk=self.kwargs["pk"])

    def do(self, reason: str) -> Correction:
        raise NotImplementedError

    def form_valid(self, form):
        try:
            done = self.do(form.cleaned_data["reason"])
        except (CannotCorrect, ValidationError) as refused:
            form.add_error(None, refused if isinstance(refused, ValidationError) else str(refused))
            return self.form_invalid(form)
        return redirect(done)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"correction": self.correction}


class RejectForm(forms.Form):
    reason = reason_field(gettext_lazy("Why is the correction rejected?"))


@requires(Action.DECIDE_CORRECTIONS)
class RejectView(_ReasonView):
    form_class = RejectForm

    def do(self, reason: str) -> Correction:
        done = reject(self.correction.pk, by=self.request.user, reason=reason)
        messages.success(self.request, _("%(correction)s is rejected. Nothing was changed.") % {"correction": done})
        return done

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "title": _("Reject %(correction)s") % {"correction": str(self.correction).lower()},
            "words": _("The figures stay as they are. The correction is kept in the list, with your reason."),
            "submit": _("Reject the correction"),
        }


class UndoForm(forms.Form):
    reason = reason_field(gettext_lazy("Why is the correction undone?"))


@requires(Action.CORRECT_FIGURES)
class UndoView(_ReasonView):
    """What the deliveries say holds again; shown beside what holds now, with the levels that move."""

    form_class = UndoForm

    def do(self, reason: str) -> Correction:
        done = undo(self.correction.pk, by=self.request.user, reason=reason)
        say_what_became_of(self.request, done)
        return done

    def get_context_data(self, **kwargs):
        undoing = undoing_of(self.correction)
        foreseen = foresee([undoing])
        return super().get_context_data(**kwargs) | {
            "title": _("Undo %(correction)s") % {"correction": str(self.correction).lower()},
            "words": _("What the deliveries say holds again, as a new version. Nothing is deleted."),
            "submit": _("Undo the correction"),
            "now": self.correction,
            "then": undoing,
            "foreseen": foreseen,
            "move_table": MoveTable(shown(foreseen.moves)) if foreseen.moves else None,
        }
