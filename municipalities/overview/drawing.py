"""The tile map as templates/overview/tile_map.svg draws it: on a page, and as a picture to keep (SVG and PNG)."""

from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone

from kontakt.documents import render_picture
from kontakt.ui.templatetags import figures
from municipalities.models import Assessment, Level
from municipalities.overview import tiles

# Units of the drawing around the map: for the outlines of tiles, and in a file for its title and its notes.
_EDGE, _TITLE, _LINE = 2, 56, 24
# The legend of a file stands where the map has only sea: east of Jutland, above Zealand.
_LEGEND = (10, 0)


def drawing(rows: list[Assessment], *, as_known: datetime | None = None) -> dict:
    """The map of a month's assessments, with a link on each tile to the same figures of the municipality."""
    width, height = tiles.size()
    return {
        "tiles": tiles.tiles_of(rows),
        "known": as_known and f"{timezone.localdate(as_known)}",
        "bare_tiles": tiles.bare_tiles(rows),
        "tile_width": tiles.WIDTH,
        "tile_height": tiles.HEIGHT,
        "left": -_EDGE,
        "top": -_EDGE,
        "width": width + 2 * _EDGE,
        "height": height + 2 * _EDGE,
    }


def map_svg(rows: list[Assessment], *, title: str, notes: list[str]) -> bytes:
    """A picture that says everything by itself: its title, what the colours mean, and the notes under it."""
    drawn = drawing(rows)
    context = drawn | {
        "as_file": True,
        "title": title,
        "title_at": 26 - _TITLE,
        "top": drawn["top"] - _TITLE,
        "height": drawn["height"] + _TITLE + _LINE * (len(notes) + 1),
        "legend": _legend({row.level for row in rows}),
        "notes": [(drawn["height"] + _LINE * number, note) for number, note in enumerate(notes, start=1)],
    }
    return render_to_string("overview/tile_map.svg", context).strip().encode()


def map_png(rows: list[Assessment], *, title: str, notes: list[str]) -> bytes:
    """The same picture in points."""
    return render_picture(map_svg(rows, title=title, notes=notes).decode(), title=title)


def _legend(levels: set[str]) -> list[dict]:
    x, y = tiles.corner(*_LEGEND)
    return [
        {"level": level, "x": x, "y": y + 26 * number, "symbol": figures.LEVEL_SYMBOLS[level]}
        | {"words": figures.level_label(level)}
        for number, level in enumerate(level for level in Level.values if level in levels)
    ]
