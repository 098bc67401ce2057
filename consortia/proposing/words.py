"""Proposals in a few words, for messages and lists."""

from django.utils.text import Truncator

from consortia.models import Buyer, Motivator, Proposal


def short(name: str) -> str:
    """A name that leaves room for the rest of a subject."""
    return Truncator(name).chars(80)


def about(proposal: Proposal) -> str:
    """What it is for, as the end of a sentence."""
    if proposal.consortium and proposal.state != Proposal.State.CONFIRMED:
        return f"to join {short(proposal.consortium.name)}"
    if proposal.opportunity:
        return f"for “{short(proposal.opportunity.title)}”"
    return "to partner long-term"


def reasons_of(proposal: Proposal) -> list[str]:
    """Why to partner beyond one bid, in the report's words."""
    return [str(Motivator(one).label) for one in proposal.motivators if one in Motivator.values]


def buyers_of(proposal: Proposal) -> list[str]:
    """Who may buy other than by tender, in the report's words."""
    return [str(Buyer(one).label) for one in proposal.buyers if one in Buyer.values]


def purpose_of(proposal: Proposal) -> str:
    """What the consortium that it leads to is for, where that is more than one opportunity."""
    parts = [*reasons_of(proposal), *(f"For: {one}" for one in buyers_of(proposal))]
    return ". ".join([*parts, ""]).strip()
