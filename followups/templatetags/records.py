"""What the pages of a case and of a municipality show of access to their records."""

from django import template
from django.db.models import QuerySet

from followups.models import RecordsRequest
from kontakt.accounts.access import Action, may

register = template.Library()


def requests_of(user, *, case=None, municipality=None) -> QuerySet[RecordsRequest]:
    """Those of a case, or of a municipality over periods, that the user sees."""
    requests = RecordsRequest.objects.visible_to(user)
    return requests.filter(case=case) if case else requests.filter(municipality=municipality, case=None)


@register.inclusion_tag("records/of_page.html")
def records_of(user, requests, *, case=None, municipality=None) -> dict:
    """The requests (of `requests_of`) of a case or a municipality, for those who may see cases."""
    if not may(user, Action.VIEW_CASES):
        return {"shown": False}
    return {
        "shown": True,
        "case": case,
        "municipality": municipality,
        "requests": requests,
        "may_work": may(user, Action.WORK_CASES),
    }
