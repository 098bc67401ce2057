"""Telling people what became of an opportunity: those of the bodies that buy it, and those who want to know.

`tell_buyers` reaches colleagues, `tell_interested` everyone else who is concerned; nobody gets both.
"""

from collections.abc import Mapping

from django.db.models import Q
from django.utils.text import Truncator

from commissioners.interested import interested_in, scope
from commissioners.models import BodyMembership
from partnerships_portal.accounts.models import User
from partnerships_portal.notifications.actions import Message, notify_each, notify_many

LINES_AT_MOST = 12  # of what changed; the page has the others


def people_of_bodies(bodies, *, without=None):
    """The people who act for `bodies`, each once; not the one who did it."""
    people = User.objects.filter(is_active=True, body_memberships__in=BodyMembership.objects.filter(body__in=bodies))
    return list((people.exclude(pk=without.pk) if without else people).distinct())


def tell_buyers(opportunity, *, event: str, did: str, by, at, body: str = "") -> None:
    """Tell the other people of the bodies that buy, once for each version."""
    notify_many(
        people=people_of_bodies(opportunity.buyer_ids(), without=by),
        event=event,
        key=_key(opportunity),
        subject=_subject(opportunity, did),
        body=body,
        url=opportunity.get_absolute_url(),
        members_of=opportunity,
        at=at,
    )


def tell_interested(
    opportunity,
    *,
    event: str,
    by,
    at,
    did: str = "",
    subject: str = "",
    changes=(),
    note: str = "",
    key: str = "",
    url: str = "",
    personal: Mapping[int, str] | None = None,
) -> None:
    """Tell everyone who wants to hear of the opportunity, each once: followers and those of commissioners.interested.

    `event` is one of category "following" in message_kinds.py; `did` completes the subject, “Title” was `did`,
    or `subject` is the whole of it. `changes` are lines of commissioners.differences, shown old and new; `note` is why.
    `key` names the happening where the opportunity's version and state do not. `personal` is what some (by primary
    keys) are told besides, whether or not they still want to hear of it. Six queries, and one more for each
    thousand people. The buyers' own people and the one who did it are left out.
    """
    personal = personal or {}
    people = interested_in(opportunity)
    if personal:
        people = User.objects.filter(Q(pk__in=people.values("pk")) | Q(pk__in=personal), is_active=True)
    if by is not None:
        people = people.exclude(pk=by.pk)
    told = list(people.exclude(body_memberships__body__in=opportunity.buyer_ids()).only("pk"))
    if not told:
        return
    key, subject = key or _key(opportunity), subject or _subject(opportunity, did)
    url, words, circle = url or opportunity.get_absolute_url(), in_words(changes, note=note), scope(opportunity)
    messages = [
        Message(pk, key, subject, _with(words, personal.get(pk, "")), url, None if pk in personal else circle)
        for pk in (person.pk for person in told)
    ]
    notify_each(messages, event=event, at=at)


def _with(words: str, personal: str) -> str:
    return "\n\n".join(part for part in (words, personal) if part)


def in_words(changes, *, note: str = "") -> str:
    """What changed, a line for each field with its former and its present value; and why, if that was said."""
    lines = [_line(change) for change in changes[:LINES_AT_MOST]]
    if len(changes) > LINES_AT_MOST:
        lines.append(f"And {len(changes) - LINES_AT_MOST} more changes: the page shows them.")
    said = [note.strip()] if note.strip() else []
    if lines:
        said.append("\n".join(["What changed:", *lines]))
    return "\n\n".join(said)


def _line(change: dict) -> str:
    what, was, now = change["what"], change.get("was", ""), change.get("now", "")
    if was and now:
        return f"- {what}: was {was}; now {now}"
    if now:
        return f"- {what}: now {now}"
    return f"- {what}: no longer {was}" if was else f"- {what}: changed, read it on the page"


def _key(opportunity) -> str:
    return f"{opportunity.pk}-{opportunity.version}-{opportunity.state}"


def _subject(opportunity, did: str) -> str:
    return f"{quoted(opportunity)} was {did}"


def quoted(opportunity) -> str:
    """Its title, short enough for a subject."""
    return f"“{Truncator(opportunity.title).chars(140)}”"
