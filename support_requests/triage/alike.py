"""Whether two requests may ask for the same, with reasons. Pure: it compares what it is given."""

import datetime as dt
import re
from dataclasses import dataclass

WORD = re.compile(r"[^\W\d_]{4,}")
SAME_WORDS = 0.35  # of all words that either says, those that both say
SAME_TIME = dt.timedelta(days=31)


@dataclass(frozen=True)
class Asked:
    """One request, as far as it is compared: `about` holds what it shares with the programme, by kind."""

    pk: int
    organisation: int
    is_open: bool
    sent: dt.datetime
    words: frozenset[str]  # of its title and its text
    about: tuple[tuple[str, int], ...] = ()


def reasons(one: Asked, other: Asked) -> tuple[str, ...]:
    """Why they may be the same, the strongest reason first; nothing where there is none."""
    found = []
    if one.organisation == other.organisation and one.is_open and other.is_open:
        found.append("the same organisation, and both are open")
    found += [f"the same {kind}" for kind, _ in sorted(set(one.about) & set(other.about))]
    share = likeness(one.words, other.words)
    if share >= SAME_WORDS and abs(one.sent - other.sent) <= SAME_TIME:
        found.append(f"similar words ({share:.0%}), sent within a month")
    return tuple(found)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Of the words that either says, the share that both say: from 0 to 1."""
    return len(one & other) / len(one | other) if one and other else 0.0


def words_of(*texts: str) -> frozenset[str]:
    """The words of four letters or more, in small letters."""
    return frozenset(word for text in texts for word in WORD.findall(text.lower()))
