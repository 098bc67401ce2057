"""Invented names. Every one is built on a place-like word that no place in England has."""

import random

# Beginnings that English place names do not have, and endings that they do.
BEGINNINGS = """
Aldrun Amberlo Ashquil Averin Bartrin Bellorn Brackmar Branvo Brendow Calvorn Carrush Cindrel Corvin Dalquin Drummel
Dunvor Elmarrow Embrin Fallorn Fennick Fenvar Foskin Garrosh Glimmer Grendow Hallorn Harquil Hollomar Ivorne
Jessamar Keldrin Larkvin Lindrow Lorvane Merrosh Norquil Oakvane Orrin Osmar Pellorn Quillan Quorrow Ravenor
Sallomin Selvorn Silvermin Tamberlo Tarvel Thistrin Thornvar Umberlo Velmar Wendrow Westquil Wildrow Wintrosh
Yarrosh Yeldrin Zennick Brumlow
"""
ENDINGS = """
beck bourne bridge brook combe cote cross dale dene fell field ford gate ham haven holme holt hurst ley march mere
minster moor mouth quay ridge shaw stead thorpe thwaite ton vale wick wold worth
"""

# How organisations call themselves, by service group; {p} is an invented place.
MUTUALS = {
    "health": (
        "{p} Community Health",
        "{p} Health Together",
        "{p} Care Partnership",
        "Healthier {p}",
        "{p} Health and Wellbeing Mutual",
        "{p} Therapies",
        "{p} Nursing and Care",
        "Well in {p}",
        "{p} Integrated Health",
        "{p} Health Collective",
        "{p} Clinics",
        "Steps to Health {p}",
    ),
    "social-care": (
        "{p} Care Mutual",
        "{p} Independent Living",
        "At Home in {p}",
        "{p} Support and Care",
        "{p} Social Work Practice",
        "Living Well {p}",
        "{p} Lives",
        "{p} Adult Care",
        "{p} Enable",
        "{p} Care and Support Co-operative",
        "Choice {p}",
    ),
    "children-and-young-people": (
        "{p} Youth Works",
        "{p} Children and Families",
        "Young {p}",
        "{p} Early Help Mutual",
        "{p} Family Hubs",
        "{p} Youth Co-operative",
        "Growing Up {p}",
        "{p} Young Futures",
        "{p} Family First Collective",
        "{p} Playspace",
    ),
    "education": (
        "{p} Learning",
        "{p} Education Partnership",
        "{p} School Support Mutual",
        "Learn {p}",
        "{p} Skills Co-operative",
        "{p} Adult Learning",
        "{p} Teaching Services",
        "{p} Education Collective",
    ),
    "culture-and-leisure": (
        "{p} Libraries",
        "{p} Culture Mutual",
        "{p} Leisure Together",
        "Active {p}",
        "{p} Museums and Arts",
        "{p} Libraries and Learning",
        "{p} Leisure and Parks",
        "{p} Arts Collective",
    ),
    "other": (
        "{p} Advice",
        "{p} Building Control Mutual",
        "{p} Probation and Rehabilitation",
        "{p} Work and Skills",
        "{p} Public Services Mutual",
        "{p} Community Services",
        "{p} Housing Support",
        "{p} Consulting Collective",
        "Next Step {p}",
    ),
}
PARTNERS = {
    "charity": (
        "{p} Trust",
        "The {p} Foundation",
        "{p} Aid",
        "{p} Community Action",
        "Friends of {p}",
        "{p} Family Charity",
        "{p} Wellbeing Charity",
        "{p} Neighbours",
    ),
    "social_enterprise": (
        "{p} Ventures CIC",
        "{p} Makers",
        "{p} Social Enterprise",
        "{p} Kitchens",
        "{p} Community Business",
    ),
    "private_company": ("{p} Care Limited", "{p} Services Limited", "{p} Solutions Limited", "{p} Group Limited"),
    "nhs_body": ("{p} Community NHS Trust", "{p} Hospitals NHS Trust", "{p} Mental Health NHS Trust"),
    "local_authority_body": ("{p} Council Traded Services", "{p} Council Care Company", "{p} Council Schools Service"),
    "housing_association": ("{p} Homes", "{p} Housing Society", "{p} Living Homes"),
    "education_provider": ("{p} College", "{p} Academies", "{p} Training Centre"),
    "social_investor": ("{p} Social Investment", "{p} Community Capital", "{p} Impact Fund"),
}
BODIES = {
    "council": ("{p} Council", "{p} and {q} Council", "{p} Borough Council", "{p} County Council"),
    "integrated_care_board": ("{p} and {q} Integrated Care Board",),
    "nhs_trust": ("{p} and {q} Community Trust",),
    "police_and_crime_commissioner": ("Police and Crime Commissioner for {p}",),
    "central_department": ("Department for {p} Programmes",),
    "combined_authority": ("{p} and {q} Combined Authority",),
    "education": ("{p} and {q} Schools Partnership",),
}


def places(chooser: random.Random) -> list[str]:
    """Every invented place-like word, in the order of this world."""
    words = [beginning + ending for beginning in BEGINNINGS.split() for ending in ENDINGS.split()]
    chooser.shuffle(words)
    return words


class Namer:
    """Hands out names, never the same twice."""

    def __init__(self, chooser: random.Random) -> None:
        self._chooser = chooser
        self._places = places(chooser)
        self._given: dict[tuple[str, ...], tuple[int, int]] = {}

    def name(self, patterns: tuple[str, ...]) -> str:
        """The next name of one of `patterns`. The patterns of two kinds must differ."""
        if patterns not in self._given:
            self._given[patterns] = self._chooser.randrange(len(self._places)), 0
        start, given = self._given[patterns]
        self._given[patterns] = start, given + 1
        turn, position = given // len(self._places), (start + given) % len(self._places)
        pattern = patterns[(position + turn) % len(patterns)]
        if turn >= len(patterns) and "{q}" not in pattern:  # every simple name is taken
            pattern = pattern.replace("{p}", "{p} and {q}")
        second = self._places[(position + 7 + turn) % len(self._places)]
        return pattern.format(p=self._places[position], q=second)
