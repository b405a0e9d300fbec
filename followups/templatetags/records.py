"""What the pages of a case and of a municipality show of access to their records."""

from django import template

from followups.models import RecordsRequest
from kontakt.accounts.access import Action, may

register = template.Library()


@register.inclusion_tag("records/of_page.html")
def records_of(user, *, case=None, municipality=None) -> dict:
    """The requests of a case, or of a municipality over periods, for those who may see cases."""
    if not may(user, Action.VIEW_CASES):
        return {"shown": False}
    requests = RecordsRequest.objects.visible_to(user)
    requests = requests.filter(case=case) if case else requests.filter(municipality=municipality, case=None)
    return {
        "shown": True,
        "case": case,
        "municipality": municipality,
        "requests": list(requests),
        "may_work": may(user, Action.WORK_CASES),
    }
