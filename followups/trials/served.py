"""The WSGI application of an installation that is tried, which says how long it worked on each request."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kontakt.settings")

from followups.bench.timed import timed

application = timed(get_wsgi_application())
