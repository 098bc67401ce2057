"""Writes what an invented organisation says about itself."""

import random
from dataclasses import dataclass

from . import profiles


@dataclass(frozen=True)
class Subject:
    """Who the text is about. Services and place are names as the portal writes them."""

    name: str
    group: str
    is_mutual: bool
    service: str
    other: str
    place: str


def inside_a_sentence(label: str) -> str:
    """A service area's name in the middle of a sentence: "Youth work" becomes "youth work"."""
    keeps_its_capital = label.startswith("Shared Lives")
    return label if keeps_its_capital else label[:1].lower() + label[1:]


def summary(subject: Subject, chooser: random.Random) -> str:
    """Three to five sentences. Public, so it names no figure that the profile keeps closer."""
    openings = profiles.MUTUAL_OPENINGS if subject.is_mutual else profiles.OPENINGS
    sentences = [chooser.choice(openings), *chooser.sample(profiles.WORK[subject.group], chooser.choice((1, 1, 2)))]
    if subject.other != subject.service:
        sentences.insert(1, chooser.choice(profiles.SECOND_SERVICES))
    ways = profiles.MUTUAL_WAYS if subject.is_mutual else profiles.PARTNER_WAYS
    sentences.append(chooser.choice(ways))
    if chooser.random() < 0.5:
        sentences.append(chooser.choice(profiles.CLOSINGS))
    return _fill(" ".join(sentences), subject)


def experience(subject: Subject, chooser: random.Random) -> str:
    return _fill(chooser.choice(profiles.EXPERIENCES), subject)


def offers(subject: Subject, chooser: random.Random) -> str:
    return _fill(" ".join(chooser.sample(profiles.OFFERS, chooser.choice((1, 2, 2)))), subject)


def looks_for(subject: Subject, chooser: random.Random) -> str:
    return _fill(" ".join(chooser.sample(profiles.LOOKS_FOR, chooser.choice((1, 1, 2)))), subject)


def _fill(text: str, subject: Subject) -> str:
    return text.format(
        name=subject.name,
        service=inside_a_sentence(subject.service),
        other=inside_a_sentence(subject.other),
        place=subject.place,
    )
