"""What every page of a case begins with: the case itself, as far as the user may see it, and the forms about it."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from followups.models import Case
from followups.stages import StepRefused
from followups.stepping import CaseChanged
from followups.views.rows import Rows, errors_in_rows
from kontakt.ui import frame

SENT_BEFORE = "sent_before"


def case_of(user, number: tuple[int, int]) -> Case:
    """The case with the journal number; 404 for one the user does not see."""
    return get_object_or_404(
        Case.objects.visible_to(user).select_related("municipality__office", "scheme", "responsible"),
        journal_year=number[0],
        journal_serial=number[1],
    )


class OfCaseMixin:
    """A page of the case that the address names."""

    @cached_property
    def case(self) -> Case:
        return case_of(self.request.user, self.kwargs["number"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"case": self.case}


class CaseFormView(OfCaseMixin, FormView):
    """Something to be entered in a case: `act` does it, and then the case's page shows it at `anchor`.

    What is refused, by the form or by the service, comes back with all that was typed. `title`, `lead`, `submit` and
    `done` are the page's words; `row_blocks` are the form's rows, where it has any.
    """

    template_name = "cases/case_form.html"
    title = lead = submit = done = anchor = ""

    def act(self, chosen: dict) -> None:
        """Do it. Raises StepRefused or ValidationError with a text for the user."""
        raise NotImplementedError

    def make_rows(self, data) -> list[Rows]:
        """The form's rows; `data` is what was sent, None for a new form."""
        return []

    @cached_property
    def row_blocks(self) -> list[Rows]:
        return self.make_rows(self.request.POST if self.request.method == "POST" else None)

    def post(self, request, *args, **kwargs):
        form = self.get_form()
        valid = form.is_valid() and all(rows.is_valid() for rows in self.row_blocks)
        return self.form_valid(form) if valid else self.form_invalid(form)

    def form_valid(self, form):
        try:
            self.act(form.cleaned_data)
        except StepRefused as refused:
            return refused_form(self, form, refused)
        except ValidationError as refused:
            form.add_error(None, refused)
            self.after_refusal(form, refused)
            return self.form_invalid(form)
        frame.forget_count("tasks", self.request.user)
        messages.success(self.request, self.done)
        return redirect(self.case.get_absolute_url() + self.anchor)

    def after_refusal(self, form, refused: ValidationError) -> None:
        """What the form must hold before it is shown again, besides what was typed in it."""
        if refused.code == SENT_BEFORE:
            form.data = form.data.copy()
            form.data["submission"] = uuid.uuid4()

    def form_invalid(self, form):
        if self.request.FILES and "files" in form.fields and "files" not in form.errors:
            form.add_error(
                "files", _("Choose the files again: they are not kept while something else must be put right.")
            )
        return super().form_invalid(form)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "title": self.title,
            "lead": self.lead,
            "submit": self.submit,
            "row_blocks": self.row_blocks,
            "errors_in_rows": errors_in_rows(self.row_blocks),
        }


def refused_form(view, form, refused: StepRefused):
    """The form again, with all that was written in it; where the case had changed, ready to be sent from what is new."""
    form.add_error(None, str(refused))
    if isinstance(refused, CaseChanged):
        form.data = form.data.copy()
        form.data["version"] = Case.objects.get(pk=view.case.pk).version
    return view.form_invalid(form)


def refuse_sent_before(kept, typed) -> None:
    """Where a form that was sent before comes again with something else in it, nothing may pass for saved that was not.

    `kept`: what the form led to, then or now. Raises ValidationError; the same form can then be sent as a new one.
    """
    if kept != typed:
        raise ValidationError(
            _(
                "This form has been sent before, and what it said then is kept. "
                "Correct it on the case's page, or send the form once more to register something new."
            ),
            code=SENT_BEFORE,
        )
