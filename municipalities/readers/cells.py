"""Numbers and months as Danish files write them (JOBINDSATS.md sections 2 and 3)."""

import re
from datetime import date
from decimal import Decimal

from municipalities.readers.labels import squeeze
from municipalities.readers.limits import MAX_AVERAGE, MAX_PERSONS
from municipalities.readers.tables import Cell

WITHHELD = frozenset({"", "-", "–", "—", "\u2212", ".", "..", "...", "…", "*"})

# 7.470 or 7 470 or 7470, perhaps with decimals after a comma.
_DANISH = re.compile(r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+|[0-9]+)(?:,([0-9]+))?")
_WITH_POINT = re.compile(r"([0-9]+)\.([0-9]+)")
_SIGN = re.compile(r"[-\u2212–] ?")
_PERCENT = re.compile(r" ?(?:%|pct\.?)$", re.IGNORECASE)
_DECIMALS = Decimal("1e-10")  # finer than any figure; coarser than the noise of binary fractions

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januar january", "feb februar february", "mar marts march", "apr april", "maj may", "jun juni june",
            "jul juli july", "aug august", "sep sept september", "okt oct oktober october", "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_M = re.compile(r"([0-9]{4}) ?M ?([0-9]{1,2})", re.IGNORECASE)
_YEAR_MONTH = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:-([0-9]{1,2})(?:[T ]00:00(?::00)?)?)?")
_MONTH_YEAR = re.compile(r"(?:([0-9]{1,2})[-/.])?([0-9]{1,2})[-/.]([0-9]{4})")
_NAME_YEAR = re.compile(r"([a-zæøå]+)\.?[ -]*([0-9]{4}|'?[0-9]{2})", re.IGNORECASE)
_YEAR_NAME = re.compile(r"([0-9]{4})[ -]*([a-zæøå]+)\.?", re.IGNORECASE)


class Unfit(Exception):
    """A value that is not what its column holds; `code` makes the finding."""

    def __init__(self, code: str, **params):
        super().__init__(code)
        self.code, self.params = code, params


def without_noise(number: Decimal) -> Decimal:
    """The number that was meant by a binary fraction: 71.40000000000001 is 71.4."""
    if number.adjusted() > 15 or number.as_tuple().exponent >= -10:
        return number
    number = number.quantize(_DECIMALS).normalize()
    return number.quantize(Decimal(1)) if number.as_tuple().exponent > 0 else number


def _number(cell: Cell, *, whole: bool, expected: str) -> Decimal | None:
    """The number in a cell, None when it is withheld. Raises Unfit(`expected`) when there is no number."""
    if cell is None:
        return None
    if isinstance(cell, int):
        return Decimal(cell) if abs(cell) < 10**18 else _too_large()
    if isinstance(cell, Decimal):
        return without_noise(cell) if cell.adjusted() < 18 else _too_large()
    if not isinstance(cell, str):
        raise Unfit(expected)
    written = squeeze(cell)
    if written in WITHHELD:
        return None
    if written.startswith("="):
        raise Unfit("formula_without_value")
    sign = _SIGN.match(written)
    digits = written[sign.end() :] if sign else written
    # In a column of whole numbers the point parts thousands; in the others a lone one is a decimal point.
    first, second = (_DANISH, _WITH_POINT) if whole else (_WITH_POINT, _DANISH)
    found = first.fullmatch(digits) or second.fullmatch(digits)
    if not found:
        raise Unfit(expected)
    integer = found[1].replace(".", "").replace(" ", "")
    if len(integer.lstrip("0")) > 18:
        _too_large()
    number = without_noise(Decimal(f"{integer}.{found[2][:30]}" if found[2] else integer))
    return -number if sign else number


def _too_large():
    raise Unfit("too_large")


def persons(cell: Cell) -> int | None:
    """A whole number of persons; None when withheld."""
    number = _number(cell, whole=True, expected="not_a_whole_number")
    if number is None:
        return None
    if number < 0:
        raise Unfit("negative_number")
    if number != number.to_integral_value():
        raise Unfit("fractional_persons")
    if number > MAX_PERSONS:
        _too_large()
    return int(number)


def average(cell: Cell) -> Decimal | None:
    """An average number of interviews; None when withheld."""
    number = _number(cell, whole=False, expected="not_a_number")
    if number is None:
        return None
    if number < 0:
        raise Unfit("negative_number")
    if number > MAX_AVERAGE:
        _too_large()
    return number


def share(cell: Cell) -> Decimal | None:
    """A share in percent, 0-100, with or without the percent sign; None when withheld."""
    if isinstance(cell, str):
        cell = _PERCENT.sub("", squeeze(cell))
    number = _number(cell, whole=False, expected="not_a_share")
    if number is not None and not 0 <= number <= 100:
        raise Unfit("share_out_of_range")
    return number


def month(cell: Cell) -> date:
    """The first day of the month in a cell: 2018M04, apr 2018, April 2018, apr. 18, 2018-04, or a date in it."""
    if isinstance(cell, date):
        return _first(cell.year, cell.month)
    if cell is None or (isinstance(cell, str) and not squeeze(cell)):
        raise Unfit("blank_month")
    if not isinstance(cell, str):
        raise Unfit("not_a_month")
    written = squeeze(cell)
    if found := _M.fullmatch(written):
        return _first(int(found[1]), int(found[2]))
    if found := _NAME_YEAR.fullmatch(written):
        year = found[2].lstrip("'")
        return _first(int(year) if len(year) == 4 else 2000 + int(year), _MONTHS.get(found[1].casefold(), 0))
    if found := _YEAR_NAME.fullmatch(written):
        return _first(int(found[1]), _MONTHS.get(found[2].casefold(), 0))
    if found := _YEAR_MONTH.fullmatch(written):
        return _first(int(found[1]), int(found[2]), int(found[3] or 1))
    if found := _MONTH_YEAR.fullmatch(written):
        return _first(int(found[3]), int(found[2]), int(found[1] or 1))
    raise Unfit("not_a_month")


def _first(year: int, number: int, day: int = 1) -> date:
    if not 1990 <= year <= 2100:
        raise Unfit("not_a_month")
    try:
        return date(year, number, day).replace(day=1)
    except ValueError:
        raise Unfit("not_a_month") from None
