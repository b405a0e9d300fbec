"""A request in words."""

from django.utils.translation import gettext as _

from followups.models import RecordsRequest
from kontakt.ui.templatetags import figures


def scope_in_words(request: RecordsRequest) -> str:
    """What it is access to, in the active language."""
    if request.case:
        number = request.case.journal_number
        return _("J.nr. %(number)s, %(municipality)s") % {"number": number, "municipality": request.municipality}
    return _("%(municipality)s, %(first)s – %(last)s") % {
        "municipality": request.municipality,
        "first": figures.day(request.first_day),
        "last": figures.day(request.last_day),
    }


def theme_of(request: RecordsRequest) -> str:
    """What the journal says of it."""
    return _("Access to records: %(scope)s") % {"scope": scope_in_words(request)}
