"""One database as the programs of PostgreSQL reach it: pg_dump, pg_restore, and sessions of our own beside Django's."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import psycopg
from django.db import connection
from django.utils.translation import gettext as _
from psycopg import sql
from psycopg.conninfo import make_conninfo

from kontakt.backup.manifest import BackupError
from kontakt.start.embedded_place import EmbeddedDatabaseError, installed_programs

_FOLDERS_OF_PROGRAMS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin")
# What is told to every program: those of an older PostgreSQL know no more.
_TOLD = (
    *("host", "hostaddr", "port", "dbname", "user", "passfile", "service", "options", "connect_timeout"),
    *("sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "target_session_attrs"),
)
_OTHER_SESSIONS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND coalesce(backend_type, 'client backend') = 'client backend'"
)
_SECONDS_TO_LEAVE = 10
_EVERY_ROW_THE_SAME_TEXT = (
    "SET LOCAL search_path = pg_catalog",
    "SET LOCAL TimeZone = 'UTC'",
    "SET LOCAL DateStyle = 'ISO, YMD'",
    "SET LOCAL IntervalStyle = 'postgres'",
    "SET LOCAL extra_float_digits = 1",
    "SET LOCAL bytea_output = 'hex'",
    # The session waits while pg_dump works, and reads for as long as there is to read.
    "SET LOCAL idle_in_transaction_session_timeout = 0",
    "SET LOCAL statement_timeout = 0",
)


@dataclass(frozen=True)
class Database:
    """Where it is (what psycopg and the programs call conninfo), and the password, which is told to nobody else."""

    parameters: dict[str, str]
    password: str

    @property
    def name(self) -> str:
        return self.parameters["dbname"]

    @property
    def address(self) -> str:
        return make_conninfo(**self.parameters)

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(self.address, password=self.password or None, autocommit=True)

    @cached_property
    def server(self) -> int:
        """The server's version: 150004 is 15.4."""
        with self.connect() as session:
            return session.info.server_version

    @property
    def major(self) -> int:
        return self.server // 10000

    @contextmanager
    def snapshot(self) -> Iterator[psycopg.Connection]:
        """A session that sees the database as it is now for as long as it lasts, and changes nothing."""
        with self.connect() as session:
            session.execute("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            for setting in _EVERY_ROW_THE_SAME_TEXT:
                session.execute(setting)
            yield session

    def run(self, program: "Program", *arguments: str) -> None:
        """Run a program on it. Raises BackupError with the last of what it said."""
        done = subprocess.run(
            [program.path, f"--dbname={self.address}", "--no-password", *arguments],
            env=os.environ | {"LC_ALL": "C"} | ({"PGPASSWORD": self.password} if self.password else {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            check=False,
        )
        if done.returncode:
            said = "\n".join(done.stderr.strip().splitlines()[-10:])
            raise BackupError(_("%(program)s failed:\n%(said)s") % {"program": program.path, "said": said})

    def other_sessions(self) -> int:
        """How many there are yet when those that have ended have had time to leave: the server shows them a moment more."""
        deadline = time.monotonic() + _SECONDS_TO_LEAVE
        with self.connect() as session:
            while others := session.execute(_OTHER_SESSIONS).fetchone()[0]:
                if time.monotonic() > deadline:
                    break
                time.sleep(0.1)
        return others

    @contextmanager
    def scratch(self) -> Iterator["Database"]:
        """An empty database beside this one, dropped afterwards."""
        beside = replace(self, parameters=self.parameters | {"dbname": f"{self.name}_check_backup"})
        name = sql.Identifier(beside.name)
        with self.connect() as session:
            try:
                session.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
                session.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(name))
            except psycopg.errors.InsufficientPrivilege:
                raise BackupError(
                    _(
                        "A scratch database cannot be made, for the role %(role)s may not: ALTER ROLE … CREATEDB, or set "
                        "DATABASE_URL to another server for this command."
                    )
                    % {"role": session.info.user}
                )
            try:
                yield beside
            finally:
                session.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


def default_database() -> Database:
    """The database that Django uses; an embedded one is running when this returns."""
    connection.ensure_connection()
    said = connection.get_connection_params()
    return Database({name: str(said[name]) for name in _TOLD if said.get(name)}, said.get("password") or "")


@dataclass(frozen=True)
class Program:
    """One of PostgreSQL's programs, and its major version."""

    path: Path
    major: int


def program(name: str, *, least: int) -> Program:
    """The oldest pg_dump or pg_restore on this machine that is at least of that major version: what a newer one writes,
    an older server may not understand. Raises BackupError if there is none."""
    versions = {candidate: _version(candidate) for candidate in _candidates(name)}
    usable = [(version, path) for path, version in versions.items() if version and version >= least]
    if usable:
        major, path = min(usable, key=lambda found: found[0])
        return Program(path, major)
    found = ", ".join(sorted({str(version) for version in versions.values() if version})) or _("none")
    raise BackupError(
        _(
            "The database needs %(program)s of PostgreSQL %(least)s or newer; found here: %(found)s. On Debian: apt-get "
            "install postgresql-client-%(least)s."
        )
        % {"program": name, "least": least, "found": found}
    )


def _candidates(name: str) -> Iterator[Path]:
    """Debian's and Red Hat's places, the PATH, and what comes with the embedded server."""
    for pattern in _FOLDERS_OF_PROGRAMS:
        yield from sorted(folder / name for folder in Path("/").glob(pattern[1:]) if (folder / name).exists())
    if on_path := shutil.which(name):
        yield Path(on_path)
    try:
        yield installed_programs() / name
    except EmbeddedDatabaseError:
        return


def _version(program: Path) -> int | None:
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return None
    found = re.search(r"\(PostgreSQL\) (\d+)", said)
    return int(found[1]) if found else None
