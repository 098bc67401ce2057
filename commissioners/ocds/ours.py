"""What our small extension adds to OCDS, for writing it and for reading it back (docs/ocds-extension, decision 0046).

OCDS has no field for openness to consortia, and none for the services that the portal tells apart.
"""

from typing import Any

from commissioners.choices import Openness, PartnershipModel
from partnerships_portal.reference.places import Places
from partnerships_portal.reference.regions import REGIONS
from partnerships_portal.reference.services import GROUP_OF, GROUPS

from .dates import moment
from .shapes import as_dict, as_list, count, dicts, dig, flag, long_text, pounds, text

SERVICES = "MPP-SERVICES"  # scheme of classifications: codes of service areas
PLACES = "GB-GSS"  # gazetteer: nine-character codes of the Office for National Statistics
ENGLAND = "E92000001"
ALL_LOTS = "all-lots"  # the item that holds the CPV codes of the whole; which service each lot is, its own item says
OUTSIDE_SERVICES = "outside-public-services"  # said instead of a service, or of a place
OUTSIDE_ENGLAND = "outside-england"

OPENNESS_CODES = {
    Openness.NOT_ACCEPTED: "notAccepted",
    Openness.ACCEPTED: "accepted",
    Openness.WELCOMED: "welcomed",
    Openness.REQUIRED: "required",
}
MODEL_CODES = {
    PartnershipModel.INFORMAL: "informal",
    PartnershipModel.SUBCONTRACT: "subcontract",
    PartnershipModel.CONTRACTUAL_JOINT_VENTURE: "contractualJointVenture",
    PartnershipModel.ALLIANCE: "alliance",
    PartnershipModel.COMPANY: "company",
    PartnershipModel.CIC: "communityInterestCompany",
    PartnershipModel.LLP: "limitedLiabilityPartnership",
}
OPENNESS_BY_CODE = {code: openness for openness, code in OPENNESS_CODES.items()}
MODEL_BY_CODE = {code: model for model, code in MODEL_CODES.items()}
IN_TENDER = ("consortia", "minimumTurnover", "minimumInsurance", "infrastructureAsked", "socialValueQuestions")
REGION_CODES = frozenset(region.code for region in REGIONS)
DISTRICT_STARTS = ("E06", "E07", "E08", "E09")


def statement_of(merged: dict) -> dict | None:
    """What the release says of consortia and asks of bidders, as fields of an opportunity; None where it is silent."""
    tender = as_dict(merged.get("tender"))
    if not any(tender.get(name) for name in IN_TENDER):
        return None
    turnover, insurance = pounds(tender.get("minimumTurnover")), pounds(tender.get("minimumInsurance"))
    return _consortia(as_dict(tender.get("consortia"))) | {
        "minimum_turnover": int(turnover) if turnover else None,
        "minimum_insurance": int(insurance) if insurance else None,
        "infrastructure_asked": long_text(tender.get("infrastructureAsked"), 2000),
        "social_value_questions": long_text(tender.get("socialValueQuestions"), 4000),
    }


def _consortia(said: dict) -> dict[str, Any]:
    models = [MODEL_BY_CODE[code] for code in map(text, as_list(said.get("modelsConsidered"))) if code in MODEL_BY_CODE]
    return {
        "openness": OPENNESS_BY_CODE.get(text(said.get("openness")), Openness.NOT_STATED),
        "models_considered": [str(model) for model in dict.fromkeys(models)],
        "wants_lead_provider": flag(said.get("leadProviderWanted")),
        "wants_joint_liability": flag(said.get("jointLiabilityWanted")),
        "considers_smaller_lots": flag(said.get("smallerLotsConsidered")),
        "openness_note": long_text(said.get("note"), 2000),
    }


def outcome_of(lot: dict) -> dict[str, Any]:
    """Why a lot was not awarded, and when that was decided."""
    return {
        "outcome_reason": long_text(lot.get("outcomeReason"), 2000),
        "decided_at": moment(lot.get("outcomeDate")),
    }


def first_published(merged: dict):
    """When the procurement was first published, where the release says so."""
    return moment(merged.get("firstPublished"))


def services_in(item: dict) -> tuple[frozenset[str], bool]:
    """Codes of the services that an item names in our scheme, and whether it says anything with it that we know."""
    given = dicts(item.get("classification")) + dicts(item.get("additionalClassifications"))
    codes = {text(each.get("id")) for each in given if text(each.get("scheme")) == SERVICES}
    known = frozenset(code for code in codes if code in GROUPS or code in GROUP_OF)
    return known, bool(known) or OUTSIDE_SERVICES in codes


def is_of_all_lots(item: dict) -> bool:
    """Whether it is the item that holds the CPV codes of the whole."""
    return text(item.get("id")) == ALL_LOTS and not text(item.get("relatedLot"))


def places_in(item: dict) -> Places | None:
    """The places that an item names by their codes, exactly; None where it names none so."""
    gazetteer = as_dict(dig(item, "deliveryLocation", "gazetteer"))
    if text(gazetteer.get("scheme")) != PLACES:
        return None
    codes = [text(each) for each in as_list(gazetteer.get("identifiers"))]
    return Places(
        nationwide=ENGLAND in codes,
        region_codes=frozenset(code for code in codes if code in REGION_CODES),
        authority_codes=frozenset(code for code in codes if code.startswith(DISTRICT_STARTS)),
        outside_england=OUTSIDE_ENGLAND in codes,
    )


def award_of(award: dict) -> dict[str, Any]:
    """What our extension says of an award: who competed, for whom it was reserved, lessons; only what it does say."""
    found = {
        "bids_received": count(award.get("bidsReceived")),
        "voluntary_bids_received": count(award.get("voluntaryBidsReceived")),
        "is_joint": flag(award.get("wonJointly")),
        "relied_on_section_33": flag(award.get("reservedForMutuals")),
        "note": long_text(award.get("lessons"), 2000) or None,
    }
    return {name: value for name, value in found.items() if value is not None}
