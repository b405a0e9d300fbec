"""The embedded PostgreSQL that Kontakt runs when DATABASE_URL is not set.

Each data folder has a server of its own, reached through a Unix socket that only its owner can open. It is started
by the first connection anybody makes to it and stopped when the last process that used it is gone:

- every user process holds a shared lock on `<data folder>/postgres.users`;
- starting happens under an exclusive lock on `<data folder>/postgres.start`;
- last_one_out.py waits for the exclusive lock on the former, and then stops the server.

So nothing has to be started by hand, nothing is left running after `kill -9`, and a server that was itself killed is
started again (PostgreSQL recovers) by the next connection.
"""

import atexit
import fcntl
import json
import os
import shlex
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TextIO

import psutil
import psycopg

from kontakt.start import last_one_out
from kontakt.start.embedded_place import EmbeddedDatabaseError, Place, binaries, make_home, place_of

USER = "postgres"
DATABASE = "kontakt"
PORT = "5432"  # no TCP port: only the number in the socket's name
START_ATTEMPTS = 20  # half a second apart: the processes of a killed server need a moment to go
# What differs from PostgreSQL's own settings. Durability is untouched: what is committed is on the disk.
SETTINGS = {
    "listen_addresses": "",
    "port": PORT,
    "max_connections": "60",
    "shared_buffers": "128MB",
    "logging_collector": "off",
    "unix_socket_permissions": "0700",
}


def embedded_database(data_dir: Path) -> dict[str, str]:
    """Django's entry in DATABASES for the embedded server of this data folder. Starts nothing: the first connection
    does."""
    return {
        "ENGINE": "kontakt.start.embedded_backend",
        "NAME": DATABASE,
        "USER": USER,
        "HOST": str(place_of(data_dir).sockets),
        "PORT": PORT,
        "DATA_DIR": str(data_dir),
    }


@dataclass(eq=False)
class Server:
    """One data folder's server, as seen by this process."""

    data_dir: Path
    _users: TextIO | None = None
    _guard: threading.RLock = field(default_factory=threading.RLock)

    @cached_property
    def place(self) -> Place:
        return place_of(self.data_dir)

    @cached_property
    def _bin(self) -> Path:
        return binaries(self.place)

    def program(self, name: str) -> Path:
        """One of the server's programs: `psql`, `pg_dump` ..."""
        return self._bin / name

    @property
    def in_use(self) -> bool:
        """Whether this process already counts among the server's users."""
        return self._users is not None

    def ensure_running(self) -> None:
        """Count this process among the users, and start the server (making it first) unless it runs.

        Raises EmbeddedDatabaseError when it cannot be started.
        """
        with self._guard:
            if self._users is None:
                users = self._lock_file("users").open("a")
                fcntl.flock(users, fcntl.LOCK_SH)  # waits while the last user before us stops the server
                self._users = users
                atexit.register(self.release)
            with self._lock_file("start").open("a") as start:
                fcntl.flock(start, fcntl.LOCK_EX)
                if not self._answers():
                    self._make()
                    self._start()
                    self._make_database()
                self._ensure_watch()

    def release(self) -> None:
        """This process needs the server no more. If it was the last, the server is down when this returns."""
        with self._guard:
            if self._users is None:
                return
            users, self._users = self._users, None
            atexit.unregister(self.release)
            with users:
                try:
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    # Others use it, or the watch was quicker and is stopping it now: then wait for it.
                    fcntl.flock(users, fcntl.LOCK_SH)
                else:
                    last_one_out.stop(self._stop_command, user=self.place.user, group=self.place.group)

    def forget_after_fork(self) -> None:
        """In a forked child: the lock is the parent's. The child takes its own with its first connection."""
        self._guard = threading.RLock()
        if self._users is not None:
            self._users.close()
            self._users = None
            atexit.unregister(self.release)

    def _lock_file(self, name: str) -> Path:
        return self.data_dir / f"postgres.{name}"

    @property
    def _stop_command(self) -> list[str]:
        return [str(self.program("pg_ctl")), "stop", "-D", str(self.place.cluster), "-m", "fast", "-w", "-t", "30"]

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.place.sockets), port=PORT, user=USER, dbname="postgres", autocommit=True, connect_timeout=10
        )

    def _answers(self) -> bool:
        if not (self.place.cluster / "postmaster.pid").exists():
            return False
        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def _make(self) -> None:
        make_home(self.place)
        if (self.place.cluster / "PG_VERSION").exists():
            self._check_version()
            return
        draft = self.place.home / "cluster.draft"  # renamed when whole, so that a broken-off start leaves no half one
        self._run("rm", "-rf", str(draft))
        command = [
            str(self.program("initdb")),
            "-D",
            str(draft),
            "-U",
            USER,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-instructions",
        ]
        made = self._run(*command, "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        if made.returncode:
            self._run("rm", "-rf", str(draft))
            made = self._run(*command, "--locale=C")
        if made.returncode:
            raise EmbeddedDatabaseError(f"Databasen kunne ikke oprettes i {self.place.home}:\n{made.stderr.strip()}")
        draft.rename(self.place.cluster)

    def _check_version(self) -> None:
        made_by = (self.place.cluster / "PG_VERSION").read_text().strip()
        ours = self._run(str(self.program("postgres")), "--version").stdout.split()[-1].split(".")[0]
        if made_by != ours:
            raise EmbeddedDatabaseError(
                f"Databasen i {self.place.home} er lavet af PostgreSQL {made_by}, men her er PostgreSQL {ours}. "
                "Vælg en anden datamappe med KONTAKT_DATA_DIR, eller flyt data med pg_dump."
            )

    def _start(self) -> None:
        options = " ".join(
            f"-c {name}={shlex.quote(value)}"
            for name, value in (SETTINGS | {"unix_socket_directories": f'"{self.place.sockets}"'}).items()
        )
        command = [str(self.program("pg_ctl")), "start", "-D", str(self.place.cluster), "-l", str(self.place.log)]
        for _ in range(START_ATTEMPTS):
            self._drop_stale_pid_file()
            if self._run(*command, "-w", "-t", "60", "-s", "-o", options).returncode == 0:
                return
            time.sleep(0.5)
        try:
            last_lines = "\n".join(self.place.log.read_text(errors="replace").splitlines()[-10:])
        except OSError:
            last_lines = ""
        raise EmbeddedDatabaseError(f"Den indbyggede database kunne ikke startes. {self.place.log}:\n{last_lines}")

    def _drop_stale_pid_file(self) -> None:
        """Remove the pid file of a server that is gone when PostgreSQL itself could not tell: its number now belongs to
        some other program, or to a dead process that nobody buries (both happen in containers)."""
        pid_file = self.place.cluster / "postmaster.pid"
        try:
            process = psutil.Process(int(pid_file.read_text().split("\n", 1)[0]))
            if process.status() == psutil.STATUS_ZOMBIE or not process.name().startswith("postgres"):
                pid_file.unlink()
        except (FileNotFoundError, ValueError, psutil.Error):
            pass

    def _make_database(self) -> None:
        with self._connect() as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f'CREATE DATABASE "{DATABASE}"')

    def _ensure_watch(self) -> None:
        keeper = self._lock_file("watch")
        with keeper.open("a") as watch:
            try:
                fcntl.flock(watch, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return  # one is there already
        given = {
            "users": str(self._lock_file("users")),
            "keeper": str(keeper),
            "command": self._stop_command,
            "user": self.place.user,
            "group": self.place.group,
        }
        subprocess.run(
            [sys.executable, "-I", "-S", last_one_out.__file__, json.dumps(given)],
            cwd="/",
            env=_bare_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            check=True,
        )

    def _run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command as the server's user, with nothing of ours: not our files, folder, locale or PG… variables.

        The output goes to files: a pipe would be held open by the server that `pg_ctl start` leaves behind.
        """
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
            done = subprocess.run(
                command,
                cwd="/",
                env=_bare_environment(),
                umask=0o077,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                check=False,
                **self.place.run_as(),
            )
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(command, done.returncode, out.read(), err.read())


def _bare_environment() -> dict[str, str]:
    return {"PATH": os.defpath, "LC_ALL": "C"}


_servers: dict[Path, Server] = {}
_servers_guard = threading.Lock()


def server(data_dir: Path) -> Server:
    """This process's one Server for a data folder."""
    with _servers_guard:
        return _servers.setdefault(data_dir, Server(data_dir))


def _forget_after_fork() -> None:
    global _servers_guard
    _servers_guard = threading.Lock()
    for each in _servers.values():
        each.forget_after_fork()


os.register_at_fork(after_in_child=_forget_after_fork)
