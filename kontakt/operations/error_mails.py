"""Errors are mailed to those named in KONTAKT_ADMINS: what, where and in which request, and nothing of what was sent in it.

A page that is broken for everybody gives one mail an hour; all errors together at most so many as MOST.
"""

import logging
import socket
import threading
import time
import traceback

from django.conf import settings
from django.core.cache import cache
from django.core.mail import mail_admins

from kontakt.audit.doing import doing
from kontakt.operations.connections import is_away
from kontakt.operations.scrubbing import scrubbed

PAUSE = 60 * 60  # seconds between mails about the same
MOST = 20  # in an hour

_sending = threading.local()


class ErrorMails(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._mailed: dict[str, float] = {}  # what this process has mailed, and when
        self._held = 0

    def emit(self, record: logging.LogRecord) -> None:
        if not settings.ADMINS or getattr(_sending, "now", False):
            return
        _sending.now = True  # what goes wrong meanwhile is logged, and not mailed
        try:
            if not self._may_be_mailed(_place(record)):
                self._held += 1
                return
            subject = scrubbed(f"Kontakt: {record.levelname} {record.name}: {record.getMessage()}").splitlines()[0]
            mail_admins(subject[:150], self._words(record), using="errors")
            self._held = 0
        except Exception:
            self.handleError(record)
        finally:
            _sending.now = False

    def _may_be_mailed(self, place: str) -> bool:
        now = time.monotonic()
        if now - self._mailed.get(place, -PAUSE) < PAUSE:
            return False
        self._mailed[place] = now
        try:
            # Together with the other processes; how many within the present hour.
            if not cache.add(f"error-mail:{place}", 1, PAUSE):
                return False
            cache.add("error-mails", 0, PAUSE)
            return cache.incr("error-mails") <= MOST
        except Exception:  # the database may be what is away
            return sum(now - at < PAUSE for at in self._mailed.values()) <= MOST

    def _words(self, record: logging.LogRecord) -> str:
        about = "\n".join(f"{name}: {value}" for name, value in doing().items())
        trace = "".join(traceback.format_exception(*record.exc_info)) if record.exc_info else ""
        held = f"{self._held} more errors of this process have not been mailed." if self._held else ""
        parts = (scrubbed(record.getMessage()), f"host: {socket.gethostname()}\n{about}", scrubbed(trace), held)
        return "\n\n".join(part for part in parts if part.strip()) + "\n"


def _place(record: logging.LogRecord) -> str:
    """What is the same error: where it was raised, or else where it was logged; and all that comes of a database away."""
    error = record.exc_info[1] if record.exc_info else None
    if is_away(error) or getattr(record, "status_code", None) == 503:
        return "database-away"
    if error is None or error.__traceback__ is None:
        return f"{record.name}:{record.lineno}"
    where = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}:{_short(where.filename)}:{where.lineno}"


def _short(path: str) -> str:
    """The end of a path, without what a key of the cache may not hold."""
    return "/".join(path.replace(" ", "_").rsplit("/", 3)[-3:])
