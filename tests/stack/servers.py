"""Throw-away servers of the kinds that production has: Debian's PostgreSQL and Redis, on free ports of this machine."""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from kontakt.start.last_one_out import run_as
from tests.installation import wait_until


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


@contextmanager
def postgresql(folder: Path, *, superuser: str = "kontakt") -> Iterator[str]:
    """A PostgreSQL with an empty database of the superuser's name; gives its address. Skips the test where none is
    installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if not found:
        pytest.skip("No PostgreSQL in /usr/lib/postgresql: apt-get install postgresql")
    programs = found[-1].parent
    port = free_port()
    folder.mkdir()
    user, group = _unprivileged()
    if user is not None:
        os.chown(folder, user, group)
    run = {"cwd": "/", "env": {"LC_ALL": "C.UTF-8"}, "stdout": subprocess.DEVNULL} | run_as(user, group)
    cluster = folder / "cluster"
    subprocess.run(
        [programs / "initdb", "-D", cluster, "-U", superuser, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"],
        check=True,
        **run,
    )
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(
            [
                *(programs / "postgres", "-D", cluster, "-p", str(port)),
                *("-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}"),
            ],
            stderr=log,
            **run,
        )
    address = f"postgres://{superuser}@127.0.0.1:{port}"
    with _ended(server, "PostgreSQL"):
        with wait_until("PostgreSQL", lambda: _connection(f"{address}/postgres")) as connection:
            if superuser != "postgres":  # whose database initdb has made
                connection.execute(f"CREATE DATABASE {superuser}")
        yield f"{address}/{superuser}"


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """A Redis that keeps nothing; gives its address. Skips the test where none is installed."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("No redis-server on the PATH: apt-get install redis-server")
    port = free_port()
    folder.mkdir()
    server = subprocess.Popen(
        [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder],
        stdout=subprocess.DEVNULL,
    )
    with _ended(server, "Redis"):
        wait_until("Redis", lambda: _answers(port))
        yield f"redis://127.0.0.1:{port}/0"


@contextmanager
def _ended(server: subprocess.Popen, name: str) -> Iterator[None]:
    try:
        assert server.poll() is None, f"{name} did not start"
        yield
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:  # PostgreSQL waits for a test's own forgotten session
            server.kill()
            server.wait()


def _unprivileged() -> tuple[int, int] | tuple[None, None]:
    """Whom PostgreSQL runs as, which refuses to be root: Debian's user for it; None: the present user."""
    if os.geteuid() != 0:
        return None, None
    debians = pwd.getpwnam("postgres")
    return debians.pw_uid, debians.pw_gid


def _connection(address: str) -> psycopg.Connection | None:
    try:
        return psycopg.connect(address, autocommit=True)
    except psycopg.OperationalError:
        return None


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
