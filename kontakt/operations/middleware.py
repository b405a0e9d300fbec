"""Every request is measured and gets its line in the log."""

import logging
import time

from django.conf import settings

from kontakt.operations import requests_measured

logger = logging.getLogger("kontakt.access")

# Whose address is itself a secret: who has it may choose a password.
_SECRET_ADDRESSES = frozenset({"account_reset_password_from_key"})


class WatchMiddleware:
    """One line for each request: method, the page's name, its address without what was asked for, status, milliseconds."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        begun = time.perf_counter()
        response = self.get_response(request)
        seconds = time.perf_counter() - begun
        route = _route(request)
        requests_measured.note(route, request.method, response.status_code, seconds)
        path = "" if route in _SECRET_ADDRESSES else request.path
        fields = {
            "method": request.method,
            "route": route,
            "path": path,
            "status": response.status_code,
            "ms": round(seconds * 1000, 1),
        }
        logger.info(
            "%s %s %s %s ms",
            request.method,
            path or route,
            response.status_code,
            fields["ms"],
            extra={"fields": fields},
        )
        return response


def _route(request) -> str:
    """The page's name; empty for an address that there is not."""
    if match := request.resolver_match:
        return match.view_name
    return "static" if request.path.startswith(settings.STATIC_URL) else ""
