"""Beat goes on when the clock was an hour ahead and is set right."""

import pickle
from datetime import timedelta

from celery import Celery
from django.conf import settings

from kontakt.schedule import crontab


def test_a_sweep_that_was_sent_by_a_clock_ahead_is_sent_again_at_once():
    app = Celery("prøve", set_as_current=False)
    sweep = crontab(app=app)
    assert sweep.is_due(app.now() + timedelta(hours=1)).is_due
    assert not sweep.is_due(app.now()).is_due
    assert pickle.loads(pickle.dumps(sweep)) == sweep  # as beat keeps it
    assert {type(entry["schedule"]) for entry in settings.CELERY_BEAT_SCHEDULE.values()} == {crontab}
