"""Conflicts between deliveries and corrections: the list, and deciding one."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from kontakt.accounts.access import Action, may, requires
from kontakt.ui.lists import ListView
from municipalities.corrections.conflicts import keep
from municipalities.corrections.correcting import foresee, undo, undoing_of
from municipalities.corrections.levels import shown
from municipalities.corrections.refusals import CannotCorrect
from municipalities.filtersets import ConflictFilter
from municipalities.models import Correction, CorrectionConflict
from municipalities.tables.corrections import ConflictTable, MoveTable
from municipalities.views.corrections import reason_field, say_what_became_of
from municipalities.views.sections import delivery_tabs

KEEP, TAKE = "keep", "take"


def _conflicts(user):
    visible = Correction.objects.visible_to(user)
    return CorrectionConflict.objects.filter(correction__in=visible).select_related(
        "correction__municipality", "correction__indicator", "correction__proposed_by", "figure__delivery", "decided_by"
    )


@requires(Action.VIEW_DELIVERIES)
class ConflictListView(ListView):
    table_class = ConflictTable
    filterset_class = ConflictFilter
    template_name = "corrections/conflicts.html"

    def get_queryset(self):
        return _conflicts(self.request.user)

    def get_filterset_kwargs(self, filterset_class):
        kwargs = super().get_filterset_kwargs(filterset_class)
        if not self.request.GET:
            kwargs["data"] = {"status": CorrectionConflict.Status.OPEN}
        return kwargs

    def export_name(self) -> str:
        return "uenigheder"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"tabs": delivery_tabs("correction-conflicts")}


class DecideForm(forms.Form):
    decision = forms.ChoiceField(
        label=gettext_lazy("What is to hold?"),
        choices=[(KEEP, gettext_lazy("Keep the correction")), (TAKE, gettext_lazy("Take the delivery's figures"))],
        widget=forms.RadioSelect,
    )
    reason = reason_field(gettext_lazy("Why?"))


@requires(Action.VIEW_DELIVERIES)
class ConflictView(FormView):
    """The correction beside the delivery. Taking the delivery's figures undoes the correction."""

    form_class = DecideForm
    template_name = "corrections/conflict.html"

    @cached_property
    def conflict(self) -> CorrectionConflict:
        return get_object_or_404(_conflicts(self.request.user), pk=self.kwargs["pk"])

    def post(self, request, *args, **kwargs):
        if not may(request.user, Action.CORRECT_FIGURES):
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        conflict, reason, user = self.conflict, form.cleaned_data["reason"], self.request.user
        if conflict.status != CorrectionConflict.Status.OPEN:
            messages.error(self.request, _("The conflict has been decided already, or has lapsed. Look at it anew."))
            return redirect(conflict)
        try:
            if form.cleaned_data["decision"] == KEEP:
                keep(conflict.pk, by=user, reason=reason)
                messages.success(self.request, _("The correction is kept. The same figures raise no conflict again."))
                return redirect("correction-conflicts")
            undoing = undo(conflict.correction_id, by=user, reason=reason)
        except (CannotCorrect, ValidationError) as refused:
            form.add_error(None, refused if isinstance(refused, ValidationError) else str(refused))
            return self.form_invalid(form)
        say_what_became_of(self.request, undoing)
        return redirect(undoing)

    def get_context_data(self, **kwargs):
        conflict = self.conflict
        is_open = conflict.status == CorrectionConflict.Status.OPEN
        waiting = conflict.correction.undoings.filter(status=Correction.Status.PROPOSED).first()
        foreseen = foresee([undoing_of(conflict.correction)]) if is_open else None
        return super().get_context_data(**kwargs) | {
            "conflict": conflict,
            "correction": conflict.correction,
            "waiting": waiting,
            "may_decide": is_open and not waiting and may(self.request.user, Action.CORRECT_FIGURES),
            "foreseen": foreseen,
            "move_table": MoveTable(shown(foreseen.moves)) if foreseen and foreseen.moves else None,
        }
