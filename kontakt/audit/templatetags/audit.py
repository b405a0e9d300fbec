"""The way from a page to the history of what it shows."""

from django import template

from kontakt.accounts.access import Action, may

register = template.Library()


@register.inclusion_tag("audit/history_link.html", takes_context=True)
def history_link(context, thing) -> dict:
    """A link to the history of a thing, for those who may open it."""
    shown = may(context["request"].user, Action.VIEW_CASES)
    return {"table": thing._meta.label_lower, "key": thing.pk} if shown else {}
