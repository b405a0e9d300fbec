"""What an administrator does with a user besides changing what is written: each by name, for the list and the page."""

from collections.abc import Callable
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kontakt.accounts import second_factor
from kontakt.accounts.invitations import send_invitation
from kontakt.accounts.keeping import save_user
from kontakt.accounts.models import User
from kontakt.accounts.sessions import end_sessions
from kontakt.audit.models import Access


class Act(NamedTuple):
    """`do(user, by=…, session=…)` says what was done, or raises ValidationError. `session`: the administrator's own key."""

    label: str
    suits: Callable[[User], bool]
    do: Callable[..., str]
    trace: Access.Kind | None = None  # in the audit trail, where nothing changes that has a history


def _invite(user: User, *, by: User, session: str) -> str:
    send_invitation(user, by=by)
    return _("An invitation is on its way to %(email)s.") % {"email": user.email}


def _deactivate(user: User, *, by: User, session: str) -> str:
    if user == by:
        raise ValidationError(_("You cannot deactivate yourself."))
    user.is_active = False
    save_user(user, roles=user.roles)
    return _("%(user)s is deactivated, and signed out everywhere.") % {"user": user}


def _reactivate(user: User, *, by: User, session: str) -> str:
    user.is_active = True
    save_user(user, roles=user.roles)
    return _("%(user)s is active again.") % {"user": user}


def _sign_out(user: User, *, by: User, session: str) -> str:
    end_sessions(user, but=session)
    return _("%(user)s is signed out everywhere.") % {"user": user}


def _reset_second_factor(user: User, *, by: User, session: str) -> str:
    second_factor.reset(user)
    end_sessions(user, but=session)
    return _("The second factor of %(user)s is removed. The user is signed out, and can set up a new one.") % {
        "user": user
    }


ACTS = {
    "invite": Act(
        gettext_lazy("Send the invitation again"), lambda user: user.is_active and not user.last_login, _invite
    ),
    "sign_out": Act(
        gettext_lazy("Sign out everywhere"), lambda user: user.is_active, _sign_out, Access.Kind.SESSIONS_ENDED
    ),
    "reset_second_factor": Act(
        gettext_lazy("Remove the second factor"),
        second_factor.has_second_factor,
        _reset_second_factor,
        Access.Kind.SECOND_FACTOR_REMOVED,
    ),
    "deactivate": Act(gettext_lazy("Deactivate"), lambda user: user.is_active, _deactivate),
    "reactivate": Act(gettext_lazy("Reactivate"), lambda user: not user.is_active, _reactivate),
}
