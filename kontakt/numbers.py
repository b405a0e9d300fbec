"""Whole numbers as pages send them in forms and addresses: keys, versions, places in a list."""

_MOST_DIGITS = 18  # the database's keys have no more; Python itself refuses to read thousands


def sent_number(text: str | None) -> int | None:
    """The number; None for what no page sends."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else None


def sent_numbers(texts: list[str]) -> list[int]:
    """Those that are numbers."""
    return [number for text in texts if (number := sent_number(text)) is not None]
