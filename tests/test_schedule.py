"""Beat goes on when the clock was wrong and is set right."""

import pickle
from datetime import datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from celery import Celery, schedules
from django.conf import settings
from kombu.utils.imports import symbol_by_name

from kontakt.celery import app as ours
from kontakt.schedule import Scheduler, crontab

HOUR = timedelta(hours=1)


class Beat:
    """One that sends `sweep` every minute and `seldom` every ten, under a clock that is set by hand."""

    def __init__(self, folder, monkeypatch) -> None:
        monkeypatch.setattr(schedules.BaseSchedule, "now", lambda _schedule: self.clock)
        told = SimpleNamespace(time=lambda: self.clock.timestamp(), monotonic=lambda: self.monotonic)
        monkeypatch.setattr("kontakt.schedule.time", told)
        self.monotonic = 0.0
        self.clock = datetime(2018, 1, 29, 10, 0, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))
        self.sent: list[str] = []
        app = Celery("prøve", broker="memory://", set_as_current=False)
        app.conf.timezone = "Europe/Copenhagen"
        app.conf.beat_schedule = {
            "sweep": {"task": "sweep", "schedule": crontab()},
            "seldom": {"task": "seldom", "schedule": crontab(minute="*/10")},
        }
        self.scheduler = Scheduler(app, schedule_filename=str(folder / "schedule"))
        self.scheduler.apply_entry = lambda entry, producer: self.sent.append(entry.name)
        self.sleeps = 0.0  # seconds it has yet to sleep, whatever the clock says

    def run(self, seconds: float) -> list[str]:
        """Let so much time go by; what it has sent meanwhile."""
        self.sent.clear()
        while self.sleeps <= seconds:
            seconds -= self.sleeps
            self._go_by(self.sleeps)
            self.sleeps = max(self.scheduler.tick(), 0) + 0.001  # it takes a moment to look
        self.sleeps -= seconds
        self._go_by(seconds)
        return self.sent

    def _go_by(self, seconds: float) -> None:
        self.monotonic += seconds
        self.clock += timedelta(seconds=seconds)


@pytest.fixture
def beat(tmp_path, monkeypatch):
    beat = Beat(tmp_path, monkeypatch)
    yield beat
    beat.scheduler.close()


def test_it_sends_each_at_its_time(beat):
    assert beat.run(9 * 60) == ["sweep"] * 9
    assert sorted(beat.run(60)) == ["seldom", "sweep"]


@pytest.mark.parametrize("wrong", [HOUR, -HOUR], ids=["ahead", "behind"])
@pytest.mark.parametrize("for_seconds", [10, 70, 600])
def test_it_sends_every_minute_when_the_clock_is_right_again(beat, wrong, for_seconds):
    beat.run(25)
    beat.clock += wrong
    assert "sweep" in beat.run(for_seconds)  # at the full minute, by a clock that is wrong
    beat.clock -= wrong
    for _ in range(5):
        assert "sweep" in beat.run(60)


def test_a_sweep_that_was_sent_by_a_clock_ahead_is_sent_again_at_once():
    app = Celery("prøve", set_as_current=False)
    sweep = crontab(app=app)
    assert sweep.is_due(app.now() + HOUR).is_due
    assert not sweep.is_due(app.now()).is_due
    assert pickle.loads(pickle.dumps(sweep)) == sweep  # as beat keeps it


def test_so_does_ours():
    assert symbol_by_name(ours.Beat().scheduler_cls) is Scheduler
    assert {type(entry["schedule"]) for entry in settings.CELERY_BEAT_SCHEDULE.values()} == {crontab}
