"""The WSGI entry point: `gunicorn kontakt.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kontakt.settings")

application = get_wsgi_application()
