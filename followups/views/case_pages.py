"""What every page of a case begins with: the case itself, as far as the user may see it."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from followups.models import Case
from followups.stages import StepRefused
from followups.stepping import CaseChanged


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


def refused_form(view, form, refused: StepRefused):
    """The form again, with all that was written in it; where the case had changed, ready to be sent from what is new."""
    form.add_error(None, str(refused))
    if isinstance(refused, CaseChanged):
        form.data = form.data.copy()
        form.data["version"] = Case.objects.get(pk=view.case.pk).version
    return view.form_invalid(form)
