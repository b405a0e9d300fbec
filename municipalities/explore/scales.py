"""Where things stand in a drawing. Lengths are units of the drawing: a pixel where it is as wide as it was drawn.

Each chart is drawn twice for a page, for a wide screen and for a phone, and the stylesheet shows the one that fits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, inf, sqrt

from kontakt.ui.templatetags import figures

WIDE, NARROW = 1080, 360
# What a letter takes of the width, at the size of the drawing's text (ui/css/plot.css): for labels that must not meet.
LETTER = 7
TICKS = (0, 20, 40, 60, 80, 100)
_TOUCHING = 0.001


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
    first = 0  # of those that are near enough to be in the way
    for place in places:
        while first < len(put) and place - put[first][0] >= apart:
            first += 1
        taken = ((y, sqrt(apart**2 - (place - x) ** 2)) for x, y in put[first:])
        put.append((place, _nearest_free([(y - reach, y + reach) for y, reach in taken])))
    return [round(y, 1) for _x, y in put]


def _nearest_free(taken: list[tuple[float, float]]) -> float:
    """Of what lies between the stretches (ends not included), that which is nearest to nought."""
    low = high = -inf
    for start, end in sorted(taken):
        if start > high - _TOUCHING:
            if low < 0 < high:
                break
            low, high = start, end
        high = max(high, end)
    return min(low, high, key=abs) if low < 0 < high else 0.0


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
