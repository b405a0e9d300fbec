"""The processes that `make run` starts: web server, Celery worker and beat; and how they are stopped for certain.

Each runs in a session of its own, so that Ctrl-C in the terminal reaches the launcher alone, which stops them in
order. All of them, and whatever they start in turn, carry the launch's token in their environment: by that they are
found again when the launcher itself was killed.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

TOKEN_VARIABLE = "KONTAKT_LAUNCH"
LARGEST_LOG = 5_000_000  # bytes; then the log is put aside as `<name>.log.1`
_PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """One process, its log, and how one can tell that it is ready."""

    label: str
    command: Sequence[str]
    log: Path
    ready: Callable[["Child"], bool] = lambda child: True
    pass_fds: Sequence[int] = ()
    process: subprocess.Popen | None = field(default=None, init=False)
    _log_starts_at: int = field(default=0, init=False)

    def start(self, *, folder: Path, environment: dict[str, str]) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_name(f"{self.log.name}.1"))
        with self.log.open("ab") as log:
            self._log_starts_at = log.seek(0, os.SEEK_END)
            self.process = subprocess.Popen(
                self.command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=self.pass_fds,
                preexec_fn=_end_with_the_launcher() if sys.platform == "linux" else None,
            )

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def written(self) -> str:
        """What the process has written to its log since it was started."""
        with self.log.open("rb") as log:
            log.seek(self._log_starts_at)
            return log.read().decode(errors="replace")

    def last_lines(self, count: int = 15) -> str:
        return "\n".join(self.written().splitlines()[-count:])


def _end_with_the_launcher() -> Callable[[], None]:
    """What a child does first, on Linux: ask for SIGTERM when the launcher dies, in whatever way."""
    prctl = ctypes.CDLL(None).prctl
    launcher = os.getpid()

    def ask() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != launcher:  # it died before we asked
            os._exit(1)

    return ask


def stop(children: Sequence[Child], token: str, *, seconds: float, hurry: Callable[[], bool]) -> None:
    """Stop the children in the order given: ask, wait at most `seconds` (less if `hurry()`), then kill whatever is
    left of this launch."""
    running = [child for child in children if child.alive]
    for child in running:
        child.process.terminate()
    deadline = time.monotonic() + seconds
    while any(child.alive for child in running) and time.monotonic() < deadline and not hurry():
        time.sleep(0.05)
    kill_all_of(token, seconds=0)
    for child in running:
        child.process.wait()


def kill_all_of(token: str, *, seconds: float) -> int:
    """End every process that carries the token, with SIGKILL after `seconds`; returns how many there were."""
    found = _all_of(token)
    if seconds:
        for process in found:
            _send(process.terminate)
        _wait_for_end_of(found, seconds=seconds)
    left = _all_of(token)
    for process in left:
        _send(process.kill)
    _wait_for_end_of(left, seconds=5)
    return len(found)


def _all_of(token: str) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(TOKEN_VARIABLE) == token and _lives(process):
                found.append(process)
        except (psutil.Error, OSError):
            continue  # gone, or somebody else's
    return found


def _wait_for_end_of(found: Sequence[psutil.Process], *, seconds: float) -> None:
    """Not `psutil.wait_procs`: it would wait all the time for a dead process that nobody buries, as in many containers."""
    deadline = time.monotonic() + seconds
    while any(_lives(process) for process in found) and time.monotonic() < deadline:
        time.sleep(0.05)


def _lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _send(action: Callable[[], None]) -> None:
    with contextlib.suppress(psutil.Error):
        action()
