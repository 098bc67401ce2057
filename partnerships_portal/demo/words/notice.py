"""Writes what an invented commissioner says about what it will buy."""

import random

from . import notices
from .profile import inside_a_sentence


def title(service: str, place: str, chooser: random.Random) -> str:
    return _fill(chooser.choice(notices.TITLES), service, place)


def description(group: str, service: str, place: str, chooser: random.Random, *, early: bool) -> str:
    """Three to six sentences in two paragraphs."""
    needs = chooser.sample(notices.NEEDS[group], chooser.choice((1, 2)))
    asks = chooser.sample(notices.ENGAGEMENT if early else notices.ASKS, chooser.choice((2, 3)))
    return _fill(" ".join(needs) + "\n\n" + " ".join(asks), service, place)


def openness_note(openness: str, chooser: random.Random) -> str:
    return chooser.choice(notices.OPENNESS_NOTES[openness]) if openness else ""


def joined(places: list[str]) -> str:
    """ "A", "A and B", "A, B and C", and for more than three "A, B and 4 more districts"."""
    if len(places) > 3:
        return f"{places[0]}, {places[1]} and {len(places) - 2} more districts"
    return " and ".join([", ".join(places[:-1]), places[-1]] if len(places) > 1 else places)


def _fill(text: str, service: str, place: str) -> str:
    filled = text.format(service=service, plain=inside_a_sentence(service), place=place)
    return filled[:1].upper() + filled[1:]
