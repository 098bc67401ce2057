"""The definition of a public service mutual in its three parts: what is asked, and what counts.

Source: *Partnerships for Better Public Services* (2018). All three must hold.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """One part of the definition, as it is asked and as it is judged."""

    key: str  # the field of ThreePartDefinition; its evidence is in <key>_evidence
    title: str
    definition: str  # the definition's own words
    question: str
    hint: str
    evidence: str  # label of what shows the answer
    evidence_hint: str
    counts: tuple[str, ...]  # what shows that it holds
    falls_short: str  # what does not show it yet


PARTS = (
    Part(
        "left_public_sector",
        "Leaving the public sector",
        "It has left the public sector (“spun out”).",
        "Has it left the public sector?",
        "It used to be part of a public body and is now an organisation of its own",
        "What shows that it left",
        "When it left, from which body, and into which legal form",
        (
            "It was part of a public body, such as a council or an NHS trust",
            "It is a legal body of its own now, with the date on which it became one",
        ),
        "A company that its public body still owns or controls has not left.",
    ),
    Part(
        "delivers_public_services",
        "Public services",
        "It continues to deliver public services and aims to have a positive social impact.",
        "Does it still deliver public services, aiming at a positive social impact?",
        "Public services are those that public bodies pay for or are responsible for",
        "What shows that it delivers public services",
        "Which services, for whom, under which contracts",
        (
            "It delivers services now that public bodies pay for or are responsible for",
            "What it is for is a positive social impact, as its rules or its reports say",
        ),
        "Past contracts alone do not show that it continues.",
    ),
    Part(
        "staff_control",
        "Staff influence",
        "It has a significant degree of staff influence or control in the way it is run.",
        "Do its staff have a significant degree of influence or control in the way it is run?",
        "For example through shares, membership, elected staff on the board or a staff council with real powers",
        "What shows the influence of its staff",
        "How staff influence decisions, and where that is written down",
        (
            "Staff own shares, are members, elect people to the board, or have a council with real powers",
            "It is written down which decisions staff make or share in",
        ),
        "Being asked, as in a staff survey, is not influence by itself.",
    ),
)
