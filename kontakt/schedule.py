"""When beat sends what, also when the clock has been wrong and is set right."""

import time
from datetime import datetime, timedelta

from celery import beat, schedules

_LOOKS_BACK = timedelta(minutes=6)  # more than the five in which beat looks at least once
_SET_SECONDS = 1.0  # a clock that is kept right moves by less at a time


class crontab(schedules.crontab):  # noqa: N801 - as in Celery
    """Celery's own sends nothing until the clock has come again to the time it last saw: for an hour, after one ahead."""

    def is_due(self, last_run_at: datetime):
        now = self.now()
        return super().is_due(last_run_at if last_run_at <= now else now - _LOOKS_BACK)


class Scheduler(beat.PersistentScheduler):
    """Celery's own keeps when each is next due as the clock had it then, and waits for that moment: for an hour, after a
    clock ahead; for five minutes, if it looked while the clock was behind. Here it is reckoned anew when the clock was set."""

    _clock: float | None = None  # how far the clock was from the time that nobody sets, when it last looked

    def tick(self, *args, **kwargs) -> float:
        clock = time.time() - time.monotonic()
        if self._clock is None or abs(clock - self._clock) > _SET_SECONDS:
            self._heap = None
        self._clock = clock
        return super().tick(*args, **kwargs)


SCHEDULE = {
    # Work whose message was lost (a killed worker, a broker away) is found again in the database.
    "pick-up-unfinished-work": {
        "task": "municipalities.tasks.pick_up_unfinished_work",
        "schedule": crontab(),
        "options": {"expires": 60},  # a worker that was away over the weekend has one sweep to make, not thousands
    },
    # Deadlines and proposals, to each who answers for them. The task leaves holidays out.
    "send-daily-mail": {
        "task": "followups.tasks.send_daily_mail",
        "schedule": crontab(hour=7, minute=0, day_of_week="mon-fri"),
        "options": {"expires": 10 * 60 * 60},
    },
    # One a day comes through; the other hours are for when Jobindsats was away.
    "pull-jobindsats": {
        "task": "municipalities.tasks.pull_jobindsats_by_schedule",
        "schedule": crontab(minute="15", hour="6-18"),
        "options": {"expires": 3600},
    },
    # Proposals, if the message after a recalculation was lost; and a year may have passed since the last offer of help.
    "propose": {"task": "followups.tasks.propose", "schedule": crontab(minute="*/10"), "options": {"expires": 600}},
    # Letters whose message was lost, that are to be tried again, or that a killed worker left half-way.
    "send-letters": {"task": "followups.tasks.send_letters", "schedule": crontab(), "options": {"expires": 60}},
    # Invitations whose message was lost, or that the mail server could not take.
    "send-invitations": {
        "task": "kontakt.accounts.tasks.send_invitations",
        "schedule": crontab(),
        "options": {"expires": 60},
    },
    # What is kept for a time only (kontakt/operations/cleaning.py).
    "clean-up": {
        "task": "kontakt.operations.tasks.clean_up",
        "schedule": crontab(hour=3, minute=40),
        "options": {"expires": 20 * 60 * 60},
    },
}
