"""Run as `python -m deploy.release_check`: builds this version, puts it into service beside the one before on Debian's
PostgreSQL and Redis with the settings of production, and renews every process while people work. Exit 0 if nothing failed.

A container image is not built: what would be in it is, from the same files with the same commands.
"""

import argparse
import json
import os
import re
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from deploy.release_check import processes
from deploy.release_check.balancer import Balancer
from deploy.release_check.locks import Watch
from deploy.release_check.people import HOST, PAGES, THEME, People, Person, counted, files_of
from deploy.release_check.processes import Process, Web
from deploy.release_check.versions import PROJECT, Failed, Version, commit_before, this_version, version_before
from kontakt.start.installation import open_folder, wait_until
from kontakt.start.servers import NotInstalled, free_port, postgresql, redis

LONGEST_LOCK = 1.0  # seconds that a reader or a writer may wait for a migration
USERNAME, PASSWORD = "sagsbehandler", "kontakt-demo"  # kontakt/accounts/demo.py
_RECALCULATE = """
from municipalities.assessment.recalculation import request_recalculation
from municipalities.models import RecalculationRequest
request_recalculation(RecalculationRequest.Cause.BY_HAND)
"""


class Report:
    """What was found, a line for each, as it comes."""

    def __init__(self) -> None:
        self.failed: list[str] = []
        self.began = time.monotonic()

    def say(self, text: str) -> None:
        print(f"{time.monotonic() - self.began:5.0f} s  {text}", flush=True)

    def check(self, what: str, holds: bool, seen: str = "") -> None:
        self.say(f"{'ok    ' if holds else 'FAILED'}  {what}{f': {seen}' if seen else ''}")
        if not holds:
            self.failed.append(what)

    @contextmanager
    def timed(self, what: str) -> Iterator[None]:
        began = time.monotonic()
        yield
        self.check(what, True, f"{time.monotonic() - began:.1f} s")


class ReleaseCheck:
    def __init__(self, folder: Path, report: Report, stack: ExitStack) -> None:
        self.folder, self.report, self.stack = folder, report, stack
        self.data_dir, self.logs = folder / "data", folder / "logs"
        self.data_dir.mkdir()
        self.logs.mkdir()
        self.running: dict[str, Process] = {}
        stack.callback(lambda: [process.kill() for process in self.running.values()])

    def run(self, before: str) -> None:
        report = self.report
        with report.timed("built: what the image lets in, and the locked packages without those for development"):
            self.new = this_version(self.folder / "new")
            self.old = version_before(self.folder / "old", before)
        report.say(f"        the version before is {self.old.name}")
        self._servers()
        with report.timed("the version before: its migrations on an empty database, as the owner of the tables"):
            self.old.manage("migrate", "--no-input", "--verbosity", "0", DATABASE_URL=self.owner)
        with ThreadPoolExecutor() as at_once:
            full = at_once.submit(self._fill)
            self._settings()
            self._static_files(self.old)
            with report.timed("this version: all migrations on an empty database"):
                self.new.manage("migrate", "--no-input", "--verbosity", "0", DATABASE_URL=self.empty)
            report.check("meanwhile: a full database, by a role that owns nothing", True, f"{full.result():.1f} s")
        self._in_service()

    def _servers(self) -> None:
        server = self.stack.enter_context(postgresql(self.folder / "postgresql", superuser="postgres"))
        broker = self.stack.enter_context(redis(self.folder / "redis"))
        place = f"127.0.0.1:{server.port}"
        told = {"PGHOST": "127.0.0.1", "PGPORT": str(server.port), "POSTGRES_USER": "postgres"}
        passwords = {"OWNER_PASSWORD": secrets.token_hex(8), "APPLICATION_PASSWORD": secrets.token_hex(8)}
        subprocess.run(
            ["sh", PROJECT / "deploy" / "postgres-roles.sh"], env=os.environ | told | passwords, check=True
        )  # fmt: skip
        self.owner = f"postgres://kontakt_owner:{passwords['OWNER_PASSWORD']}@{place}/kontakt"
        self.application = f"postgres://kontakt:{passwords['APPLICATION_PASSWORD']}@{place}/kontakt"
        self.empty = f"postgres://kontakt_owner@{place}/empty"
        with psycopg.connect(server.address, autocommit=True) as session:
            session.execute("CREATE DATABASE empty OWNER kontakt_owner TEMPLATE template0")
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        for version in (self.old, self.new):
            version.environment = kept | {
                "KONTAKT_DATA_DIR": str(self.data_dir),
                "TMPDIR": str(self.folder),
                "DATABASE_URL": self.application,
                "CELERY_BROKER_URL": broker.address,
                "SECRET_KEY": self._secret,
                "ALLOWED_HOSTS": HOST,
                "CSRF_TRUSTED_ORIGINS": f"https://{HOST}",
                "KONTAKT_URL": f"https://{HOST}",
                "EMAIL_HOST": "127.0.0.1",  # where nobody takes mail
                "EMAIL_PORT": "9",
                "WEB_CONCURRENCY": "2",
            }

        if not (self.old.folder / processes.GUNICORN).exists():
            self.old.environment["KONTAKT_LOG_FORMAT"] = "plain"  # it has not what ours writes with

    _secret = secrets.token_urlsafe(50)

    def _fill(self) -> float:
        began = time.monotonic()
        self.old.manage("demo", KONTAKT_DEMO="1")
        return time.monotonic() - began

    def _settings(self) -> None:
        try:
            said = self.new.manage("check", "--deploy", "--fail-level", "WARNING")
        except Failed as failed:
            self.report.check("check --deploy says nothing", False, str(failed))
        else:
            self.report.check("check --deploy says nothing", "no issues" in said, said.strip().splitlines()[-1])

    def _static_files(self, version: Version) -> None:
        version.manage("collectstatic", "--no-input", "--verbosity", "0")
        static = self.data_dir / "static"
        named = json.loads((static / "staticfiles.json").read_text())["paths"]
        bare = [name for name, hashed in named.items() if not re.search(r"\.[0-9a-f]{12}(\.|$)", hashed)]
        lost = [hashed for hashed in named.values() if not (static / hashed).exists()]
        self.report.check(f"static files of {version.name} are hashed", not bare and not lost, f"{len(named)} files")

    def _in_service(self) -> None:
        report = self.report
        ports = [free_port(), free_port()]
        self.running |= {
            f"web-{name}": Web(self.old, self.logs / f"web-{name}-before.log", port)
            for name, port in zip("ab", ports, strict=True)
        }
        for name in ("worker-1", "worker-2"):
            self.running[name] = processes.worker(self.old, self.logs / f"{name}-before.log")
        self.running["beat"] = processes.beat(self.old, self.logs / "beat-before.log")
        for name in ("web-a", "web-b"):
            self.running[name].until_ready()
        balancer = Balancer(ports)
        self.stack.callback(balancer.close)
        case = self._some_case()
        # Before StaticFilesMiddleware, a process knew the files of its own version only.
        both = "StaticFilesMiddleware" in (self.old.folder / "kontakt" / "settings.py").read_text()
        people = People(balancer.port, username=USERNAME, password=PASSWORD, case=case, whole=both).until_at_work()
        self.stack.callback(people.stop)
        report.say("        in service: 2 web servers of 2 processes, 2 workers, beat, 4 people at work")
        people.phase("before")
        time.sleep(5)
        self._told(people, "before")

        people.phase("migrating")
        with Watch(self.application) as watch, report.timed("this version's migrations on the full database"):
            self.new.manage("migrate", "--no-input", "--verbosity", "0", DATABASE_URL=self.owner)
            time.sleep(1)
        for who, longest in (("a reader", watch.reader), ("a writer", watch.writer)):
            seen = f"{longest.seconds * 1000:.0f} ms, for {longest.table}"
            report.check(f"the longest that {who} waited for a table", longest.seconds < LONGEST_LOCK, seen)
        report.check("every question about a table was answered", not watch.failures, f"{watch.asked} asked")
        self._told(people, "migrating")
        self._static_files(self.new)

        self._renew(people)
        self._reload(people)
        people.phase("after")
        time.sleep(5)
        self._recalculated()
        self._told(people, "after")
        people.stop()
        [[kept]] = self._ask("SELECT count(*) FROM followups_logentry WHERE theme LIKE %s", f"{THEME}%")
        report.check("what people wrote is there, once", kept == people.written, f"{people.written} entries")
        self._pages()
        self._held_socket(case)
        self._stopped()
        self._backup()

    def _some_case(self) -> str:
        person = Person(self.running["web-a"].port, 0)
        person.sign_in(USERNAME, PASSWORD)
        _, page = person.ask("/sager/")
        if found := re.search(r'href="(/sager/\d+-\d+/)"', page):
            return found[1]
        raise Failed("The list of cases leads to no case.")

    def _renew(self, people: People) -> None:
        """One process at a time: the old one is asked to stop, and the new one has its place before the next goes."""
        people.phase("renewing")
        with self.report.timed("web servers, workers and beat renewed, one at a time"):
            for name in ("web-a", "web-b"):
                old = self.running[name]
                old.stop()
                self.running[name] = Web(self.new, self.logs / f"{name}.log", old.port).until_ready()
            self._ask_for_recalculation()
            for name in ("worker-1", "worker-2"):
                self.running[name].stop()
                self.running[name] = processes.worker(self.new, self.logs / f"{name}.log")
            self.running["beat"].stop()
            self.running["beat"] = processes.beat(self.new, self.logs / "beat.log")
        self._told(people, "renewing")

    def _reload(self, people: People) -> None:
        people.phase("reloading")
        with self.report.timed("web servers reloaded (SIGHUP), both at once"):
            for name in ("web-a", "web-b"):
                self.running[name].reload()
        self._told(people, "reloading")

    def _held_socket(self, case: str) -> None:
        """As under systemd, which holds the socket while the only web server is restarted."""
        with socket.create_server(("127.0.0.1", 0), backlog=2048) as held:
            port = held.getsockname()[1]

            def start(number: int) -> Web:
                return Web(self.new, self.logs / f"web-held-{number}.log", port, socket=held.fileno())

            self.running["web-held"] = start(0).until_ready()
            people = People(port, username=USERNAME, password=PASSWORD, case=case, count=2).until_at_work()
            people.phase("restarting")
            for number in (1, 2):
                time.sleep(2)
                self.running["web-held"].stop()
                self.running["web-held"] = start(number).until_ready()
            time.sleep(2)
            people.stop()
            self._told(people, "restarting", "the only web server restarted twice, its socket held")

    def _told(self, people: People, name: str, what: str = "") -> None:
        time.sleep(1)  # what was begun is to be counted
        seen = people.phases[name]
        text = f"{seen.requests} requests, the longest {seen.longest:.1f} s"
        if seen.failures:
            text += f"; failed: {counted(seen.failures)}"
        self.report.check(what or f"people at work, {name}", seen.requests > 0 and not seen.failures, text)

    def _ask(self, query: str, *values) -> list:
        with psycopg.connect(self.application) as session:
            return session.execute(query, values or None).fetchall()

    def _ask_for_recalculation(self) -> None:
        self.old.manage("shell", "--no-imports", "--command", _RECALCULATE)

    def _recalculated(self) -> None:
        waiting = "SELECT count(*) FROM municipalities_recalculationrequest WHERE done_at IS NULL"
        try:
            wait_until("the recalculation", lambda: self._ask(waiting) == [(0,)], seconds=60)
        except TimeoutError as late:
            self.report.check("work that was asked for while workers were renewed is done", False, str(late))
        else:
            self.report.check("work that was asked for while workers were renewed is done", True)

    def _pages(self) -> None:
        """A page, and all that it fetches."""
        person = Person(self.running["web-a"].port, 0)
        person.sign_in(USERNAME, PASSWORD)
        _, page = person.ask(PAGES[0])
        fetched = files_of(page)
        wrong = [path for path in fetched if person.ask(path)[0] != 200 or not re.search(r"\.[0-9a-f]{12}\.", path)]
        self.report.check(
            "a page's stylesheets, scripts and pictures are hashed and there", not wrong, f"{len(fetched)}"
        )

    def _stopped(self) -> None:
        with self.report.timed("everything stopped when it was asked to"):
            for name in list(self.running):
                self.running.pop(name).stop()

    def _backup(self) -> None:
        folder = str(self.folder / "backups")
        with self.report.timed("a backup of it, by the owner of the tables"):
            taken = json.loads(self.new.manage("backup", folder, "--json", DATABASE_URL=self.owner))
        try:
            self.new.manage("check_backup", folder, DATABASE_URL=self.owner)
        except Failed as failed:
            self.report.check("the backup is laid into a scratch database and compared", False, str(failed))
        else:
            seen = f"{taken['tables']} tables, {taken['rows']} rows, {taken['files']} files"
            self.report.check("the backup is laid into a scratch database and compared", True, seen)
        elsewhere = {"DATABASE_URL": self.empty, "KONTAKT_DATA_DIR": str(self.folder / "restored")}
        with self.report.timed("it is restored into another database, in the place of what is there, and compared"):
            self.new.manage("restore", taken["folder"], "--replace", **elsewhere)
        with psycopg.connect(self.empty.replace("kontakt_owner", "kontakt")) as session:
            [(rows,)] = session.execute("SELECT count(*) FROM municipalities_observation").fetchall()
        [[before]] = self._ask("SELECT count(*) FROM municipalities_observation")
        self.report.check("the application's role reads it there", rows == before, f"{rows} figures")


def main() -> int:
    parser = argparse.ArgumentParser(prog="make release-check", description=__doc__)
    parser.add_argument(
        "--before", metavar="COMMIT", help="the version that is in service (default: the latest release)"
    )
    options = parser.parse_args()
    report = Report()
    try:
        with open_folder() as folder, ExitStack() as stack:
            ReleaseCheck(folder, report, stack).run(options.before or commit_before())
    except NotInstalled as missing:
        report.check("what it needs is here", False, str(missing))
    except (Failed, RuntimeError, OSError, psycopg.Error, subprocess.CalledProcessError) as failed:
        report.check("it went through", False, str(failed))
    print(f"\n{'Failed: ' + '; '.join(report.failed) if report.failed else 'This version can be put into service.'}")
    return int(bool(report.failed))


if __name__ == "__main__":
    sys.exit(main())
