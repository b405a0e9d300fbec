"""A web server that is asked to stop answers whoever has got through to it, and refuses the others at once."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest
from prometheus_client.parser import text_string_to_metric_families

from kontakt.start.installation import PROJECT, environment, wait_until
from kontakt.start.servers import free_port
from tests.operations.test_metrics import TOKEN

SITE = """
import time
def application(environ, start_response):
    time.sleep(1 if environ["PATH_INFO"] == "/slow" else 0)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"answered"]
"""


@pytest.fixture
def server(tmp_path):
    """A gunicorn with one worker: its process and its port."""
    (tmp_path / "site_to_stop.py").write_text(SITE)
    port = free_port()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "--config", str(PROJECT / "kontakt" / "gunicorn.py")),
            *(
                "--bind",
                f"127.0.0.1:{port}",
                "--workers",
                "1",
                "--pythonpath",
                str(tmp_path),
                "site_to_stop:application",
            ),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_until("the web server", lambda: asked(port, "/") == "answered")
    yield process, port
    process.kill()
    process.wait()


def asked(port: int, path: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.connect()
    except ConnectionRefusedError:
        return "refused"
    try:
        connection.request("GET", path, headers={"Connection": "close"})
        return connection.getresponse().read().decode()
    except (OSError, http.client.HTTPException):
        return "lost"
    finally:
        connection.close()


def test_who_comes_while_it_ends_what_it_has_begun_is_refused_and_not_lost(server):
    process, port = server
    with ThreadPoolExecutor(8) as people:
        begun = [people.submit(asked, port, "/slow") for _ in range(4)]
        time.sleep(0.15)
        process.terminate()
        time.sleep(0.3)
        late = [people.submit(asked, port, "/") for _ in range(4)]
    assert {one.result() for one in begun} == {"answered"}
    assert {one.result() for one in late} == {"refused"}
    assert process.wait(timeout=10) == 0


def test_who_has_got_through_is_answered(server):
    process, port = server
    [worker] = psutil.Process(process.pid).children()
    os.kill(worker.pid, signal.SIGSTOP)
    with ThreadPoolExecutor(8) as people:
        waiting = [people.submit(asked, port, "/") for _ in range(8)]
        time.sleep(0.2)
        process.terminate()
        time.sleep(0.2)
        os.kill(worker.pid, signal.SIGCONT)
    assert [one.result() for one in waiting] == ["answered"] * 8
    assert process.wait(timeout=10) == 0


# Kontakt's own site, whose processes count together (kontakt/operations/requests_measured.py).

PAGE = "/static/page.txt"  # needs no database, and there is none
PEOPLE = 4


class Site:
    """Two processes, all of their requests counted; `asked` are those that were answered."""

    def __init__(self, folder, process: subprocess.Popen, port: int) -> None:
        self.folder, self.process, self.port = folder, process, port

    @property
    def workers(self) -> list[int]:
        return [worker.pid for worker in psutil.Process(self.process.pid).children()]

    def ask(self, path: str = PAGE, **headers: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path, headers={"Connection": "close"} | headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def ask_often(self, until: Callable[[], bool]) -> Counter:
        """Several people at a time; how often they were answered how."""

        def read() -> Counter:
            seen = Counter()
            while not until():
                try:
                    seen[self.ask()[0]] += 1
                except (OSError, http.client.HTTPException) as error:
                    seen[repr(error)] += 1
            return seen

        with ThreadPoolExecutor(PEOPLE) as people:
            return sum((one.result() for one in [people.submit(read) for _ in range(PEOPLE)]), Counter())

    def counted(self) -> dict[tuple, float]:
        """Name and labels → figure, of the requests."""
        status, told = self.ask("/metrics", Authorization=f"Bearer {TOKEN}")
        assert status == 200
        samples = [sample for family in text_string_to_metric_families(told) for sample in family.samples]
        assert not [sample for sample in samples if "pid" in sample.labels]
        return {
            (sample.name, *sorted(sample.labels.values())): sample.value
            for sample in samples
            if sample.name.startswith("kontakt_http_request")
        }

    def files(self) -> list[str]:
        [counting] = self.folder.glob("kontakt-requests-*")
        return sorted(path.name for path in counting.iterdir())


@pytest.fixture
def site(tmp_path):
    port, data_dir = free_port(), tmp_path / "data"
    (data_dir / "static").mkdir(parents=True)
    (data_dir / "static" / "page.txt").write_text("answered")
    told = {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": f"postgres://nobody@127.0.0.1:{free_port()}/nothing",
        "KONTAKT_METRICS_TOKEN": TOKEN,
        "WEB_CONCURRENCY": "2",
    }
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "--config", "kontakt/gunicorn.py", "kontakt.wsgi"),
            *("--bind", f"127.0.0.1:{port}", "--graceful-timeout", "5"),
        ],
        cwd=PROJECT, env=environment(data_dir, **told), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    wait_until("the web server", lambda: asked(port, "/healthz") == "ok")
    yield Site(tmp_path, process, port)
    process.terminate()
    assert process.wait(timeout=10) == 0
    assert not list(tmp_path.glob("kontakt-requests-*"))


def test_processes_count_together_whichever_is_killed_or_replaced(site):
    def goes_on(before: dict[tuple, float]) -> dict[tuple, float]:
        now = site.counted()
        assert {key: (value, now.get(key)) for key, value in before.items() if now.get(key, -1) < value} == {}
        return now

    def answered(told: dict[tuple, float]) -> float:
        return told["kontakt_http_requests_total", "2xx", "GET", "static"]

    assert Counter(site.ask()[0] for _ in range(20)) == {200: 20}
    status, page = site.ask("/kommuner/", Cookie="sessionid=" + "x" * 32)
    assert (status, "<h1>" in page) == (503, True)
    first = site.counted()
    assert answered(first) == 20 and first["kontakt_http_requests_total", "503", "GET", "municipalities"] == 1

    [killed, _] = site.workers
    os.kill(killed, signal.SIGKILL)
    wait_until("another in its place", lambda: len(site.workers) == 2 and killed not in site.workers)
    assert Counter(site.ask()[0] for _ in range(20)) == {200: 20}
    second = goes_on(first)
    assert answered(second) == 40

    old = {*site.workers}
    site.process.send_signal(signal.SIGHUP)
    wait_until("the new", lambda: len(site.workers) > 2)
    seen = site.ask_often(until=lambda: len(site.workers) == 2 and not old & {*site.workers})
    assert set(seen) == {200}
    assert Counter(site.ask()[0] for _ in range(20)) == {200: 20}
    third = goes_on(second)
    assert answered(third) == 40 + seen.total() + 20
    places = {"0.db", "1.db", "2.db", "3.db"}  # while it reloads, the old and the new are there together
    assert [name for name in site.files() if name.split("_")[1] not in places] == []
