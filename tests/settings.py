"""The project's settings, for tests: nothing kept, nothing slow that need not be."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("KONTAKT_DATA_DIR", str(Path(tempfile.gettempdir()) / "kontakt-tests"))
os.environ["SECRET_KEY"] = "for-tests-only"
os.environ["KONTAKT_DEMO"] = "true"
os.environ["HTTPS"] = "false"

from kontakt.settings import *  # noqa: F403

DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {  # noqa: F405
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
CACHES = {name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"} for name in CACHES}  # noqa: F405
MAILERS = {name: {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"} for name in MAILERS}  # noqa: F405
CELERY_BROKER_URL = "memory://"
CELERY_TASK_ALWAYS_EAGER = False
