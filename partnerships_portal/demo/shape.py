"""The shape of the invented sector, after the report *Partnerships for Better Public Services* (2018).

Shares are of the whole and sum to 1. What the report does not say (the shape of missing answers,
of places, of how busy organisations are) is our guess at what a real directory looks like.
"""

MUTUAL_SHARE = 2 / 3  # of all organisations: 120 of 180

# Just over half of the Mutuals work in health and social care.
MUTUAL_GROUPS = {
    "health": 0.30,
    "social-care": 0.24,
    "children-and-young-people": 0.14,
    "culture-and-leisure": 0.13,
    "other": 0.11,
    "education": 0.08,
}
PARTNER_GROUPS = {
    "social-care": 0.24,
    "other": 0.22,
    "health": 0.18,
    "children-and-young-people": 0.16,
    "education": 0.12,
    "culture-and-leisure": 0.08,
}
PARTNER_KINDS = {
    "charity": 0.36,
    "social_enterprise": 0.15,
    "private_company": 0.15,
    "nhs_body": 0.10,
    "housing_association": 0.08,
    "education_provider": 0.06,
    "local_authority_body": 0.06,
    "social_investor": 0.04,
}
LEGAL_FORMS = {
    "mutual": {
        "cic_guarantee": 0.34,
        "cic_shares": 0.22,
        "community_benefit": 0.18,
        "company_guarantee": 0.12,
        "company_shares": 0.06,
        "cooperative": 0.05,
        "llp": 0.03,
    },
    "charity": {"cio": 0.45, "company_guarantee": 0.55},
    "social_enterprise": {"cic_guarantee": 0.6, "cic_shares": 0.2, "community_benefit": 0.2},
    "private_company": {"company_shares": 1.0},
    "nhs_body": {"public_body": 1.0},
    "local_authority_body": {"public_body": 0.4, "company_shares": 0.6},
    "housing_association": {"community_benefit": 0.8, "company_guarantee": 0.2},
    "education_provider": {"company_guarantee": 0.7, "public_body": 0.3},
    "social_investor": {"company_guarantee": 0.5, "community_benefit": 0.5},
}

# Size: turnover is log-normal between these, pounds a year; the smallest Mutual is one person.
SMALLEST_TURNOVER, LARGEST_TURNOVER = 200_000, 105_000_000
SMALLEST_STAFF, LARGEST_STAFF = 1, 1_560
STAFF_COST = 40_000  # pounds of turnover for each member of staff, in the middle

# Experience of partnering: 34 of 54 Mutuals; by turnover quartile; culture and leisure lowest.
EXPERIENCED = 34 / 54
EXPERIENCED_IN_BOTTOM_QUARTILE = 0.38
EXPERIENCED_IN_CULTURE_AND_LEISURE = 0.38
EXPERIENCED_PARTNERS = 0.7
# Who Mutuals bid with, as shares of those with experience (they add up to more than 1).
BID_PARTNERS = {
    "charity": 0.53,
    "mutual": 0.41,
    "private_company": 0.30,
    "nhs_body": 0.28,
    "social_enterprise": 0.15,
    "housing_association": 0.08,
}

# Where the Mutuals stand with the three-part definition.
DEFINITIONS = {"verified": 0.90, "submitted": 0.05, "returned": 0.025, "draft": 0.025}

# How often a field is left empty.
UNKNOWN = {
    "legal_form": 0.03,
    "summary": 0.03,
    "website": 0.20,
    "founded_on": 0.07,
    "turnover": 0.14,
    "turnover_band": 0.06,  # of all: those that give neither
    "staff": 0.10,
    "capacity": 0.25,
    "volume_of_work": 0.28,
    "values": 0.12,
    "pace_of_decisions": 0.20,
    "governance": 0.22,
    "safeguarding": 0.15,
    "risk_appetite": 0.35,
    "offers": 0.20,
    "looks_for": 0.25,
    "places": 0.02,
}
CHANGED_VISIBILITY = 0.15  # of organisations: those that moved a section from its default
NATIONAL = 0.04
CLAIMS_WITH_CONTRACT = 0.5
CLAIMS_VERIFIED = 0.12  # by staff, in addition

# Opportunities
STATES = {"open": 0.32, "early_engagement": 0.22, "awarded": 0.23, "closed": 0.09, "draft": 0.08, "cancelled": 0.06}
OPENNESS = {"": 0.34, "accepted": 0.28, "welcomed": 0.22, "required": 0.08, "not_accepted": 0.08}
JOINTLY_BOUGHT = 0.15
ASKS_TURNOVER = 0.35
SEVERAL_LOTS = 0.3
RESERVED_FOR_MUTUALS = 0.3  # of those for which the law allows it
BODY_KINDS = {
    "council": 0.52,
    "integrated_care_board": 0.17,
    "nhs_trust": 0.10,
    "police_and_crime_commissioner": 0.07,
    "combined_authority": 0.05,
    "central_department": 0.05,
    "education": 0.04,
}
# What each kind of body buys, by service group.
BUYS = {
    "council": {
        "social-care": 0.36,
        "children-and-young-people": 0.26,
        "culture-and-leisure": 0.14,
        "education": 0.08,
        "other": 0.12,
        "health": 0.04,
    },
    "integrated_care_board": {"health": 0.92, "social-care": 0.08},
    "nhs_trust": {"health": 1.0},
    "police_and_crime_commissioner": {"other": 1.0},
    "combined_authority": {"education": 0.5, "other": 0.5},
    "central_department": {"other": 0.7, "education": 0.3},
    "education": {"education": 1.0},
}
# Of those groups, the sub-areas that these kinds of body keep to, and those that they leave to others.
BUYS_ONLY = {
    "police_and_crime_commissioner": {"probation", "community-safety", "welfare-advice"},
    "combined_authority": {"employment-support", "adult-learning", "vocational-training", "careers-guidance"},
    "central_department": {"employment-support", "probation", "vocational-training", "careers-guidance"},
}
LEAVES_TO_OTHERS = {
    "council": {
        "community-nursing",
        "community-therapies",
        "primary-care",
        "urgent-care",
        "specialist-clinics",
        "diagnostics",
        "mental-health",
        "dental-care",
        "end-of-life-care",
        "probation",
        "fire-and-rescue",
    },
    "nhs_trust": {"public-health", "substance-misuse", "primary-care"},
    "integrated_care_board": {"public-health", "substance-misuse", "sexual-health", "occupational-health"},
}
