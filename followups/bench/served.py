"""The WSGI application as in production, with the scratch database, and with the seconds it worked on each request."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from followups.bench.timed import timed
from municipalities.bench.scratch_database import SERVED_DATABASE, STORAGES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kontakt.settings")
settings.DATABASES["default"]["NAME"] = os.environ[SERVED_DATABASE]
settings.STORAGES = settings.STORAGES | STORAGES
settings.WHITENOISE_AUTOREFRESH = True

application = timed(get_wsgi_application())
