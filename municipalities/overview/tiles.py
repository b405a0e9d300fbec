"""The tile map: a tile for each municipality, all of one size, placed so that they read as Denmark.

The places are in reference/tile_map.csv (column, row; row 0 at the top). Lengths are units of the drawing.
"""

import csv
import functools
import re
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from kontakt.ui.templatetags import figures
from municipalities.models import Assessment, Level, Municipality

_PLACES = Path(__file__).resolve().parent.parent / "reference" / "tile_map.csv"
WIDTH, HEIGHT, GAP = 74, 58, 3
# A name longer than a tile is parted at a hyphen, or before one of the endings that Danish places have.
_LONGEST = 10
_ENDINGS = re.compile(r"(?=(?:havn|sund|berg|borg|lund|fjord|merlands|slev|værk)$)")
_SHARE_NOT_SHOWN = (Level.TOO_FEW, Level.NO_DATA)


@functools.cache
def places() -> dict[str, tuple[int, int]]:
    """Municipality code → column and row."""
    with _PLACES.open(encoding="utf-8", newline="") as file:
        return {row["municipality_code"]: (int(row["column"]), int(row["row"])) for row in csv.DictReader(file)}


@functools.cache
def size() -> tuple[int, int]:
    """The width and height of the whole map."""
    columns, rows = zip(*places().values(), strict=True)
    return (max(columns) + 1) * (WIDTH + GAP) - GAP, (max(rows) + 1) * (HEIGHT + GAP) - GAP


@dataclass(frozen=True)
class Tile:
    """A municipality on the map, with what the month's figures say of it."""

    row: Assessment

    @property
    def municipality(self) -> Municipality:
        return self.row.municipality

    @functools.cached_property
    def corner(self) -> tuple[int, int]:
        """Its upper left corner."""
        return corner(*places()[self.municipality.code])

    @property
    def lines(self) -> list[str]:
        """The name as it stands on the tile: one line or two."""
        return in_lines(self.municipality.name)

    @functools.cached_property
    def name(self) -> str:
        return self.municipality.name + ("*" if self.row.starred else "")

    @property
    def symbol(self) -> str:
        return figures.LEVEL_SYMBOLS[self.row.level]

    @functools.cached_property
    def share(self) -> str:
        """Empty where no share may be shown."""
        return "" if self.row.share is None or self.row.level in _SHARE_NOT_SHOWN else figures.share(self.row.share)

    @property
    def level_words(self) -> str:
        return f"{self.symbol} {figures.level_label(self.row.level)}"

    @property
    def facts(self) -> str:
        """What else a card says of it, a line for each."""
        facts = [
            (_("Share"), self.share),
            (_("Change in 3 months"), "" if self.row.change_pp is None else figures.pp(self.row.change_pp)),
            (_("Persons"), "" if self.row.persons is None else figures.persons(self.row.persons)),
            (_("Rank"), "" if self.row.rank is None else str(self.row.rank)),
        ]
        return "\n".join(f"{label}: {value}" for label, value in facts if value)

    @property
    def in_words(self) -> str:
        """ "Hillerød: Markant under, 27,9 %"."""
        said = ", ".join(filter(None, (figures.level_label(self.row.level), self.share)))
        return f"{self.name}: {said}"


def corner(column: int, row: int) -> tuple[int, int]:
    return column * (WIDTH + GAP), row * (HEIGHT + GAP)


def in_lines(name: str) -> list[str]:
    """A municipality's name in one line or two, so that it fits a tile."""
    if len(name) <= _LONGEST:
        return [name]
    for parts in (re.split(r"(?<=-)", name, maxsplit=1), _ENDINGS.split(name, maxsplit=1)):
        if len(parts) == 2:
            first, last = parts
            return [first if first.endswith("-") else f"{first}-", last]
    return [name]


def tiles_of(rows: list[Assessment]) -> list[Tile]:
    """The tiles of a month's assessments, in their order. A municipality that has no place on the map is left out."""
    return [Tile(row) for row in rows if row.municipality.code in places()]


def bare_tiles(rows: list[Assessment]) -> list[tuple[int, int]]:
    """The corners of the tiles that are drawn without figures: of municipalities that are not among the rows."""
    there = {row.municipality.code for row in rows}
    return [corner(*place) for code, place in places().items() if code not in there]
