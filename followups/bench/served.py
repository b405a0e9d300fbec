"""The WSGI application as in production, with the scratch database, and with the seconds it worked on each request."""

import os
from time import perf_counter

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from municipalities.bench.scratch_database import SERVED_DATABASE, STORAGES, WORKED_HEADER

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kontakt.settings")
settings.DATABASES["default"]["NAME"] = os.environ[SERVED_DATABASE]
settings.STORAGES = settings.STORAGES | STORAGES
settings.WHITENOISE_AUTOREFRESH = True

_application = get_wsgi_application()


def application(environ, start_response):
    started = perf_counter()

    def timed_start(status, headers, *exc_info):
        return start_response(status, [*headers, (WORKED_HEADER, f"{perf_counter() - started:.6f}")], *exc_info)

    return _application(environ, timed_start)
