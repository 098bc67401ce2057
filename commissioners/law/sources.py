"""Where each rule is written, and when and against what it was last checked."""

import datetime as dt
from dataclasses import dataclass

CHECKED_ON = dt.date(2026, 11, 22)
ACT = "https://www.legislation.gov.uk/ukpga/2023/54"
SELECTION_REGIME = "https://www.legislation.gov.uk/uksi/2023/1348"

TEXT = "the text of the law as enacted or made"
DRAFT = "the draft of the text that was then made"
GUIDANCE = "official guidance"
COMMENTARY = "what lawyers published about it"
PORTAL = "the portal's own setting"


@dataclass(frozen=True)
class Source:
    """One rule: its name as an officer would cite it, its address, the day it was checked and what was read that day.

    `checked_against` is TEXT, DRAFT, GUIDANCE, COMMENTARY or PORTAL: a rule that was read only in guidance or in what
    lawyers wrote says so. A setting of the portal has no address.
    """

    name: str
    link: str
    checked_against: str
    checked_on: dt.date = CHECKED_ON


def _section(number: str, about: str, checked_against: str = TEXT) -> Source:
    return Source(f"Procurement Act 2023, section {number} ({about})", f"{ACT}/section/{number}", checked_against)


def _regulation(number: str, about: str, checked_against: str = COMMENTARY) -> Source:
    name = f"Provider Selection Regime Regulations 2023, regulation {number} ({about})"
    return Source(name, f"{SELECTION_REGIME}/regulation/{number}", checked_against)


# Procurement Act 2023 and what was made under it
COMMENCEMENT = Source(
    "Procurement Act 2023 (Commencement No. 3 and Transitional and Saving Provisions) Regulations 2024, regulation 5",
    "https://www.legislation.gov.uk/uksi/2024/716/regulation/5",
    TEXT,
)
VALUE = _section("4", "valuation of contracts", GUIDANCE)
PLANNED_NOTICE = _section("15", "planned procurement notices")
MARKET_ENGAGEMENT = _section("16", "preliminary market engagement")
PROCEDURES = _section("20", "competitive tendering procedures", GUIDANCE)
MUTUALS = _section("33", "reserving contracts to public service mutuals")
DYNAMIC_MARKETS = _section("34", "competitive award by reference to dynamic markets", COMMENTARY)
DIRECT_AWARD = _section("41", "direct award in special cases", GUIDANCE)
FRAMEWORKS = _section("45", "frameworks", COMMENTARY)
STANDSTILL = _section("51", "standstill periods on the award of contracts", GUIDANCE)
TIME_LIMITS = _section("54", "time limits", GUIDANCE)
BELOW_THRESHOLD = Source(
    "Procurement Act 2023, sections 84 and 85 (regulated below-threshold contracts)", f"{ACT}/part/6", TEXT
)
BELOW_THRESHOLD_NOTICES = _section("87", "regulated below-threshold contracts: notices", COMMENTARY)
HEALTH_PROCUREMENT = Source(
    "Procurement Regulations 2024, regulation 43 (regulated health procurement)",
    "https://www.legislation.gov.uk/uksi/2024/692/regulation/43",
    DRAFT,
)
RESERVABLE_SERVICES = Source(
    "Procurement Regulations 2024, regulation 42 and Schedule 1 (light touch services; R marks those reservable)",
    "https://www.legislation.gov.uk/uksi/2024/692/schedule/1",
    DRAFT,
)
THRESHOLDS_2025 = Source(
    "Procurement Act 2023, Schedule 1 (threshold amounts), as amended by SI 2025/163",
    "https://www.legislation.gov.uk/uksi/2025/163",
    COMMENTARY,
)
THRESHOLDS_2026 = Source(
    "Procurement Act 2023, Schedule 1 (threshold amounts), as amended by SI 2025/1200",
    "https://www.legislation.gov.uk/uksi/2025/1200",
    COMMENTARY,
)
NOTICES = Source(
    "Find a Tender: notice types and sequences", "https://www.find-tender.service.gov.uk/Home/NoticeTypes", GUIDANCE
)

# below the thresholds
LOCAL_RESERVATION = Source(
    "Local Government (Exclusion of Non-commercial Considerations) (England) Order 2026",
    "https://www.gov.uk/government/publications/reserving-competitions-for-below-threshold-contracts",
    GUIDANCE,
)
SMALL_RESERVATION = Source(
    "Guidance: reserving competitions for below-threshold contracts",
    "https://www.gov.uk/government/publications/reserving-competitions-for-below-threshold-contracts",
    GUIDANCE,
)

# Public Contracts Regulations 2015
REGULATION_77 = Source(
    "Public Contracts Regulations 2015, regulation 77 (reserved contracts for certain services)",
    "https://www.legislation.gov.uk/uksi/2015/102/regulation/77",
    GUIDANCE,
)

# Provider Selection Regime
HEALTH_CARE_SERVICES = Source(
    "Provider Selection Regime Regulations 2023, Schedule 1 (relevant health care services: CPV codes)",
    f"{SELECTION_REGIME}/schedule/1",
    DRAFT,
)
SCOPE_OF_SELECTION_REGIME = _regulation("3", "application")
RELEVANT_AUTHORITY = Source(
    "National Health Service Act 2006, section 12ZB (relevant authorities)",
    "https://www.england.nhs.uk/long-read/the-provider-selection-regime-statutory-guidance/",
    GUIDANCE,
)
PROCESSES = _regulation("6", "which process to follow")
PROCESS_A = _regulation("7", "Direct Award Process A")
PROCESS_B = _regulation("8", "Direct Award Process B")
PROCESS_C = _regulation("9", "Direct Award Process C")
MOST_SUITABLE = _regulation("10", "the Most Suitable Provider Process")
COMPETITIVE = _regulation("11", "the Competitive Process")
SELECTION_STANDSTILL = _regulation("12", "the standstill period", TEXT)

# not law
TIME_TO_FORM = Source(
    "The portal's starting values for the time that forming a partnership takes; programme staff may change them",
    "",
    PORTAL,
)
