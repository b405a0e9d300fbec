"""Tokens of integrations: a program signs in with one, and sees what the user it stands for may see."""

import hashlib
import secrets
from datetime import timedelta

from django.utils import timezone

from kontakt.accounts.models import Token, User, with_roles

PREFIX = "kontakt_"  # by which a token that has leaked is known for what it is
KEPT = timedelta(minutes=5)  # how exactly it is known when a token was last used


def new_secret(token: Token) -> str:
    """Give an unsaved token its secret, which is shown once and never kept."""
    secret = PREFIX + secrets.token_urlsafe(32)
    token.digest = _digest(secret)
    return secret


def user_of(secret: str) -> tuple[Token, User] | None:
    """The token of a secret that is good now, and the user whose rights it has; None for any other."""
    token = Token.objects.filter(digest=_digest(secret), ended_at=None).first()
    today = timezone.localdate()
    if token is None or (token.expires_on and token.expires_on < today):
        return None
    user = with_roles(User.objects.select_related("office")).filter(pk=token.user_id, is_active=True).first()
    if user is None:
        return None
    now = timezone.now()
    Token.objects.filter(pk=token.pk).exclude(last_used_at__gt=now - KEPT).update(last_used_at=now)
    return token, user


def _digest(secret: str) -> str:
    """The secret is long and random, so that a plain digest cannot be guessed from."""
    return hashlib.sha256(secret.encode()).hexdigest()
