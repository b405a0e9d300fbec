"""`/metrics` for Prometheus: requests, queue, waiting work, tasks, and what else the apps have to tell.

Answered before everything else, as the questions of health.py are, and only to whoever knows KONTAKT_METRICS_TOKEN. What is
not about requests is read from the database when it is asked for, in a handful of small questions; every machine says the same.
"""

import logging
import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping

from django.conf import settings
from django.db import Error
from django.http import HttpResponse, HttpResponseNotFound
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from kontakt.operations import heartbeats, waiting
from kontakt.operations.models import Heartbeat, TaskCount, TaskFailure
from kontakt.operations.queue_length import waiting_messages
from kontakt.operations.requests_measured import FOLDER

logger = logging.getLogger(__name__)

PATH = "/metrics"

type Told = float | Mapping[str, float] | None
_told: dict[str, tuple[str, str, Callable[[], Told]]] = {}


def register(name: str, words: str, ask: Callable[[], Told], *, label: str = "") -> None:
    """Let `ask` give a figure whenever Prometheus asks (None: there is none), or one for each value of `label`."""
    _told[name] = (words, label, ask)


class MetricsMiddleware:
    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        if request.path != PATH:
            return self.get_response(request)
        token = settings.METRICS_TOKEN
        if not token:
            return HttpResponseNotFound(content_type="text/plain")
        given = request.headers.get("Authorization", "")
        if not secrets.compare_digest(given.encode(), f"Bearer {token}".encode()):
            return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"}, content_type="text/plain")
        return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


def exposition() -> bytes:
    """All of it, as Prometheus reads it."""
    requests, own = REGISTRY, CollectorRegistry()
    if FOLDER in os.environ:
        requests = CollectorRegistry()
        MultiProcessCollector(requests)
    own.register(_FromDatabase())
    return generate_latest(requests) + generate_latest(own)


class _FromDatabase(Collector):
    def collect(self) -> Iterator[Metric]:
        try:
            found = [*_running(), *_waiting(), *_tasks(), *_of_the_apps()]
        except Error:
            logger.exception("The database does not answer")
            found = []
        yield _gauge("kontakt_database_up", "1 if the database answers.", float(bool(found)))
        yield from found
        length = waiting_messages()
        yield _gauge("kontakt_queue_up", "1 if the queue answers.", float(length is not None))
        if length is not None:
            yield _gauge("kontakt_queue_messages", "Messages that no worker has taken yet.", length)

    def describe(self) -> Iterable[Metric]:
        return []


def _running() -> Iterator[Metric]:
    yield _gauge("kontakt_workers_alive", "Workers with a sign of life.", heartbeats.alive(Heartbeat.Kind.WORKER))
    yield _gauge("kontakt_beats_alive", "Beats with a sign of life: one.", heartbeats.alive(Heartbeat.Kind.BEAT))


def _waiting() -> Iterator[Metric]:
    kinds = waiting.standing()
    rows = {kind.name: float(kind.count) for kind in kinds}
    yield _gauge("kontakt_waiting_work", "Work written down and not yet done.", rows, "work")
    ages = {kind.name: kind.seconds for kind in kinds}
    yield _gauge("kontakt_oldest_waiting_seconds", "For how long the oldest of it has waited.", ages, "work")


def _tasks() -> Iterator[Metric]:
    runs = CounterMetricFamily("kontakt_task_runs", "Tasks done, well or not.", labels=["task"])
    failed = CounterMetricFamily("kontakt_task_failures", "Tasks that failed.", labels=["task"])
    seconds = CounterMetricFamily("kontakt_task_seconds", "Seconds spent on them.", labels=["task"])
    last = GaugeMetricFamily("kontakt_task_last_timestamp_seconds", "When each was last done.", labels=["task"])
    for task in TaskCount.objects.all():
        runs.add_metric([task.name], task.runs)
        failed.add_metric([task.name], task.failures)
        seconds.add_metric([task.name], task.seconds)
        if task.last_at:
            last.add_metric([task.name], task.last_at.timestamp())
    yield from (runs, failed, seconds, last)
    still = TaskFailure.objects.filter(settled="").count()
    yield _gauge("kontakt_failed_tasks", "Failed tasks that somebody should look at.", still)


def _of_the_apps() -> Iterator[Metric]:
    for name, (words, label, ask) in _told.items():
        told = ask()
        if told is not None:
            yield _gauge(name, words, told, label)


def _gauge(name: str, words: str, told: float | Mapping[str, float], label: str = "") -> Metric:
    if not isinstance(told, Mapping):
        return GaugeMetricFamily(name, words, value=told)
    family = GaugeMetricFamily(name, words, labels=[label])
    for value, figure in told.items():
        family.add_metric([value], figure)
    return family
