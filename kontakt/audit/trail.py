"""What is done without changing anything that has a history: signing in and out, fetching files, reading letters."""

import uuid
from email.message import EmailMessage

from allauth.account.adapter import get_adapter
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.core.exceptions import PermissionDenied
from django.db.models.functions import Lower

from kontakt.audit.models import Access


def read(request, what: object) -> None:
    """A letter has been shown to the user."""
    record(request, Access.Kind.READ, str(what))


def record(request, kind: Access.Kind, what: str = "", *, user=None) -> None:
    """Add a row. `user` is given where it is not the request's."""
    user = user or getattr(request, "user", None)
    Access.objects.create(
        kind=kind,
        user=user if user is not None and user.is_authenticated else None,
        what=what[:300],
        page=(request.get_full_path() if request else "")[:500],
        request=getattr(request, "audit_id", None) or uuid.uuid4(),
        ip_address=_ip_address(request),
    )


def record_file(request, response) -> None:
    """The file that a response gives to be saved, if it gives one. Every such response comes by here (AuditMiddleware)."""
    disposition = response.headers.get("Content-Disposition", "")
    if response.status_code != 200 or not disposition.startswith("attachment"):
        return
    kind = Access.Kind.EXPORTED if request.GET.get("export") else Access.Kind.FETCHED
    record(request, kind, _file_name(disposition))


def _ip_address(request) -> str | None:
    """None where there is none to be had: a request that came by a socket."""
    try:
        return get_adapter().get_client_ip(request) if request else None
    except PermissionDenied:
        return None


def follow_sign_ins() -> None:
    user_logged_in.connect(_signed_in, dispatch_uid="audit")
    user_logged_out.connect(_signed_out, dispatch_uid="audit")
    user_login_failed.connect(_failed, dispatch_uid="audit")
    authentication_failed.connect(_code_refused, dispatch_uid="audit")
    authenticator_added.connect(_factor_added, dispatch_uid="audit")
    authenticator_removed.connect(_factor_removed, dispatch_uid="audit")


def _code_refused(request, user, **_signal) -> None:
    record(request, Access.Kind.SIGN_IN_FAILED, user.username, user=user)


def _factor_added(request, user, authenticator, **_signal) -> None:
    if authenticator.type != authenticator.Type.RECOVERY_CODES:
        record(request, Access.Kind.SECOND_FACTOR_ADDED, user.username)


def _factor_removed(request, user, authenticator, **_signal) -> None:
    if authenticator.type != authenticator.Type.RECOVERY_CODES:
        record(request, Access.Kind.SECOND_FACTOR_REMOVED, user.username)


def _signed_in(request, user, **_signal) -> None:
    record(request, Access.Kind.SIGNED_IN, user.username, user=user)


def _signed_out(request, user, **_signal) -> None:
    if user is not None:
        record(request, Access.Kind.SIGNED_OUT, user.username, user=user)


def _failed(credentials, request=None, **_signal) -> None:
    """Whose account it was tried on. A name that is nobody's is not kept: people type their password there."""
    given = credentials.get("username") or credentials.get("email") or ""
    users = get_user_model().objects.annotate(name=Lower("username"), address=Lower("email"))
    user = users.filter(name=given.lower()).first() or users.filter(address=given.lower()).first()
    record(request, Access.Kind.SIGN_IN_FAILED, user.username if user else "", user=user)


def _file_name(disposition: str) -> str:
    """The name in the header, as RFC 6266 gives it: plain, or encoded where it has Danish letters."""
    message = EmailMessage()
    message["Content-Disposition"] = disposition
    return message.get_filename("")
