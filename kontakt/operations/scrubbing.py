"""What leaves the system about an error (logs, mails, Sentry) says what went wrong, and nothing about persons."""

import re
from typing import Any

from kontakt.cpr import mask_cpr

# What the database adds to an error: the row, or the value, that it was about.
_DETAIL = re.compile(r"^(\s*DETAIL:).*$", re.MULTILINE)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def scrubbed(text: str) -> str:
    """The text without CPR numbers, e-mail addresses, and the rows that PostgreSQL quotes."""
    return _ADDRESS.sub("[e-mail]", _DETAIL.sub(r"\1 [left out]", mask_cpr(text)))


def scrubbed_all(value: Any) -> Any:
    """Every text in a structure of dicts and lists."""
    if isinstance(value, str):
        return scrubbed(value)
    if isinstance(value, dict):
        return {name: scrubbed_all(one) for name, one in value.items()}
    return [scrubbed_all(one) for one in value] if isinstance(value, list | tuple) else value
