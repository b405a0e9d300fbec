"""The parts of the campaigns: what died is started again, messages are doubled as they are, forms are sent as browsers do."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from types import SimpleNamespace

import pytest

from followups.bench.visiting import Visitor, Visits, together
from followups.trials import supervised
from followups.trials.faults import kinds, shifted
from followups.trials.faults.campaign import Result
from followups.trials.faults.report import of_faults, of_rounds
from followups.trials.load.campaign import Asked, Measured
from followups.trials.load.forms import form_with
from followups.trials.load.report import of_all, of_pages
from followups.trials.supervised import Part, Supervised
from kontakt.start.installation import wait_until
from kontakt.start.servers import free_port

_FORM = """
<form method="get"><input name="q"></form>
<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="t"><input name="theme" value="Møde">
<input type="checkbox" name="urgent" value="1"><input type="radio" name="kind" value="a"><input type="radio" name="kind"
value="b" checked><select name="contact"><option value="">Ingen</option><option value="7" selected>Bo</option></select>
<select name="case"><option value="1">En</option><option value="2">To</option></select><textarea name="text">Hej
du</textarea><input type="file" name="files"><button name="save" value="1">Gem</button></form>
"""


@pytest.fixture
def stack(tmp_path, monkeypatch):
    """One whose only part is a program that waits."""
    monkeypatch.setattr(supervised, "RESTART_SECONDS", 0.2)
    gone = SimpleNamespace(name="gone", process=None, start=lambda: None, address="")
    stack = Supervised(tmp_path, database=gone, broker=gone, mail=None, settings={})
    stack.parts.clear()
    stack.add_part("waits", "http.server", str(free_port()), "--bind", "127.0.0.1")
    stack.keep_running()
    yield stack
    stack.end()


def test_a_part_that_is_killed_is_started_again_unless_it_is_held_back(stack):
    part = stack.parts["waits"]
    first = part.process.pid
    part.signal(signal.SIGKILL)
    wait_until("another to run", lambda: part.alive and part.process.pid != first, seconds=10)
    assert part.restarts == 1
    part.held_back = True
    part.signal_all(signal.SIGKILL)
    wait_until("it to end", lambda: not part.alive, seconds=10)
    assert threading.Event().wait(0.6) is False
    assert (part.alive, part.restarts) == (False, 1)


_ASKS = """
import datetime, pickle, time
moment = datetime.datetime(2018, 1, 29, tzinfo=datetime.UTC)
assert pickle.loads(pickle.dumps(moment)) == moment
print(time.time(), datetime.datetime.now(datetime.UTC).timestamp(), time.monotonic())
print(isinstance(datetime.datetime(2018, 1, 29), datetime.datetime), type(datetime.datetime.now()).__mro__[1].__name__)
time.sleep(0.01)
"""


def test_a_programs_clock_can_be_set_from_outside(tmp_path):
    (tmp_path / "asks.py").write_text(_ASKS)
    shifted.set_clock(tmp_path / "clock", 3600)
    told = subprocess.run(
        [sys.executable, "-m", "followups.trials.faults.shifted", tmp_path / "clock", "asks"],
        env=os.environ | {"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    times, kinds_of = told.stdout.splitlines()
    said, now, monotonic = map(float, times.split())
    assert abs(said - time.time() - 3600) < 60
    assert abs(now - said) < 60
    assert abs(monotonic - time.monotonic()) < 60
    assert kinds_of == "True date"


class Broker:
    """A queue with one message that waits and one that a worker has, as kombu keeps them."""

    def __init__(self) -> None:
        self.waiting = [json.dumps({"headers": {"id": "a"}}).encode()]
        self.taken = [json.dumps([{"headers": {"id": "b"}, "body": "x"}, "celery", "celery"]).encode()]
        self.pushed: list[dict] = []

    def lrange(self, name, first, last):
        return self.waiting

    def hvals(self, name):
        return self.taken

    def lpush(self, name, message):
        self.pushed.append(json.loads(message))


def test_every_message_is_doubled_once(monkeypatch):
    broker = Broker()
    monkeypatch.setattr(kinds.redis.Redis, "from_url", lambda address: broker)
    stack = SimpleNamespace(broker=SimpleNamespace(address="redis://"))
    assert kinds.duplicate_messages(stack, Random(1), kinds.Length(away=0, stopped=0, full=0.1)) == "2 messages"
    assert broker.pushed == [{"headers": {"id": "a"}}, {"headers": {"id": "b"}, "body": "x"}]


def test_beat_that_does_not_send_within_its_time_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(kinds, "_USUAL_SECONDS", 0.5)
    log, stack = tmp_path / "beat.log", SimpleNamespace(data_dir=tmp_path)
    log.write_text("".join(f"Scheduler: Sending due task {name} (x)\n" for name in kinds._EVERY_MINUTE))
    with pytest.raises(kinds.StillBroken, match="did not send pick-up-unfinished-work, send-letters, send-invitations"):
        kinds._until_beat_has_sent(stack, "now")

    def beat() -> None:
        with log.open("a") as file:
            file.writelines(f"Scheduler: Sending due task {name} (x)\n" for name in kinds._EVERY_MINUTE)

    threading.Timer(0.1, beat).start()
    kinds._until_beat_has_sent(stack, "now")


def test_a_form_is_sent_with_what_stands_in_it():
    assert form_with(_FORM, "theme") == {
        "csrfmiddlewaretoken": "t", "theme": "Møde", "kind": "b", "contact": "7", "case": "1", "text": "Hej\ndu",
    }  # fmt: skip
    assert form_with(_FORM, "q") == {"q": ""}
    assert form_with(_FORM, "elsewhere") is None


class _Site(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        status = {"/": 200, "/broken": 500}.get(self.path, 404)
        self._answer(status, f"<p>{self.headers['Cookie']}</p>")

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(302, "", Location="/", **{"Set-Cookie": "session=s2; Path=/"})

    def _answer(self, status: int, text: str, **headers: str) -> None:
        self.send_response(status)
        for name, value in (
            {"Content-Type": "text/html", "X-Seconds": "0.25", "Content-Length": str(len(text))} | headers
        ).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *args) -> None:
        pass


def test_a_visitor_goes_where_forms_lead_and_names_what_fails():
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]
        visitor = Visitor(port, thinking=None, seed="1", cookies={"session": "s1"})
        assert visitor.open("home", "/").html == "<p>session=s1</p>"
        sent = visitor.open("write", "/form", {"theme": "Møde"})
        assert (sent.address, sent.html) == ("/", "<p>session=s2</p>")
        assert visitor.visits["write"].worked == [0.5]  # the form, and the page it led to
        assert visitor.open("broken", "/broken") is None
        visitor.connection.close()
        server.shutdown()
    assert visitor.open("home", "/") is None
    assert visitor.visits["broken"].kinds == {"HTTP 500": 1}
    assert visitor.visits["home"].kinds == {"nobody there": 1}
    assert together(visitor.visits.values()).errors == 2


def _result(key: str, under_way: list[str], *problems: str, settled: bool = True) -> Result:
    [fault] = [fault for fault in kinds.FAULTS if fault.key == key]
    return Result(
        fault, "letters", did="beat", under_way=under_way, settled=settled, seconds=10, problems=list(problems),
        refused=Counter({"HTTP 502": 2, "HTTP 503": 3}),
    )  # fmt: skip


def test_the_report_counts_for_each_fault_and_work_how_many_rounds_ended_whole():
    results = [
        _result("beat-killed", ["import", "letters"]),
        _result("beat-killed", ["letters"], "letters_left_once: twice"),
        _result("web-killed", ["letters"], settled=False),
    ]
    beat, web = of_faults(results).rows
    assert beat[:5] == ["beat is killed (-9)", "2", "1/1", "–", "1/2"]
    assert (beat[-3:], web[:5]) == (["6", "4", "1"], ["the web server is killed (-9)", "1", "–", "–", "0/1"])
    assert [row[-1] for row in of_rounds(results).rows][:2] == ["whole", "letters_left_once: twice"]


def test_the_load_is_told_by_page_with_the_kinds_of_its_errors():
    pages = [Visits("home", [0.1] * 10, [0.2] * 9 + [0.4]), Visits("case", [0.3], [0.5], Counter({"HTTP 500": 2}))]
    measured = Measured(2, pages, 5.5, {}, 3, 1.0)
    [row] = of_all([measured], Asked(200, 60, 30, (5, 15), 1), "national size").rows
    assert row == ["2", "11", "2.0", "200 ms", "400 ms", "500 ms", "500 ms", "100 ms", "2", "3"]
    assert [row[-1] for row in of_pages(measured).rows] == ["none", "2 × HTTP 500"]


def test_a_part_knows_whether_it_lives():
    assert not Part("nobody", lambda: None, lambda: None).alive
