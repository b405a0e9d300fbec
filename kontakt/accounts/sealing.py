"""Secrets that the database keeps, and that nobody can use who has the database alone."""

import base64
import hashlib
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django import forms
from django.conf import settings
from django.utils.translation import gettext as _

_PURPOSE = b"kontakt.sealing"  # no other key comes of SECRET_KEY in this way (at most 16 bytes)
_BEGINS = "gAAAAA"  # what every Fernet token begins with, until the year 2106


def sealed(text: str) -> str:
    """Fernet (AES-128-CBC, HMAC-SHA256), with a key that comes of SECRET_KEY."""
    return _seal(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS).encrypt(text.encode()).decode()


def opened(text: str) -> str:
    """What was sealed with SECRET_KEY or one of its fallbacks; a text from before sealing, as it is.

    Raises ValidationError, for the user, if it was sealed with another key.
    """
    if not text.startswith(_BEGINS):
        return text
    try:
        return _seal(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS).decrypt(text.encode()).decode()
    except InvalidToken:
        raise forms.ValidationError(
            _(
                "Your second factor was set up under another key of Kontakt (SECRET_KEY), and cannot be used. Ask an "
                "administrator to remove it, and set it up anew."
            )
        )


@cache
def _seal(*secrets: str) -> MultiFernet:
    keys = (hashlib.blake2b(secret.encode(), digest_size=32, person=_PURPOSE).digest() for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
