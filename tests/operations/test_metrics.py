"""What Prometheus is told, and whom else it is kept from."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from kontakt.operations import counts, heartbeats, metrics, waiting
from kontakt.operations.models import Heartbeat
from kontakt.start.installation import PROJECT
from municipalities.models import RecalculationRequest
from tests.deliveries import staged, varde

TOKEN = "en-lang-hemmelighed"


@pytest.fixture(autouse=True)
def _token(settings):
    settings.METRICS_TOKEN = TOKEN


def asked(client: Client) -> dict[tuple, float]:
    """Name and labels → figure."""
    response = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}", "host": "10.0.0.7"})
    assert response.status_code == 200 and response.headers["Cache-Control"] == "no-store"
    families = text_string_to_metric_families(response.content.decode())
    return {(s.name, *sorted(s.labels.values())): s.value for family in families for s in family.samples}


@pytest.mark.parametrize("given", [None, "Bearer forkert", TOKEN, "Bearer æ", f"Basic {TOKEN}"])
def test_nobody_without_the_token_gets_anything(client, given):
    headers = {} if given is None else {"authorization": given}
    response = client.get("/metrics", headers=headers)
    assert (response.status_code, response.content) == (401, b"")


def test_without_the_setting_there_is_no_such_page(client, settings):
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404


@pytest.mark.django_db
def test_requests_are_counted_by_page_method_and_status(client):
    before = asked(client)
    client.get("/konto/login/")
    client.get("/konto/login/")
    client.get("/ingen-saadan-side/9913")
    after = asked(client)

    def more(*key: str) -> float:
        return after[key] - before.get(key, 0)

    assert more("kontakt_http_requests_total", "2xx", "GET", "account_login") == 2
    assert more("kontakt_http_requests_total", "4xx", "GET", "none") == 1
    assert more("kontakt_http_request_seconds_count", "GET", "account_login") == 2
    assert not [key for key in after if "9913" in str(key)]


@pytest.mark.django_db
def test_what_waits_is_told_with_the_age_of_the_oldest(client):
    RecalculationRequest.objects.update(done_at=timezone.now())
    old = timezone.now() - timedelta(hours=2)
    RecalculationRequest.objects.create(cause="by_hand", created_at=old)
    RecalculationRequest.objects.create(cause="by_hand")
    told = asked(client)
    assert told["kontakt_waiting_work", "recalculations"] == 2
    assert 7200 <= told["kontakt_oldest_waiting_seconds", "recalculations"] < 7300
    assert told["kontakt_oldest_waiting_seconds", "letters"] == 0
    kinds = {key[1] for key in told if key[0] == "kontakt_waiting_work"}
    assert kinds == {"deliveries", "recalculations", "pulls", "letters", "invitations"}


@pytest.mark.django_db
def test_deliveries_tasks_and_processes_are_told(client):
    staged(varde("10,5"))
    counts.note("a.task", 2)
    counts.note("a.task", 3, failed=True)
    heartbeats.show(Heartbeat.Kind.WORKER, "celery@a")
    heartbeats.show(Heartbeat.Kind.BEAT, "a:1")
    Heartbeat.objects.create(kind="worker", name="celery@b", at=timezone.now() - timedelta(hours=1))
    told = asked(client)
    assert told["kontakt_deliveries", "ready"] == 1 and told["kontakt_deliveries", "loaded"] == 0
    assert (told["kontakt_task_runs_total", "a.task"], told["kontakt_task_failures_total", "a.task"]) == (2, 1)
    assert told["kontakt_task_seconds_total", "a.task"] == 5
    assert (told["kontakt_workers_alive",], told["kontakt_beats_alive",]) == (1, 1)
    assert (told["kontakt_database_up",], told["kontakt_queue_up",], told["kontakt_overdue_deadlines",]) == (1, 1, 0)


@pytest.mark.django_db
def test_it_is_a_handful_of_questions(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        asked(client)


def test_a_database_that_is_away_is_told_and_requests_still_are(client, monkeypatch):
    monkeypatch.setattr(connection, "cursor", lambda: (_ for _ in ()).throw(OperationalError("away")))
    monkeypatch.setattr(metrics, "_running", lambda: (_ for _ in ()).throw(OperationalError("away")))
    told = asked(client)
    assert told["kontakt_database_up",] == 0
    assert ("kontakt_workers_alive",) not in told


def test_a_queue_that_is_away_is_told(client, monkeypatch):
    monkeypatch.setattr(metrics, "waiting_messages", lambda: None)
    monkeypatch.setattr(metrics, "_running", lambda: (_ for _ in ()).throw(OperationalError("away")))
    told = asked(client)
    assert told["kontakt_queue_up",] == 0 and ("kontakt_queue_messages",) not in told


@pytest.mark.django_db
def test_nothing_waits_where_nobody_has_anything_to_tell(monkeypatch):
    monkeypatch.setattr(waiting, "_kinds", {})
    assert waiting.standing() == []


_COUNT = """
import os, sys
from kontakt.operations import requests_measured
for _ in range(int(sys.argv[1])):
    requests_measured.note("home", "GET", 200, 0.2)
"""
_READ = """
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
registry = CollectorRegistry()
MultiProcessCollector(registry)
print(generate_latest(registry).decode())
"""


def test_processes_count_together_and_one_that_takes_a_dead_ones_place_counts_on(tmp_path):
    def run(code: str, place: str, *arguments: str) -> str:
        environment = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path), "KONTAKT_WEB_PLACE": place}
        return subprocess.run(
            [sys.executable, "-c", code, *arguments], cwd=PROJECT, env=environment, check=True, capture_output=True, text=True
        ).stdout  # fmt: skip

    run(_COUNT, "0", "2")
    run(_COUNT, "1", "3")
    run(_COUNT, "0", "4")  # after the first was killed
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "counter_0.db", "counter_1.db", "histogram_0.db", "histogram_1.db",
    ]  # fmt: skip
    told = run(_READ, "0")
    assert 'kontakt_http_requests_total{method="GET",route="home",status="2xx"} 9.0' in told
    assert 'kontakt_http_request_seconds_count{method="GET",route="home"} 9.0' in told
