"""Telling people what became of an opportunity: those of the bodies that buy it, and those who want to know.

`tell_buyers` reaches colleagues, `tell_interested` everyone else who is concerned; nobody gets both.
"""

from django.utils.text import Truncator

from commissioners.interested import interested_in, scope
from commissioners.models import BodyMembership
from partnerships_portal.accounts.models import User
from partnerships_portal.notifications.actions import notify_many

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
) -> None:
    """Tell everyone who wants to hear of the opportunity, each once: followers and those of commissioners.interested.

    `event` is one of category "following" in message_kinds.py; `did` completes the subject, “Title” was `did`,
    or `subject` is the whole of it. `changes` are lines of commissioners.differences, shown old and new; `note` is why.
    `key` names the happening where the opportunity's version and state do not. Six queries, and one more for each
    thousand people. The buyers' own people and the one who did it are left out.
    """
    people = interested_in(opportunity)
    if by is not None:
        people = people.exclude(pk=by.pk)
    told = list(people.exclude(body_memberships__body__in=opportunity.buyer_ids()).only("pk"))
    if not told:
        return
    notify_many(
        people=told,
        event=event,
        key=key or _key(opportunity),
        subject=subject or _subject(opportunity, did),
        body=in_words(changes, note=note),
        url=url or opportunity.get_absolute_url(),
        members_of=scope(opportunity),
        at=at,
    )


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
