"""How deeds are told: each action in words, and the things that it was done to.

Each app says it for its own actions in `<app>/audit_words.py`, which is read when the portal starts:

    from partnerships_portal.accounts.audit.words import PROFILE, say, things

    say(PROFILE, {"profile_saved": "changed “{section}” of the profile: {fields}"})
    things("mutuals.organisation", select=())

The text completes "Amina Okafor ...". `{role}`, `{section}`, `{fields}` and other names are the event's details;
`{person}` is the person whose number `details["person"]` is. tests/accounts/test_audit_words.py finds what is not told.
"""

from collections.abc import Callable
from dataclasses import dataclass

PROFILE = "Profile"
PEOPLE = "People and roles"
CHECKS = "Registration and checks"
OPPORTUNITIES = "Opportunities"
ACCOUNTS = "Accounts"
PARTNERING = "Partnering"
SUPPORT = "Support"
PORTAL = "The portal itself"
KINDS = (PROFILE, PEOPLE, CHECKS, OPPORTUNITIES, PARTNERING, SUPPORT, ACCOUNTS, PORTAL)


@dataclass(frozen=True)
class Words:
    """One action: what it is filtered by, and how it is told."""

    kind: str
    text: str
    by_staff: bool = False  # only programme staff do it, also those who are none any more


@dataclass(frozen=True)
class Thing:
    """One kind of things that is told by name: what its name needs, and where it is."""

    select: tuple[str, ...] = ()
    address: Callable[..., str] | None = None  # of the thing; None: it has no page


_words: dict[str, Words] = {}
_things: dict[str, Thing] = {}


def say(kind: str, texts: dict[str, str], *, by_staff: bool = False) -> None:
    """Give actions their words. Raises ValueError for an action that has other words already."""
    for action, text in texts.items():
        words = Words(kind, text, by_staff)
        if _words.setdefault(action, words) != words:
            raise ValueError(f"The action “{action}” is told in two ways.")


def things(target_kind: str, *, select: tuple[str, ...] = (), address: Callable[..., str] | None = None) -> None:
    """Tell things of this kind by their name; `select`: the relations that the name needs."""
    _things[target_kind] = Thing(select, address)


def words_of(action: str) -> Words:
    """The words of an action; those of one that is done no longer are made from its name."""
    return _words.get(action) or Words(PORTAL, action.replace("_", " "))


def said() -> dict[str, Words]:
    return dict(_words)


def actions_of(kind: str) -> list[str]:
    """The actions of one kind."""
    return sorted(action for action, words in _words.items() if words.kind == kind)


def thing(target_kind: str) -> Thing | None:
    return _things.get(target_kind)


def thing_kinds() -> list[str]:
    return sorted(_things)
