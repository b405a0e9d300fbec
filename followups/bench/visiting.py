"""A person in a thread who opens pages and sends forms, thinks in between, and notes how long each took and what failed."""

import gzip
import http.client
import random
import threading
import time
import urllib.error
import urllib.parse
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

from followups.bench.pages import percentile
from municipalities.bench.scratch_database import WORKED_HEADER

TIMEOUT = 60  # seconds, as the web server gives up
_REDIRECTS = (301, 302, 303)


@dataclass
class Visits:
    """The times of a page, in seconds: `worked` by the application, `waited` by the person; and what went wrong, by kind."""

    key: str
    worked: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)

    @property
    def errors(self) -> int:
        return self.kinds.total()

    def add(self, other: "Visits") -> None:
        self.worked += other.worked
        self.waited += other.waited
        self.kinds += other.kinds

    def as_json(self) -> dict:
        return {"key": self.key, "count": len(self.worked), "errors": self.errors} | (
            {
                f"{name}_{percent}": percentile(values, percent)
                for name, values in (("worked", self.worked), ("waited", self.waited))
                for percent in (50, 95)
            }
            if self.worked
            else {}
        )


def together(visits: Iterable[Visits], key: str = "all") -> Visits:
    found = Visits(key)
    for one in visits:
        found.add(one)
    return found


@dataclass(frozen=True)
class Shown:
    """A page that was shown: where one ended, and what it says."""

    address: str
    html: str


class Visitor(threading.Thread):
    """`act` says what a person does next. `thinking`: seconds before each, at least and at most; None: none at all."""

    def __init__(
        self, port: int, *, thinking: tuple[float, float] | None, seed: str, cookies: Mapping[str, str], **headers: str
    ) -> None:
        super().__init__(daemon=True)
        self.thinking, self.until = thinking, 0.0
        self.chance = random.Random(seed)
        self.cookies = dict(cookies)
        self.headers = {"Accept-Encoding": "gzip", "Host": "localhost"} | headers
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
        self.visits: dict[str, Visits] = {}

    def act(self) -> None:
        raise NotImplementedError

    def run(self) -> None:
        while True:
            if self.thinking:
                time.sleep(self.chance.uniform(*self.thinking))
            if time.monotonic() >= self.until:
                return
            self.act()

    def open(self, key: str, address: str, form: Mapping[str, str] | None = None) -> Shown | None:
        """Open a page or send a form, and go where it leads; one visit, noted under the key. None: it was not shown."""
        visits, began, worked = self.visits.setdefault(key, Visits(key)), time.perf_counter(), 0.0
        body = None if form is None else urllib.parse.urlencode(form)
        try:
            while True:
                answer, content = self._answer(address, body)
                worked += float(answer.headers.get(WORKED_HEADER, 0))
                if answer.status not in _REDIRECTS:
                    break
                address, body = (
                    urllib.parse.urldefrag(urllib.parse.urljoin(address, answer.headers["Location"])).url,
                    None,
                )
        except (OSError, http.client.HTTPException) as error:
            self.connection.close()
            visits.kinds[kind_of(error)] += 1
            return None
        if answer.status != 200:
            visits.kinds[f"HTTP {answer.status}"] += 1
            return None
        visits.waited.append(time.perf_counter() - began)
        visits.worked.append(worked)
        return Shown(address, content)

    def _answer(self, address: str, body: str | None) -> tuple[http.client.HTTPResponse, str]:
        try:
            return self._ask(address, body)
        except (http.client.RemoteDisconnected, ConnectionError):  # it was closed meanwhile: browsers try again
            self.connection.close()
            return self._ask(address, body)

    def _ask(self, address: str, body: str | None) -> tuple[http.client.HTTPResponse, str]:
        headers = self.headers | {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request("GET" if body is None else "POST", address, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        for line in answer.headers.get_all("Set-Cookie", ()):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        if answer.headers.get_content_type() != "text/html":
            return answer, ""
        if answer.headers.get("Content-Encoding") == "gzip":
            content = gzip.decompress(content)
        return answer, content.decode()


def kind_of(error: Exception) -> str:
    """What a person would say of it: the status of an answer, or what became of the connection."""
    if isinstance(error, urllib.error.HTTPError):
        return f"HTTP {error.code}"
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return "no answer in time"
    if isinstance(reason, ConnectionRefusedError):
        return "nobody there"
    if isinstance(reason, http.client.RemoteDisconnected | ConnectionError):
        return "connection broken off"
    return type(reason).__name__
