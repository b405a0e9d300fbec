"""What the municipality's page shows of its cases."""

from django import template
from django.utils import timezone

from followups.models import Case, Proposal, RecordsRequest
from kontakt.accounts.access import Action, may
from kontakt.together import fetch_together

register = template.Library()


@register.inclusion_tag("cases/of_municipality.html")
def cases_of(municipality, user) -> dict:
    """The municipality's cases and what is proposed for it, for those who may see cases."""
    if not may(user, Action.VIEW_CASES):
        return {"shown": False}
    cases = Case.objects.visible_to(user).filter(municipality=municipality).select_related("scheme", "responsible")
    proposals = Proposal.objects.waiting(on=timezone.localdate()).filter(municipality=municipality)
    proposals = proposals.select_related("rule", "case")
    access = RecordsRequest.objects.visible_to(user).about(municipality=municipality)
    fetch_together(cases, proposals, access)
    return {
        "shown": True,
        "user": user,
        "municipality": municipality,
        "cases": cases,
        "proposals": proposals,
        "access": access,
        "may_open": may(user, Action.WORK_CASES) and not any(case.is_open for case in cases),
    }
