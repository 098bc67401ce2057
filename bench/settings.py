"""The portal's settings, with what only a benchmark needs."""

import os

from partnerships_portal.settings import *  # noqa: F403
from partnerships_portal.settings import CACHES, MIDDLEWARE

ROOT_URLCONF = "bench.urls"
MIDDLEWARE = ["bench.server.count_queries", *MIDDLEWARE]
CACHES["default"]["KEY_PREFIX"] = os.environ.get("BENCH_CACHE_PREFIX", "bench")  # real entries are never cleared
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},  # needs no collected files
}
LOGGING["root"]["level"] = "WARNING"  # noqa: F405
