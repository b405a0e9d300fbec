"""`make run`: one command starts everything, Ctrl-C stops everything, and nothing that happens in between loses data.

One data folder has the demonstration, whose loading takes most of the time; the other starts are quiet ones without.
"""

import os
import signal
import time
from contextlib import contextmanager

import psutil
import psycopg
import pytest

from kontakt.accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from kontakt.start.embedded import DATABASE, PORT, USER
from kontakt.start.embedded_place import place_of
from kontakt.start.installation import Visitor, processes_of, wait_until
from kontakt.start.launch import PORTS_TRIED, listen
from kontakt.start.processes import TOKEN_VARIABLE
from kontakt.start.servers import free_port
from tests.start.launching import Launch


@pytest.fixture(scope="module")
def first_start(folder):
    """The first start ever on a data folder, until it greeted."""
    began = time.monotonic()
    first = Launch(folder / "demonstration").until_it_greets()
    print(f"First start, with the demonstration: {time.monotonic() - began:.1f} s")
    yield first
    first.end()


@pytest.fixture(scope="module")
def running(first_start):
    """The second start on the data folder with the demonstration. It keeps running for the tests that only look."""
    assert first_start.interrupt() == 0
    began = time.monotonic()
    second = Launch(first_start.data_dir).until_it_greets()
    second.seconds = time.monotonic() - began
    print(f"Second start: {second.seconds:.1f} s")
    yield second
    second.end()


@pytest.fixture
def quiet(folder, launch):
    """Starts without demonstration data, always on the same data folder."""
    return lambda: launch(folder / "quiet", KONTAKT_DEMO="0").until_it_greets()


@contextmanager
def database_of(data_dir):
    """A session in a running installation's own database."""
    where = {"host": str(place_of(data_dir).sockets), "port": PORT, "user": USER, "dbname": DATABASE}
    with psycopg.connect(**where) as session:
        yield session


def offices(data_dir) -> set[str]:
    with database_of(data_dir) as session:
        return {name for (name,) in session.execute("SELECT name FROM accounts_regionaloffice")}


def add_office(data_dir, name: str) -> None:
    with database_of(data_dir) as session:
        session.execute("INSERT INTO accounts_regionaloffice (name, email, phone) VALUES (%s, '', '')", [name])


def launched_with(token: str) -> list[psutil.Process]:
    """Whatever carries a launch's token, other than the dead whom nobody has buried yet."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(TOKEN_VARIABLE) == token and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.Error:
            continue
    return found


def servers_of(data_dir) -> list[psutil.Process]:
    """The main process of the data folder's PostgreSQL, if it runs."""
    return [
        process
        for process in psutil.process_iter(["name", "cmdline", "status"])
        if process.info["name"] == "postgres"
        and process.info["status"] != psutil.STATUS_ZOMBIE
        and str(place_of(data_dir).cluster) in (process.info["cmdline"] or [])
    ]


def test_the_first_start_greets_with_its_address_and_every_account(first_start):
    assert f"adgangskode: {DEMO_PASSWORD}" in first_start.output
    for label, username in DEMO_ACCOUNTS:
        assert f"  {label:<16}{username}\n" in first_start.output
    assert str(first_start.data_dir / "logs") in first_start.output


def test_the_second_start_takes_seconds_as_everything_is_there_already(running):
    assert running.seconds < 30  # 2 s on an idle machine


def test_the_address_is_port_8000_or_one_a_little_higher(running):
    assert 8000 <= running.port < 8000 + PORTS_TRIED  # which, depends on who else listens just then


def test_a_port_that_is_taken_is_passed_by():
    with listen(free_port()) as taken:
        port = taken.getsockname()[1]
        with listen(port) as listening:
            assert listening.getsockname()[1] > port


def test_an_account_from_the_greeting_sees_the_levels_that_the_worker_computed(running):
    caseworker = Visitor(running.address)
    assert "Sanne Sagsbehandler" in caseworker.sign_in("sagsbehandler", DEMO_PASSWORD)
    markedly_below = "/kommuner/?month=2018-04&level=markedly_below&export=csv"
    rows = wait_until("April 2018 in the list", lambda: caseworker.read(markedly_below).splitlines()[1:])
    assert len(rows) == 3
    assert all(any(name in row for row in rows) for name in ("Hillerød", "Lejre", "Næstved"))


def test_a_second_launcher_on_the_same_data_folder_says_where_the_first_one_is(running, launch):
    second = launch(running.data_dir)
    assert second.exit_code() == 1
    assert second.output == f"Kontakt kører allerede på {running.address}\n"
    assert Visitor(running.address).read("/konto/login/")


def test_two_data_folders_run_side_by_side_and_share_nothing(running, quiet):
    beside = quiet()
    assert beside.port > running.port  # whose port was taken
    add_office(beside.data_dir, "AMK Ved siden af")
    assert "AMK Ved siden af" in offices(beside.data_dir)
    assert "AMK Ved siden af" not in offices(running.data_dir)
    assert DEMO_ACCOUNTS[0][1] not in beside.output
    assert beside.interrupt() == 0
    assert offices(running.data_dir)
    assert Visitor(running.address).read("/konto/login/")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP], ids=["Ctrl-C", "a closed terminal"])
def test_stopping_leaves_nothing_running(quiet, number):
    started = quiet()
    token = started.state["token"]
    assert {"gunicorn", "worker", "beat"} <= {word for process in launched_with(token) for word in process.cmdline()}
    assert len(servers_of(started.data_dir)) == 1
    started.process.send_signal(number)
    assert started.exit_code() == 0
    assert (launched_with(token), servers_of(started.data_dir)) == ([], [])
    wait_until("the watch to leave too", lambda: not processes_of(started.data_dir), seconds=10)


def test_after_kill_9_its_processes_end_by_themselves(quiet):
    killed = quiet()
    token = killed.state["token"]
    killed.kill()
    wait_until("the processes to end", lambda: not launched_with(token))
    wait_until("the database to stop", lambda: not processes_of(killed.data_dir))


def test_kill_9_and_start_again_keeps_the_data(quiet):
    killed = quiet()
    add_office(killed.data_dir, "AMK Efter kill -9")
    token = killed.state["token"]
    killed.kill()
    began = time.monotonic()
    again = quiet()
    print(f"Start after kill -9: {time.monotonic() - began:.1f} s")
    assert launched_with(token) == []
    assert "AMK Efter kill -9" in offices(again.data_dir)
    assert Visitor(again.address).read("/konto/login/")


def test_a_power_failure_and_a_new_start_keep_the_data(quiet):
    struck = quiet()
    add_office(struck.data_dir, "AMK Efter strømsvigt")
    database = servers_of(struck.data_dir)
    everything = [*launched_with(struck.state["token"]), *database, *database[0].children(), struck.process]
    for process in everything:
        os.kill(process.pid, signal.SIGKILL)
    again = quiet()
    assert "AMK Efter strømsvigt" in offices(again.data_dir)
    assert Visitor(again.address).read("/konto/login/")


def test_a_process_that_dies_takes_the_rest_along_and_is_named(quiet):
    started = quiet()
    token = started.state["token"]
    beat = next(process for process in launched_with(token) if "beat" in process.cmdline())
    beat.kill()
    assert started.exit_code() == 1
    assert "Celery beat stoppede uventet" in started.output
    assert str(started.data_dir / "logs" / "beat.log") in started.output
    assert launched_with(token) == []
