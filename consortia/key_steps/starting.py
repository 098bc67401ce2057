"""The key steps with which every consortium starts (after Cook 2015, in the report of 2018), in its five groups.

They become rows when a member first changes them.
"""

from dataclasses import dataclass

from consortia.models import Consortium, KeyStep

RESOURCES, ACTIVITIES, ENGAGEMENT, KNOWLEDGE, PRACTICES = KeyStep.Group


@dataclass(frozen=True)
class StartingStep:
    """A step of the report, in the portal's own words."""

    code: str
    group: KeyStep.Group
    what: str


STARTING = (
    StartingStep("staff", RESOURCES, "Agree which staff each member gives, and for how long"),
    StartingStep("funding", RESOURCES, "Agree who pays for setting up, and where the money comes from"),
    StartingStep("it", RESOURCES, "Check that IT systems can work together"),
    StartingStep("brings", ACTIVITIES, "Write down what each member brings, and what it wants"),
    StartingStep("aligned", ACTIVITIES, "Check that everyone is on board and that values agree"),
    StartingStep("roles", ACTIVITIES, "Agree roles, responsibilities and who answers for what"),
    StartingStep("information", ACTIVITIES, "Agree what information is shared, and what is kept confidential"),
    StartingStep("agreement", ACTIVITIES, "Decide whether a confidentiality agreement is needed, and sign it"),
    StartingStep("people", ENGAGEMENT, "Bring in operational staff as well as those who decide strategy"),
    StartingStep("stakeholders", ENGAGEMENT, "Make sure that stakeholders understand why the partnership is needed"),
    StartingStep("time", KNOWLEDGE, "Set time aside to build trust"),
    StartingStep("respect", KNOWLEDGE, "Get to know and respect how each member works"),
    StartingStep("benefit", KNOWLEDGE, "Check that every member feels the benefit"),
    StartingStep("steering", PRACTICES, "Set up a steering group with all members"),
    StartingStep("policies", PRACTICES, "Agree policies and procedures for the joint work"),
    StartingStep("talking", PRACTICES, "Meet regularly, both those who decide and those who do the work"),
    StartingStep("conflicts", PRACTICES, "Agree how disagreements are settled"),
)
BY_CODE = {step.code: step for step in STARTING}


def as_row(consortium: Consortium, step: StartingStep) -> KeyStep:
    """The step as it starts in a consortium, not stored."""
    return KeyStep(consortium=consortium, code=step.code, group=step.group, what=step.what)


def found(consortium: Consortium, code: str) -> KeyStep | None:
    """A step of the consortium as it stands: stored, or as it starts. None where there is none of that code."""
    row = consortium.keystep_rows.select_related("organisation", "person").filter(code=code).first()
    if row is None and code in BY_CODE:
        return as_row(consortium, BY_CODE[code])
    return row
