"""Accounts that nobody signs in to any more: first a word of warning, a month later they go."""

import datetime as dt
import logging

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce
from django.urls import reverse

from partnerships_portal.accounts.erasure import CannotErase, erase
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.retention import UNUSED

from .actions import notify
from .models import Notification

log = logging.getLogger(__name__)

EVENT = "account_unused"
WARNED_BEFORE = dt.timedelta(days=30)


def remind_and_erase(*, at: dt.datetime) -> int:
    """Warn those whose account goes in a month, and erase those who were warned and did not come; returns how many.

    Only owners and programme staff cannot be erased like that: their accounts stay and the log says so.
    """
    unused = _not_used_since(UNUSED.before(at) + WARNED_BEFORE)
    for person in unused.exclude(Exists(_warnings())).iterator(chunk_size=500):
        _warn(person, at)
    erased = 0
    for person in _not_used_since(UNUSED.before(at)).filter(Exists(_warnings(before=at - WARNED_BEFORE))):
        try:
            erased += erase(person=person, by=None, at=at, reason="because nobody signed in to it for two years")
        except CannotErase:
            log.warning("account %s is not used and cannot be deleted: it is an only owner's", person.pk)
    return erased


def _not_used_since(moment: dt.datetime):
    people = User.objects.filter(is_active=True, programme_role="")
    return people.alias(used_at=Coalesce("last_login", "date_joined")).filter(used_at__lte=moment)


def _warnings(**before):
    """Warnings of the person of the outer query since their last sign-in."""
    said = Notification.objects.filter(person=OuterRef("pk"), event=EVENT, created_at__gt=OuterRef("used_at"))
    return said.filter(created_at__lte=before["before"]) if before else said


def _warn(person: User, at: dt.datetime) -> None:
    goes_on = at + WARNED_BEFORE
    notify(
        person=person,
        event=EVENT,
        key=f"{at:%Y-%m-%d}",
        subject="Sign in to keep your account",
        body="Nobody has signed in to your account for almost two years. It will be deleted, with what it holds about "
        f"you, after {goes_on:%-d %B %Y}. To keep it, sign in once before then. If you do not need it any more, you "
        "need do nothing.",
        url=reverse("account_login"),
        at=at,
    )
