"""Proposing decisions and giving voices, by the names of those who sit in a consortium (seats.py)."""

import datetime as dt

from consortia.actions import decisions
from consortia.models import Consortium, Decision

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


def propose(seats, who, at=NOW, **asked) -> Decision:
    asked = {"title": "Meet every month"} | asked if asked.get("kind", "plain") == "plain" else asked
    return decisions.propose(member=seats.member(who), by=seats.person(who), at=at, **asked)


def say(seats, who, decision, answer="agree", words="", at=NOW) -> Decision:
    words = words or ("Too soon." if answer == "object" else "")
    return decisions.give_voice(
        decision=decision, member=seats.member(who), answer=answer, words=words, by=seats.person(who), at=at
    )


def state(decision) -> str:
    return Decision.objects.get(pk=decision.pk).state


def set_rule(seats, rule) -> None:
    Consortium.objects.filter(pk=seats.consortium.pk).update(decision_rule=rule)
