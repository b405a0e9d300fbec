"""The forms of signing in: allauth's, with what we ask of them besides."""

from allauth.account.forms import LoginForm
from allauth.mfa import app_settings as second_factors
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):
    """allauth's, with words that say what may be written."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail or user name")


class _OnceMixin:
    """A code is remembered as used for as long as it would be taken: allauth remembers it for one period of several."""

    def clean_code(self) -> str:
        code = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP:
            taken_for = second_factors.TOTP_PERIOD * (2 * second_factors.TOTP_TOLERANCE + 1)
            cache.touch(self.authenticator.wrap()._get_used_cache_key(code), taken_for)
        return code


class CodeForm(_OnceMixin, AuthenticateForm):
    """At signing in."""


class CodeAgainForm(_OnceMixin, ReauthenticateForm):
    """Before something that matters."""
