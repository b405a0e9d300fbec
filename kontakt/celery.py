"""The Celery application: `celery -A kontakt worker`, `celery -A kontakt beat`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kontakt.settings")

app = Celery("kontakt")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
