"""Labels: how the names of columns, sheets and files are compared, and patterns in which * stands for any text."""

import re
import unicodedata
from functools import lru_cache

_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_DASHES = re.compile(r" ?[-\u2010-\u2015\u2212] ?")
_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "_": " ", "-": " "})


def squeeze(text: str) -> str:
    """`text` with every run of blanks, of whatever kind and width, as one blank, and none at the ends."""
    return _BLANKS.sub(" ", text).strip()


@lru_cache(maxsize=20_000)
def label(text: str) -> str:
    """The spelling that labels are compared in: case, doubled blanks and kinds of dash do not count.

    >>> label("  Varighed  på Ydelsen ") == "varighed på ydelsen" and label("6 – 9 mdr.") == "6-9 mdr."
    True
    """
    return _DASHES.sub("-", squeeze(unicodedata.normalize("NFC", text)).casefold())


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """A rougher spelling for hints, which must fit file names too: æ, ø, å as ae, oe, aa; - and _ as blanks."""
    return squeeze(label(text).translate(_ASCII))


@lru_cache(maxsize=5_000)
def _expression(pattern: str) -> re.Pattern:
    return re.compile(".*".join(re.escape(part) for part in pattern.split("*")), re.DOTALL)


def matches(pattern: str, text: str) -> bool:
    """Whether a label is what `pattern` asks for."""
    return _expression(label(pattern)).fullmatch(label(text)) is not None


@lru_cache(maxsize=500)
def _any_expression(patterns: tuple[str, ...]) -> re.Pattern:
    return re.compile("|".join(_expression(label(pattern)).pattern for pattern in patterns), re.DOTALL)


def matches_any(patterns: tuple[str, ...], text: str) -> bool:
    return bool(patterns) and _any_expression(patterns).fullmatch(label(text)) is not None


def hint_strength(hint: str, text: str) -> int:
    """0 if `hint` does not fit `text`, else how many of its letters were found: the more, the more certain."""
    hint = plain(hint)
    return len(hint.replace("*", "")) if _expression(hint).fullmatch(plain(text)) else 0
