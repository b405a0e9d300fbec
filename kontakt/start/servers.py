"""Throw-away servers of the kinds that production has: Debian's PostgreSQL, PgBouncer and Redis, on free ports of this machine.

For whatever tries a whole installation: the tests, and the campaigns of faults and of load.
"""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from kontakt.start.installation import wait_until
from kontakt.start.last_one_out import run_as

_END_SECONDS = 10


class NotInstalled(Exception):
    """The machine lacks the server; the message says which package has it."""


class Server:
    """One server on a port of its own, whose data outlive it: it may be killed and started again."""

    name = ""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start it; it need not answer yet."""
        self.process = self._started()

    def end(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=_END_SECONDS)
        except subprocess.TimeoutExpired:  # PostgreSQL waits for a forgotten session
            self.process.kill()
            self.process.wait()

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def answers(self) -> bool:
        raise NotImplementedError

    def _started(self) -> subprocess.Popen:
        raise NotImplementedError


class PostgreSQL(Server):
    """With a database of its superuser's name: Kontakt's own, unless another is told. Raises NotInstalled."""

    name = "PostgreSQL"

    def __init__(self, folder: Path, *, superuser: str = "kontakt") -> None:
        super().__init__(folder)
        self.superuser = superuser
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
        if not found:
            raise NotInstalled("No PostgreSQL in /usr/lib/postgresql: apt-get install postgresql")
        self.programs = found[-1].parent
        self.cluster = folder / "cluster"
        user, group = _unprivileged()
        folder.mkdir()
        if user is not None:
            os.chown(folder, user, group)
        self._run = {"cwd": "/", "env": {"LC_ALL": "C.UTF-8"}, "stdout": subprocess.DEVNULL} | run_as(user, group)
        make = ["-U", superuser, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        subprocess.run([self.programs / "initdb", "-D", self.cluster, *make], check=True, **self._run)

    @property
    def address(self) -> str:
        return f"postgres://{self.superuser}@127.0.0.1:{self.port}/{self.superuser}"

    def make_database(self) -> None:
        if self.superuser == "postgres":  # whose database is there from the start
            return
        with psycopg.connect(self._maintenance, autocommit=True) as session:
            session.execute(f"CREATE DATABASE {self.superuser}")

    def answers(self) -> bool:
        try:
            psycopg.connect(self._maintenance, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    @property
    def _maintenance(self) -> str:
        return f"postgres://{self.superuser}@127.0.0.1:{self.port}/postgres"

    def _started(self) -> subprocess.Popen:
        with (self.folder / "server.log").open("a") as log:
            return subprocess.Popen(
                [
                    *(self.programs / "postgres", "-D", self.cluster, "-p", str(self.port)),
                    *("-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={self.folder}"),
                ],
                stderr=log,
                **self._run,
            )


class PgBouncer(Server):
    """Between Kontakt and a database: lends out a connection for a transaction at a time. Raises NotInstalled."""

    name = "PgBouncer"

    def __init__(self, folder: Path, database: PostgreSQL) -> None:
        super().__init__(folder)
        self.program = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
        if self.program is None:
            raise NotInstalled("No pgbouncer on the PATH or in /usr/sbin: apt-get install pgbouncer")
        user, group = _unprivileged()
        folder.mkdir()
        settings = {
            "listen_addr": "127.0.0.1",
            "listen_port": self.port,
            "unix_socket_dir": "",
            "auth_type": "any",
            "pool_mode": "transaction",
            "default_pool_size": 10,
            "server_idle_timeout": 1,
            "logfile": folder / "server.log",
        }
        place = f"host=127.0.0.1 port={database.port} dbname=kontakt user=kontakt"
        lines = [
            "[databases]",
            f"kontakt = {place}",
            "[pgbouncer]",
            *(f"{name} = {to}" for name, to in settings.items()),
        ]
        (folder / "pgbouncer.ini").write_text("\n".join(lines), encoding="utf-8")
        if user is not None:
            os.chown(folder, user, group)
        self._run = {"cwd": "/"} | run_as(user, group)

    @property
    def address(self) -> str:
        return f"postgres://kontakt@127.0.0.1:{self.port}/kontakt"

    def answers(self) -> bool:
        try:
            psycopg.connect(self.address, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _started(self) -> subprocess.Popen:
        return subprocess.Popen(
            [self.program, "--quiet", self.folder / "pgbouncer.ini"], stderr=subprocess.DEVNULL, **self._run
        )


class Redis(Server):
    """One that keeps nothing, which is the worst that a broker may do. Raises NotInstalled."""

    name = "Redis"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.program = shutil.which("redis-server")
        if self.program is None:
            raise NotInstalled("No redis-server on the PATH: apt-get install redis-server")
        folder.mkdir()

    @property
    def address(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def _started(self) -> subprocess.Popen:
        return subprocess.Popen(
            [self.program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", self.folder],
            stdout=subprocess.DEVNULL,
        )


@contextmanager
def postgresql(folder: Path, *, superuser: str = "kontakt") -> Iterator[PostgreSQL]:
    """A running PostgreSQL with an empty database."""
    server = PostgreSQL(folder, superuser=superuser)
    with _running(server):
        server.make_database()
        yield server


@contextmanager
def pgbouncer(folder: Path, database: PostgreSQL) -> Iterator[PgBouncer]:
    server = PgBouncer(folder, database)
    with _running(server):
        yield server


@contextmanager
def redis(folder: Path) -> Iterator[Redis]:
    server = Redis(folder)
    with _running(server):
        yield server


@contextmanager
def _running(server: Server) -> Iterator[None]:
    server.start()
    try:
        wait_until(server.name, lambda: server.answers() or not server.alive)
        if not server.alive:
            raise RuntimeError(f"{server.name} did not start")
        yield
    finally:
        server.end()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def _unprivileged() -> tuple[int, int] | tuple[None, None]:
    """Whom PostgreSQL runs as, which refuses to be root: Debian's user for it; None: the present user."""
    if os.geteuid() != 0:
        return None, None
    debians = pwd.getpwnam("postgres")
    return debians.pw_uid, debians.pw_gid
