"""Settings of the portal, read from the environment (`.env.example` lists every variable).

The defaults are the safe ones for production. What is missing explains itself.
"""

import re
from pathlib import Path
from urllib.parse import quote

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from partnerships_portal import timers

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")


# Who runs it
DEBUG = env.bool("PORTAL_DEBUG", default=False)
DEMO = env.bool("PORTAL_DEMO", default=False)  # invented organisations, demo sign-ins, a banner


def required(name: str, example: str, *, locally: str = "") -> str:
    """The value of an environment variable, or an error that says how to set it.

    `locally` serves in its place in a demonstration and for debugging, and nowhere else.
    """
    value = env.str(name, default="") or (locally if DEMO or DEBUG else "")
    if not value:
        raise ImproperlyConfigured(
            f"Set {name} in the environment or in .env, for example {name}={example}. "
            "To run with embedded servers and demo data instead, type: make up"
        )
    return value


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

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
LOGIN_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # a borrowed session cannot change the address or the password
ACCOUNT_ADAPTER = "partnerships_portal.accounts.adapter.AccountAdapter"
ACCOUNT_MAX_EMAIL_ADDRESSES = 3
ACCOUNT_FORMS = {
    "login": "partnerships_portal.accounts.forms.SignInForm",
    "signup": "partnerships_portal.accounts.forms.SignUpForm",
    "add_email": "partnerships_portal.accounts.forms.AddEmailForm",
    "change_password": "partnerships_portal.accounts.forms.ChangePasswordForm",
    "set_password": "partnerships_portal.accounts.forms.SetPasswordForm",
    "reset_password": "partnerships_portal.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "partnerships_portal.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "partnerships_portal.accounts.forms.ReauthenticateForm",
}
# The second step of signing in. Who must have one: User.needs_second_factor
MFA_ADAPTER = "partnerships_portal.accounts.mfa.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # the code before and the one after count too: clocks differ and people type slowly (RFC 6238)
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs in without a confirmed address, and staff may move to another one
MFA_ENCRYPTION_KEYS = env.list("MFA_ENCRYPTION_KEYS", default=[])  # newest first; none: derived from SECRET_KEY
MFA_FORMS = {
    "authenticate": "partnerships_portal.accounts.forms.CodeForm",
    "authenticate_webauthn": "partnerships_portal.accounts.forms.PasskeyForm",
    "login_webauthn": "partnerships_portal.accounts.forms.SignInWithPasskeyForm",
    "reauthenticate": "partnerships_portal.accounts.forms.ConfirmWithCodeForm",
    "reauthenticate_webauthn": "partnerships_portal.accounts.forms.ConfirmWithPasskeyForm",
    "activate_totp": "partnerships_portal.accounts.forms.ActivateTOTPForm",
    "add_webauthn": "partnerships_portal.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "partnerships_portal.accounts.forms.RenamePasskeyForm",
}

# Who tells people what happened to their accounts, which lie below notifications
ACCOUNT_TELLERS = {
    "new_device": "partnerships_portal.notifications.accounts.tell_of_new_device",
    "second_factors_removed": "partnerships_portal.notifications.accounts.tell_of_removed_second_factors",
}

# How often one may try, in the shared cache: "ip" counts a network address, "key" an account or address, "user" a
# signed-in person. `login_failed` also counts wrong codes of the second step: fifty a day leave a guesser of six digits
# one chance in seven thousand. Other doors: accounts/limits.py.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key,50/d/key",
    "signup": "20/m/ip,100/d/ip",
    "reset_password": "20/m/ip,500/d/ip,5/m/key,20/d/key",
    "reset_password_from_key": "20/m/ip",
    "confirm_email": "1/3m/key",
    "manage_email": "10/m/user,50/d/user",
    "change_password": "5/m/user,50/d/user",
    "reauthenticate": "10/m/user,100/d/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day

# Safe transport. A demonstration on http://localhost has no certificate and needs none.
SECURE = not (DEMO or DEBUG)
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

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
DATA_UPLOAD_MAX_NUMBER_FILES = 10
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

# Who is an accepted partner of whom: the consortia know, and the organisations below them ask by this name
PARTNERS_READER = "consortia.partners.partner_ids"

# Joining an organisation: how long an invitation can be accepted, how many may wait or be sent, and how long a person
# waits who was declined before asking again
INVITATION_DAYS = env.int("INVITATION_DAYS", default=14)
INVITATIONS_OPEN_AT_MOST = env.int("INVITATIONS_OPEN_AT_MOST", default=50)  # per organisation
INVITATIONS_A_DAY_AT_MOST = env.int("INVITATIONS_A_DAY_AT_MOST", default=100)  # per organisation
INVITATIONS_BEFORE_ADMISSION_AT_MOST = env.int("INVITATIONS_BEFORE_ADMISSION_AT_MOST", default=5)  # of either
JOIN_REQUEST_PAUSE_DAYS = env.int("JOIN_REQUEST_PAUSE_DAYS", default=30)

# Reminders: how many days before a deadline those who follow an opportunity are told, and when its buyer is: before
# market engagement ends without a next step, before the deadline for questions while some wait for an answer, after
# closing without an outcome, and before a contract ends
DEADLINE_REMINDER_DAYS = env.list("DEADLINE_REMINDER_DAYS", cast=int, default=[7, 2])  # none: nobody is reminded
ENGAGEMENT_REMINDER_DAYS = env.int("ENGAGEMENT_REMINDER_DAYS", default=7)
QUESTIONS_REMINDER_DAYS = env.int("QUESTIONS_REMINDER_DAYS", default=3)
OUTCOME_REMINDER_DAYS = env.int("OUTCOME_REMINDER_DAYS", default=28)
CONTRACT_END_REMINDER_DAYS = env.int("CONTRACT_END_REMINDER_DAYS", default=270)

# What awaits a person: functions (user, at) -> list of Awaiting, one for each app (notifications/awaiting.py)
AWAITING = [
    "mutuals.awaiting.of_person",
    "mutuals.people_awaiting.of_person",
    "commissioners.joining_awaiting.of_person",
    "commissioners.buying_together.awaiting_answers",
    "commissioners.talking.awaiting.of_person",
    "commissioners.claiming.waiting.of_staff",
    "commissioners.delivery.awaiting.of_person",
]

# Whose deadlines a person's own calendar holds: functions (user, at) -> keys of opportunities, one for each app
DEADLINES = [
    "commissioners.publishing.own.bought_by_own_bodies",
    "commissioners.publishing.own.followed",
    "commissioners.publishing.own.of_interest",
    "consortia.deadlines.of_person",
]

# A new opportunity is told to an organisation if it is among so many of its closest matches
MATCH_ALERT_BEST = env.int("MATCH_ALERT_BEST", default=10)

# How many organisations that one person registered may wait for programme staff at one time
REGISTRATIONS_WAITING_AT_MOST = env.int("REGISTRATIONS_WAITING_AT_MOST", default=3)
# After how many years the owners of a Mutual are asked whether it still meets the definition
VERIFICATION_YEARS = env.int("VERIFICATION_YEARS", default=3)

# How long a declared purpose opens an organisation's restricted sections to a member of programme staff
PURPOSE_HOURS = env.int("PURPOSE_HOURS", default=8)

# Who belongs to what a message is about, asked before it is e-mailed: functions that take a set of
# (person id, id of the thing) and return those of them that hold (notifications/belonging.py)
MESSAGE_SCOPES = {
    "mutuals.organisation": "mutuals.belonging.still_belonging",
    "commissioners.commissioningbody": "commissioners.belonging.still_belonging",
    "commissioners.opportunity": "commissioners.belonging.still_buying",
    "commissioners.interested": "commissioners.interested.still_interested",
}

# Whom messages of a category can reach: functions that say of a person, as what they are now, whether these can.
# A category that is not named reaches everyone: anybody may be invited to an organisation (notifications/kinds.py)
MESSAGE_CATEGORY_READERS = {
    "verification": "mutuals.belonging.acts_for_one",
    "profile": "mutuals.belonging.acts_for_one",
    "matches": "mutuals.belonging.acts_for_one",
    "partnering": "mutuals.belonging.acts_for_one",
    "opportunities": "commissioners.belonging.acts_for_one",
    "following": "commissioners.interested.hears_of_one",
}

# What happens when something is marked as changed: kind -> the task that is nudged, by name (changes/actions.py)
CHANGE_CONSUMERS = {
    "organisation": "consortia.tasks.act_on_changes",
    "opportunity": "consortia.tasks.act_on_changes",
    "everything": "consortia.tasks.act_on_changes",
    "new_matches": "consortia.tasks.tell_of_new_matches",
}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000  # a profile may name all 296 districts and 50 services
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
}
