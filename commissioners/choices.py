"""The words that commissioners choose from, and those that notices are mapped to."""

from django.db import models


class BodyKind(models.TextChoices):
    """What a commissioning body is."""

    COUNCIL = "council", "Council"
    COMBINED_AUTHORITY = "combined_authority", "Combined authority"
    INTEGRATED_CARE_BOARD = "integrated_care_board", "Integrated care board"
    NHS_TRUST = "nhs_trust", "NHS trust"
    POLICE_AND_CRIME_COMMISSIONER = "police_and_crime_commissioner", "Police and crime commissioner"
    CENTRAL_DEPARTMENT = "central_department", "Central government"
    EDUCATION = "education", "School, college or university"
    OTHER = "other", "Other public buyer"


class BuyerClass(models.TextChoices):
    """The class of buyer that thresholds depend on. Where it is not known, say so."""

    CENTRAL = "central", "Central government authority"
    SUB_CENTRAL = "sub_central", "Sub-central authority"
    NOT_KNOWN = "", "Not known"


class State(models.TextChoices):
    """Where an opportunity stands."""

    DRAFT = "draft", "Draft"
    EARLY_ENGAGEMENT = "early_engagement", "Early engagement"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"
    AWARDED = "awarded", "Awarded"
    CANCELLED = "cancelled", "Cancelled"


class Route(models.TextChoices):
    """How it is bought."""

    OPEN = "open", "Open procedure"
    COMPETITIVE_FLEXIBLE = "competitive_flexible", "Competitive flexible procedure"
    RESTRICTED = "restricted", "Restricted procedure"
    DIRECT_AWARD = "direct_award", "Direct award"
    FRAMEWORK = "framework", "Framework agreement"
    FRAMEWORK_CALL_OFF = "framework_call_off", "Call-off from a framework"
    DYNAMIC_MARKET = "dynamic_market", "Dynamic market"
    PSR_DIRECT_AWARD = "psr_direct_award", "Provider Selection Regime: direct award"
    PSR_MOST_SUITABLE = "psr_most_suitable", "Provider Selection Regime: most suitable provider"
    PSR_COMPETITIVE = "psr_competitive", "Provider Selection Regime: competitive process"
    BELOW_THRESHOLD = "below_threshold", "Below-threshold quotation"
    OTHER = "other", "Other route"
    NOT_STATED = "", "Not stated"


class Regime(models.TextChoices):
    """The law that it is bought under."""

    PROCUREMENT_ACT = "procurement_act", "Procurement Act 2023"
    PSR = "psr", "Provider Selection Regime"
    PCR_2015 = "pcr_2015", "Public Contracts Regulations 2015"
    NOT_KNOWN = "", "Not known"


class Openness(models.TextChoices):
    """What the commissioner says about consortia."""

    NOT_STATED = "", "Not stated"
    NOT_ACCEPTED = "not_accepted", "Not accepted"
    ACCEPTED = "accepted", "Accepted"
    WELCOMED = "welcomed", "Welcomed"
    REQUIRED = "required", "Required"


class PartnershipModel(models.TextChoices):
    """The report's spectrum of partnership models, loose to close."""

    INFORMAL = "informal", "Informal arrangement"
    SUBCONTRACT = "subcontract", "Subcontract under a lead provider"
    CONTRACTUAL_JOINT_VENTURE = "contractual_joint_venture", "Contractual joint venture"
    ALLIANCE = "alliance", "Alliance"
    COMPANY = "company", "New company limited by shares"
    CIC = "cic", "New community interest company"
    LLP = "llp", "New limited liability partnership"


class Reservation(models.TextChoices):
    """Who a lot is reserved for, if anyone."""

    MUTUALS = "mutuals", "Public service mutuals (section 33)"
    SHELTERED = "sheltered", "Supported employment providers"
    SME_VCSE = "sme_vcse", "Small and voluntary organisations"


class Source(models.TextChoices):
    """Where an opportunity came from."""

    PORTAL = "portal", "This portal"
    FIND_A_TENDER = "find_a_tender", "Find a Tender"
    CONTRACTS_FINDER = "contracts_finder", "Contracts Finder"
    OTHER_OCDS = "other_ocds", "Another publisher"


class LotOutcome(models.TextChoices):
    """How each lot ended."""

    PENDING = "", "Not decided"
    AWARDED = "awarded", "Awarded"
    NOT_AWARDED = "not_awarded", "Not awarded"
    CANCELLED = "cancelled", "Cancelled"


class InterestKind(models.TextChoices):
    """How an organisation is interested in an opportunity."""

    ALONE = "alone", "On its own"
    LOOKING = "looking", "Looking for partners"
    EITHER = "either", "On its own or with partners"


class InterestVisibility(models.TextChoices):
    """To whom the buyer shows the organisations that chose to be on the interest list."""

    NOBODY = "nobody", "Nobody else"
    LISTED = "listed", "The organisations on it"
    SIGNED_IN = "signed_in", "Everyone signed in"


class ServiceListKind(models.TextChoices):
    """Lists of services that the law keeps, by CPV code."""

    RESERVABLE = "reservable", "Reservable light touch services (Procurement Regulations 2024, Schedule 1)"
    HEALTH_CARE = "health_care", "Relevant health care services (Provider Selection Regime, Schedule 1)"
    REGULATION_77 = "regulation_77", "Services of regulation 77 (Public Contracts Regulations 2015)"
