"""The page »Drift«."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from kontakt.operations import heartbeats, views
from kontakt.operations.models import Heartbeat, TaskCount
from kontakt.operations.waiting import Waiting
from tests.accounts import user_of
from tests.operations.test_failures import failed

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    client.force_login(user_of("administrator"))
    client.cookies["django_language"] = "en"
    return lambda query="": client.get(reverse("operations") + query).content.decode()


def test_nothing_that_runs_is_said_first(page):
    content = page()
    assert "No worker is running" in content and "No beat is running" in content


def test_all_is_well_where_it_is(page):
    heartbeats.show(Heartbeat.Kind.WORKER, "celery@a")
    heartbeats.show(Heartbeat.Kind.BEAT, "a:1")
    content = page()
    assert "Everything runs" in content and "celery@a" in content


def test_a_failed_task_stands_with_its_buttons_and_its_traceback_a_click_away(page, client):
    failure = failed()
    content = page()
    assert reverse("failed-task-run-again", args=[failure.pk]) in content and "Traceback" not in content
    assert "Traceback (most recent call last)" in client.get(failure.get_absolute_url()).content.decode()
    client.post(reverse("failed-task-set-aside", args=[failure.pk]))
    assert failure.get_absolute_url() not in page()
    assert failure.get_absolute_url() in page("?all=1")


def test_tasks_are_called_what_a_person_calls_them_with_the_code_beneath(page, client):
    TaskCount.objects.create(name="followups.tasks.send_letters", runs=3)
    TaskCount.objects.create(name="recalculation", runs=3)  # counted as well, and no task
    failure = failed()
    content = page()
    assert "Send letters" in content and "followups.<wbr>tasks.<wbr>send_<wbr>letters<wbr>" in content
    assert f'href="{failure.get_absolute_url()}">Read a delivery&#x27;s files<' in content
    assert "stage_delivery" not in content and ">recalculation<" not in content
    assert (
        "municipalities.<wbr>tasks.<wbr>stage_<wbr>delivery<wbr>"
        in client.get(failure.get_absolute_url()).content.decode()
    )


def test_two_beats_a_silent_worker_and_work_that_waits_are_worries():
    now = timezone.now()
    beats = [Heartbeat(kind="beat", name=name, at=now) for name in ("a:1", "a:2")]
    silent = Heartbeat(kind="worker", name="celery@a", at=now - timedelta(minutes=4))
    late = Waiting("letters", "Letters", 2, now - timedelta(minutes=20))
    young = Waiting("pulls", "Pulls", 1, now - timedelta(minutes=1))
    with translation.override("en"):
        said = views.worries([*beats, silent], [late, young], None, 1)
    beginnings = (
        "No worker",
        "More than one beat",
        "The queue does not answer",
        "Letters: the oldest",
        "1 task has failed",
    )
    assert [words.startswith(beginning) for words, beginning in zip(said, beginnings, strict=True)] == [True] * 5


def test_it_is_one_page_however_much_there_is(page, django_assert_max_num_queries):
    for number in range(12):
        failed(args=(number,))
    page()
    with django_assert_max_num_queries(20):
        page()
