"""What each answer speaks for and against in each model: the report's advantages and disadvantages, as a table. Pure.

A row: question, answer, models, side, sentence, source. Nothing stands here for "not known": it never counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from commissioners.choices import PartnershipModel
from commissioners.law.sources import Source

from . import sources

INFORMAL, SUBCONTRACT, VENTURE, ALLIANCE, COMPANY, CIC, LLP = PartnershipModel
NEW = (COMPANY, CIC, LLP)  # a new organisation comes about
NO_NEW = (INFORMAL, SUBCONTRACT, VENTURE, ALLIANCE)


class Side(StrEnum):
    """For or against a model."""

    FOR = "for"
    AGAINST = "against"


@dataclass(frozen=True)
class Effect:
    """What one answer says of one model."""

    question: str
    answer: str
    model: PartnershipModel
    side: Side
    text: str
    source: Source = sources.REPORT


def _rows(question: str, answer: str, *said) -> Iterable[Effect]:
    for models, side, text, *source in said:
        for model in models if isinstance(models, tuple) else (models,):
            yield Effect(question, answer, model, side, text, *source)


FOR, AGAINST = Side.FOR, Side.AGAINST

EFFECTS: tuple[Effect, ...] = (
    *_rows(
        "joint_liability",
        "yes",
        (SUBCONTRACT, FOR, "Only the lead signs, so the others do not answer for the whole by signing."),
        (VENTURE, AGAINST, "Whoever signs answers for everything, whoever fell short.", sources.JOINT_LIABILITY),
        (ALLIANCE, AGAINST, "Joint and several liability undermines an alliance."),
        (NEW, FOR, "The new organisation signs, and its owners’ liability is limited unless they give guarantees."),
    ),
    *_rows(
        "joint_liability",
        "no",
        (ALLIANCE, FOR, "Nobody answers for another, which is the idea of an alliance."),
    ),
    *_rows(
        "guarantees",
        "yes",
        (NEW, AGAINST, "Guarantees by its owners undo much of its limited liability."),
    ),
    *_rows(
        "guarantees",
        "no",
        ((COMPANY, CIC), FOR, "Its owners’ liability stays limited.", sources.LIMITED_BY_SHARES),
        (LLP, FOR, "Its members’ liability stays limited."),
    ),
    *_rows(
        "lead",
        "yes",
        (SUBCONTRACT, FOR, "One provider leads and holds the contract."),
    ),
    *_rows(
        "contracts",
        "lead",
        (INFORMAL, AGAINST, "Whoever holds the contract cannot hold the others to anything: it binds nobody."),
        (SUBCONTRACT, FOR, "The lead holds the contract: simple and familiar."),
        (ALLIANCE, AGAINST, "In an alliance each has its own contract with the commissioner."),
        (NEW, AGAINST, "The new organisation would hold the contract, not one of you."),
    ),
    *_rows(
        "contracts",
        "each",
        (INFORMAL, AGAINST, "A contract with the commissioner needs more than an understanding."),
        (SUBCONTRACT, AGAINST, "Only the lead contracts with the commissioner."),
        (VENTURE, FOR, "It works without a head contract over all of you."),
        (ALLIANCE, FOR, "Each has its own contract under one arrangement."),
        (NEW, AGAINST, "The new organisation would hold the contract, not each of you."),
    ),
    *_rows(
        "contracts",
        "new",
        (NO_NEW, AGAINST, "No new organisation comes about that could hold the contract."),
        (NEW, FOR, "It is clear who contracts with the commissioner: the new organisation."),
    ),
    *_rows(
        "equals",
        "none",
        (SUBCONTRACT, FOR, "One leads and the others work for it: simple and familiar."),
        (ALLIANCE, AGAINST, "In an alliance all are equal partners."),
    ),
    *_rows(
        "equals",
        "all",
        (SUBCONTRACT, AGAINST, "Subcontractors have less control than the lead."),
        (ALLIANCE, FOR, "All are equal partners, with clear principles."),
    ),
    *_rows(
        "autonomy",
        "all",
        (INFORMAL, FOR, "Each keeps full autonomy."),
        (SUBCONTRACT, AGAINST, "Subcontractors have less control over how the work is done."),
        (VENTURE, FOR, "It is flexible, and nobody’s decisions move to a new organisation."),
        (NEW, AGAINST, "Decisions about the work move to the new organisation: the closest kind of partnership."),
    ),
    *_rows(
        "autonomy",
        "some",
        (VENTURE, FOR, "It is flexible: you agree together what you want to, and no more."),
        (ALLIANCE, FOR, "You decide together by clear principles, and each stays its own organisation."),
    ),
    *_rows(
        "autonomy",
        "little",
        (INFORMAL, AGAINST, "It has no formal way to decide together."),
        (NEW, FOR, "The new organisation decides for all: the closest kind of partnership."),
    ),
    *_rows(
        "risk",
        "own",
        (INFORMAL, AGAINST, "It is unclear who is liable for what."),
        (SUBCONTRACT, AGAINST, "The lead is liable for everything, also for what subcontractors do."),
        (NEW, FOR, "Liability is limited, unless you give guarantees."),
    ),
    *_rows(
        "risk",
        "shared",
        (INFORMAL, AGAINST, "Nothing binds you to share what goes wrong or well."),
        (SUBCONTRACT, AGAINST, "The lead carries the risk of the whole contract."),
        (ALLIANCE, FOR, "All share the risks of one arrangement."),
        (NEW, FOR, "The new organisation carries it, so that its owners share it up to what they put in."),
    ),
    *_rows(
        "binding",
        "yes",
        (INFORMAL, AGAINST, "There is no formal way to agree when things go wrong."),
    ),
    *_rows(
        "binding",
        "no",
        (INFORMAL, FOR, "Quick, cheap and flexible, where trust is enough."),
    ),
    *_rows(
        "administration",
        "no",
        (INFORMAL, FOR, "Quick and cheap: there is nothing to administer."),
        (SUBCONTRACT, FOR, "Simple: no new organisation to run."),
        (VENTURE, FOR, "No new organisation to run."),
        (COMPANY, AGAINST, "Administration, corporation tax, and winding it up."),
        (CIC, AGAINST, "Administration, a yearly community interest report, and winding it up."),
        (LLP, AGAINST, "Administration, and winding it up."),
    ),
    *_rows(
        "asset_lock",
        "yes",
        (NO_NEW, FOR, "What each puts in stays in its own organisation, under its own rules."),
        (COMPANY, AGAINST, "The law locks nothing: your own agreement would have to."),
        (CIC, FOR, "The law locks its assets for the community.", sources.CIC_ASSETS),
        (LLP, AGAINST, "What is left goes to its owners: nothing is locked."),
    ),
    *_rows(
        "asset_lock",
        "no",
        (CIC, AGAINST, "Its assets are locked, also when it is wound up.", sources.CIC_ASSETS),
    ),
    *_rows(
        "surplus",
        "kept",
        (NO_NEW, AGAINST, "No common organisation comes about that could keep it: one of you would hold it."),
        (COMPANY, FOR, "It suits a surplus that is kept."),
        (CIC, FOR, "It keeps a surplus for a purpose that goes beyond the contract."),
        (LLP, AGAINST, "Its members are taxed on the surplus, whether it is kept or not.", sources.LLP_TAX),
    ),
    *_rows(
        "surplus",
        "shared",
        (COMPANY, AGAINST, "It pays corporation tax before anything is passed on."),
        (CIC, AGAINST, "Dividends are capped at 35% of the profits that could be paid out.", sources.CIC_DIVIDENDS),
        (LLP, FOR, "The surplus passes to its owners."),
    ),
    *_rows(
        "surplus",
        "own",
        (NO_NEW, FOR, "Each is paid for its own part: there is no organisation in between."),
        ((COMPANY, CIC), AGAINST, "A surplus would arise in the new organisation first."),
    ),
    *_rows(
        "lasting",
        "contract",
        ((INFORMAL, SUBCONTRACT, VENTURE), FOR, "Flexible: it can end with the contract."),
        (NEW, AGAINST, "It has to be wound up when the contract ends."),
    ),
    *_rows(
        "lasting",
        "beyond",
        (VENTURE, FOR, "Useful also where there is no head contract."),
        (CIC, FOR, "It has a community purpose beyond the contract."),
    ),
)


def effects_of(question: str, answer: str) -> tuple[Effect, ...]:
    """What that answer says of the models: nothing where it is not known."""
    return tuple(each for each in EFFECTS if each.question == question and each.answer == answer)


def asked_of(model: PartnershipModel) -> frozenset[str]:
    """The questions of which some answer speaks for or against this model."""
    return frozenset(each.question for each in EFFECTS if each.model == model)
