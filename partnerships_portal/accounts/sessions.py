"""Where people are signed in: allauth's list of sessions, kept true and without network addresses."""

import datetime as dt

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.utils import timezone

from .models import User

TRUE_TO = dt.timedelta(minutes=5)  # of "last used"
NO_ADDRESS = "0.0.0.0"


def note_used(*, session_key: str, at: dt.datetime) -> None:
    """Note that a session was used, unless that was noted within the last minutes.

    allauth writes the network address of each new session. Nobody needs it here: it is taken out in the same request.
    """
    if cache.add(f"session-used:{session_key}", True, TRUE_TO.total_seconds()):
        UserSession.objects.filter(session_key=session_key).update(last_seen_at=at, ip=NO_ADDRESS)


def forget_ended(*, at: dt.datetime) -> int:
    """Delete the rows of sessions that have ended by now, whether their people came back or not; returns how many."""
    began_before = at - dt.timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return UserSession.objects.filter(created_at__lt=began_before).delete()[0]


def end_sessions(person: User) -> None:
    """Sign a person out everywhere. Reads every live session: only they say whose they are."""
    live = Session.objects.filter(expire_date__gt=timezone.now()).iterator(chunk_size=1000)
    theirs = [row.pk for row in live if row.get_decoded().get("_auth_user_id") == str(person.pk)]
    Session.objects.filter(pk__in=theirs).delete()
