"""Somebody with a browser at an installation that is tried, who does not give up because a page failed."""

import http.client
import secrets
import time
import urllib.parse
import urllib.request
from collections.abc import Callable

from followups.bench.visiting import kind_of
from kontakt.start.installation import Visitor

PAUSE_SECONDS = 1.0


class GaveUp(Exception):
    """It did not work, however often it was tried; the message says what it was, and how it went wrong last."""


class Person(Visitor):
    """`refused`: what went wrong on the way, a word for each time."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.refused: list[str] = []

    def insist[T](self, what: str, do: Callable[[], T], *, seconds: float) -> T:
        """Do it, again and again until it works or the time is up. Raises GaveUp."""
        until = time.monotonic() + seconds
        while True:
            try:
                return do()
            except (OSError, http.client.HTTPException) as error:
                self.refused.append(kind_of(error))
                if time.monotonic() > until:
                    raise GaveUp(f"{what}: {error}") from error
            time.sleep(PAUSE_SECONDS)

    def press(self, path: str, **form: str) -> str:
        """Send a page's form; the address that it leads to."""
        return self._send(path, urllib.parse.urlencode({"csrfmiddlewaretoken": self.token} | form).encode())

    def send_file(self, path: str, name: str, content: bytes) -> str:
        """Send a file by the form at a path; the address that it leads to. Raises HTTPError for 4xx and 5xx."""
        boundary = secrets.token_hex(16)
        fields = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{self.token}\r\n'.encode(),
            f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'.encode(),
            b"Content-Type: text/csv\r\n\r\n" + content + f"\r\n--{boundary}--\r\n".encode(),
        ]
        return self._send(path, b"".join(fields), **{"Content-Type": f"multipart/form-data; boundary={boundary}"})

    def _send(self, path: str, body: bytes, **headers: str) -> str:
        request = urllib.request.Request(self.address + path, body, headers)  # noqa: S310
        with self.browser.open(request, timeout=30) as answer:
            answer.read()
            return answer.url.removeprefix(self.address)

    @property
    def token(self) -> str:
        return next(cookie.value for cookie in self.cookies if cookie.name == "csrftoken")
