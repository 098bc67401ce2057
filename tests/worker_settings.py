"""Settings of a worker under test: the sweep comes every second, so that a test need not wait for it."""

from tests.settings import *  # noqa: F403
from tests.settings import CELERY_BEAT_SCHEDULE

SWEPT = ("sweep changes", "share out matching runs")
CELERY_BEAT_SCHEDULE = {name: {**CELERY_BEAT_SCHEDULE[name], "schedule": 1.0} for name in SWEPT}
