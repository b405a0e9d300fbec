"""The overview's counts with their links, and how a level looks on the tile map."""

from datetime import date
from functools import cache
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html

from kontakt.accounts.models import RegionalOffice
from kontakt.ui.templatetags import figures

register = template.Library()


@register.simple_tag
def level_link(level: str, count: int | None, month: date, office: RegionalOffice | None = None) -> str:
    """How many municipalities are at a level in a month, as a link to them; "–" for a month without figures."""
    if count is None:
        return figures.MISSING
    query = {"month": f"{month:%Y-%m}", "level": level} | ({"office": office.pk} if office else {})
    label = f"{figures.level_label(level)}, {figures.month(month)}: {count}"
    return format_html(
        '<a href="{}?{}" aria-label="{}">{}</a>', reverse("municipalities"), urlencode(query), label, count
    )


@register.filter
def count_change(value: int | None) -> str:
    """A change in a number, with its sign: "+2", "−1", "0"."""
    if value is None:
        return figures.MISSING
    return f"+{value}" if value > 0 else str(value).replace("-", figures.MINUS)


# By colour, and by a pattern or an outline of its own, beside the level's symbol: fill, outline, dashes of the outline.
_GROUNDS = {
    "compliant": ("#ddf7ce", "#358000", ""),
    "below": ("url(#tile-below)", "#d18f00", ""),
    "markedly_below": ("url(#tile-markedly_below)", "#7a0000", ""),
    "exempt": ("url(#tile-exempt)", "#1b86c3", ""),
    "too_few": ("#f0f0f0", "#8e8e8e", ""),
    "no_data": ("#ffffff", "#707070", "4 3"),
}
_LIGHT_INK = "#ffffff"


@register.simple_tag
@cache
def tile_ground(level: str) -> str:
    """The attributes of a tile's rectangle."""
    fill, outline, dashes = _GROUNDS[level]
    dashed = format_html(' stroke-dasharray="{}"', dashes) if dashes else ""
    return format_html(' fill="{}" stroke="{}" stroke-width="1.5"{}', fill, outline, dashed)


@register.simple_tag
@cache
def tile_ink(level: str) -> str:
    """The colour of what is written on a tile, where it is not the usual ink."""
    return format_html(' fill="{}"', _LIGHT_INK) if level == "markedly_below" else ""
