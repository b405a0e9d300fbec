"""An installation as it is run in service, in a temporary folder: each part is started again when it has ended, as systemd
or compose would."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from kontakt.start.installation import PROJECT, open_folder, wait_until
from kontakt.start.mail_server import MailServer, mail_server
from kontakt.start.processes import Child
from kontakt.start.servers import PostgreSQL, Redis, Server, free_port, postgresql, redis
from kontakt.start.stack import Installation

RESTART_SECONDS = 3.0  # as long as systemd or compose waits before it starts a part again
FILES_MEGABYTES = 512  # room for files, where it is a disk of its own
READY = "/readyz"


class Part:
    """Something that is kept running: a server, or a process of Kontakt's with all that it starts."""

    def __init__(self, name: str, process: Callable[[], subprocess.Popen | None], start: Callable[[], None]) -> None:
        self.name = name
        self._process = process
        self.start = start
        self.held_back = False  # a fault wants it to stay away
        self.restarts = 0

    @property
    def process(self) -> subprocess.Popen:
        return self._process()

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def signal(self, number: int) -> None:
        """Send a signal to its main process alone."""
        os.kill(self.process.pid, number)

    def signal_all(self, number: int) -> None:
        """Send a signal to it and all that it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)


class Supervised(Installation):
    """PostgreSQL, Redis, web, workers and beat, and a mail server that counts what it takes."""

    def __init__(
        self, data_dir: Path, *, database: PostgreSQL, broker: Redis, mail: MailServer, settings: dict[str, str]
    ) -> None:
        super().__init__(data_dir, database.address, **settings)
        self.database, self.broker, self.mail = database, broker, mail
        self.url = f"http://127.0.0.1:{free_port()}"
        self.files = data_dir / "files"
        self.through: list[str] = []  # a program that starts Kontakt's processes in its own way
        self.parts: dict[str, Part] = {server.name: _part_of(server) for server in (database, broker)}
        self._watching = threading.Event()

    def start_parts(self, *, workers: int = 2, application: str = "kontakt.wsgi") -> None:
        """Start Kontakt's own processes, and keep all parts running from now on."""
        self.manage("collectstatic", "--no-input", "--verbosity", "0")
        web = [
            *("gunicorn", "--config", "kontakt/gunicorn.py", application),
            "--bind",
            self.url.removeprefix("http://"),
        ]
        self.add_part("web", *web)
        for number in range(1, workers + 1):
            name = f"worker{number}"
            self.add_part(
                name, *_CELERY, "worker", "--concurrency", "2", "--hostname", f"{name}@%h", "--loglevel", "INFO"
            )
        self.add_part("beat", *_CELERY, "beat", "--loglevel", "INFO")
        self.keep_running()
        self.until_it_answers()

    def keep_running(self) -> None:
        """From now on, whatever ends is started again."""
        self._watching.set()
        threading.Thread(target=self._keep_running, daemon=True).start()

    def add_part(self, name: str, *command: str) -> Part:
        child = Child(name, [], self.data_dir / f"{name}.log")

        def start() -> None:
            child.command = [sys.executable, "-m", *self.through, *command]
            child.start(folder=PROJECT, environment=self.environment)

        start()
        self.parts[name] = part = Part(name, lambda: child.process, start)
        return part

    def remove_part(self, name: str) -> None:
        part = self.parts.pop(name)
        part.held_back = True
        part.signal_all(signal.SIGKILL)
        part.process.wait()

    @property
    def own_parts(self) -> list[Part]:
        """Kontakt's own processes: all but the servers."""
        return [part for name, part in self.parts.items() if name not in (PostgreSQL.name, Redis.name)]

    def restart_own_parts(self) -> None:
        """Asked to stop, as when a version is put into service."""
        self._restart(self.own_parts)

    def _restart(self, parts: Sequence[Part]) -> None:
        for part in parts:
            part.held_back = True
            part.signal(signal.SIGTERM)
        for part in parts:
            wait_until(f"{part.name} to stop", lambda part=part: not part.alive)
            part.start()
            part.held_back = False
        self.until_it_answers()

    def restart_web(self, *, workers: int) -> None:
        """With so many processes from now on."""
        self.environment["WEB_CONCURRENCY"] = str(workers)
        self._restart([self.parts["web"]])

    def until_it_answers(self) -> None:
        from kontakt.start.launch import answers

        wait_until("the site to be ready", lambda: answers(f"{self.url}{READY}"))

    def end(self) -> None:
        self._watching.clear()
        for part in self.own_parts:
            part.held_back = True
            part.signal_all(signal.SIGCONT)
            part.signal_all(signal.SIGKILL)
            part.process.wait()

    def _keep_running(self) -> None:
        ended: dict[str, float] = {}
        while self._watching.is_set():
            for name, part in list(self.parts.items()):
                if part.alive or part.held_back:
                    ended.pop(name, None)
                elif time.monotonic() - ended.setdefault(name, time.monotonic()) >= RESTART_SECONDS:
                    part.signal_all(signal.SIGKILL)  # what the dead one left, as systemd ends a unit's processes
                    part.restarts += 1
                    del ended[name]
                    part.start()
            time.sleep(0.1)


_CELERY = ("celery", "--app", "kontakt")


def _part_of(server: Server) -> Part:
    return Part(server.name, lambda: server.process, server.start)


@contextmanager
def supervised(
    *, web_workers: int, seconds_each_mail: float = 0.05, settings: dict[str, str] | None = None
) -> Iterator[Supervised]:
    """An installation whose database is migrated and whose parts are not yet started; gone afterwards.

    This process is told the same as the installation's, so that its models are the installation's. Raises NotInstalled.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # nothing is left behind, however it is asked to stop
        signal.signal(number, _stop)
    with ExitStack() as entered:
        folder = entered.enter_context(open_folder())
        database = entered.enter_context(postgresql(folder / "postgresql"))
        broker = entered.enter_context(redis(folder / "redis"))
        mail, port = entered.enter_context(mail_server(seconds_each=seconds_each_mail))
        data_dir = folder / "data"
        (data_dir / "files").mkdir(parents=True)
        entered.enter_context(_disk_of_its_own(data_dir / "files"))
        told = {
            "DATABASE_URL": database.address,
            "CELERY_BROKER_URL": broker.address,
            "SECRET_KEY": "for-a-campaign",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(port),
            "WEB_CONCURRENCY": str(web_workers),
            "DJANGO_SETTINGS_MODULE": "kontakt.settings",
            "PYTHONUNBUFFERED": "1",
        }
        stack = Supervised(data_dir, database=database, broker=broker, mail=mail, settings=told | (settings or {}))
        os.environ.update(stack.environment)
        stack.migrate()
        entered.callback(stack.end)
        yield stack


def _stop(number, frame) -> None:
    raise KeyboardInterrupt


@contextmanager
def _disk_of_its_own(folder: Path) -> Iterator[None]:
    """A small disk in memory for the files, so that it can be filled; without the right to mount one, none."""
    size = f"size={FILES_MEGABYTES}m"
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", folder], capture_output=True, check=False)
    try:
        yield
    finally:
        if mounted.returncode == 0:
            subprocess.run(["umount", "--lazy", folder], check=True)
