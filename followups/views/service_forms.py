"""Forms that do their work through a service: what it refuses comes back with all that was typed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from followups.stages import StepRefused
from followups.views.rows import Rows, errors_in_rows
from kontakt.submissions import ready_to_be_sent_anew


class ServiceFormView(FormView):
    """Something to be entered: `act` does it, and then the page at `done_url` shows it.

    What is refused, by the form or by the service, comes back with all that was typed. `title`, `lead`, `submit` and
    `done` are the page's words; `row_blocks` are the form's rows, where it has any.
    """

    title = lead = submit = done = ""

    def act(self, chosen: dict) -> None:
        """Do it. Raises StepRefused or ValidationError with a text for the user."""
        raise NotImplementedError

    def done_url(self) -> str:
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
            return self.step_refused(form, refused)
        except ValidationError as refused:
            form.add_error(None, refused)
            self.after_refusal(form, refused)
            return self.form_invalid(form)
        self.after_done()
        messages.success(self.request, self.done)
        return redirect(self.done_url())

    def step_refused(self, form, refused: StepRefused):
        form.add_error(None, str(refused))
        return self.form_invalid(form)

    def after_refusal(self, form, refused: ValidationError) -> None:
        """What the form must hold before it is shown again, besides what was typed in it."""
        ready_to_be_sent_anew(form, refused)

    def after_done(self) -> None:
        """What is counted anew, now that something was done."""

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
