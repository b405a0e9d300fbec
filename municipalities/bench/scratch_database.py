"""A database of its own to measure in, made anew and dropped afterwards; the real one is never touched."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from django.test import override_settings

from kontakt.celery import app

# What a server of the scratch database is told (followups/bench/served.py), and the header it tells its seconds in.
SERVED_DATABASE, WORKED_HEADER = "KONTAKT_BENCH_DATABASE", "X-Seconds"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


@contextmanager
def scratch_database() -> Iterator[None]:
    """Everything inside goes to `<name>_bench`: migrated, with the reference data, and without files or messages.

    Messages about scratch rows would reach real workers, which would look for the same numbers in the real database.
    """
    real_name, broker = connection.settings_dict["NAME"], app.conf.broker_url
    connection.settings_dict["TEST"]["NAME"] = f"{real_name}_bench"
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    app.conf.broker_url = "memory://"
    visits = logging.getLogger("kontakt.access")
    visits.disabled = True  # a line for each page would drown the report
    try:
        with override_settings(STORAGES=settings.STORAGES | STORAGES, WHITENOISE_AUTOREFRESH=True):
            yield
    finally:
        visits.disabled = False
        app.conf.broker_url = broker
        connection.creation.destroy_test_db(real_name, verbosity=0)
