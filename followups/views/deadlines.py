"""Setting a deadline in a case, and ending one: done, moved, cancelled."""

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from followups.deadlines import cancel, complete, move, set_deadline
from followups.filtersets import caseworkers
from followups.models import Deadline
from followups.views.case_pages import CaseFormView
from followups.views.fields import line_field, text_field
from followups.views.steps import day_field
from kontakt.accounts.access import Action, requires
from kontakt.ui.templatetags import figures


class DeadlineForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Deadline.Kind)
    title = line_field(gettext_lazy("What must be there by the deadline"), most=200)
    due_on = day_field(gettext_lazy("Deadline"))
    responsible = forms.ModelChoiceField(
        caseworkers(),
        label=gettext_lazy("Who answers for it"),
        required=False,
        empty_label=gettext_lazy("The case's caseworker"),
    )


@requires(Action.WORK_CASES)
class SetDeadlineView(CaseFormView):
    form_class = DeadlineForm
    title = gettext_lazy("Set a deadline")
    submit = gettext_lazy("Set the deadline")
    done = gettext_lazy("The deadline is set.")
    anchor = "#frister"

    def get_initial(self):
        return {"kind": Deadline.Kind.REPLY}

    def act(self, chosen: dict) -> None:
        set_deadline(self.case, by=self.request.user, **chosen)


class _DeadlineView(CaseFormView):
    """Something done with one of the case's deadlines."""

    anchor = "#frister"

    @cached_property
    def deadline(self) -> Deadline:
        return get_object_or_404(self.case.deadlines, pk=self.kwargs["pk"])

    @property
    def lead(self) -> str:
        return _("%(title)s, %(day)s.") % {"title": self.deadline.title, "day": figures.day(self.deadline.due_on)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"deadline": self.deadline}


class DoneForm(forms.Form):
    on = day_field(gettext_lazy("Date"), help_text=gettext_lazy("The day it was there."))
    note = text_field(gettext_lazy("Note"), required=False)


@requires(Action.WORK_CASES)
class CompleteView(_DeadlineView):
    form_class = DoneForm
    title = gettext_lazy("The deadline is met")
    submit = gettext_lazy("Register that it is met")
    done = gettext_lazy("The deadline is registered as met.")

    def get_initial(self):
        return {"on": timezone.localdate()}

    def act(self, chosen: dict) -> None:
        today = chosen["on"] == timezone.localdate()
        on = None if today else chosen["on"]
        if complete(self.deadline.pk, by=self.request.user, note=chosen["note"], on=on).done_note != chosen["note"]:
            raise ValidationError(_("The deadline has been met already."))


class MoveForm(forms.Form):
    due_on = day_field(gettext_lazy("New deadline"))
    reason = text_field(gettext_lazy("Why is it moved?"))


@requires(Action.WORK_CASES)
class MoveView(_DeadlineView):
    form_class = MoveForm
    title = gettext_lazy("Move the deadline")
    submit = gettext_lazy("Move the deadline")
    done = gettext_lazy("The deadline is moved.")

    def act(self, chosen: dict) -> None:
        move(self.deadline.pk, by=self.request.user, **chosen)


class CancelForm(forms.Form):
    reason = text_field(gettext_lazy("Why is it cancelled?"))


@requires(Action.WORK_CASES)
class CancelView(_DeadlineView):
    form_class = CancelForm
    title = gettext_lazy("Cancel the deadline")
    submit = gettext_lazy("Cancel the deadline")
    done = gettext_lazy("The deadline is cancelled.")

    def act(self, chosen: dict) -> None:
        if cancel(self.deadline.pk, by=self.request.user, **chosen).cancelled_reason != chosen["reason"]:
            raise ValidationError(_("The deadline has been cancelled already."))
