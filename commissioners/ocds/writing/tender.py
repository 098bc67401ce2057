"""The planning and tender sections of a release."""

from commissioners.choices import LotOutcome, Regime, Reservation, Route, State
from commissioners.ocds.criteria import social_value_criterion
from commissioners.ocds.ours import MODEL_CODES, OPENNESS_CODES

from .documents import documents
from .enquiries import enquiries
from .items import item, whole
from .published import Amendment, Published, PublishedLot
from .values import first_second, last_second, moment, money, period, said, words

STATUS = {
    State.EARLY_ENGAGEMENT: "planned",
    State.OPEN: "active",
    State.CLOSED: "complete",
    State.AWARDED: "complete",
    State.CANCELLED: "cancelled",
}
LAWS = {
    Regime.PROCUREMENT_ACT: {"scheme": "UKPGA", "id": "2023/54"},
    Regime.PSR: {"scheme": "UKSI", "id": "2023/1348"},
    Regime.PCR_2015: {"scheme": "UKSI", "id": "2015/102"},
}
METHODS = {
    **dict.fromkeys((Route.OPEN, Route.PSR_COMPETITIVE), "open"),
    **dict.fromkeys((Route.COMPETITIVE_FLEXIBLE, Route.RESTRICTED), "selective"),
    **dict.fromkeys((Route.FRAMEWORK_CALL_OFF, Route.BELOW_THRESHOLD), "limited"),
    **dict.fromkeys((Route.DIRECT_AWARD, Route.PSR_DIRECT_AWARD, Route.PSR_MOST_SUITABLE), "direct"),
}
RESERVATIONS = {
    Reservation.MUTUALS: "publicServiceMissionOrganization",
    Reservation.SHELTERED: "shelteredWorkshop",
    Reservation.SME_VCSE: "smeVcse",
}
LOT_STATUS = {
    LotOutcome.AWARDED: "complete",
    LotOutcome.NOT_AWARDED: "unsuccessful",
    LotOutcome.CANCELLED: "cancelled",
}


def planning(published: Published) -> dict:
    """Until when the market is engaged."""
    deadline = published.facts.engagement_deadline
    if not deadline:
        return {}
    return {"milestones": [{"id": "engagement", "type": "engagement", "dueDate": moment(deadline)}]}


def tender(published: Published) -> dict:
    """What is bought, how, in which lots, and what its buyer says about consortia."""
    facts = published.facts
    outside = (facts.outside_public_services, facts.outside_england)
    return said(
        {
            "id": facts.reference or published.ocid,
            "title": words(facts.title),
            "description": words(facts.description),
            "status": STATUS[State(facts.state)],
            "mainProcurementCategory": "" if facts.outside_public_services else "services",
            "value": money(facts.value, facts.value_with_vat),
            "tenderPeriod": said({"endDate": moment(facts.submission_deadline), "durationInDays": facts.tender_days}),
            "enquiryPeriod": said({"endDate": moment(facts.enquiry_deadline)}),
            "awardPeriod": said({"endDate": last_second(facts.award_expected_on)}),
            "communication": said({"futureNoticeDate": first_second(facts.expected_tender_on)}),
            "contractPeriod": period(facts.starts_on, facts.ends_on, facts.may_extend_to),
            "lots": [_lot(lot, facts) for lot in published.lots],
            "items": [
                *(
                    item(lot.facts.number, lot.delivery, lot=lot.facts.number, outside=outside)
                    for lot in published.lots
                ),
                *whole(facts.cpv_codes),
            ],
            "documents": documents(published),
            **enquiries(published),
            "amendments": [_amendment(each) for each in published.amendments],
            **_law(facts),
            **_statement(facts),
        }
    )


def _law(facts) -> dict:
    return {
        "legalBasis": LAWS.get(facts.regime, {}),
        "procurementMethod": METHODS.get(facts.route, ""),
        "procurementMethodDetails": str(Route(facts.route).label) if facts.route else "",
        "specialRegime": ["lightTouch"] if facts.is_light_touch else [],
        "aboveThreshold": facts.is_above_threshold,
        "otherRequirements": said({"reservedParticipation": [RESERVATIONS[code] for code in facts.reserved_for]}),
        "suitability": said({"sme": facts.suits_small, "vcse": facts.suits_voluntary}),
    }


def _statement(facts) -> dict:
    """The extension: openness to consortia, and what is asked of a bidder."""
    return {
        "consortia": said(
            {
                "openness": OPENNESS_CODES.get(facts.openness, ""),
                "modelsConsidered": [MODEL_CODES[model] for model in facts.models_considered],
                "leadProviderWanted": facts.wants_lead_provider,
                "jointLiabilityWanted": facts.wants_joint_liability,
                "smallerLotsConsidered": facts.considers_smaller_lots,
                "note": words(facts.openness_note),
            }
        ),
        "minimumTurnover": money(facts.minimum_turnover),
        "minimumInsurance": money(facts.minimum_insurance),
        "infrastructureAsked": words(facts.infrastructure_asked),
        "socialValueQuestions": words(facts.social_value_questions),
    }


def _lot(lot: PublishedLot, whole_facts) -> dict:
    """A lot. What the whole says of renewal and social value stands in each lot: OCDS has it nowhere else."""
    facts = lot.facts
    still = "planned" if whole_facts.state == State.EARLY_ENGAGEMENT else "active"
    return said(
        {
            "id": facts.number,
            "title": words(facts.title),
            "description": words(facts.description),
            "status": LOT_STATUS.get(facts.outcome, still),
            "outcomeReason": words(facts.outcome_reason),
            "value": money(facts.value, facts.value_with_vat),
            "contractPeriod": period(facts.starts_on, facts.ends_on),
            "hasRenewal": whole_facts.may_be_extended,
            "awardCriteria": social_value_criterion(whole_facts.social_value_weight),
            "outcomeDate": moment(facts.decided_at),
        }
    )


def _amendment(amendment: Amendment) -> dict:
    return said(
        {
            "id": f"version-{amendment.version}" if amendment.version else moment(amendment.at),
            "date": moment(amendment.at),
            "description": f"Changed: {'; '.join(amendment.changed)}" if amendment.changed else "",
            "rationale": words(amendment.note),
        }
    )
