"""The service areas: six groups of the report and what commissioners buy within each.

The groups are those of *Partnerships for Better Public Services* (2018). The sub-areas are
ours: each is something for which councils, NHS bodies or departments let contracts of its
own. Codes are permanent, because claims, lots and published data refer to them; names may be
improved. Order here is the order in lists.
"""

GROUPS = {
    "health": "Health",
    "social-care": "Social care",
    "children-and-young-people": "Children and young people's services",
    "education": "Education",
    "culture-and-leisure": "Culture and leisure",
    "other": "Other public services",
}

SUB_AREAS = {
    "health": {
        "community-nursing": "Community nursing and long-term conditions",
        "community-therapies": "Physiotherapy, occupational and speech therapy",
        "primary-care": "General practice, pharmacy and eye care",
        "urgent-care": "Urgent care and patient transport",
        "specialist-clinics": "Hospital, specialist and outpatient clinics",
        "diagnostics": "Diagnostics, imaging and laboratories",
        "mental-health": "Community mental health and talking therapies",
        "sexual-health": "Sexual and reproductive health",
        "substance-misuse": "Drug and alcohol services",
        "public-health": "Prevention and healthy living",
        "health-visiting": "Health visiting and school nursing",
        "dental-care": "Dental care",
        "end-of-life-care": "Palliative and end of life care",
        "occupational-health": "Occupational health",
    },
    "social-care": {
        "home-care": "Adult social care at home",
        "reablement": "Reablement and intermediate care",
        "supported-living": "Supported living and extra care housing",
        "residential-care": "Residential and nursing care",
        "day-services": "Day services and day opportunities",
        "learning-disability": "Learning disability and autism support",
        "physical-disability": "Physical and sensory disability support",
        "shared-lives": "Shared Lives and respite",
        "carers-support": "Support for unpaid carers",
        "advocacy": "Advocacy and care advice",
        "personal-budgets": "Direct payments and personal assistants",
    },
    "children-and-young-people": {
        "youth-work": "Youth work and positive activities",
        "childrens-centres": "Children's centres and family hubs",
        "early-years": "Childcare and early years",
        "family-support": "Family support and early help",
        "fostering-and-adoption": "Fostering and adoption",
        "childrens-homes": "Children's homes",
        "care-leavers": "Care leavers and supported accommodation from 16",
        "youth-justice": "Youth justice and diversion",
        "short-breaks": "Short breaks for disabled children",
    },
    "education": {
        "schools": "Schools and colleges",
        "send-support": "Special educational needs and disability support",
        "alternative-provision": "Alternative provision and tuition",
        "school-improvement": "School improvement and support services",
        "adult-learning": "Adult and community learning",
        "vocational-training": "Vocational training and apprenticeships",
        "careers-guidance": "Careers guidance",
    },
    "culture-and-leisure": {
        "libraries": "Libraries",
        "leisure-centres": "Leisure centres and sports facilities",
        "sport-and-activity": "Sport and physical activity programmes",
        "museums": "Museums and galleries",
        "heritage-and-archives": "Heritage and archives",
        "arts-and-events": "Arts, theatres and events",
        "parks": "Parks, gardens and nature reserves",
    },
    "other": {
        "probation": "Probation and rehabilitation of offenders",
        "employment-support": "Employment support",
        "housing-support": "Housing and homelessness support",
        "welfare-advice": "Welfare, debt and legal advice",
        "community-safety": "Community safety and victim support",
        "fire-and-rescue": "Fire and rescue",
        "community-development": "Community development and volunteering",
        "building-control": "Building control and planning",
        "consultancy": "Consultancy for public bodies",
    },
}

GROUP_OF = {code: group for group, areas in SUB_AREAS.items() for code in areas}


def service_rows():
    """(code, name, code of the group or None, position) of every service area, in order."""
    rows: list[tuple[str, str, str | None, int]] = []
    for group, name in GROUPS.items():
        rows.append((group, name, None, len(rows) + 1))
        for code, sub_area in SUB_AREAS[group].items():
            rows.append((code, sub_area, group, len(rows) + 1))
    return rows
