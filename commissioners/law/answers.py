"""Answers of a rule, and how several make one. Three-valued: what is not known never becomes yes or no by itself."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from commissioners.law.sources import Source


class Verdict(StrEnum):
    """What a rule says. RISK: lawful or not depends on something that only a lawyer or a court decides."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"
    RISK = "risk"

    @property
    def label(self) -> str:
        """As an officer reads it."""
        return {"yes": "Yes", "no": "No", "not_known": "Not known", "risk": "Legal risk"}[self.value]


@dataclass(frozen=True)
class Answer:
    """A verdict with its rule and its reasons in plain sentences, the address of the rule (empty
    for a setting of the portal) and the day it was checked.

    `parts` are the answers that it was made from, in the order in which an officer would check them.
    """

    verdict: Verdict
    rule: str
    because: tuple[str, ...]
    link: str
    checked_on: dt.date
    checked_against: str
    parts: tuple["Answer", ...] = ()

    def __post_init__(self):
        if not self.because:
            raise ValueError("An answer needs at least one sentence that says why")

    @property
    def is_yes(self) -> bool:
        return self.verdict == Verdict.YES

    @property
    def is_no(self) -> bool:
        return self.verdict == Verdict.NO

    @property
    def is_known(self) -> bool:
        """Yes or no."""
        return self.verdict in (Verdict.YES, Verdict.NO)

    @property
    def as_bool(self) -> bool | None:
        """True, False, or None for what is not known or a risk."""
        return {Verdict.YES: True, Verdict.NO: False}.get(self.verdict)


def answer(verdict: Verdict, source: Source, *because: str, parts: Iterable[Answer] = ()) -> Answer:
    """An answer of that rule. Raises ValueError without a reason."""
    return Answer(
        verdict, source.name, because, source.link, source.checked_on, source.checked_against, parts=tuple(parts)
    )


def yes(source: Source, *because: str) -> Answer:
    """Yes by that rule, for these reasons."""
    return answer(Verdict.YES, source, *because)


def no(source: Source, *because: str) -> Answer:
    """No by that rule, for these reasons."""
    return answer(Verdict.NO, source, *because)


def not_known(source: Source, *because: str) -> Answer:
    """Not known, for want of what these sentences name."""
    return answer(Verdict.NOT_KNOWN, source, *because)


def risk(source: Source, *because: str) -> Answer:
    """A legal risk: flagged, not decided."""
    return answer(Verdict.RISK, source, *because)


def said(value: bool | None, source: Source, *, yes: str, no: str, unknown: str) -> Answer:
    """The answer to a question that a person answered: True, False or None (not answered)."""
    if value is None:
        return answer(Verdict.NOT_KNOWN, source, unknown)
    return answer(Verdict.YES, source, yes) if value else answer(Verdict.NO, source, no)


def verdict_of(value: bool | None) -> Verdict:
    """True is yes, False is no, None is not known."""
    return Verdict.NOT_KNOWN if value is None else (Verdict.YES if value else Verdict.NO)


def opposite(verdict: Verdict) -> Verdict:
    """Yes for no and no for yes; not known and risk stay what they are."""
    return {Verdict.YES: Verdict.NO, Verdict.NO: Verdict.YES}.get(verdict, verdict)


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Yes when all are. One no decides; then what is not known, then a risk."""
    return _first(verdicts, (Verdict.NO, Verdict.NOT_KNOWN, Verdict.RISK), otherwise=Verdict.YES)


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """No when all are. One yes decides; then what is not known, then a risk."""
    return _first(verdicts, (Verdict.YES, Verdict.NOT_KNOWN, Verdict.RISK), otherwise=Verdict.NO)


def _first(verdicts: Iterable[Verdict], order: tuple[Verdict, ...], *, otherwise: Verdict) -> Verdict:
    seen = set(verdicts)
    return next((verdict for verdict in order if verdict in seen), otherwise)


def conclude(source: Source, parts: Iterable[Answer], *, when_yes: str) -> Answer:
    """All parts together: yes with the sentence given, otherwise the reasons of the parts that decided."""
    parts = tuple(parts)
    verdict = all_of(part.verdict for part in parts)
    if verdict == Verdict.YES:
        return answer(verdict, source, when_yes, parts=parts)
    return answer(verdict, source, *reasons(parts, verdict), parts=parts)


def reasons(parts: Iterable[Answer], verdict: Verdict) -> tuple[str, ...]:
    """The sentences of the parts with that verdict, each once, in order."""
    return tuple(dict.fromkeys(line for part in parts if part.verdict == verdict for line in part.because))
