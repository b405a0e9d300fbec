"""What every page of a case begins with: the case itself, as far as the user may see it."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from followups.models import Case


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
