"""The parts of `make release-check` see what they are there to see."""

import http.client
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import psycopg
import pytest

from deploy.release_check.__main__ import Report
from deploy.release_check.balancer import Balancer
from deploy.release_check.locks import Watch
from deploy.release_check.people import People, filled_in
from kontakt.backup.database import default_database
from kontakt.start.servers import free_port


class _Site(BaseHTTPRequestHandler):
    """Everything is there, except what is broken."""

    def do_GET(self) -> None:
        self._answer(500 if self.server.broken else 200, "<form><input name=login><input name=theme value=x></form>")

    def do_POST(self) -> None:
        self._answer(302)

    def _answer(self, status: int, page: str = "") -> None:
        self.send_response(status)
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, *args) -> None:
        pass


class Site(ThreadingHTTPServer):
    broken = False

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Site)
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def end(self) -> None:
        self.shutdown()
        self.server_close()


def test_the_balancer_asks_another_and_waits_for_one_to_come_back():
    here, away = free_port(), free_port()
    balancer, site = Balancer([away, here]), Site(here)
    for _ in range(4):
        assert _status(balancer.port) == 200
    site.end()
    threading.Timer(0.3, lambda: sites.append(Site(here))).start()
    sites, began = [], time.monotonic()
    assert _status(balancer.port) == 200
    assert time.monotonic() - began >= 0.25
    balancer.close()
    sites[0].end()


def _status(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/", headers={"Connection": "close"})
    return connection.getresponse().status


def test_people_count_what_they_write_and_every_request_that_fails():
    site = Site(free_port())
    people = People(site.server_port, username="x", password="y", case="/sager/1/", count=2)
    people.phase("working")
    while people.phases["working"].written < 1:
        time.sleep(0.01)
    assert people.failures == []
    site.broken = True
    people.phase("broken")
    while not people.phases["broken"].failures:
        time.sleep(0.01)
    people.stop()
    assert any(failure.startswith("GET ") and failure.endswith(": 500") for failure in people.failures)
    site.end()


def test_a_connection_that_is_reset_is_a_failed_request():
    with socket.create_server(("127.0.0.1", 0)) as dead:
        threading.Thread(target=lambda: dead.accept()[0].close(), daemon=True).start()
        people = People(dead.getsockname()[1], username="x", password="y", case="/", count=1)
        while not people.failures:
            time.sleep(0.01)
        people.stop()


def test_a_form_is_sent_as_it_stands():
    page = "<form><input name=q></form><form><input type=hidden name=t value=1><textarea name=theme></textarea><input type=checkbox name=c></form>"
    assert filled_in(page, "theme") == {"t": "1", "theme": ""}


@pytest.mark.django_db(transaction=True)
def test_whoever_waits_for_a_table_is_seen():
    database = default_database()
    with psycopg.connect(database.address) as session, Watch(database.address) as watch:
        table, _ = watch.tables[0]
        session.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        time.sleep(0.3)
        session.rollback()
        time.sleep(0.05)
    assert watch.reader.seconds > 0.2
    assert watch.writer.seconds > 0.2
    assert watch.reader.table == table
    assert watch.failures == []


def test_one_thing_that_fails_fails_the_whole():
    report = Report()
    report.check("this", True)
    assert report.failed == []
    report.check("that", False)
    assert report.failed == ["that"]
