"""The gap between private answers: all that is ever shown of them. Pure.

A gap is the distance between the lowest and the highest answer, and is told in three words and no number. It says
neither who answered what nor on which side anybody stands: it stays the same when members change places, when all
answers are mirrored, and when all move up or down together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from .questions import QUESTIONS, Question

ENOUGH = 3  # answers, so that nobody can read another's from the gap and their own
OF_TWO = 2  # where there are only two members they are told before they answer what the gap gives away


class Gap(Enum):
    """How far apart the answers to one question are."""

    CLOSE = "Close together"
    SOME = "Some difference"
    FAR = "Far apart"
    UNKNOWN = "Too few answers"


WIDEST_FIRST = (Gap.FAR, Gap.SOME, Gap.CLOSE, Gap.UNKNOWN)


@dataclass(frozen=True)
class Shown:
    """One question with its gap."""

    question: Question
    gap: Gap


def needed(promised: int, members: int) -> int:
    """How many members, each with a voice of its own (health/voices.py), must have answered before gaps are shown.

    `promised`: how many were promised when the round began; a member that joins raises it, one that leaves never
    lowers it: whoever answered did so on that promise.
    """
    return max(promised, least(members))


def least(members: int) -> int:
    """How many answers a round among so many members needs."""
    return ENOUGH if members >= ENOUGH else OF_TWO


def gap_of(answers: Iterable[int], *, at_least: int) -> Gap:
    """The gap between answers from 1 to 5, once there are enough of them."""
    given = sorted(answers)
    if len(given) < max(at_least, OF_TWO):
        return Gap.UNKNOWN
    apart = given[-1] - given[0]
    if apart <= 1:
        return Gap.CLOSE
    return Gap.SOME if apart == 2 else Gap.FAR


def gaps(answers: Iterable[Mapping[str, int]], *, at_least: int, voices: Sequence[int] | None = None) -> dict[str, Gap]:
    """The gap of every question by its key. `answers`: for each member what it answered, by key.

    `voices`: for each of them, in the same order, the voice that it speaks with; left out, each has its own. Members
    leave questions out, so the voices are counted for each question.
    """
    said = list(answers)
    spoken = list(zip(voices if voices is not None else range(len(said)), said, strict=True))
    return {
        question.key: _gap([(voice, one[question.key]) for voice, one in spoken if question.key in one], at_least)
        for question in QUESTIONS
    }


def _gap(given: list[tuple[int, int]], at_least: int) -> Gap:
    if len({voice for voice, _ in given}) < at_least:
        return Gap.UNKNOWN
    return gap_of([answer for _, answer in given], at_least=at_least)


def widest_first(found: Mapping[str, Gap]) -> list[Shown]:
    """Every question that still is one, the widest gaps first; alike ones as they were asked."""
    shown = [Shown(question, found.get(question.key, Gap.UNKNOWN)) for question in QUESTIONS]
    return sorted(shown, key=lambda one: WIDEST_FIRST.index(one.gap))


def in_a_sentence(found: Mapping[str, Gap]) -> str:
    """What to talk about first: "You differ most on pace of decisions and trust."""
    shown = widest_first(found)
    for gap, words in ((Gap.FAR, "You differ most on"), (Gap.SOME, "You differ somewhat on")):
        topics = [one.question.topic for one in shown if one.gap is gap]
        if topics:
            return f"{words} {_listed(topics[:3])}."
    if all(one.gap is Gap.UNKNOWN for one in shown):
        return "Too few answered the questions to show gaps."
    return "Your answers are close together wherever enough of you answered."


def _listed(topics: list[str]) -> str:
    *first, last = topics
    return f"{', '.join(first)} and {last}" if first else last
