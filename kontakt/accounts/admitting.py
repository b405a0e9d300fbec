"""Who gets in by way of the provider (OpenID Connect), and with which roles: the provider decides, at each sign-in."""

from typing import Any

from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.utils import generate_unique_username
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kontakt.accounts.access import Role
from kontakt.accounts.keeping import save_user
from kontakt.accounts.models import RegionalOffice, User
from kontakt.accounts.sessions import end_sessions


def signs_in_by_provider(user: User) -> bool:
    return SocialAccount.objects.filter(user=user).exists()


def admit(request, login: SocialLogin, claims: dict[str, Any]) -> None:
    """Make or change the user of a sign-in as the claims have it. Raises ValidationError, in words for the user.

    An account that is here already is taken over by its address only if the provider vouches that the address is
    the person's own, and only once: an address that has passed to somebody else gives no way in.
    """
    known = login.account.pk is not None
    roles = roles_of(claims)
    if not roles:
        if known:
            end_sessions(login.user)
        raise ValidationError(_("You have no role in Kontakt. Ask whoever decides on access in your organisation."))
    with transaction.atomic():
        user = login.user if known else _user_of(claims)
        if not user.is_active:
            raise ValidationError(_("Your account is closed. An administrator can open it again."))
        user.office = _office_of(claims) if Role.REGIONAL_OFFICE in roles else None
        if user.has_usable_password():
            user.set_unusable_password()
        save_user(user, roles=roles, provider_decides=True)
        if not known:
            login.connect(request, user)
        login.user = user


def roles_of(claims: dict[str, Any]) -> set[Role]:
    """What the claim gives, through the map if there is one. What it says besides is other systems'."""
    given = _listed(claims, settings.OIDC_ROLE_CLAIM)
    names = {settings.OIDC_ROLE_MAP.get(name) for name in given} if settings.OIDC_ROLE_MAP else given
    return {Role(name) for name in names if name in Role.values}


def _office_of(claims: dict[str, Any]) -> RegionalOffice | None:
    given = _listed(claims, settings.OIDC_OFFICE_CLAIM) if settings.OIDC_OFFICE_CLAIM else []
    names = [settings.OIDC_OFFICE_MAP.get(name, name) for name in given]
    offices = list(RegionalOffice.objects.filter(name__in=names))
    if len(offices) != 1:
        raise ValidationError(
            _("Your regional office is not known. Ask whoever decides on access in your organisation.")
        )
    return offices[0]


def _user_of(claims: dict[str, Any]) -> User:
    """The user with the address that the provider vouches for, or a new one."""
    email = claims.get("email") or ""
    if not email or not (settings.OIDC_TRUSTS_EMAIL or claims.get("email_verified") in (True, "true")):
        raise ValidationError(
            _("Your e-mail address has not been confirmed where you sign in. Ask whoever keeps the accounts there.")
        )
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = User(
            username=generate_unique_username([email]),
            email=email,
            first_name=str(claims.get("given_name") or "")[:150],
            last_name=str(claims.get("family_name") or "")[:150],
        )
        user.full_clean(exclude=["password"])
    elif signs_in_by_provider(user):
        raise ValidationError(_("Another person's account in Kontakt has your e-mail address. Ask an administrator."))
    return user


def _listed(claims: dict[str, Any], path: str) -> list[str]:
    """The texts at a path such as `realm_access.roles`: one or more, or none if it is not there."""
    value: Any = claims
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]
