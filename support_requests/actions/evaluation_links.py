"""The links with which a questionnaire is answered without signing in: single use, expiring, kept as hashes alone."""

import datetime as dt
import hashlib
import secrets

from django.conf import settings
from django.urls import reverse

from partnerships_portal.accounts.models import User
from partnerships_portal.notifications.models import Notification
from support_requests.models import Evaluation, EvaluationLink

EVENTS = ("evaluation_asked", "evaluation_reminded", "evaluation_link_sent")
NOT_SENT_YET = (Notification.EmailState.WAITING, Notification.EmailState.DIGEST)


def hash_of(token: str) -> str:
    """What is kept of the token in a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def address_for(evaluation: Evaluation, person: User, *, at: dt.datetime) -> str:
    """The path of a new link for this person; it ends when the questionnaire does, at the latest."""
    token = secrets.token_urlsafe(32)
    EvaluationLink.objects.create(
        evaluation=evaluation,
        person=person,
        token_hash=hash_of(token),
        sent_at=at,
        expires_at=min(at + dt.timedelta(days=settings.EVALUATION_LINK_DAYS), closes_at(evaluation, at)),
    )
    return reverse("evaluation_link", args=[token])


def closes_at(evaluation: Evaluation, at: dt.datetime) -> dt.datetime:
    """When a questionnaire that was asked, or is asked at `at`, closes."""
    return (evaluation.asked_at or at) + dt.timedelta(days=settings.EVALUATION_DAYS)


def forget_links() -> int:
    """Point messages that were sent to the page for those who sign in: none is kept with its token."""
    prefix = reverse("evaluation_link", args=["x"]).removesuffix("x/")
    sent = Notification.objects.filter(event__in=EVENTS, url__startswith=prefix).exclude(email_state__in=NOT_SENT_YET)
    rows = list(sent.only("pk", "key", "url"))
    for row in rows:
        row.url = reverse("evaluation_answer", args=[row.key.partition("-")[0]])
    return Notification.objects.bulk_update(rows, ["url"], batch_size=500)
