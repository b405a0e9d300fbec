"""The links by which people choose a password: after an invitation, or because the old one is forgotten."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db.models import Max
from django.utils.http import base36_to_int

INVITED = timedelta(days=7)  # also the setting PASSWORD_RESET_TIMEOUT, which none outlives
FORGOTTEN = timedelta(hours=24)


class LinkTokens(PasswordResetTokenGenerator):
    """Used once, and dead when the address changes, the account is deactivated or a newer invitation is made."""

    def _make_hash_value(self, user, timestamp) -> str:
        invitation = user.invitations.aggregate(latest=Max("pk"))["latest"]
        return f"{super()._make_hash_value(user, timestamp)}|{user.is_active}|{invitation}"

    def check_token(self, user, token) -> bool:
        if settings.OIDC_ONLY or not super().check_token(user, token):
            return False
        age = self._num_seconds(self._now()) - base36_to_int(token.split("-")[0])
        return age <= (FORGOTTEN if user.last_login else INVITED).total_seconds()
