"""People at work: each signs in once, looks at pages, and writes in a case's log now and then."""

import http.client
import random
import re
import threading
import time
import urllib.parse
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie

HOST = "kontakt.example.dk"
PAGES = ("/", "/kommuner/", "/sager/", "/opgaver/", "/kort/", "/breve/")
THEME = "Release check"


@dataclass
class Seen:
    """What came of the requests of a phase; times in seconds."""

    requests: int = 0
    written: int = 0
    longest: float = 0.0
    failures: list[str] = field(default_factory=list)


class People:
    """So many at a time, through one port, until they are stopped. `whole`: pages with all that they fetch."""

    def __init__(
        self, port: int, *, username: str, password: str, case: str, count: int = 4, whole: bool = True
    ) -> None:
        self._guard = threading.Lock()
        self._stop = threading.Event()
        self._signed_in = threading.Semaphore(0)
        self.count, self.whole = count, whole
        self.phases: dict[str, Seen] = {}
        self.phase("beginning")
        self._threads = [
            threading.Thread(target=self._work, args=(Person(port, number), username, password, case), daemon=True)
            for number in range(count)
        ]
        for thread in self._threads:
            thread.start()

    def until_at_work(self) -> "People":
        """All have signed in, or could not."""
        for _ in range(self.count):
            self._signed_in.acquire(timeout=60)
        return self

    def phase(self, name: str) -> Seen:
        """From now on, what is seen belongs to this; several may have one name."""
        self._now = self.phases.setdefault(name, Seen())
        return self._now

    @property
    def written(self) -> int:
        return sum(phase.written for phase in self.phases.values())

    @property
    def failures(self) -> list[str]:
        return [failure for phase in self.phases.values() for failure in phase.failures]

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=120)

    def _work(self, person: "Person", username: str, password: str, case: str) -> None:
        chance = random.Random(person.number)
        turn = 0
        try:
            try:
                person.sign_in(username, password)
            finally:
                self._signed_in.release()
            while not self._stop.is_set():
                turn += 1
                began, phase = time.monotonic(), self._now
                if turn % 5 == 0:
                    failure = person.write(f"{case}log/ny/", f"{THEME} {person.number}-{turn}")
                else:
                    failure = person.look(chance.choice((*PAGES, case)), whole=self.whole)
                with self._guard:
                    phase.requests += 2 if turn % 5 == 0 else 1
                    phase.written += turn % 5 == 0 and not failure
                    phase.longest = max(phase.longest, time.monotonic() - began)
                    if failure:
                        phase.failures.append(failure)
                self._stop.wait(0.05)
        except Exception as error:
            with self._guard:
                self._now.failures.append(f"person {person.number}: {error!r}")


class Person:
    """A browser behind the proxy, which has ended TLS. A connection for each request, as the proxy has."""

    def __init__(self, port: int, number: int) -> None:
        self.port, self.number = port, number
        self.fetched: set[str] = set()
        self.cookies: dict[str, str] = {}

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """The status and the page. Raises OSError or HTTPException when there is no whole answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {
            "Host": HOST,
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": f"10.0.0.{self.number + 1}",
            "Referer": f"https://{HOST}{path}",
            "Connection": "close",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request("GET" if form is None else "POST", path, body, headers)
            answer = connection.getresponse()
            for line in answer.headers.get_all("Set-Cookie") or []:
                self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
            return answer.status, answer.read().decode(errors="replace")
        finally:
            connection.close()

    def look(self, path: str, *, whole: bool = False) -> str:
        """What went wrong, or nothing. `whole`: with the stylesheets, scripts and pictures that are new to the browser."""
        try:
            status, page = self.ask(path)
            if status != 200:
                return f"GET {path}: {status}"
            for file in sorted(files_of(page) - self.fetched) if whole else []:
                if failure := self._tried(file, 200):
                    return failure
                self.fetched.add(file)
        except (OSError, http.client.HTTPException) as error:
            return f"GET {path}: {error!r}"
        return ""

    def write(self, path: str, theme: str) -> str:
        try:
            status, page = self.ask(path)
            form = filled_in(page, "theme") if status == 200 else {}
        except (OSError, http.client.HTTPException) as error:
            return f"GET {path}: {error!r}"
        return self._tried(path, 302, form | {"kind": "note", "theme": theme, "text": "Skrevet undervejs."})

    def sign_in(self, username: str, password: str) -> None:
        _, page = self.ask("/konto/login/")
        status, _ = self.ask("/konto/login/", filled_in(page, "login") | {"login": username, "password": password})
        if status != 302:
            raise OSError(f"sign-in answered {status}")

    def _tried(self, path: str, expected: int, form: dict[str, str] | None = None) -> str:
        doing = f"{'GET' if form is None else 'POST'} {path}"
        try:
            status, _ = self.ask(path, form)
        except (OSError, http.client.HTTPException) as error:
            return f"{doing}: {error!r}"
        return "" if status == expected else f"{doing}: {status}"


def files_of(page: str) -> set[str]:
    """The static files that a page names."""
    return set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page))


def filled_in(page: str, having: str) -> dict[str, str]:
    """The fields of the form that has a field of that name, with what stands in them."""
    forms = _Forms()
    forms.feed(page)
    return next((form for form in forms.found if having in form), {})


_LEFT_OUT = ("checkbox", "radio", "file", "submit")


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []

    def handle_starttag(self, tag, attrs) -> None:
        told = dict(attrs)
        if tag == "form":
            self.found.append({})
        is_field = tag in ("input", "textarea", "select") and told.get("type") not in _LEFT_OUT
        if is_field and self.found and told.get("name"):
            self.found[-1][told["name"]] = told.get("value") or ""


def counted(failures: list[str]) -> str:
    return "; ".join(f"{times} × {failure}" for failure, times in Counter(failures).most_common(5))
