"""Notes among a table's rows ("Kilde: …", "Anm.: …", "* Frikommune"), told from rows of figures that are broken."""

import re

from municipalities.readers import cells
from municipalities.readers.areas import AreaNames, Unknown
from municipalities.readers.recognition import Columns
from municipalities.readers.tables import Cell, Table, text

_NOTE = re.compile(r"(kilder?|anm\.?|anmærkning(er)?|noter?|bemærk(ning(er)?)?|source|obs)\b[ 0-9]*[.:]", re.IGNORECASE)
_MARK = re.compile(r"\*|[0-9]\)|©")
_NUMBER = re.compile(r"[-−+]?[0-9][0-9., ]*%?")
_BEGINS_LIKE_A_MONTH = re.compile(r"[0-9]{4}(\b|[Mm])")
_FIGURES = ("persons", "share", "average", "meeting")


class Notes:
    def __init__(self, table: Table, columns: Columns, names: AreaNames):
        self._width, self._even, self._names = len(table.header), table.even, names
        self._month = columns["month"]
        self._figures = {columns[field] for field in _FIGURES} - {None}

    def is_note(self, row: list[Cell]) -> bool:
        """Whether a row can be left out. When in doubt it is a row of figures: a mistake in it must be seen."""
        filled = [(place, cell) for place, cell in enumerate(row) if text(cell)]
        if not filled:
            return True
        place, first = filled[0]
        written = text(first)
        if isinstance(first, str) and _NOTE.match(written):
            return True
        if len(filled) == 1:
            return not self._is_remnant(place, first)
        if self._even and len(row) != self._width and self._is_prose(filled):
            return True
        # "* Frikommune, se bilag 2" in a file with commas.
        return bool(_MARK.match(written)) and not any(
            place in self._figures and _NUMBER.fullmatch(text(cell)) for place, cell in filled
        )

    def _is_remnant(self, place: int, cell: Cell) -> bool:
        """Whether the only filled cell is what is left of a row of figures."""
        if place in self._figures or not isinstance(self._names.find(cell), Unknown):
            return True
        try:
            cells.month(cell)
        except cells.Unfit:
            return place == self._month and bool(_BEGINS_LIKE_A_MONTH.match(text(cell)))
        return True

    def _is_prose(self, filled: list[tuple[int, Cell]]) -> bool:
        """Whether it is a sentence that its commas parted into cells: no number, no month, no municipality in it."""
        parts = [text(cell) for _, cell in filled]
        return not any(
            re.match(r"[-−+]?[0-9]", part) or part in cells.WITHHELD or not isinstance(self._names.find(part), Unknown)
            for part in parts
        )
