"""The second factor of sign-in: an app's codes or a security key, and who must have one."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from kontakt.accounts.models import User

# Where one who lacks it is let in, to set it up.
SET_UP_PAGES = frozenset(
    {
        "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes", "mfa_download_recovery_codes",
        "account_reauthenticate",
    }
)  # fmt: skip

_OWN = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)  # codes for when it is lost are none


def with_second_factor(users: models.QuerySet) -> models.QuerySet:
    """The users with whether they have one, in the same query."""
    return users.annotate(second_factor_set_up=Exists(_OWN.filter(user=OuterRef("pk"))))


def has_second_factor(user: User) -> bool:
    known = getattr(user, "second_factor_set_up", None)  # fetched by with_second_factor
    return _OWN.filter(user=user).exists() if known is None else known


def is_missing(request) -> bool:
    """Whether the user's role asks for one, and the user has none."""
    user = request.user
    if user.roles.isdisjoint(settings.MFA_REQUIRED_ROLES) or vouched_for(request, user):
        return False
    return not has_second_factor(user)


def vouched_for(request, user: User) -> bool:
    """Whether the provider (OpenID Connect) signed the user in here, and is trusted to have asked for one itself."""
    methods = {record["method"] for record in get_authentication_records(request, user)}
    return settings.OIDC_TRUSTS_MFA and "socialaccount" in methods


def described(user: User) -> str:
    """What the user has, in words."""
    kinds = list(_OWN.filter(user=user).order_by("type").values_list("type", flat=True))
    words = {Authenticator.Type.TOTP: _("app with codes"), Authenticator.Type.WEBAUTHN: _("security key")}
    return ", ".join(words[kind] for kind in dict.fromkeys(kinds)) or _("none")


@transaction.atomic
def reset(user: User) -> None:
    """For one who has lost it: the user sets a new one up."""
    Authenticator.objects.filter(user=user).delete()
