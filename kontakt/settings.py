"""Settings, all from the environment. Each variable is described in `.env.example` and README.md."""

import os
from pathlib import Path

import environ
import pghistory
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from kontakt.schedule import SCHEDULE
from kontakt.start.data_dir import data_dir, kept_secret
from kontakt.start.embedded import embedded_database

# openpyxl reads workbooks with lxml where it is installed, past the limits that defusedxml sets: never here.
os.environ["OPENPYXL_LXML"] = "False"

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.read_env(BASE_DIR / ".env", overwrite=False)

DATA_DIR = data_dir(env.str("KONTAKT_DATA_DIR", default=""), default=BASE_DIR / ".data")
EMBEDDED = not env.str("DATABASE_URL", default="")

DEBUG = env.bool("DEBUG", default=False)
# The demonstration data may be loaded: by default only into the embedded database.
DEMO = env.bool("KONTAKT_DEMO", default=EMBEDDED)

SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    if not (EMBEDDED or DEBUG):
        raise ImproperlyConfigured("SECRET_KEY must be set in the environment when DATABASE_URL is.")
    SECRET_KEY = kept_secret(DATA_DIR / "secret_key")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# Where people find it: for links in mails, which workers send. `make run` gives its own address.
BASE_URL = env.str("KONTAKT_URL", default=(*CSRF_TRUSTED_ORIGINS, "http://localhost:8000")[0]).rstrip("/")
# Whom the accessibility statement tells people to write to and call: both must be there by law.
ACCESSIBILITY_CONTACT = env.str("KONTAKT_ACCESSIBILITY_CONTACT", default="")
ACCESSIBILITY_PHONE = env.str("KONTAKT_ACCESSIBILITY_PHONE", default="")

INSTALLED_APPS = [
    "kontakt.ui",
    "kontakt.audit",
    "kontakt.operations",
    "kontakt.accounts",
    "kontakt.backup",
    "kontakt.release",
    "municipalities",
    "followups",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "pghistory",
    "pgtrigger",
]

MIDDLEWARE = [
    "kontakt.health.HealthMiddleware",
    "kontakt.operations.metrics.MetricsMiddleware",
    "kontakt.audit.doing.RequestIdMiddleware",
    "kontakt.operations.middleware.WatchMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "kontakt.ui.middleware.StaticFilesMiddleware",
    "kontakt.ui.middleware.CompressedPagesMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kontakt.ui.middleware.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "kontakt.api.middleware.ErrorsMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "kontakt.ui.middleware.NoNulMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kontakt.audit.context.AuditMiddleware",
    "kontakt.accounts.middleware.AccessMiddleware",
]

ROOT_URLCONF = "kontakt.urls"
WSGI_APPLICATION = "kontakt.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kontakt.ui.context_processors.page_frame",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# A cursor of the server's would outlive its transaction, and a pool of connections (PgBouncer) lends for one only.
_CONNECTIONS = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "DISABLE_SERVER_SIDE_CURSORS": True}
DATABASES = {"default": (embedded_database(DATA_DIR) if EMBEDDED else env.db("DATABASE_URL")) | _CONNECTIONS}
if env.str("DATABASE_REPLICA_URL", default=""):
    DATABASES["replica"] = env.db("DATABASE_REPLICA_URL") | _CONNECTIONS
DATABASE_ROUTERS = ["kontakt.replica.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    # Failed sign-ins and codes already used: counted for all processes together, whatever else is away.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # What the frame around every page counts, for a minute at a time.
    "frame": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["kontakt.accounts.backends.RoleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator")
]
AUTH_PASSWORD_VALIDATORS += [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "kontakt.accounts.adapter.ClosedSignupAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_FORMS = {"login": "kontakt.accounts.forms.SignInForm"}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # of a changed password or second factor
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "kontakt.accounts.links.LinkTokens"
PASSWORD_RESET_TIMEOUT = 7 * 24 * 60 * 60  # kontakt/accounts/links.py: for invitations; a day for a forgotten password
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ADAPTER = "kontakt.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "kontakt.accounts.forms.CodeForm",
    "reauthenticate": "kontakt.accounts.forms.CodeAgainForm",
}
MFA_TOTP_ISSUER = "Kontakt"
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute wrong
# Who must have a second factor. The demonstration's accounts sign in at once.
MFA_REQUIRED_ROLES = env.list("MFA_REQUIRED_ROLES", default=[] if DEMO else ["approver", "administrator"])

# Sign-in by OpenID Connect (kontakt/accounts/oidc.py, admitting.py); without the first of these there is none.
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", default="")
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", default="")
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", default="")
OIDC_NAME = env.str("OIDC_NAME", default="OpenID Connect")
OIDC_SCOPES = env.list("OIDC_SCOPES", default=["openid", "profile", "email"])
OIDC_ROLE_CLAIM = env.str("OIDC_ROLE_CLAIM", default="roles")
OIDC_ROLE_MAP = env.dict("OIDC_ROLE_MAP", default={})
OIDC_OFFICE_CLAIM = env.str("OIDC_OFFICE_CLAIM", default="")
OIDC_OFFICE_MAP = env.dict("OIDC_OFFICE_MAP", default={})
OIDC_TRUSTS_EMAIL = env.bool("OIDC_TRUSTS_EMAIL", default=False)
OIDC_TRUSTS_MFA = env.bool("OIDC_TRUSTS_MFA", default=True)
OIDC_ONLY = env.bool("OIDC_ONLY", default=False)
SOCIALACCOUNT_ADAPTER = "kontakt.accounts.oidc.Adapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # the policy (form-action) lets no form lead elsewhere; a link may

# Changes refer to other rows by their keys, for good, and are looked up by the row they are of.
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)
# A column of a change holds what was there; what it is called and may be stands with the model.
PGHISTORY_EXCLUDE_FIELD_KWARGS = {
    "django.db.models.Field": [
        "blank",
        "choices",
        "db_default",
        "default",
        "editable",
        "help_text",
        "validators",
        "verbose_name",
    ]
}

LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Danish")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True

STATIC_URL = "static/"
# An image has its own, collected when it was built; else they lie with the data.
STATIC_ROOT = Path(env.str("STATIC_ROOT", default="") or DATA_DIR / "static")
# Where files are kept: with several machines in a bucket (S3, or what speaks like it), or in a folder they share.
FILES_BUCKET = env.str("FILES_S3_BUCKET", default="")
STORAGES = {
    "default": {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": FILES_BUCKET,
            "endpoint_url": env.str("FILES_S3_ENDPOINT", default="") or None,
            "region_name": env.str("FILES_S3_REGION", default="") or None,
            "file_overwrite": False,
            "default_acl": None,
        },
    }
    if FILES_BUCKET
    else {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files"},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# Uploads: one delivery may hold several files (how large each may be: municipalities/readers/limits.py).
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="filesystem://")
# Whoever sends work waits a moment, not seven seconds, for a broker that is away, and not for ever for one that takes
# connections and says nothing: the sweep finds the work.
REDIS_OPTIONS = {"max_retries": 1, "interval_start": 0.1, "socket_connect_timeout": 2, "socket_timeout": 3}
if CELERY_BROKER_URL.startswith("filesystem://"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(DATA_DIR / "queue" / "messages"),
        "data_folder_out": str(DATA_DIR / "queue" / "messages"),
        "control_folder": str(DATA_DIR / "queue" / "control"),
    }
    for folder in ("messages", "control"):
        (DATA_DIR / "queue" / folder).mkdir(parents=True, exist_ok=True)
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = REDIS_OPTIONS
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "kontakt.schedule:Scheduler"
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = SCHEDULE

# Where the monthly figures come from. Without a token nothing is fetched.
JOBINDSATS_URL = env.str("JOBINDSATS_URL", default="https://api.jobindsats.dk/v3")
JOBINDSATS_TOKEN = env.str("JOBINDSATS_TOKEN", default="")
# So many of the latest months are fetched, for they are revised.
JOBINDSATS_MONTHS = env.int("JOBINDSATS_MONTHS", default=14)
# Whether what was fetched without warnings is loaded without asking.
JOBINDSATS_LOADS = env.bool("JOBINDSATS_LOADS", default=True)

# How letters leave: a class as followups/letters/transports.py describes.
LETTER_TRANSPORT = env.str("LETTER_TRANSPORT", default="followups.letters.transports.Email")

# Approvers are told of what is overdue by more than so many working days.
FOLLOWUP_ESCALATE_AFTER_DAYS = env.int("FOLLOWUP_ESCALATE_AFTER_DAYS", default=5)

# A correction that moves a level takes effect only when another person has approved it.
CORRECTIONS_FOUR_EYES = env.bool("CORRECTIONS_FOUR_EYES", default=True)

# Without a mail server of its own (EMAIL_HOST), mail is written to files in the data folder.
EMAIL_HOST_NAME = env.str("EMAIL_HOST", default="")
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {"host": EMAIL_HOST_NAME, "port": env.int("EMAIL_PORT", default=25)},
    }
    if EMAIL_HOST_NAME
    else {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": DATA_DIR / "mail"},
    }
}
# Errors go out with whatever request they happened in: that waits a few seconds for a mail server that is slow, no more.
MAILERS["errors"] = MAILERS["default"] | {
    "OPTIONS": MAILERS["default"]["OPTIONS"] | ({"timeout": 5} if EMAIL_HOST_NAME else {})
}
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="kontakt@localhost")

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "form-action": [CSP.SELF],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
# So long a session lives without being used (seconds); never longer than a day's work (kontakt/accounts/sessions.py).
SESSION_COOKIE_AGE = env.int("SESSION_IDLE_MINUTES", default=120) * 60
HTTPS = env.bool("HTTPS", default=not (EMBEDDED or DEBUG))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # to be on the browsers' own list is a matter of the ministry's whole domain
# How many proxies of our own add to X-Forwarded-For: the address before theirs is counted at sign-in, and shown.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=int(HTTPS))
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

DJANGO_TABLES2_TEMPLATE = "ui/table.html"

# Whoever knows it may read /metrics. Without it there is no such page.
METRICS_TOKEN = env.str("KONTAKT_METRICS_TOKEN", default="")

# Whom errors are mailed to, and the Sentry they are sent to (kontakt/operations/error_mails.py, sentry.py).
ADMINS = env.list("KONTAKT_ADMINS", default=[])
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_SUBJECT_PREFIX = ""
SENTRY_DSN = env.str("SENTRY_DSN", default="")

LOG_LEVEL = env.str("LOG_LEVEL", default="WARNING")
# json: one object on a line (kontakt/operations/logs.py); plain: for people at a terminal.
LOG_FORMAT = env.str("KONTAKT_LOG_FORMAT", default="plain" if EMBEDDED else "json")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "kontakt.operations.logs.JsonLines"},
        "plain": {"()": "kontakt.operations.logs.PlainLines"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT},
        "mails": {"class": "kontakt.operations.error_mails.ErrorMails"},
    },
    "loggers": {
        "kontakt.access": {"level": "INFO"},
        # Django's and gunicorn's own handlers give way to ours.
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        "gunicorn.error": {"handlers": [], "propagate": True},
        # It warns of every broker without a host name, which the queue in files cannot have.
        "kombu.connection": {"level": "ERROR"},
        # Whoever asks for another host name than ours gets 400: no error of ours.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
    "root": {"handlers": ["console", "mails"], "level": LOG_LEVEL},
}
