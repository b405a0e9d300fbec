"""A whole Kontakt as it is run: web and worker as processes of their own, on some database and some broker."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg

from kontakt.start.installation import PROJECT, Visitor, environment, wait_until
from kontakt.start.servers import free_port

STORY = sorted((PROJECT / "municipalities" / "demo" / "story").glob("*.json"))
STORY_CELLS = 98 * 6 * 18  # municipalities, target groups, months

_DELIVER = """
from pathlib import Path
from municipalities.deliveries.staging import receive
from municipalities.models import Delivery
from municipalities.readers import InputFile
for names in {deliveries!r}:
    files = [InputFile(Path(name).name, Path(name).read_bytes()) for name in names]
    print(receive(files, by=None, origin=Delivery.Origin.UPLOAD).pk)
"""
_LOAD = """
from municipalities.deliveries.loading import PreviewOutdated, load
for delivery in {deliveries!r}:
    try:
        load(delivery, by=None)
    except PreviewOutdated:
        load(delivery, by=None)
"""
_ADD_CASEWORKER = """
from django.contrib.auth.models import Group
from kontakt.accounts.models import User
user = User.objects.create_user({username!r}, "sb@kontakt.example", {password!r})
user.groups.add(Group.objects.get(name="caseworker"))
"""
_SWEEP = """
from municipalities.tasks import pick_up_unfinished_work
pick_up_unfinished_work.delay()
"""
_NATIONAL = """
    SELECT round(100 * sum(meeting) / sum(persons), 2), sum(persons) FROM municipalities_assessment
    WHERE month = %s AND indicator_id IS NULL AND share IS NOT NULL
"""
_AT_LEVEL = """
    SELECT m.name FROM municipalities_assessment a JOIN municipalities_municipality m ON m.id = a.municipality_id
    WHERE a.month = %s AND a.indicator_id IS NULL AND a.level = %s ORDER BY m.name
"""
_SHARE_OF = """
    SELECT a.share FROM municipalities_assessment a JOIN municipalities_municipality m ON m.id = a.municipality_id
    WHERE m.name = %s AND a.month = %s AND a.indicator_id IS NULL
"""
_WAITS_FOR = "SELECT pid FROM pg_locks WHERE NOT granted AND relation = %s::regclass"
# All that a delivery leaves, in an order that does not depend on when what was done.
_FIGURES = "SELECT municipality_id, indicator_id, month, persons, average, share, meeting, known_to FROM municipalities_observation ORDER BY 2, 3, 1, 8"
_LEVELS = (
    "SELECT scheme_id, municipality_id, indicator_id, month, level, persons, share, rank, months_below"
    " FROM municipalities_assessment ORDER BY 1, 4, 3, 2"
)
_LEVEL_CHANGES = (
    "SELECT scheme_id, municipality_id, month, from_level, to_level, is_revision, cause"
    " FROM municipalities_levelchange ORDER BY 1, 3, 2, 4, 5"
)


class Stack:
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
        assert done.returncode == 0, done.stderr
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
        self._start("web", "gunicorn", "kontakt.wsgi", "--bind", address, "--workers", "2", "--no-control-socket")
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

    # What people do with it

    def add_caseworker(self, username: str, password: str) -> None:
        self.shell(_ADD_CASEWORKER, username=username, password=password)

    def deliver(self, *deliveries: Sequence[Path]) -> list[int]:
        """Hand the files of each delivery in; the worker is to read them. Returns the deliveries' numbers."""
        return [
            int(number)
            for number in self.shell(
                _DELIVER, deliveries=[[str(path) for path in files] for files in deliveries]
            ).split()
        ]

    def load(self, *deliveries: int) -> None:
        """Confirm each, twice where the one before made its preview outdated."""
        self.shell(_LOAD, deliveries=deliveries)

    def sweep(self) -> None:
        """What beat asks of a worker every minute."""
        self.shell(_SWEEP)

    def status(self, delivery: int) -> str:
        return self.ask("SELECT status FROM municipalities_delivery WHERE id = %s", delivery)[0][0]

    def open_requests(self) -> int:
        return self.ask("SELECT count(*) FROM municipalities_recalculationrequest WHERE done_at IS NULL")[0][0]

    def messages(self) -> list[Path]:
        """What waits in the queue, where the queue is files."""
        return list((self.data_dir / "queue" / "messages").iterdir())

    def until_ready(self, delivery: int) -> None:
        wait_until("the delivery to be read", lambda: self.status(delivery) not in ("received", "reading"))
        assert self.status(delivery) == "ready"

    def until_recalculated(self) -> None:
        wait_until("the levels to be computed", lambda: self.open_requests() == 0)

    # What has come of it

    def national(self, month: str) -> tuple[float, int]:
        share, persons = self.ask(_NATIONAL, f"{month}-01")[0]
        return float(share), persons

    def share_of(self, municipality: str, month: str) -> float:
        [(share,)] = self.ask(_SHARE_OF, municipality, f"{month}-01")
        return float(share)

    def municipalities_at(self, level: str, month: str) -> list[str]:
        return [name for (name,) in self.ask(_AT_LEVEL, f"{month}-01", level)]

    def everything_known(self) -> dict[str, list[tuple]]:
        """Figures, levels and changes of level, row by row: two installations with the same past are equal."""
        return {sql.split("FROM ")[1].split()[0]: self.ask(sql) for sql in (_FIGURES, _LEVELS, _LEVEL_CHANGES)}


def _reads(address: str, path: str) -> bool:
    try:
        return bool(Visitor(address).read(path))
    except OSError:
        return False
