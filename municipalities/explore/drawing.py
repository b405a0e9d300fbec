"""What a chart is: what it says, its drawing and its table. And the drawing as a picture to keep (SVG and PNG).

Every chart is an SVG that a template draws on the server, coloured by the classes of ui/css/plot.css. On a page the
stylesheet gives the colours; a picture carries the same rules within it, with the colours of a light page.
"""

import functools
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from kontakt.documents import render_picture
from kontakt.ui.tables import Table
from municipalities.explore.scales import LETTER, WIDE

_MARGIN, _TITLE_LINE, _NOTE_LINE = 20, 30, 20
_TITLE_LETTER = 12


@dataclass(frozen=True)
class Chart:
    """`title`: the finding, in a sentence. `draw(width)`: what the `template` draws, with its `width` and `height`.

    `words`: more that it says, a sentence each. `table`: the same figures; None where the page has them as a table of its
    own. `template` empty: nothing to draw.
    """

    title: str
    table: Table | None
    template: str = ""
    draw: Callable[[int], dict] = dict
    words: list[str] = field(default_factory=list)


def picture_svg(chart: Chart, *, notes: list[str]) -> bytes:
    """A picture that says everything by itself: its title, the drawing, and the notes under it."""
    body = chart.draw(WIDE)
    title = textwrap.wrap(chart.title, body["width"] // _TITLE_LETTER)
    notes = [line for note in notes for line in textwrap.wrap(note, body["width"] // LETTER)]
    top = 10 + _TITLE_LINE * len(title)
    context = {
        "drawing": body,
        "body": f"explore/{chart.template}.svg",
        "style": style(),
        "title": chart.title,
        "title_lines": [(_TITLE_LINE * number - 6, line) for number, line in enumerate(title, start=1)],
        "body_at": top,
        "notes": [(top + body["height"] + _NOTE_LINE * number, note) for number, note in enumerate(notes, start=1)],
        "margin": _MARGIN,
        "whole_width": body["width"] + 2 * _MARGIN,
        "whole_height": top + body["height"] + _NOTE_LINE * len(notes) + 2 * _MARGIN,
    }
    return render_to_string("explore/picture.svg", context).strip().encode()


def picture_png(chart: Chart, *, notes: list[str]) -> bytes:
    """The same picture in points."""
    return render_picture(picture_svg(chart, notes=notes).decode(), title=chart.title)


@functools.cache
def style() -> str:
    """The rules of plot.css with their colours filled in: those of a light page."""
    base, plot = (Path(finders.find(f"ui/css/{name}.css")).read_text(encoding="utf-8") for name in ("base", "plot"))
    colours = dict(re.findall(r"--([\w-]+): light-dark\(([^,]+),", base))
    drawn = plot.split("/* The drawings", 1)[1].split("*/", 1)[1].split("/* The pages", 1)[0]
    return re.sub(r"var\(--([\w-]+)\)", lambda name: colours[name[1]], drawn).strip()
