"""What every page of a case begins with: the case itself, as far as the user may see it, and the forms about it."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from followups.models import Case
from followups.stages import StepRefused
from followups.stepping import CaseChanged
from followups.views.service_forms import ServiceFormView
from kontakt.submissions import SENT_BEFORE
from kontakt.ui import frame


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


class CaseFormView(OfCaseMixin, ServiceFormView):
    """Something to be entered in a case, whose page then shows it at `anchor`."""

    template_name = "cases/case_form.html"
    anchor = ""

    def done_url(self) -> str:
        return self.case.get_absolute_url() + self.anchor

    def step_refused(self, form, refused: StepRefused):
        return refused_form(self, form, refused)

    def after_done(self) -> None:
        frame.forget_count("tasks", self.request.user)


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
