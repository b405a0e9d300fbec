"""What the pages of a case and of a municipality show of access to their records."""

from django import template

from kontakt.accounts.access import Action, may

register = template.Library()


@register.inclusion_tag("records/of_page.html")
def records_of(user, requests, *, case=None, municipality=None) -> dict:
    """The requests of a case, or of a municipality over periods, for those who may see cases."""
    if not may(user, Action.VIEW_CASES):
        return {"shown": False}
    return {
        "shown": True,
        "case": case,
        "municipality": municipality,
        "requests": requests,
        "may_work": may(user, Action.WORK_CASES),
    }
