"""Work that failed is written down once, and settled once."""

from types import SimpleNamespace

import pytest
from billiard.einfo import ExceptionWithTraceback
from celery import signals
from celery.app.task import Context
from celery.exceptions import WorkerLostError
from django.urls import reverse
from kombu.exceptions import OperationalError

from kontakt.audit.tracking import changes_of
from kontakt.celery import app
from kontakt.operations import failures, watching
from kontakt.operations.models import TaskCount, TaskFailure
from municipalities.tasks import recalculate, stage_delivery
from tests.accounts import user_of

pytestmark = pytest.mark.django_db

NAME = "municipalities.tasks.stage_delivery"


def failed(args=(7,), name: str = NAME) -> TaskFailure:
    try:
        raise ValueError("Filen om 010190-1234 kan ikke læses")
    except ValueError as error:
        failures.record(name, list(args), {}, task_id="t-1", error=error)
    return TaskFailure.objects.get(name=name, args=list(args), settled="")


@pytest.fixture
def sent(monkeypatch) -> list:
    messages = []
    monkeypatch.setattr(app, "send_task", lambda name, args, kwargs, **_more: messages.append((name, args, kwargs)))
    return messages


def test_a_task_that_fails_is_written_down_with_what_caused_it(monkeypatch):
    user = user_of("caseworker")

    def fail(delivery) -> None:
        raise RuntimeError("Disken er fuld")

    monkeypatch.setattr("municipalities.tasks.stage", fail)
    stage_delivery.apply((7,), task_id="t-9", headers={"caused_by": "r-1", "caused_by_user": user.pk})
    failure = TaskFailure.objects.get()
    assert (failure.name, failure.args, failure.task_id, failure.times) == (NAME, [7], "t-9", 1)
    assert (failure.error, failure.cause, failure.caused_by) == ("RuntimeError: Disken er fuld", "r-1", user)
    assert "in fail" in failure.traceback
    count = TaskCount.objects.get(name=NAME)
    assert (count.runs, count.failures) == (1, 1)

    monkeypatch.setattr("municipalities.tasks.stage", lambda delivery: None)
    stage_delivery.apply((8,))
    failure.refresh_from_db()
    assert failure.is_open
    stage_delivery.apply((7,))
    failure.refresh_from_db()
    assert (failure.settled, failure.settled_by) == ("went_well", None)
    count.refresh_from_db()
    assert (count.runs, count.failures) == (3, 1)


def test_the_same_work_that_fails_again_is_counted_and_no_cpr_number_is_kept():
    failed()
    failure = failed()
    assert (failure.times, TaskFailure.objects.count()) == (2, 1)
    assert "1234" not in failure.error + failure.traceback and "XXXXXX-XXXX" in failure.error
    failed(args=(8,))
    assert TaskFailure.objects.count() == 2


def test_a_child_that_is_killed_is_a_failure_too(monkeypatch):
    """Its message goes back to the queue, so Celery sends no signal."""
    written_first = []
    monkeypatch.setattr(
        watching.Request, "on_failure", lambda self, info, **_more: written_first.append(TaskFailure.objects.exists())
    )
    monkeypatch.setattr(watching.connection, "close", lambda: None)
    request = SimpleNamespace(task=recalculate, id="t-2", args=[], kwargs={}, _context=Context({"caused_by": "r-2"}))
    lost = WorkerLostError("Worker exited prematurely: signal 9 (SIGKILL)")
    info = SimpleNamespace(exception=ExceptionWithTraceback(lost, None))  # as billiard hands it on
    watching.WatchedRequest.on_failure(request, info)
    failure = TaskFailure.objects.get()
    assert (failure.name, failure.cause) == ("municipalities.tasks.recalculate", "r-2")
    assert "SIGKILL" in failure.error and written_first == [True]
    assert TaskCount.objects.get(name=failure.name).failures == 1


def test_every_task_is_watched_in_that_way():
    assert recalculate.Request == "kontakt.operations.watching:WatchedRequest"


def test_two_clicks_run_it_once_and_the_audit_trail_says_who(client, sent):
    failure, administrator = failed(), user_of("administrator")
    client.force_login(administrator)
    url = reverse("failed-task-run-again", args=[failure.pk])
    first, second = client.post(url, follow=True), client.post(url, follow=True)
    assert sent == [(NAME, [7], {})]
    assert "Opgaven er sendt til en worker igen." in first.content.decode()
    failure.refresh_from_db()
    assert (failure.settled, failure.settled_by) == ("run_again", administrator)
    change = changes_of(TaskFailure).objects.filter(id=failure.pk).latest("pgh_id")
    assert change.pgh_context["user"] == administrator.pk and change.settled == "run_again"
    assert second.status_code == 200
    client.get(url)
    assert len(sent) == 1


def test_only_a_task_that_there_is_may_be_run(client, sent):
    failure = failed(name="os.system", args=("rm -rf /",))
    client.force_login(user_of("administrator"))
    client.post(reverse("failed-task-run-again", args=[failure.pk]))
    failure.refresh_from_db()
    assert sent == [] and failure.is_open


def test_a_queue_that_is_away_changes_nothing(client, monkeypatch):
    def away(*_args, **_more):
        raise OperationalError("away")

    monkeypatch.setattr(app, "send_task", away)
    failure = failed()
    client.force_login(user_of("administrator"))
    assert client.post(reverse("failed-task-run-again", args=[failure.pk])).status_code == 302
    failure.refresh_from_db()
    assert failure.is_open


def test_putting_aside_sends_nothing_and_the_same_work_may_fail_anew(client, sent):
    failure = failed()
    client.force_login(user_of("administrator"))
    url = reverse("failed-task-set-aside", args=[failure.pk])
    client.post(url)
    client.post(url)
    failure.refresh_from_db()
    assert (failure.settled, sent) == ("set_aside", [])
    again = failed()
    assert again.pk != failure.pk and again.times == 1


def test_others_neither_see_nor_press_anything(client, sent):
    failure = failed()
    client.force_login(user_of("approver"))
    assert client.get(reverse("operations")).status_code == 403
    assert client.post(reverse("failed-task-run-again", args=[failure.pk])).status_code == 403
    assert sent == []


def test_counting_that_fails_does_not_make_the_work_fail(monkeypatch):
    def fail(*_args, **_more):
        raise watching.OperationalError("away")

    monkeypatch.setattr(watching.counts, "note", fail)
    signals.task_prerun.send(recalculate, task_id="t-3", task=recalculate)
    signals.task_postrun.send(recalculate, task_id="t-3", task=recalculate, state="SUCCESS")
    assert not TaskCount.objects.exists()
