"""While the database is away, people and programs are told so (503), and nobody is told of an error of Kontakt's.

Such an error may be raised in a view or in any layer around it. Django asks `handler500` about each that nobody has caught,
and there it is told from the others.
"""

import sys

from django.db import OperationalError
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.defaults import server_error

from kontakt.operations.connections import is_away, was_refused
from kontakt.ui.appearance import chosen_theme
from kontakt.ui.middleware import chosen_language

RETRY_SECONDS = 60


def answer_error(request) -> HttpResponse:
    """Django's `handler500`, called while the error is handled."""
    error = sys.exception()
    if not is_away(error):
        return server_error(request)
    language = chosen_language(request)  # the layer that sets it may not have been reached
    with translation.override(language):
        answer = _to_programs() if request.path.startswith(reverse("api:api-root")) else _to_people(request, error)
    for name, value in (
        ("Retry-After", str(RETRY_SECONDS)),
        ("Cache-Control", "no-store"),
        ("Content-Language", language),
    ):
        answer.headers[name] = value
    return answer


def _to_programs() -> HttpResponse:
    return JsonResponse({"detail": _("Kontakt cannot reach its database just now. Try again in a minute.")}, status=503)


def _to_people(request, error: OperationalError) -> HttpResponse:
    about = {
        "reads_only": request.method in ("GET", "HEAD"),
        "nothing_saved": was_refused(error),
        "address": request.get_full_path(),
        "appearance": chosen_theme(request),
    }
    return HttpResponse(render_to_string("503.html", about), status=503)
