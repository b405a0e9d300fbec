"""Many people at a time: a server as `make run` starts it, and in each of so many threads a person who opens pages."""

import http.client
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from tempfile import TemporaryFile

import psutil
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection

from followups.bench.pages import Page, main_pages, percentile, signed_in
from kontakt.accounts.access import Role
from kontakt.accounts.models import RegionalOffice, User
from kontakt.start.launch import BASE_DIR, listen
from municipalities.bench.scratch_database import SERVED_DATABASE, WORKED_HEADER

THINKING = (1.0, 3.0)  # seconds between a person's pages
_FIRST_PORT = 8500
_WORKERS, _THREADS = 4, 2  # as kontakt/start/launch.py has them
_READY_SECONDS = 60


@dataclass
class Visits:
    """The times of a page, in seconds: `worked` by the application, `waited` by the person; and what went wrong."""

    key: str
    worked: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    errors: int = 0

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


@dataclass(frozen=True)
class Crowd:
    """What so many people saw in so many seconds."""

    people: int
    thinking: tuple[float, float] | None
    seconds: float
    pages: list[Visits]
    cpu: float  # seconds of the server's workers, the database's own not counted

    @property
    def all(self) -> Visits:
        together = Visits("all")
        for visits in self.pages:
            together.worked += visits.worked
            together.waited += visits.waited
            together.errors += visits.errors
        return together

    @property
    def rate(self) -> float:
        """Pages a second."""
        return len(self.all.worked) / self.seconds

    def as_json(self) -> dict:
        own = {"people": self.people, "thinking": self.thinking, "seconds": self.seconds, "cpu": self.cpu}
        return own | {"rate": self.rate, "pages": [visits.as_json() for visits in (*self.pages, self.all)]}


def measure_crowd(*, people: int, seconds: float, thinking: tuple[float, float] | None = THINKING) -> Crowd:
    """One in four is of a regional office, and looks at its start page and what it may; the others are caseworkers.

    `thinking`: how long a person takes between two pages, at least and at most; None: no time at all, so that the
    server always has as much to do as it can.
    """
    pages = main_pages()
    with TemporaryFile() as log, _server(log) as (port, process):
        visitors = [_Visitor(port, _pages_of(role, pages), thinking, cookie) for role, cookie in _cookies(people)]
        for visitor in visitors[: _WORKERS * _THREADS]:
            visitor.look_around()  # templates are compiled once in a process's life, and connections are opened
        began, cpu = time.monotonic(), _cpu(process.pid)
        for visitor in visitors:
            visitor.until = began + seconds
            visitor.start()
        for visitor in visitors:
            visitor.join()
        return Crowd(people, thinking, time.monotonic() - began, _together(pages, visitors), _cpu(process.pid) - cpu)


class _Visitor(threading.Thread):
    """A person who opens one page after the other, in an order of their own."""

    def __init__(self, port: int, pages: Sequence[Page], thinking: tuple[float, float] | None, cookie: str) -> None:
        super().__init__(daemon=True)
        self.pages, self.thinking, self.until = pages, thinking, 0.0
        self.headers = {"Cookie": cookie, "Accept-Encoding": "gzip", "Host": "localhost"}
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.chance = random.Random(cookie)
        self.visits = {page.key: Visits(page.key) for page in pages}

    def look_around(self) -> None:
        for page in self.pages:
            self._open(page)
        self.visits = {page.key: Visits(page.key) for page in self.pages}

    def run(self) -> None:
        while True:
            if self.thinking:
                time.sleep(self.chance.uniform(*self.thinking))
            if time.monotonic() >= self.until:
                return
            self._open(self.chance.choice(self.pages))

    def _open(self, page: Page) -> None:
        visits, began = self.visits[page.key], time.perf_counter()
        answer = self._answer(page) or self._answer(page)  # as browsers do, where the connection was closed meanwhile
        if answer is None or answer.status != 200:
            visits.errors += 1
            return
        visits.waited.append(time.perf_counter() - began)
        visits.worked.append(float(answer.headers[WORKED_HEADER]))

    def _answer(self, page: Page) -> http.client.HTTPResponse | None:
        try:
            self.connection.request("GET", page.address, headers=self.headers)
            answer = self.connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            return None
        return answer


def _pages_of(role: Role, pages: Sequence[Page]) -> list[Page]:
    if role == Role.CASEWORKER:
        return [page for page in pages if page.role == role]
    return [page for page in pages if page.role == role or page.key in ("map", "municipalities", "statements")]


def _cookies(people: int) -> Iterator[tuple[Role, str]]:
    """A user and a session for each."""
    groups = {group.name: group for group in Group.objects.all()}
    office = RegionalOffice.objects.first()
    for number in range(people):
        role = Role.CASEWORKER if number % 4 else Role.REGIONAL_OFFICE
        name = f"bench-person-{number}"
        user, _made = User.objects.get_or_create(
            username=name,
            email=f"{name}@bench.example",
            defaults={"office": office if role == Role.REGIONAL_OFFICE else None},
        )
        user.groups.set([groups[role]])
        session = signed_in(user).cookies[settings.SESSION_COOKIE_NAME]
        yield role, f"{settings.SESSION_COOKIE_NAME}={session.value}"


def _together(pages: Sequence[Page], visitors: Sequence[_Visitor]) -> list[Visits]:
    found = {page.key: Visits(page.key) for page in pages}
    for visitor in visitors:
        for key, visits in visitor.visits.items():
            found[key].worked += visits.worked
            found[key].waited += visits.waited
            found[key].errors += visits.errors
    return list(found.values())


@contextmanager
def _server(log) -> Iterator[tuple[int, subprocess.Popen]]:
    """Its port and process; it serves the database that is measured in, and ends with the measurement."""
    with listen(_FIRST_PORT) as listening:
        port = listening.getsockname()[1]
        command = [
            *(sys.executable, "-m", "gunicorn", "followups.bench.served", "--bind", f"fd://{listening.fileno()}"),
            *("--worker-class", "gthread", "--workers", str(_WORKERS), "--threads", str(_THREADS)),
            *("--timeout", "60", "--graceful-timeout", "5", "--keep-alive", "30", "--no-control-socket"),
        ]
        environment = os.environ | {
            SERVED_DATABASE: connection.settings_dict["NAME"],
            "KONTAKT_DATA_DIR": str(settings.DATA_DIR),
            "HTTPS": "0",
            "DEBUG": "0",
        }
        process = subprocess.Popen(
            command,
            cwd=BASE_DIR,
            env=environment,
            stdout=log,
            stderr=log,
            pass_fds=[listening.fileno()],
        )
        try:
            _wait_for(port, process, log)
            yield port, process
        finally:
            process.terminate()
            process.wait()


def _wait_for(port: int, process: subprocess.Popen, log) -> None:
    until = time.monotonic() + _READY_SECONDS
    while time.monotonic() < until and process.poll() is None:
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=_READY_SECONDS)
        with closing(asked), suppress(OSError):
            asked.request("GET", "/konto/login/", headers={"Host": "localhost"})
            if asked.getresponse().status == 200:
                return
        time.sleep(0.2)
    log.seek(0)
    raise RuntimeError(f"The server did not start:\n{log.read().decode(errors='replace')[-3000:]}")


def _cpu(pid: int) -> float:
    """The processor's seconds of the server's workers so far."""
    times = [child.cpu_times() for child in psutil.Process(pid).children(recursive=True)]
    return sum(time.user + time.system for time in times)
