"""When beat sends what: Celery's crontab, which also holds when the clock was ahead and has been set right."""

from datetime import datetime, timedelta

from celery import schedules

_LOOKS_BACK = timedelta(minutes=6)  # more than the five in which beat looks at least once


class crontab(schedules.crontab):  # noqa: N801 - as in Celery
    """Celery's own sends nothing until the clock has come again to the time it last saw: for an hour, after one ahead."""

    def is_due(self, last_run_at: datetime):
        now = self.now()
        return super().is_due(last_run_at if last_run_at <= now else now - _LOOKS_BACK)
