"""Where a user is signed in, and ending that."""

import time

from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _

from kontakt.accounts.models import User

SIGNED_IN_KEY, SEEN_KEY = "signed_in_at", "seen_at"
LONGEST = 12 * 60 * 60  # seconds from signing in: however much it is used, a session is over after a day's work
SEEN_EVERY = 5 * 60  # seconds: a page costs nothing more than that often

# In this order: most say that they are the others too.
_BROWSERS = [
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
]  # fmt: skip
_SYSTEMS = [
    ("Windows", "Windows"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
]  # fmt: skip


def open_sessions(user: User) -> list[UserSession]:
    """The sessions that still work, the one last seen first."""
    return sorted(UserSession.objects.purge_and_list(user), key=lambda session: session.last_seen_at, reverse=True)


def end_sessions(user: User, *, but: str | None = None) -> None:
    """Sign the user out everywhere, except in the session with the key `but`."""
    for session in UserSession.objects.filter(user=user).exclude(session_key=but or ""):
        session.end()


def note_sign_in(sender, *, request, **kwargs) -> None:
    request.session[SIGNED_IN_KEY] = request.session[SEEN_KEY] = time.time()


def is_over(request) -> bool:
    """Whether one must sign in anew, whatever the session was used for since."""
    return time.time() - request.session.get(SIGNED_IN_KEY, 0) > LONGEST


def note_seen(request) -> None:
    """Keep when the session was last seen, now and then."""
    seen = request.session.get(SEEN_KEY)
    if seen and time.time() - seen > SEEN_EVERY:
        request.session[SEEN_KEY] = time.time()
        UserSession.objects.create_from_request(request)


def browser_and_system(user_agent: str) -> str:
    """What a person would call it: “Firefox, Windows”."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), _("Unknown browser"))
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return f"{browser}, {system}" if system else browser
