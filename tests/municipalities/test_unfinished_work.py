"""The sweep finishes what was asked for and never done, and keeps out of the way of who is doing it."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from municipalities.deliveries import staging
from municipalities.models import Delivery, RecalculationRequest
from municipalities.models.deliveries import SILENCE
from municipalities.tasks import pick_up_unfinished_work
from tests.deliveries import levels, loaded, received

pytestmark = pytest.mark.django_db


def being_read(*lines: str, silent_for: timedelta) -> Delivery:
    delivery = received(*lines)
    Delivery.objects.filter(pk=delivery.pk).update(
        status=Delivery.Status.READING, progress=40, touched_at=Now() - silent_for
    )
    return delivery


def status(delivery: Delivery) -> str:
    delivery.refresh_from_db()
    return delivery.status


def test_a_delivery_whose_message_was_lost_is_read():
    delivery = received("2018M04 Varde 46,2")
    pick_up_unfinished_work()
    assert status(delivery) == Delivery.Status.READY
    assert (delivery.progress, delivery.counts["new"]) == (100, 1)


def test_a_delivery_that_a_worker_is_reading_is_left_to_it():
    delivery = being_read("2018M04 Varde 46,2", silent_for=SILENCE - timedelta(seconds=10))
    pick_up_unfinished_work()
    assert status(delivery) == Delivery.Status.READING
    assert delivery.progress == 40


def test_a_delivery_whose_worker_fell_silent_is_read_again():
    delivery = being_read("2018M04 Varde 46,2", silent_for=SILENCE + timedelta(seconds=1))
    pick_up_unfinished_work()
    assert status(delivery) == Delivery.Status.READY


def test_reading_shows_a_sign_of_life(monkeypatch):
    delivery = being_read("2018M04 Varde 46,2", silent_for=SILENCE * 2)
    seen = []

    def read_files(*args, **kwargs):
        seen.append(Delivery.objects.unattended().filter(pk=delivery.pk).exists())
        return real(*args, **kwargs)

    real = staging.read_files
    monkeypatch.setattr(staging, "read_files", read_files)
    assert Delivery.objects.unattended().filter(pk=delivery.pk).exists()
    staging.stage(delivery.pk)
    assert seen == [False]


def test_a_delivery_whose_file_is_gone_keeps_no_other_work_waiting():
    lost, other = received("2018M04 Varde 46,2"), received("2018M04 Lejre 33,6")
    file = lost.files.get().file
    file.storage.delete(file.name)
    loaded("2018M04 Greve 81,0")
    pick_up_unfinished_work()
    assert status(lost) == Delivery.Status.READING
    assert status(other) == Delivery.Status.READY
    assert levels("Greve") == ["compliant"]

    Delivery.objects.filter(pk=lost.pk).update(created_at=Now() - timedelta(hours=2), touched_at=Now() - 2 * SILENCE)
    pick_up_unfinished_work()  # it is not waited for for ever
    assert status(lost) == Delivery.Status.REJECTED
    assert "ikke længere" in lost.findings.get().message


def test_a_recalculation_whose_message_was_lost_is_done():
    loaded("2018M04 Varde 46,2")
    assert levels("Varde") == []
    pick_up_unfinished_work()
    assert levels("Varde") == ["below"]
    assert not RecalculationRequest.objects.filter(done_at=None).exists()
