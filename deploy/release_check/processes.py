"""Web, worker and beat of a version, as the image and the units of systemd run them."""

import os
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

import psutil

from deploy.release_check.people import Person
from deploy.release_check.versions import PROJECT, Failed, Version
from kontakt.start.installation import wait_until

READY_WITHIN, ENDED_WITHIN = 60, 60  # seconds
GUNICORN = Path("kontakt", "gunicorn.py")


class Process:
    """One process with those that it starts, and its log."""

    def __init__(self, version: Version, log: Path, *command: str, pass_fds: Sequence[int] = ()) -> None:
        self.version, self.log = version, log
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [version.program(command[0]), *command[1:]],
                cwd=version.folder,
                env=version.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                pass_fds=pass_fds,
            )

    def send(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def children(self) -> set[int]:
        return {child.pid for child in psutil.Process(self._process.pid).children()}

    def stop(self) -> None:
        """Asked as systemd and Docker do. Raises Failed if it has to be killed, or does not leave as it should."""
        self._process.terminate()
        try:
            code = self._process.wait(timeout=ENDED_WITHIN)
        except subprocess.TimeoutExpired:
            self.kill()
            raise Failed(f"{self.log.stem} did not end within {ENDED_WITHIN} s of being asked to")
        if code not in (0, -signal.SIGTERM):
            raise Failed(f"{self.log.stem} ended with {code}: {self.log.read_text()[-1000:]}")

    def kill(self) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


class Web(Process):
    """A gunicorn of two workers, on a port of its own or on a socket that somebody else holds."""

    def __init__(self, version: Version, log: Path, port: int, *, socket: int | None = None) -> None:
        bind = f"127.0.0.1:{port}" if socket is None else f"fd://{socket}"
        # A version from before there was one runs as this one does.
        config = next(folder / GUNICORN for folder in (version.folder, PROJECT) if (folder / GUNICORN).exists())
        command = ("gunicorn", "--config", str(config), "--bind", bind, "kontakt.wsgi")
        super().__init__(version, log, *command, pass_fds=() if socket is None else (socket,))
        self.port = port

    def until_ready(self) -> "Web":
        wait_until(f"{self.log.stem} to be ready", self._is_ready, seconds=READY_WITHIN)
        return self

    def reload(self) -> None:
        """SIGHUP, until every process that was there is gone and others serve."""
        before = self.children()
        self.send(signal.SIGHUP)
        wait_until("the workers to be others", lambda: self.children() and not self.children() & before, seconds=60)
        self.until_ready()

    def _is_ready(self) -> bool:
        if self._process.poll() is not None:
            raise Failed(f"{self.log.stem} ended by itself: {self.log.read_text()[-1000:]}")
        try:
            status, _ = Person(self.port, 0).ask("/readyz")
        except OSError:
            return False
        # The version before may not have the page; then that it answers has to do.
        return status == 200 or (status == 404 and "before" in self.log.stem)


def worker(version: Version, log: Path) -> Process:
    name = f"--hostname={log.stem}@%h"
    return Process(
        version, log, "celery", "--app", "kontakt", "worker", "--loglevel", "INFO", "--concurrency", "1", name
    )


def beat(version: Version, log: Path) -> Process:
    return Process(version, log, "celery", "--app", "kontakt", "beat", "--loglevel", "INFO", "--pidfile=")
