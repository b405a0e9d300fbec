"""What is removed by itself, and what never is."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache.backends.db import DatabaseCache
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from kontakt.audit.models import Access
from kontakt.audit.tracking import kept
from kontakt.operations import cleaning
from kontakt.operations.models import Heartbeat, TaskFailure
from municipalities.models import Delivery, Observation
from tests.accounts import user_of
from tests.deliveries import staged, varde
from tests.operations.test_failures import failed

pytestmark = pytest.mark.django_db


def aged() -> None:
    """One of each thing that may go, beside one that stays."""
    now = timezone.now()
    for key, days in (("ended", -1), ("open", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(days=days))
        UserSession.objects.create(
            user=user_of("reader"), session_key=key, ip="10.0.0.1", user_agent="Firefox", data={}, last_seen_at=now
        )
    for name, days in (("celery@a", 8), ("celery@b", 6)):
        Heartbeat.objects.create(kind="worker", name=name, at=now - timedelta(days=days))
    for number, days in ((1, 91), (2, 89), (3, None)):
        failure = failed(args=(number,))
        if days:
            TaskFailure.objects.filter(pk=failure.pk).update(settled="set_aside", settled_at=now - timedelta(days=days))


def test_each_kind_goes_when_its_time_has_come_and_once(settings):
    aged()
    tried = cleaning.clean_up(dry_run=True)
    assert tried == {"failed_tasks": 1, "heartbeats": 1, "sessions": 1, "session_places": 1, "cache": 0}
    assert Session.objects.count() == 2
    assert cleaning.clean_up() == tried
    assert not any(cleaning.clean_up().values())
    assert Session.objects.get().session_key == UserSession.objects.get().session_key == "open"
    assert Heartbeat.objects.get().name == "celery@b"
    assert sorted(row.args for row in TaskFailure.objects.all()) == [[2], [3]]


def test_counters_that_have_run_out_go_from_the_cache(settings):
    settings.CACHES = {"default": {"LOCATION": "cache"}}
    cache = DatabaseCache("cache", {})
    cache.set("counts", 1, timeout=300)
    cache.set("over", 1, timeout=300)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cache SET expires = now() - interval '1 hour' WHERE cache_key LIKE '%over'")
    assert cleaning.clean_up(dry_run=True)["cache"] == 1
    assert cleaning.clean_up()["cache"] == 1
    assert cache.get("counts") == 1


def test_records_are_never_touched():
    """No rule is about a table whose history is kept, but the failed tasks; and the trail refuses whatever is tried."""
    cleaned = {rows().model for _label, rows in cleaning._rules.values()}
    tracked = {changes.pgh_tracked_model for changes in kept()} | set(kept()) | {Access, Delivery, Observation}
    assert cleaned & tracked == {TaskFailure}
    delivery = staged(varde("10,5"))
    Delivery.objects.filter(pk=delivery.pk).update(status="discarded", created_at=timezone.now() - timedelta(days=9999))
    cleaning.clean_up()
    assert Delivery.objects.get(pk=delivery.pk).files.exists()


def test_the_command_says_how_many(capsys):
    aged()
    call_command("clean_up", "--dry-run")
    assert "1  Sessions that have ended" in capsys.readouterr().out
    assert Session.objects.count() == 2
