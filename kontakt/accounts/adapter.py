"""How allauth behaves here."""

import logging
import time
from smtplib import SMTPException

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.authentication import get_authentication_records
from allauth.core import context as around
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kontakt.accounts.admitting import signs_in_by_provider
from kontakt.accounts.sealing import opened, sealed
from kontakt.accounts.second_factor import vouched_for

logger = logging.getLogger(__name__)


class ClosedSignupAdapter(DefaultAccountAdapter):
    """Nobody makes their own account: an administrator does, or the provider of OpenID Connect."""

    def is_open_for_signup(self, request) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        ours = {"allauth.mfa.stages.AuthenticateStage": "kontakt.accounts.adapter.SecondFactorStage"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def send_password_reset_mail(self, user, email, context) -> None:
        """Who signs in by way of the provider has no password here, and is told so; by mail, as others learn nothing."""
        if settings.OIDC_ONLY or signs_in_by_provider(user):
            self.send_mail("account/email/no_password", email, context | {"provider": settings.OIDC_NAME})
        else:
            super().send_password_reset_mail(user, email, context)

    def send_notification_mail(self, template_prefix, user, **more) -> None:
        """What was changed stands, whether or not the mail server is there to tell of it."""
        if around.request is None:  # the mail says where it was done from
            return
        try:
            super().send_notification_mail(template_prefix, user, **more)
        except (OSError, SMTPException):
            logger.exception("User %s was not told of a changed password or second factor", user.pk)

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Whoever has just signed in is not asked for the password once more."""
        records = get_authentication_records(self.request, self.request.user)
        just_now = records and time.time() - records[-1]["at"] < REAUTHENTICATION_TIMEOUT
        return not just_now and super().is_reauthentication_required(app=app, **kwargs)


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _(
            "The code is not right, or it has been used. Wait for the app's next code, and see that the phone's clock is right."
        )
    }

    def encrypt(self, text: str) -> str:
        return sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        return opened(encrypted_text)


class SecondFactorStage(AuthenticateStage):
    def handle(self) -> tuple:
        return (None, True) if vouched_for(self.request, self.login.user) else super().handle()
