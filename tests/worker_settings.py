"""Settings of a worker under test: the sweep comes every second, so that a test need not wait for it."""

from tests.settings import *  # noqa: F403
from tests.settings import CELERY_BEAT_SCHEDULE

CELERY_BEAT_SCHEDULE = {"sweep changes": {**CELERY_BEAT_SCHEDULE["sweep changes"], "schedule": 1.0}}
