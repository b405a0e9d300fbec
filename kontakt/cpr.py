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


def refuse_cpr(text: str) -> None:
    """Raise ValidationError if the text holds a CPR number."""
    if contains_cpr(text):
        raise ValidationError(
            _("The text seems to contain a CPR number. Remove it: citizens' personal data must not be kept here."),
            code="cpr",
        )
