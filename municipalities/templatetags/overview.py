"""How a level looks on the tile map: by colour, and by a pattern or an outline of its own, beside its symbol."""

from django import template
from django.utils.html import format_html

register = template.Library()

# level: fill, outline, dashes of the outline
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
def tile_ground(level: str) -> str:
    """The attributes of a tile's rectangle."""
    fill, outline, dashes = _GROUNDS[level]
    dashed = format_html(' stroke-dasharray="{}"', dashes) if dashes else ""
    return format_html(' fill="{}" stroke="{}" stroke-width="1.5"{}', fill, outline, dashed)


@register.simple_tag
def tile_ink(level: str) -> str:
    """The colour of what is written on a tile, where it is not the usual ink."""
    return format_html(' fill="{}"', _LIGHT_INK) if level == "markedly_below" else ""
