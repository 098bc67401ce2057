"""What does not go together in a statement about partnerships, and what its writer should know. Pure."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from commissioners.choices import BuyerClass, Openness, PartnershipModel

PPN_002_LEAST = Decimal(10)  # per cent, of central bodies (PPN 002, in force from 24 February 2025)


class Point(NamedTuple):
    """One thing to mend or to know, and the step of the guide where."""

    text: str
    step: str


def contradictions(values: Mapping[str, Any]) -> list[Point]:
    """What cannot both be meant; empty where all goes together. `values` are fields of an opportunity."""
    found = []
    models = set(values["models_considered"])
    if values["openness"] == Openness.NOT_ACCEPTED:
        if models:
            found.append(
                Point("You do not accept consortia, but chose partnership models: change one of the two", "models")
            )
        if values["wants_lead_provider"]:
            found.append(Point("You do not accept consortia, but want a lead provider: change one of the two", "lead"))
        if values["wants_joint_liability"]:
            found.append(
                Point(
                    "You do not accept consortia, but want joint and several liability: change one of the two",
                    "liability",
                )
            )
        return found
    if models == {PartnershipModel.SUBCONTRACT} and values["wants_lead_provider"] is False:
        found.append(
            Point(
                "Subcontracting needs a lead provider, and you say that none is needed: change one of the two", "lead"
            )
        )
    if models == {PartnershipModel.ALLIANCE} and values["wants_lead_provider"]:
        found.append(Point("In an alliance nobody leads, and you want a lead provider: change one of the two", "lead"))
    return found


def remarks(values: Mapping[str, Any], *, buyer_class: str = BuyerClass.NOT_KNOWN) -> list[Point]:
    """What may be meant, but has effects that its writer should know."""
    found = []
    if values["wants_joint_liability"] and PartnershipModel.ALLIANCE in values["models_considered"]:
        found.append(
            Point(
                "Joint and several liability undermines an alliance: its idea is that nobody answers for another",
                "liability",
            )
        )
    weight = values["social_value_weight"]
    if buyer_class == BuyerClass.CENTRAL and weight is not None and weight < PPN_002_LEAST:
        found.append(Point("PPN 002 asks central government bodies for at least 10% for social value", "social-value"))
    return found
