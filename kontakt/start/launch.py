"""`make run`: starts all of Kontakt on this machine, waits until it answers, and stops it all on Ctrl-C.

Run as `python -m kontakt.start.launch`. One launcher at a time works on a data folder. It leaves nothing running;
killed with -9 it cannot see to that itself, but then its processes end by themselves on Linux, and the next launcher
ends any that did not.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import secrets
import signal
import socket
import sys
import time
import traceback
import urllib.error
import urllib.request
from pathlib import Path
from typing import NoReturn

from kontakt.start import processes
from kontakt.start.embedded import server
from kontakt.start.embedded_place import EmbeddedDatabaseError
from kontakt.start.processes import TOKEN_VARIABLE, Child

BASE_DIR = Path(__file__).resolve().parent.parent.parent
FIRST_PORT = 8000
PORTS_TRIED = 100
READY_SECONDS = 90
STOP_SECONDS = 10
LEFTOVER_SECONDS = 2  # nobody waits for what a killed launcher left, and all work survives being killed


class Stopped(BaseException):
    """Somebody asked the launcher to stop (Ctrl-C, SIGTERM, or the terminal was closed)."""


class StartError(Exception):
    """The start failed; the message, in Danish, says why and where to look."""


def say(text: str = "") -> None:
    print(text, flush=True)


class Launcher:
    """One run, from the lock on the data folder to the last process stopped."""

    def __init__(self) -> None:
        self.children: list[Child] = []
        self.token = secrets.token_hex(16)
        self.stopping = False
        self.hurry = False

    def run(self) -> int:
        """Start, wait until asked to stop, stop; returns the exit code."""
        self._obey_signals()
        self._set_environment()
        from django.conf import settings

        self.data_dir = settings.DATA_DIR
        self.embedded = settings.EMBEDDED
        self.demo = settings.DEMO
        self.state = self.data_dir / "launch.json"
        with (self.data_dir / "launch.lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say(f"Kontakt kører allerede på {self._read_state().get('address', 'denne datamappe')}")
                return 1
            return self._run_alone()

    def _run_alone(self) -> int:
        code = 0
        try:
            self._clear_leftovers()
            self._prepare()
            address = self._start()
            self._wait_until_ready(address)
            self._greet(address)
            self._watch()
        except Stopped:
            say("\nStopper …")
        except (StartError, EmbeddedDatabaseError) as error:
            say(f"\n{error}")
            code = 1
        finally:
            self.stopping = True
            processes.stop(self.children, self.token, seconds=STOP_SECONDS, hurry=lambda: self.hurry)
            if self.embedded:
                server(self.data_dir).release()
            self.state.unlink(missing_ok=True)
        say("Kontakt er stoppet.")
        return code

    def _obey_signals(self) -> None:
        def obey(number, frame) -> None:
            if self.stopping:
                self.hurry = True
            else:
                self.stopping = True
                raise Stopped

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, obey)

    def _set_environment(self) -> None:
        """What all of the processes are told, before the settings are read. A database of one's own gets demonstration
        data only if one says so oneself."""
        os.environ["DJANGO_SETTINGS_MODULE"] = "kontakt.settings"
        os.environ["DEBUG"] = "0"
        os.environ.setdefault("HTTPS", "0")  # it is served on this machine only

    def _read_state(self) -> dict[str, str]:
        try:
            return json.loads(self.state.read_text())
        except (OSError, ValueError):
            return {}

    def _write_state(self, **state: str) -> None:
        draft = self.state.with_suffix(".draft")
        draft.write_text(json.dumps({"token": self.token, **state}))
        draft.replace(self.state)

    def _clear_leftovers(self) -> None:
        """End what a former launcher left when it was killed."""
        former = self._read_state().get("token")
        if former and processes.kill_all_of(former, seconds=LEFTOVER_SECONDS):
            say("Ryddede op efter en tidligere start, der blev afbrudt.")
        self._write_state()

    def _prepare(self) -> None:
        import django
        from django.core.management import call_command, get_commands
        from django.db import connections

        if self.embedded:
            say("Starter databasen …")
            server(self.data_dir).ensure_running()
        django.setup()
        logs = self.data_dir / "logs"
        logs.mkdir(exist_ok=True)
        log_path = logs / "start.log"
        with log_path.open("w") as log:

            def command(doing: str, *arguments: str, **options) -> None:
                say(f"{doing} …")
                try:
                    with contextlib.redirect_stderr(log):
                        call_command(*arguments, stdout=log, stderr=log, **options)
                except Exception as error:
                    traceback.print_exc(file=log)
                    raise StartError(f"Det mislykkedes: {error}\nSe {log_path}") from error

            command("Opdaterer databasen", "migrate", interactive=False)
            fingerprint = static_fingerprint()
            kept = self.data_dir / "static.fingerprint"
            if not kept.exists() or kept.read_text() != fingerprint:
                kept.unlink(missing_ok=True)
                command("Samler de statiske filer", "collectstatic", interactive=False, clear=True)
                kept.write_text(fingerprint)
            if self.demo and "demo" in get_commands():
                command("Indlæser demonstrationsdata", "demo")
        connections.close_all()

    def _start(self) -> str:
        say("Starter webserver, Celery-worker og Celery beat …")
        environment = os.environ | {
            TOKEN_VARIABLE: self.token,
            "KONTAKT_DATA_DIR": str(self.data_dir),
            "PYTHONUNBUFFERED": "1",
        }
        logs = self.data_dir / "logs"
        celery = [sys.executable, "-m", "celery", "--app", "kontakt"]
        with listen(FIRST_PORT) as listening:
            address = f"http://127.0.0.1:{listening.getsockname()[1]}"
            self._write_state(address=address)
            environment.setdefault("KONTAKT_URL", address)
            self.children = [
                Child(
                    "Webserveren",
                    [
                        *(sys.executable, "-m", "gunicorn", "--config", "kontakt/gunicorn.py", "kontakt.wsgi"),
                        *("--bind", f"fd://{listening.fileno()}", "--graceful-timeout", "5"),
                    ],
                    logs / "web.log",
                    ready=lambda child: answers(f"{address}/konto/login/"),
                    pass_fds=[listening.fileno()],
                ),
                Child(
                    "Celery beat",
                    [*celery, "beat", "--loglevel", "INFO"],
                    logs / "beat.log",
                    ready=lambda child: "beat: Starting" in child.written(),
                ),
                Child(
                    "Celery-workeren",
                    [
                        *(*celery, "worker", "--loglevel", "INFO", "--concurrency", "2"),
                        *("--without-gossip", "--without-mingle", "--without-heartbeat"),
                    ],
                    logs / "worker.log",
                    ready=lambda child: " ready." in child.written(),
                ),
            ]
            for child in reversed(self.children):
                child.start(folder=BASE_DIR, environment=environment)
        return address

    def _wait_until_ready(self, address: str) -> None:
        deadline = time.monotonic() + READY_SECONDS
        waiting = list(self.children)
        while waiting:
            self._check_alive()
            waiting = [child for child in waiting if not child.ready(child)]
            if time.monotonic() > deadline:
                late = waiting[0]
                raise StartError(f"{late.label} blev ikke klar i tide. {late.log}:\n{late.last_lines()}")
            time.sleep(0.1)

    def _watch(self) -> NoReturn:
        while True:
            self._check_alive()
            time.sleep(0.5)

    def _check_alive(self) -> None:
        for child in self.children:
            if not child.alive:
                code = child.process.returncode
                raise StartError(f"{child.label} stoppede uventet (kode {code}). {child.log}:\n{child.last_lines()}")

    def _greet(self, address: str) -> None:
        from kontakt.accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD

        say(f"\nKontakt kører på {address}\n")
        if self.demo:
            say(f"Demonstrationsbrugere (adgangskode: {DEMO_PASSWORD}):")
            for label, username in DEMO_ACCOUNTS:
                say(f"  {label:<16}{username}")
            say()
        say(f"Logfiler: {self.data_dir / 'logs'}")
        say("Stop med Ctrl-C.")


def listen(first_port: int) -> socket.socket:
    """A socket that listens on this machine only, at `first_port` or the next that is free."""
    for port in range(first_port, first_port + PORTS_TRIED):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", port))
            listening.listen(128)
        except OSError:
            listening.close()
        else:
            return listening
    raise StartError(f"Ingen ledig port mellem {first_port} og {first_port + PORTS_TRIED - 1}.")


def answers(address: str) -> bool:
    """Whether a page is there. No proxy of the environment is asked: it is on this machine."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def static_fingerprint() -> str:
    """Changes whenever a static file does: `collectstatic` takes seconds and is mostly needless."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    found = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda entry: entry[0]):
            status = Path(storage.path(name)).stat()
            found.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return found.hexdigest()


if __name__ == "__main__":
    sys.exit(Launcher().run())
