"""Light or dark: as the user's system has it, unless the user has chosen. The choice is kept in a cookie, as the language is."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kontakt.accounts.access import Open, requires

COOKIE = "kontakt_theme"
COOKIE_SECONDS = 365 * 24 * 60 * 60
THEMES = ("light", "dark")


def chosen_theme(request) -> str:
    """`light` or `dark`; empty where the system decides."""
    chosen = request.COOKIES.get(COOKIE)
    return chosen if chosen in THEMES else ""


@requires(Open.ANYONE)
@require_POST
def set_theme(request) -> HttpResponse:
    """Keeps the choice (`appearance`), or forgets it if it is neither light nor dark, and leads back (`next`)."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    theme = request.POST.get("appearance")
    if theme in THEMES:
        response.set_cookie(COOKIE, theme, max_age=COOKIE_SECONDS, secure=settings.HTTPS, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response
