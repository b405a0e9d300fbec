"""Municipalities, recognised by whatever a file calls them, and the areas that are not municipalities."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from municipalities.names import search_key
from municipalities.readers.labels import squeeze
from municipalities.readers.tables import Cell, text

_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_CODE = re.compile(r"0*([0-9]{1,3})(?:[.,]0+)?")
_CODE_AND_NAME = re.compile(r"0?([0-9]{3})[ .:-]+(\D.*)")
_KINDS = (" regionskommune", " kommune")


@dataclass(frozen=True)
class Areas:
    """What files may call areas. Keys are `municipalities.names.search_key` of a name, or a 3-digit code."""

    municipalities: Mapping[str, str]  # key or code -> code
    national_totals: frozenset[str]
    left_out: frozenset[str]
    names: Mapping[str, str]  # code -> name to show; every municipality that figures are expected for


@dataclass(frozen=True)
class Municipality:
    code: str


@dataclass(frozen=True)
class NationalTotal:
    """The whole country: a control total, never a municipality."""


@dataclass(frozen=True)
class LeftOut:
    """A known area that is no municipality: a region, Christiansø, persons without a known municipality."""


@dataclass(frozen=True)
class Unknown:
    code: str  # of the finding
    other: str = ""  # the municipality that the code belongs to, where code and name disagree


Area = Municipality | NationalTotal | LeftOut | Unknown


def _key(name: str) -> str:
    return search_key(_DASHES.sub("-", unicodedata.normalize("NFC", squeeze(name).rstrip("* "))))


def _spellings(key: str) -> Iterator[str]:
    """A name as it stands, without "Kommune", and with the genitive s off or on: Københavns Kommune is København."""
    bases = [key]
    bases += [key.removesuffix(kind) for kind in _KINDS if key.endswith(kind)][:1]
    yield from bases
    for base in bases:
        yield base.removesuffix("s") if base.endswith("s") else base + "s"


class AreaNames:
    """Looks up the areas of one delivery; remembers what it has seen, as the same names come again every month."""

    def __init__(self, areas: Areas):
        self._areas = areas
        self._seen: dict[Cell, Area] = {}

    def find(self, cell: Cell) -> Area:
        if cell not in self._seen:
            self._seen[cell] = self._find(text(cell))
        return self._seen[cell]

    def _find(self, written: str) -> Area:
        key = _key(written)
        if not key:
            return Unknown("blank_municipality")
        if code := _CODE.fullmatch(key):
            return self._look_up(f"{int(code[1]):03d}") or Unknown("unknown_municipality")
        for spelling in _spellings(key):
            if area := self._look_up(spelling):
                return area
        if parts := _CODE_AND_NAME.fullmatch(key):
            by_code, by_name = self._look_up(parts[1]), self._find(parts[2])
            if by_code == by_name or (by_code is None and not isinstance(by_name, Municipality | Unknown)):
                return by_name
            if isinstance(by_name, Municipality):
                other = self._areas.names.get(by_code.code, "") if isinstance(by_code, Municipality) else ""
                return Unknown("code_and_name_differ", other or parts[1])
        return Unknown("unknown_municipality")

    def _look_up(self, key: str) -> Area | None:
        # Bornholm is a municipality before it is a labour market council.
        if key in self._areas.municipalities:
            return Municipality(self._areas.municipalities[key])
        if key in self._areas.national_totals:
            return NationalTotal()
        if key in self._areas.left_out:
            return LeftOut()
        return None

    def suggestions(self, cell: Cell) -> list[str]:
        """Up to three municipalities whose names are nearest to what was written."""
        key = re.sub(r"^[0-9]+\W+", "", _key(text(cell)))[:80]
        for kind in _KINDS:
            key = key.removesuffix(kind)
        names = [name for name in self._areas.municipalities if not name.isdigit()]
        codes = [self._areas.municipalities[name] for name in get_close_matches(key, names, n=6, cutoff=0.6)]
        return [self._areas.names[code] for code in dict.fromkeys(codes) if code in self._areas.names][:3]
