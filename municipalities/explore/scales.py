"""Where things stand in a drawing. Lengths are units of the drawing: a pixel where it is as wide as it was drawn.

Each chart is drawn twice for a page, for a wide screen and for a phone, and the stylesheet shows the one that fits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from kontakt.ui.templatetags import figures

WIDE, NARROW = 1080, 360
# What a letter takes of the width, at the size of the drawing's text (ui/css/plot.css): for labels that must not meet.
LETTER = 7
TICKS = (0, 20, 40, 60, 80, 100)


@dataclass(frozen=True)
class Scale:
    """Percent (0–100) as a place between `start` and `end`."""

    start: float
    end: float

    def __call__(self, value) -> float:
        return round(self.start + (self.end - self.start) * float(value) / 100, 1)


def ticks(scale: Scale) -> list[dict]:
    return [{"at": scale(value), "label": figures.percent(value)} for value in TICKS]


def swarm(places: Sequence[float], apart: float) -> list[float]:
    """How far from the middle line each point is put, so that those at the places (ascending) lie `apart` or more."""
    put: list[tuple[float, float]] = []
    for place in places:
        near = [(x, y) for x, y in put if place - x < apart]
        reach = [(y, sqrt(apart**2 - (place - x) ** 2)) for x, y in near]
        choices = sorted((0.0, *(y + way * d for y, d in reach for way in (-1, 1))), key=abs)
        free = (y for y in choices if all((place - x) ** 2 + (y - other) ** 2 >= apart**2 - 0.01 for x, other in near))
        put.append((place, next(free)))
    return [round(y, 1) for _x, y in put]


def spread(places: Sequence[float], apart: float, lowest: float, highest: float) -> list[float]:
    """The places moved as little as needed for labels of this height to stand clear of one another."""
    order = sorted(range(len(places)), key=places.__getitem__)
    moved = [0.0] * len(places)
    last = lowest - apart
    for number in order:
        last = moved[number] = max(places[number], last + apart)
    limit = highest
    for number in reversed(order):
        moved[number] = round(min(moved[number], limit), 1)
        limit = moved[number] - apart
    return moved


def every(count: int, room: float, needed: float) -> list[int]:
    """Which of so many steps along an axis are labelled, the last always: as many as there is room for."""
    step = max(1, ceil(needed * (count - 1) / room)) if count > 1 else 1
    return list(range(count - 1, -1, -step))[::-1]
