"""What one organisation is told of others that would bid with it for a reserved lot: only what they chose to show."""

from dataclasses import dataclass

from commissioners.law import sources
from commissioners.law.answers import Answer, answer, not_known
from commissioners.law.qualifying import consortium_may_bid
from commissioners.models import Opportunity
from mutuals.models import Organisation

from .qualifying import Qualifications


@dataclass(frozen=True)
class Member:
    """One organisation and its answer: in full for one's own, yes or no or not known for others that show it."""

    organisation: Organisation
    answer: Answer
    is_own: bool


@dataclass(frozen=True)
class Checked:
    """The members and what comes of them together."""

    members: list[Member]
    answer: Answer


def check(opportunity: Opportunity, organisations: list[Organisation], *, own: set[int]) -> Checked:
    """`own`: keys of the organisations whose people ask. Reads what `Qualifications.answer` reads; a fixed number of
    queries. Of an organisation that does not show its answer nothing is told, whatever it answered."""
    found = Qualifications([one.pk for one in organisations])
    members = [_member(one, found, opportunity, own) for one in organisations]
    named = {_distinct(member, members): member.answer for member in members}
    return Checked(members, consortium_may_bid(named))


def _member(organisation, found: Qualifications, opportunity, own: set[int]) -> Member:
    if organisation.pk in own:
        return Member(organisation, found.answer(organisation.pk, opportunity), is_own=True)
    answers = found.answers.get(organisation.pk)
    if answers is None or not answers.shown_to_others:
        said = not_known(sources.MUTUALS, "Not known to you: it does not show others whether it qualifies.")
        return Member(organisation, said, is_own=False)
    verdict = found.answer(organisation.pk, opportunity).verdict
    said = answer(verdict, sources.MUTUALS, "By its own answers, which it does not show in full.")
    return Member(organisation, said, is_own=False)


def _distinct(member: Member, members: list[Member]) -> str:
    """Its name; with its number where another is called the same."""
    name = member.organisation.name
    shared = sum(one.organisation.name == name for one in members) > 1
    return f"{name} ({member.organisation.pk})" if shared else name
