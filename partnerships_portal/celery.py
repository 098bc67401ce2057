"""The Celery application: `celery -A partnerships_portal worker` and `... beat`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnerships_portal.settings")

app = Celery("partnerships_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
