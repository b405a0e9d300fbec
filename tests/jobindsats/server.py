"""A server on this machine that speaks Jobindsats' API v3 with the samples, and misbehaves when told to."""

import json
import threading
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
TOKEN = "et-token-til-test"


class FakeJobindsats:
    """`misbehave` lists what the next answers are instead of the right ones; `asked` is every request that came.

    `revised` is what a figure is now: (indicator, period, municipality) → share.
    """

    def __init__(self) -> None:
        self.misbehave: deque = deque()
        self.asked: list[tuple[str, dict]] = []
        self.revised: dict[tuple[str, str, str], float] = {}
        self.renamed: dict[str, str] = {}
        self.months_gone: set[str] = set()
        handler = type("Handler", (_Handler,), {"fake": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/v3"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def description(self, table_id: str) -> dict | None:
        path = SAMPLES / f"v3_table_{table_id}.json"
        if not path.exists():
            return None
        described = json.loads(path.read_text(encoding="utf-8"))
        months = described["periods"][0]["values"]
        described["periods"][0]["values"] = [month for month in months if month["period_id"] not in self.months_gone]
        if len(list(SAMPLES.glob(f"v3_{table_id}_*.json"))) > 1:
            described["dimensions"].append({"dimension_id": "_match", "hierarchies": [{"hierarchy_id": "_match"}]})
        return described

    def answer(self, table_id: str, query: dict) -> dict | None:
        """The sample that the request's hierarchies single out: a table with two has one for each readiness."""
        period = query["period.M"][0]
        readiness = query.get("hierarchy._match", [""])[0]
        paths = [path for path in sorted(SAMPLES.glob(f"v3_{table_id}_*.json")) if path.stem.endswith(readiness)]
        if len(paths) != 1:
            return None
        indicator = paths[0].stem.removeprefix(f"v3_{table_id}_")
        answer = json.loads(paths[0].read_text(encoding="utf-8"))
        columns = [self.renamed.get(name, name) for name in answer["columns"]]
        rows = [row for row in answer["rows"] if row[0] == period]
        for row in rows:
            row[-1] = self.revised.get((indicator, period, row[1]), row[-1])
        return {"columns": columns, "rows": rows}


class _Handler(BaseHTTPRequestHandler):
    fake: FakeJobindsats
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        query = parse_qs(url.query)
        self.fake.asked.append((url.path, query))
        if self.fake.misbehave and (fault := self.fake.misbehave.popleft()):
            fault(self)
            return
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self.reply(401, "Unauthorized")
            return
        kind, table_id = url.path.removeprefix("/v3/").split("/")
        found = self.fake.description(table_id) if kind == "table" else self.fake.answer(table_id, query)
        if found is None:
            self.reply(404, "Not found")
        else:
            self.reply(200, json.dumps(found, ensure_ascii=False))

    def reply(self, status: int, text: str, *, content_type: str = "application/json", **headers) -> None:
        content = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_said) -> None:
        pass


def status(code: int, **headers):
    return lambda handler: handler.reply(code, "{}", **headers)


def says(text: str, *, content_type: str = "application/json", code: int = 200):
    return lambda handler: handler.reply(code, text, content_type=content_type)


def hangs_up(handler) -> None:
    """Promises more than it sends."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"columns": [')
    handler.close_connection = True


def silent(seconds: float):
    """Says nothing for a while, and hangs up."""

    def wait(handler) -> None:
        threading.Event().wait(seconds)
        handler.close_connection = True

    return wait
