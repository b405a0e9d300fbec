"""Civil registration numbers have no place here (DOMAIN.md section 8)."""

import re
from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_LOOKS_LIKE_ONE = re.compile(r"(?<!\d)(\d{6})[- ]?\d{4}(?!\d)")


def contains_cpr(text: str) -> bool:
    """Whether the text holds a CPR number: DDMMYY-XXXX, with or without the hyphen, whose date exists."""
    for match in _LOOKS_LIKE_ONE.finditer(text):
        try:
            datetime.strptime(match[1], "%d%m%y").replace(tzinfo=UTC)
        except ValueError:
            continue
        return True
    return False


def mask_cpr(text: str) -> str:
    """The text with every CPR number in it unreadable."""
    return _LOOKS_LIKE_ONE.sub(lambda match: "XXXXXX-XXXX" if contains_cpr(match[0]) else match[0], text)


def refuse_cpr(text: str) -> None:
    """Raise ValidationError if the text holds a CPR number."""
    if contains_cpr(text):
        raise ValidationError(
            _("The text seems to contain a CPR number. Remove it: citizens' personal data must not be kept here."),
            code="cpr",
        )
