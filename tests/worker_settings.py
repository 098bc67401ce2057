"""Settings of a worker under test: the sweep comes every second, so that a test need not wait for it.

`WORKER_NOW` is the time that it is for the worker, for work that is only done in office hours.
"""

import datetime as dt
import os

from django.utils import timezone

from tests.settings import *  # noqa: F403
from tests.settings import CELERY_BEAT_SCHEDULE

SWEPT: tuple[str, ...] = ("sweep changes", "share out matching runs")
if worker_now := os.environ.get("WORKER_NOW"):
    SWEPT = ("look after the clocks of requests",)
    timezone.now = lambda: dt.datetime.fromisoformat(worker_now)
CELERY_BEAT_SCHEDULE = {name: {**CELERY_BEAT_SCHEDULE[name], "schedule": 1.0} for name in SWEPT}
