"""What the page about the law of an opportunity shows, and what the page of the opportunity says of it in short."""

from commissioners.choices import Regime, Reservation
from commissioners.law import NOT_LEGAL_ADVICE
from commissioners.law.answers import Verdict
from commissioners.law.public_contracts import is_public_contract
from commissioners.law.thresholds import THRESHOLDS
from commissioners.models import Opportunity
from commissioners.rules import acts_for_buyer
from mutuals.models import Organisation

from .missing import missing
from .reading import known_of
from .topics import topics

IN_SHORT = {
    Verdict.YES: "Its value is at or above the threshold of the Procurement Act 2023.",
    Verdict.NO: "Its value is below the threshold of the Procurement Act 2023.",
    Verdict.NOT_KNOWN: "Not known: whether its value is at or above the threshold.",
    Verdict.RISK: "Whether its value is at or above the threshold is a legal risk.",
}


def law_page(opportunity: Opportunity, *, user) -> dict:
    """The context of the page; the buyer's own people are told what is missing too. A constant number of queries."""
    acts = acts_for_buyer(user, opportunity)
    known = known_of(opportunity, for_buyer=acts)
    may_change = acts and user.has_perm("commissioners.change_opportunity", opportunity)
    return {
        "opportunity": opportunity,
        "topics": topics(known),
        "thresholds": thresholds_on(known.facts.began_on),
        "began_on": known.facts.began_on,
        "missing": missing(known) if may_change else [],
        "may_change": may_change,
        "acts_for_buyer": acts,
        "is_for_mutuals": Reservation.MUTUALS in opportunity.reserved_for,
        "mine": list(Organisation.objects.active().filter(memberships__user=user)) if user.is_authenticated else [],
        "may_read_lists": user.has_perm("commissioners.read_service_lists"),
        "not_legal_advice": NOT_LEGAL_ADVICE,
    }


def law_summary(opportunity: Opportunity) -> str:
    """A sentence on its value and the threshold, from what everyone may know, for the page of the opportunity."""
    known = known_of(opportunity)
    if known.facts.regime == Regime.PSR:
        return "The Provider Selection Regime has no threshold."
    return IN_SHORT[is_public_contract(known.facts).verdict]


def thresholds_on(on) -> list:
    """The rows of the table that hold on that day; without a day, all."""
    return [row for row in THRESHOLDS if on is None or (row.valid_from <= on and (row.valid_to or on) >= on)]
