"""Installations to try the whole stack on: one as `make run` makes it, and one as in production."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from pathlib import Path

import pytest
from psycopg.conninfo import make_conninfo

from kontakt.start.embedded import DATABASE, PORT, USER, server
from kontakt.start.embedded_place import place_of
from kontakt.start.installation import open_folder, processes_of, wait_until
from kontakt.start.servers import NotInstalled, Server, pgbouncer, postgresql, redis
from tests.stack.stack import STORY, Stack


@pytest.fixture(scope="session")
def folder() -> Iterator[Path]:
    with open_folder() as opened:
        yield opened


@pytest.fixture(scope="session")
def migrated(folder) -> Path:
    """The data folder of an embedded installation with nothing but what the migrations lay in, to be copied."""
    with embedded_stack(folder / "migrated") as stack:
        stack.migrate()
        return stack.data_dir


@contextmanager
def embedded_stack(data_dir: Path, like: Path | None = None) -> Iterator[Stack]:
    """The embedded PostgreSQL, and a queue in files; `like` is a stopped installation whose database it begins with."""
    data_dir.mkdir()
    if like:
        subprocess.run(["cp", "-a", place_of(like).home, place_of(data_dir).home], check=True)
    server(data_dir).ensure_running()
    address = make_conninfo(host=str(place_of(data_dir).sockets), port=PORT, user=USER, dbname=DATABASE)
    try:
        with ended(Stack(data_dir, address, KONTAKT_DEMO="0")) as stack:
            yield stack
    finally:
        server(data_dir).release()
        wait_until("the database to stop", lambda: not processes_of(data_dir))  # those killed may hold it a moment more


@contextmanager
def ended(stack: Stack) -> Iterator[Stack]:
    try:
        yield stack
    finally:
        stack.end()


@pytest.fixture(scope="session")
def undisturbed_result(folder, migrated) -> dict[str, list[tuple]]:
    """What is known where the story has come in with nothing in the way."""
    with embedded_stack(folder / "undisturbed", like=migrated) as stack:
        stack.start_worker()
        [delivery] = stack.deliver(STORY)
        stack.until_ready(delivery)
        stack.load(delivery)
        stack.until_recalculated()
        return stack.everything_known()


@pytest.fixture
def embedded(folder, migrated) -> Iterator[Stack]:
    """A new installation as `make run` makes it."""
    with embedded_stack(folder / "embedded", like=migrated) as stack:
        yield stack
    shutil.rmtree(stack.data_dir)


@contextmanager
def installed[S: Server](server: Callable[[Path], AbstractContextManager[S]], folder: Path) -> Iterator[S]:
    """A running server; skips the test where the machine has none."""
    with ExitStack() as entered:
        try:
            running = entered.enter_context(server(folder))
        except NotInstalled as missing:
            pytest.skip(str(missing))
        yield running


@pytest.fixture
def production(folder) -> Iterator[Stack]:
    """A new installation on Debian's PostgreSQL, PgBouncer and Redis, told in the environment what production is told."""
    place = folder / "production"
    place.mkdir()
    with (
        installed(postgresql, place / "postgresql") as database,
        installed(partial(pgbouncer, database=database), place / "pgbouncer") as pool,
        installed(redis, place / "redis") as broker,
    ):
        data_dir = place / "data"
        data_dir.mkdir()
        settings = {
            "DATABASE_URL": pool.address,
            "CELERY_BROKER_URL": broker.address,
            "SECRET_KEY": "for-the-tests-stack",
        }
        with ended(Stack(data_dir, database.address, **settings)) as stack:
            stack.migrate()
            yield stack
    shutil.rmtree(place)
