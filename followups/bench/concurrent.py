"""Many people at a time: a server as `make run` starts it, and in each of so many threads a person who opens pages."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from tempfile import TemporaryFile

import psutil
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection

from followups.bench.pages import Page, main_pages, signed_in
from followups.bench.visiting import Visitor, Visits, together
from kontakt.accounts.access import Role
from kontakt.accounts.models import RegionalOffice, User
from kontakt.start.launch import BASE_DIR, listen
from municipalities.bench.scratch_database import SERVED_DATABASE

THINKING = (1.0, 3.0)  # seconds between a person's pages
_FIRST_PORT = 8500
_WARMING = 8  # as many as the server has threads (kontakt/gunicorn.py)
_READY_SECONDS = 60


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
        return together(self.pages)

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
        visitors = [_Reader(port, _pages_of(role, pages), thinking, session) for role, session in _sessions(people)]
        for visitor in visitors[:_WARMING]:
            visitor.look_around()  # templates are compiled once in a process's life, and connections are opened
        began, cpu = time.monotonic(), _cpu(process.pid)
        for visitor in visitors:
            visitor.until = began + seconds
            visitor.start()
        for visitor in visitors:
            visitor.join()
        return Crowd(people, thinking, time.monotonic() - began, _together(pages, visitors), _cpu(process.pid) - cpu)


class _Reader(Visitor):
    """A person who opens one page after the other, in an order of their own."""

    def __init__(self, port: int, pages: Sequence[Page], thinking: tuple[float, float] | None, session: str) -> None:
        cookies = {settings.SESSION_COOKIE_NAME: session}
        super().__init__(port, thinking=thinking, seed=session, cookies=cookies)
        self.pages = pages

    def look_around(self) -> None:
        for page in self.pages:
            self.open(page.key, page.address)
        self.visits.clear()

    def act(self) -> None:
        page = self.chance.choice(self.pages)
        self.open(page.key, page.address)


def _pages_of(role: Role, pages: Sequence[Page]) -> list[Page]:
    if role == Role.CASEWORKER:
        return [page for page in pages if page.role == role]
    return [page for page in pages if page.role == role or page.key in ("map", "municipalities", "statements")]


def _sessions(people: int) -> Iterator[tuple[Role, str]]:
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
        yield role, signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value


def _together(pages: Sequence[Page], visitors: Sequence[_Reader]) -> list[Visits]:
    return [
        together((visitor.visits[page.key] for visitor in visitors if page.key in visitor.visits), page.key)
        for page in pages
    ]


@contextmanager
def _server(log) -> Iterator[tuple[int, subprocess.Popen]]:
    """Its port and process; it serves the database that is measured in, and ends with the measurement."""
    with listen(_FIRST_PORT) as listening:
        port = listening.getsockname()[1]
        command = [
            *(sys.executable, "-m", "gunicorn", "--config", "kontakt/gunicorn.py", "followups.bench.served"),
            *("--bind", f"fd://{listening.fileno()}", "--graceful-timeout", "5", "--keep-alive", "30"),
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
