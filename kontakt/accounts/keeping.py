"""Keeping accounts: who has which roles, and what follows from that. The one way to make or change a user."""

import logging
from collections.abc import Collection

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kontakt.accounts.access import Role
from kontakt.accounts.models import User
from kontakt.accounts.sessions import end_sessions

logger = logging.getLogger(__name__)


def check_roles(user: User, roles: Collection[str], *, provider_decides: bool = False) -> None:
    """Raise ValidationError, by field, for roles that the user (as it is about to be stored) cannot have.

    Where the provider of OpenID Connect decides, it may take the last administrator's role: it can make another.
    """
    if not roles:
        raise ValidationError({"roles": _("Choose at least one role.")})
    if Role.REGIONAL_OFFICE in roles and len(roles) > 1:
        raise ValidationError(
            {"roles": _("A user of a regional office sees its own region only, and so can have no other role.")}
        )
    if Role.REGIONAL_OFFICE in roles and user.office is None:
        raise ValidationError({"office": _("Choose the regional office that the user belongs to.")})
    if Role.REGIONAL_OFFICE not in roles and user.office is not None:
        raise ValidationError(
            {"office": _("Only a user with the role regional office belongs to one. Empty the field.")}
        )
    if not (user.is_active and Role.ADMINISTRATOR in roles) and _is_last_administrator(user):
        if not provider_decides:
            raise ValidationError(
                _("This is the last active administrator. Make another user administrator first; otherwise nobody can.")
            )
        logger.warning("The provider has taken the role from the last administrator, user %s", user.pk)


@transaction.atomic
def save_user(
    user: User, *, roles: Collection[str], keep_session: str | None = None, provider_decides: bool = False
) -> User:
    """Store a user with its roles. Administrators, and nobody else, get into the administration.

    Whoever gets other roles or is deactivated is signed out everywhere, except in the session with the key
    `keep_session`. allauth keeps a table of addresses of its own, and lets people sign in with any that is there; it is
    held to the one address of the user. Raises ValidationError as `check_roles`.
    """
    check_roles(user, roles, provider_decides=provider_decides)
    if user.pk and not (user.is_active and set(user.groups.values_list("name", flat=True)) == set(roles)):
        end_sessions(user, but=keep_session)
    user.is_staff = Role.ADMINISTRATOR in roles
    user.email = user.email.lower()  # as allauth looks it up
    user.save()
    user.groups.set(Group.objects.filter(name__in=roles))
    user.__dict__.pop("roles", None)
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"primary": True, "verified": True})
    return user


def _is_last_administrator(user: User) -> bool:
    administrators = User.objects.filter(is_active=True, groups__name=Role.ADMINISTRATOR).values_list("pk", flat=True)
    return user.pk is not None and list(administrators) == [user.pk]
