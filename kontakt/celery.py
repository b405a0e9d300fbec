"""The Celery application: `celery -A kontakt worker`, `celery -A kontakt beat`."""

import logging
import logging.config
import os

from celery import Celery, Task, signals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kontakt.settings")


class WatchedTask(Task):
    """A task whose end is noticed even where the process that did it was killed."""

    Request = "kontakt.operations.watching:WatchedRequest"


app = Celery("kontakt", task_cls=WatchedTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@signals.setup_logging.connect
def _log_as_the_site_does(loglevel: int = logging.WARNING, **_signal) -> None:
    """Worker and beat write the same lines as the web server, from the level that they are started with."""
    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)
    logging.getLogger().setLevel(loglevel)
