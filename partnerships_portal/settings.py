"""Settings of the portal, read from the environment (`.env.example` lists every variable).

The defaults are the safe ones for production. What is missing explains itself. Longer parts are in `configuration/`.
"""

import re
from urllib.parse import quote

from django.core.exceptions import ImproperlyConfigured

from partnerships_portal import timers
from partnerships_portal.configuration.between_apps import *
from partnerships_portal.configuration.environment import *
from partnerships_portal.configuration.environment import BASE_DIR, DEMO, env, required
from partnerships_portal.configuration.limits import *
from partnerships_portal.configuration.people import *
from partnerships_portal.configuration.security import *

# Where
SECRET_KEY = required("SECRET_KEY", "'50 random characters'")
AUDIT_KEY = env.str("AUDIT_KEY", default="") or SECRET_KEY  # signs the audit trail (accounts/audit)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # former ones, while what they signed is valid
SITE_URL = required("SITE_URL", "https://portal.example.org", locally="http://localhost:8000").rstrip("/")
_hosts = required("ALLOWED_HOSTS", "portal.example.org", locally="localhost,127.0.0.1,[::1]")
ALLOWED_HOSTS = [host.strip() for host in _hosts.split(",") if host.strip()]
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []
SERVICE_NAME = "Mutuals Partnership Portal"
# shown on the pages about accessibility and privacy
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="portal-team@example.org" if DEMO else "")

# Real servers. The embedded ones set the same two variables.
DATABASES = {"default": env.db_url_config(required("DATABASE_URL", "postgres://portal:password@db.example.org/portal"))}
DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"].setdefault("OPTIONS", {})["connect_timeout"] = 3
REDIS_URL = required("REDIS_URL", "redis://redis.example.org:6379/0")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "portal",
    }
}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_forms_gds",
    "csp",
    "rules.apps.AutodiscoverRulesConfig",
    "partnerships_portal.accounts",
    "partnerships_portal.changes",
    "partnerships_portal.notifications",
    "partnerships_portal.documents",
    "partnerships_portal.reference",
    "mutuals",
    "commissioners",
    "consortia",
    "support_requests",
    "partnerships_portal.home",
    "partnerships_portal.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "partnerships_portal.accounts.middleware.keep_out_of_caches",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",  # private by default: public views say so
    "allauth.account.middleware.AccountMiddleware",
    "partnerships_portal.accounts.middleware.RequireSecondFactor",
    "partnerships_portal.accounts.middleware.note_activity",
    "partnerships_portal.notifications.middleware.count_again_after_acts",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]

ROOT_URLCONF = "partnerships_portal.urls"
WSGI_APPLICATION = "partnerships_portal.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "partnerships_portal.home.context.portal",
            ],
        },
    },
]

# Words and time
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# Looks
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / ".local" / "static"
STATICFILES_DIRS = [BASE_DIR / "static", BASE_DIR / ".local" / "vendor"]
# Files that people hand in: outside everything that a web server serves; views ask who asks
MEDIA_ROOT = env.str("FILES_DIR", default=str(BASE_DIR / ".local" / "files"))
FILE_MAX_BYTES = env.int("FILE_MAX_MB", default=10) * 1024**2  # of one file
FILE_UPLOAD_HANDLERS = [
    "partnerships_portal.documents.uploading.LimitedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FILES = 20  # forms take ten at once, and say so of those beyond
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
CRISPY_ALLOWED_TEMPLATE_PACKS = ["gds"]
CRISPY_TEMPLATE_PACK = "gds"
CRISPY_CLASS_CONVERTERS = {  # widgets that crispy-forms-gds 2.0.1 gives no GOV.UK class
    "numberinput": "govuk-input",
    "urlinput": "govuk-input",
    "dateinput": "govuk-input",
    "fileinput": "govuk-file-upload",
    "selectmultiple": "govuk-select",
}

# E-mail: a real server, or files that a demonstration can show
_mail_files = f"filemail:///{quote(str(BASE_DIR / '.local' / 'mail'))}"
_email_url = required("EMAIL_URL", "smtp+tls://user:password@smtp.example.org:587", locally=_mail_files)
vars().update(env.email_url_config(_email_url))
EMAIL_TIMEOUT = 10  # seconds: a mail server that hangs must not hold a worker
DEFAULT_FROM_EMAIL = SERVER_EMAIL = required("FROM_EMAIL", "portal@example.org", locally="portal@localhost")

# Background jobs: PostgreSQL is the truth, the broker may be emptied at any time
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_IMPORTS = ["partnerships_portal.health"]  # the worker says that it is alive
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 60 * 60,
    "socket_timeout": 30,
    "socket_connect_timeout": 3,
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_PUBLISH_RETRY = False  # a nudge that fails is made good by the sweep
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = TIME_ZONE

# The prefix of the ocids of opportunities posted here, as registered for the publisher. Never change it afterwards:
# ocids are kept by others for ever.
OCID_PREFIX = env.str("OCID_PREFIX", default="ocds-000000")
if not re.fullmatch(r"ocds-[a-z0-9]{6}", OCID_PREFIX):
    raise ImproperlyConfigured(
        f"OCID_PREFIX={OCID_PREFIX} is no ocid prefix. Set it to the one that was registered for you at "
        "https://standard.open-contracting.org/latest/en/guidance/build/#register-an-ocid-prefix, such as ocds-a1b2c3"
    )

# Live notices: the address of Find a Tender's feed of release packages. Empty: nothing is pulled.
NOTICES_FEED_URL = env.str("NOTICES_FEED_URL", default="")
NOTICES_FIRST_DAYS = env.int("NOTICES_FIRST_DAYS", default=7)  # how far back the first run goes
if NOTICES_FEED_URL and not re.match(r"https://[^/?#]+|http://(localhost|127\.0\.0\.1)\b", NOTICES_FEED_URL):
    raise ImproperlyConfigured(
        f"NOTICES_FEED_URL={NOTICES_FEED_URL} is not a safe address. Set it to "
        "https://www.find-tender.service.gov.uk/api/1.0/ocdsReleasePackages, or leave it empty"
    )
CELERY_BEAT_SCHEDULE = timers.ALWAYS | (timers.WITH_A_FEED if NOTICES_FEED_URL else {})

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000  # a profile may name all 296 districts and 50 services
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"masking": {"()": "partnerships_portal.masking.Masking"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["masking"]}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
}
