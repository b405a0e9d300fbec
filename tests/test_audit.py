"""The audit of packages and secrets: a known hole and a secret fail it, and what could not be asked is said."""

import importlib.util
import json
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from kontakt.start.installation import PROJECT

_spec = importlib.util.spec_from_file_location("audit", PROJECT / ".ci" / "audit.py")
audit = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(audit)


@pytest.fixture
def service():
    """Speaks as OSV does; `holes` are the packages that have one."""

    class Service(BaseHTTPRequestHandler):
        holes = ()

        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
            hole = {"vulns": [{"id": "TEST-1", "modified": "2026-01-01T00:00:00Z"}]}
            self.answer({"results": [hole if one["package"]["name"] in self.holes else {} for one in asked]})

        def do_GET(self):
            self.answer({"id": "TEST-1", "modified": "2026-01-01T00:00:00Z", "summary": "A hole", "affected": []})

        def answer(self, said):
            body = json.dumps(said).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Service, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


class TestPackages:
    def test_nothing_known_is_said_with_how_many_were_asked_of(self, service):
        code, said = audit.ask_for_holes(service=service[1])
        assert code == 0
        assert "no known vulnerabilities" in said and "packages" in said and "NOT CHECKED" not in said

    def test_a_known_hole_fails(self, service):
        service[0].holes = ("django",)
        code, said = audit.ask_for_holes(service=service[1])
        assert (code, "TEST-1" in said, "django" in said) == (1, True, True)

    def test_a_service_that_is_away_does_not_fail_and_does_not_pass_in_silence(self):
        code, said = audit.ask_for_holes(service="http://127.0.0.1:9/")
        assert code == 0
        assert said.startswith("PACKAGES NOT CHECKED")

    def test_what_is_wrong_for_another_reason_fails(self, tmp_path, service):
        code, _said = audit.ask_for_holes(tmp_path, service=service[1])
        assert code == 1


class TestSecrets:
    @pytest.mark.parametrize(
        "line",
        [
            "aws = AKIA" + "IOSFODNN7EXAMPLQ",
            "-----BEGIN RSA " + "PRIVATE KEY-----",
            "token=kontakt_" + "aB1" * 14 + "c",
            "DATABASE_URL=postgres://kontakt:" + "hunter2hunter2@db/kontakt",
            'PASS' + 'WORD = "correct horse battery"',
        ],
    )  # fmt: skip
    def test_a_secret_is_found(self, line):
        assert len(audit.find_secrets([line, "x = 1"], set())) >= 1

    def test_what_is_known_is_passed_by(self):
        line = "PASS" + 'WORD = "kontakt-demo"'
        assert audit.find_secrets([line], set())
        assert not audit.find_secrets([line], audit.known_secrets())

    def test_one_that_was_committed_and_taken_away_again_is_still_found(self, tmp_path):
        def git(*command):
            subprocess.run(
                ["git", "-C", tmp_path, "-c", "user.name=x", "-c", "user.email=x@x.example", *command], check=True
            )

        git("init", "--quiet")
        for text in ("token=kontakt_" + "bC2" * 14 + "d" + "\n", "nothing\n"):
            (tmp_path / "file").write_text(text)
            git("add", "file")
            git("commit", "--quiet", "-m", "x")
        assert "bC2" not in (tmp_path / "file").read_text()
        [found] = audit.find_secrets(audit.lines_ever(tmp_path), set())
        assert found.startswith("A token of Kontakt's")

    def test_every_exception_says_what_it_is(self):
        lines = audit.KNOWN.read_text().splitlines()
        assert [line for line in lines if not line.startswith("#") and "  # " not in line] == []
