"""A municipality's name in a table: a link to its page in the month, with the star of those that are exempt."""

from django.utils.html import format_html
from django.utils.translation import gettext as _


def named(municipality, month: str, *, starred: bool) -> str:
    """`month` as addresses have it: 2018-04."""
    link = format_html('<a href="{}?month={}">{}</a>', municipality.get_absolute_url(), month, municipality.name)
    if not starred:
        return link
    words = _("Is, or within the past year has been, exempt from the rules")
    return link + format_html('<abbr title="{}">*</abbr>', words)
