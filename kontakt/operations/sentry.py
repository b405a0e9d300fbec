"""Errors to Sentry, where SENTRY_DSN says which: without names, addresses, what was sent, local variables, or CPR numbers."""

from typing import Any

from django.conf import settings

from kontakt.audit.doing import doing
from kontakt.operations.connections import is_away
from kontakt.operations.scrubbing import scrubbed_all
from kontakt.ui.frame import version


def options() -> dict[str, Any]:
    """Personal data is not sent unless it is asked for (send_default_pii, data_collection), and here it is not."""
    return {
        "dsn": settings.SENTRY_DSN,
        "release": version(),
        "max_request_body_size": "never",
        "include_local_variables": False,
        "max_breadcrumbs": 0,  # they hold SQL and addresses
        "auto_session_tracking": False,
        "before_send": before_send,
    }


def begin() -> None:
    """Nothing of Sentry's is loaded where it is not used."""
    if settings.SENTRY_DSN:
        import sentry_sdk

        sentry_sdk.init(**options())


def before_send(event: dict[str, Any], hint: dict[str, Any]) -> dict[str, Any] | None:
    """The event with the ids that are in the logs, and without what it need not have; none for a database that is away."""
    if is_away(hint.get("exc_info", (None, None))[1]):
        return None
    about = doing()
    event.pop("extra", None)  # a task's arguments, a logger's own objects
    event = scrubbed_all(event)
    if request := event.get("request"):
        event["request"] = {name: request[name] for name in ("method", "url") if name in request}
        event["request"]["url"] = event["request"].get("url", "").partition("?")[0]
    user = about.pop("user", None)
    event["user"] = {"id": str(user)} if user else {}
    event["tags"] = {**(event.get("tags") or {}), **{name: str(value) for name, value in about.items()}}
    return event
