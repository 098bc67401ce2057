"""What the demonstration's triage officer looks at every morning, kept as views of the queue of requests."""

import datetime as dt

from partnerships_portal.accounts.models import User
from support_requests.models import SavedView

TRIAGE = "triage.demo@example.org"
VIEWS = (
    ("First thing in the morning", "list=nobodys&sort=priority"),
    ("Legal, late or due today", "list=decide&type=legal&due=today"),
)


def ensure(*, at: dt.datetime) -> None:
    """Make them where the officer keeps none: what they kept since stays."""
    officer = User.objects.get(email=TRIAGE)
    if not SavedView.objects.filter(owner=officer).exists():
        SavedView.objects.bulk_create(
            SavedView(owner=officer, name=name, query=query, created_at=at) for name, query in VIEWS
        )
