"""Figures, months and days as a reader expects them: "63,9 %" and "april 2018", in English "63.9%" and "April 2018".

Numbers are rounded half up from their decimal digits, so 0.25 is 0.3 and no binary remainder shows. None is "–".
"""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.utils import formats, timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

register = template.Library()

MISSING = "–"
NO_BREAK = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

type Number = int | float | Decimal

# level: symbol. The words are beside them in level_label; nowhere else are levels drawn.
LEVEL_SYMBOLS = {
    "compliant": "✓",
    "below": "▼",
    "markedly_below": "‼\N{VARIATION SELECTOR-15}",
    "exempt": "*",
    "too_few": "–",
    "no_data": "?",
}


def level_label(level: str) -> str:
    return {
        "compliant": _("Compliant"),
        "below": _("Below the requirement"),
        "markedly_below": _("Markedly below"),
        "exempt": _("Exempt"),
        "too_few": _("Too few persons"),
        "no_data": _("No data"),
    }[level]


@register.inclusion_tag("ui/level_tag.html")
def level_tag(level: str | None) -> dict:
    """The level's tag: symbol, words and colour. None is "no data"; an unknown level is an error."""
    level = str(level or "no_data")
    return {"level": level, "symbol": LEVEL_SYMBOLS[level], "label": level_label(level)}


@register.inclusion_tag("ui/source.html")
def source(known: dt.datetime | None = None) -> dict:
    """Under every table and chart of figures: where they come from, and as known on which day (None: today)."""
    return {"words": source_in_words(known)}


def source_in_words(known: dt.datetime | None = None) -> str:
    return _("Source: Jobindsats. As known on %(day)s.") % {"day": day(known or timezone.now())}


@register.filter
def number(value: str | None) -> Decimal | None:
    """A figure that was kept as text with every digit."""
    return Decimal(value) if value else None


@register.filter
def share(value: Number | None) -> str:
    """Percent (0–100) with one decimal: "63,9 %"."""
    if value is None:
        return MISSING
    return _decimals(value, 1) + (f"{NO_BREAK}%" if _danish() else "%")


@register.filter
def exact(value: Number) -> str:
    """A number that was chosen, with the decimals it has: "80", "0,8"."""
    digits = (value if isinstance(value, Decimal) else Decimal(str(value))).normalize()
    return _decimals(digits, max(0, -digits.as_tuple().exponent))


@register.filter
def percent(value: Number) -> str:
    """Percent (0–100) that was chosen, with the decimals it has: "80 %", "37,5 %"."""
    return exact(value) + (f"{NO_BREAK}%" if _danish() else "%")


@register.filter
def pp(value: Number | None) -> str:
    """A change in percentage points, with its sign: "+2,9 pp", "−7,0 pp"; none is "0,0 pp"."""
    if value is None:
        return MISSING
    sign = "+" if _rounded(value, 1) > 0 else ""
    return f"{sign}{_decimals(value, 1)}{NO_BREAK}pp"


@register.filter
def persons(value: Number | None) -> str:
    """A count: "23.172"."""
    return MISSING if value is None else _decimals(value, 0)


@register.filter
def average(value: Number | None) -> str:
    """An average number of interviews, with one decimal: "2,4"."""
    return MISSING if value is None else _decimals(value, 1)


@register.filter
def month(value: dt.date | None) -> str:
    """ "april 2018"."""
    return MISSING if value is None else formats.date_format(_local(value), "F Y")


@register.filter
def month_short(value: dt.date | None) -> str:
    """ "apr. 2018"; a month whose name is short already has no full stop ("maj 2018")."""
    if value is None:
        return MISSING
    day = _local(value)
    # "b", not "M": Django gives the latter a capital letter in every language.
    short, whole = formats.date_format(day, "b" if _danish() else "M"), formats.date_format(day, "F")
    stop = "." if _danish() and short != whole else ""
    return f"{short}{stop} {day.year}"


def months(first: dt.date | None, last: dt.date | None) -> str:
    """ "april 2018", or "januar 2018 – april 2018"."""
    return month(first) if first == last else f"{month(first)} – {month(last)}"


@register.filter
def day(value: dt.date | None) -> str:
    """ "29. januar 2018", for running text."""
    return MISSING if value is None else formats.date_format(_local(value), "j. F Y" if _danish() else "j F Y")


@register.filter
def day_short(value: dt.date | None) -> str:
    """ "29-01-2018", for tables."""
    return MISSING if value is None else formats.date_format(_local(value), "d-m-Y" if _danish() else "j M Y")


@register.filter
def moment(value: dt.datetime | None) -> str:
    """ "29. januar 2018 kl. 14.05", Danish time."""
    if value is None:
        return MISSING
    return _("%(day)s at %(time)s") % {"day": day(value), "time": time_of_day(_local(value))}


@register.filter
def duration(seconds: float) -> str:
    """How long something took, or has waited: "0,3 sek.", "14 sek.", "12 min.", "5 timer", "3 dage"."""
    if seconds < 60:
        return _("%(number)s s") % {"number": _decimals(seconds, 1 if seconds < 10 else 0)}
    if seconds < 60 * 60:
        return _("%(number)s min.") % {"number": _decimals(seconds // 60, 0)}
    if seconds < 48 * 60 * 60:
        hours = int(seconds // 3600)
        return ngettext("%(number)s hour", "%(number)s hours", hours) % {"number": hours}
    return _("%(number)s days") % {"number": _decimals(seconds // 86400, 0)}


@register.filter
def time_of_day(value: dt.time) -> str:
    """ "14.05"."""
    return formats.time_format(value, "H.i" if _danish() else "H:i")


def _decimals(value: Number, places: int) -> str:
    text = formats.number_format(_rounded(value, places), places, use_l10n=True, force_grouping=True)
    return text.replace("-", MINUS)


def _rounded(value: Number, places: int) -> Decimal:
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return rounded if rounded else abs(rounded)


def _local(value: dt.date) -> dt.date:
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def _danish() -> bool:
    return (get_language() or "").startswith("da")
