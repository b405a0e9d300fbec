"""A web server that is asked to stop answers whoever has got through to it, and refuses the others at once."""

import http.client
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from kontakt.start.installation import PROJECT, wait_until
from kontakt.start.servers import free_port

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
