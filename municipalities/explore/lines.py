"""Shares month by month as lines: the drawing that several charts are made of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kontakt.ui.templatetags import figures
from municipalities.explore.scales import LETTER, Scale, every, spread, ticks
from municipalities.models import SchemeParameters

_LEFT, _TOP, _AXIS, _LABEL = 46, 10, 26, 16
_MONTH_ROOM = 76  # what a month's name takes along the axis


@dataclass(frozen=True)
class Line:
    """`look` names its colour and dashes (plot.css): "1" to "5", "own" or "country". `end` is written where it ends."""

    name: str
    look: str
    shares: Sequence[Decimal | None]  # percent, a month each; None leaves a gap
    end: str


def lines_drawing(
    lines: list[Line],
    months: list[date],
    thresholds: SchemeParameters | None,
    *,
    width: int,
    height: int,
    end_letters: int = 0,
) -> dict:
    """What lines.svg draws: all of the scale from 0 to 100 %, so that charts can be held beside one another.

    `end_letters`: room at the end for at least so many, where several charts are to be as wide.
    """
    ends = max(end_letters, *(len(line.end) for line in lines))
    right = width - max(_MONTH_ROOM // 2, 18 + LETTER * ends)
    step = (right - _LEFT) / max(1, len(months) - 1)
    up = Scale(height - _AXIS, _TOP)

    def across(number: int) -> float:
        return round(_LEFT + step * number, 1)

    drawn = [_line(line, months, across, up) for line in lines]
    for one, y in zip(_ended(drawn), _clear(drawn, _TOP, height - _AXIS), strict=True):
        one["end_y"] = y
    return {
        "width": width,
        "height": height,
        "left": _LEFT,
        "right": right,
        "bottom": height - _AXIS,
        "axis": ticks(up),
        "months": [
            {"at": across(number), "label": figures.month_short(months[number])}
            for number in every(len(months), right - _LEFT, _MONTH_ROOM)
        ],
        "months_at": height - 6,
        "thresholds": [up(thresholds.target), up(thresholds.marked)] if thresholds else [],
        "end_x": right + 10,
        "lines": drawn,
    }


def _line(line: Line, months: list[date], across: Callable[[int], float], up: Scale) -> dict:
    points = [
        {"x": across(number), "y": up(share), "said": f"{line.name}, {figures.month(month)}: {figures.share(share)}"}
        for number, (month, share) in enumerate(zip(months, line.shares, strict=True))
        if share is not None
    ]
    path, pen_up = [], True
    for number, share in enumerate(line.shares):
        if share is not None:
            path.append(f"{'M' if pen_up else 'L'}{across(number)} {up(share)}")
        pen_up = share is None
    return {"look": line.look, "end": line.end, "path": " ".join(path), "points": points}


def _ended(drawn: list[dict]) -> list[dict]:
    return [one for one in drawn if one["points"] and one["end"]]


def _clear(drawn: list[dict], lowest: float, highest: float) -> list[float]:
    """Where the words at the ends are written, clear of one another."""
    return spread([one["points"][-1]["y"] for one in _ended(drawn)], _LABEL, lowest, highest)
