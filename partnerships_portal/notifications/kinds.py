"""What people are told about: each event belongs to a category, and says why one gets it.

Each app declares its own events in `<app>/message_kinds.py`, which is read when the portal starts:

    from partnerships_portal.notifications.kinds import declare

    declare(
        category="people",
        because="you own an organisation in the directory",
        events=["join_request_asked", "join_request_withdrawn"],
    )

Accounts lie below notifications and cannot declare: theirs stand in `notifications/message_kinds.py`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models


class Frequency(models.TextChoices):
    """How soon messages of a category come by e-mail. In the inbox they are at once, always."""

    AT_ONCE = "at_once", "At once"
    DAILY = "daily", "Once a day, in one e-mail"
    WEEKLY = "weekly", "Once a week, in one e-mail"
    NEVER = "never", "Never by e-mail"


@dataclass(frozen=True)
class Category:
    """Messages that a person wants, or does not want, together."""

    key: str
    title: str
    about: str  # what they tell, as the page of preferences says it
    default: Frequency = Frequency.AT_ONCE
    is_fixed: bool = False  # at once for everyone: can be neither delayed nor turned off
    is_for_staff: bool = False  # of no concern to whoever is not, or no longer, programme staff


@dataclass(frozen=True)
class MessageKind:
    """One event that people are told of."""

    event: str
    category: Category
    because: str  # completes "You get this because ..."
    is_at_once: bool = False  # its link is a key: it waits for no digest, so that it is soon kept nowhere
    leads_to: str = "See it on the portal"  # the words of the link in an e-mail


class UndeclaredEvent(LookupError):
    """Somebody is to be told of an event that no app has declared."""


CATEGORIES = {
    category.key: category
    for category in (
        Category(
            "security",
            "Sign-in and security",
            "Changes to how you sign in, and sign-ins that may not be yours.",
            is_fixed=True,
        ),
        Category("people", "People and roles", "Who joins, asks to join, leaves or changes role where you act."),
        Category("verification", "Verification", "What programme staff decide about your organisation."),
        Category("profile", "Profiles", "What happens to your organisation's entry in the directory."),
        Category("opportunities", "Your opportunities", "When colleagues change what you buy, and when it closes."),
        Category(
            "following",
            "Opportunities that you follow",
            "Changes, answers and awards of opportunities that you follow or are interested in, and your events.",
        ),
        Category("matches", "Matches", "New opportunities and partners that fit your organisation."),
        Category("partnering", "Partnering", "Proposals, consortia and bids that you take part in."),
        Category("support", "Support", "Requests for support of your organisation, and what comes of them."),
        Category("advising", "Advising", "What you are asked to advise on, and what happens there."),
        Category(
            "programme",
            "Programme work",
            "What arrives for the staff of the support programme.",
            is_for_staff=True,
        ),
    )
}

ALL_SUMMARIES = "summaries"  # stands for every category that a person gets in a digest

_kinds: dict[str, MessageKind] = {}


def declare(
    *, category: str, because: str, events: list[str], is_at_once: bool = False, leads_to: str = MessageKind.leads_to
) -> None:
    """Say that `events` are told of, in which category and why; `is_at_once`: never in a digest, though not to those
    who want no e-mails of the category; `leads_to`: the words of the link. Raises ValueError where that was said
    otherwise.
    """
    if category not in CATEGORIES:
        raise ValueError(f"There is no category “{category}”. Choose one of {', '.join(CATEGORIES)}.")
    for event in events:
        kind = MessageKind(event, CATEGORIES[category], because, is_at_once, leads_to)
        if _kinds.setdefault(event, kind) != kind:
            raise ValueError(f"The event “{event}” is declared twice, in different words.")


def kind_of(event: str) -> MessageKind:
    """The kind of an event; raises UndeclaredEvent, saying what to do."""
    if event not in _kinds:
        raise UndeclaredEvent(
            f"Nobody has declared the event “{event}”. Declare it in message_kinds.py of the app that tells of it "
            "(partnerships_portal/notifications/kinds.py shows how)."
        )
    return _kinds[event]


def known(event: str) -> MessageKind | None:
    """The kind of an event that was told of some time ago; None where it is told of no longer."""
    return _kinds.get(event)


def categories_in_use() -> list[Category]:
    """The categories that have an event, in the order in which they are shown."""
    used = {kind.category.key for kind in _kinds.values()}
    return [category for key, category in CATEGORIES.items() if key in used]


def categories_of(events: Iterable[str]) -> list[Category]:
    """The categories of these events, in the order in which they are shown."""
    found = {_kinds[event].category.key for event in events if event in _kinds}
    return [category for key, category in CATEGORIES.items() if key in found]


def events_of(category: str) -> list[str]:
    """The names of the events of a category."""
    return sorted(kind.event for kind in _kinds.values() if kind.category.key == category)
