"""Settings of the tests: the real ones, with what would only slow a test down taken out."""

from partnerships_portal.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
SECURE_SSL_REDIRECT = False  # the test client speaks http
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
DEMO = False
SITE_URL = "http://testserver"
CELERY_TASK_ALWAYS_EAGER = False
AWAITING_KEPT_SECONDS = 0  # tests of the menu say when it is kept
