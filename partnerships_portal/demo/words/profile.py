"""Writes what an invented organisation says about itself."""

import random
from dataclasses import dataclass

from . import profiles
from .work import WORK


@dataclass(frozen=True)
class Subject:
    """Who the text is about. Services and place are names as the portal writes them."""

    name: str
    is_mutual: bool
    service: str
    service_code: str
    other: str
    other_code: str
    wanted: str  # a service that it does not deliver
    is_tiny: bool  # a handful of people, without teams and councils
    place: str


def inside_a_sentence(label: str) -> str:
    """A service area's name in the middle of a sentence: "Youth work" becomes "youth work"."""
    keeps_its_capital = label.startswith("Shared Lives")
    return label if keeps_its_capital else label[:1].lower() + label[1:]


def summary(subject: Subject, chooser: random.Random) -> str:
    """Three to seven sentences. Public, so it names no figure that the profile keeps closer."""
    openings = profiles.MUTUAL_OPENINGS if subject.is_mutual else profiles.OPENINGS
    sentences = [chooser.choice(openings), *_work(subject, chooser)]
    if not subject.is_tiny:
        sentences.append(chooser.choice(profiles.MUTUAL_WAYS if subject.is_mutual else profiles.PARTNER_WAYS))
        sentences += chooser.sample(profiles.CLOSINGS, chooser.choice((0, 1)))
    return _fill(" ".join(sentences), subject)


def _work(subject: Subject, chooser: random.Random) -> list[str]:
    """What it does, sentences of a handful of people or of teams."""
    several = subject.other != subject.service
    second = [chooser.choice(profiles.SECOND_SERVICES)] if several else []
    if subject.is_tiny:
        return [*second, *chooser.sample(profiles.TINY_WORK, 2)]
    about = chooser.sample(WORK[subject.service_code], chooser.choice((1, 2)))
    about_other = chooser.sample(WORK[subject.other_code], chooser.choice((0, 1))) if several else []
    return [*about, *second, *about_other]


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
        wanted=inside_a_sentence(subject.wanted),
    )
