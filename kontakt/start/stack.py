"""A whole Kontakt as it is run: web, worker and beat as processes of their own, on some database and some broker."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from kontakt.start.installation import PROJECT, Visitor, environment, wait_until
from kontakt.start.servers import free_port

_WAITS_FOR = "SELECT pid FROM pg_locks WHERE NOT granted AND relation = %s::regclass"


class Installation:
    """One installation. `address` is that of the database, as psycopg takes it."""

    def __init__(self, data_dir: Path, address: str, **settings: str) -> None:
        self.data_dir = data_dir
        self.address = address
        self.environment = environment(data_dir, **settings)
        self.processes: list[subprocess.Popen] = []

    def migrate(self) -> None:
        self.manage("migrate", "--verbosity", "0")

    def manage(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=PROJECT, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr  # noqa: S101
        return done.stdout

    def shell(self, code: str, **values) -> str:
        return self.manage("shell", "--no-imports", "--command", code.format(**values) if values else code)

    # Its processes

    def start_worker(self, *, concurrency: int = 1) -> subprocess.Popen:
        return self._start(
            "worker",
            *("celery", "--app", "kontakt", "worker", "--concurrency", str(concurrency), "--loglevel", "INFO"),
            *("--without-gossip", "--without-mingle", "--without-heartbeat"),
        )

    def start_web(self) -> str:
        """Starts the web server; returns its address when it answers."""
        self.manage("collectstatic", "--no-input", "--verbosity", "0")
        address = f"127.0.0.1:{free_port()}"
        self._start("web", "gunicorn", "--config", "kontakt/gunicorn.py", "kontakt.wsgi", "--bind", address)
        wait_until("the web server", lambda: _reads(f"http://{address}", "/konto/login/"))
        return f"http://{address}"

    def _start(self, log_name: str, *command: str) -> subprocess.Popen:
        with (self.data_dir / f"{log_name}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=PROJECT, env=self.environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self.processes.append(process)
        return process

    def kill(self, process: subprocess.Popen) -> None:
        """`kill -9`, for the process and all that it started."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self.processes.remove(process)

    def end(self) -> None:
        for process in list(self.processes):
            self.kill(process)

    # Its database

    def ask(self, sql: str, *values) -> list[tuple]:
        with psycopg.connect(self.address) as connection:
            return connection.execute(sql, values or None).fetchall()

    def session(self) -> psycopg.Connection:
        return psycopg.connect(self.address)

    @contextmanager
    def closed_for_writing(self, table: str) -> Iterator[None]:
        """Whoever wants to write to the table has to wait."""
        with self.session() as session:
            session.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
            yield

    def until_somebody_waits_for(self, table: str) -> None:
        wait_until(f"somebody to write to {table}", lambda: self.ask(_WAITS_FOR, table))

    def until_nobody_is_connected(self) -> None:
        others = (
            "SELECT pid FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        wait_until("every session to end", lambda: not self.ask(others))


def _reads(address: str, path: str) -> bool:
    try:
        return bool(Visitor(address).read(path))
    except OSError:
        return False
