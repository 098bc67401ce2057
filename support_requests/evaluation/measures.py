"""What the questionnaires of the evaluation ask, after the report: its scales and its challenges. Pure.

The report asked for confidence and success from 1 to 5, named the challenges of partnering, and wants income from
other buyers than public commissioners, and contracts won together, to grow.
"""

from dataclasses import dataclass
from enum import Enum

SCALE = range(1, 6)
CHALLENGES = (  # the report's primary challenges, barriers, and reasons never to have partnered
    ("legal_arrangements", "Legal arrangements are complex"),
    ("values", "Aims, values or culture do not fit"),
    ("ways_of_working", "Partners work in different ways"),
    ("capacity", "Too little capacity or time"),
    ("legal_expertise", "Too little legal expertise"),
    ("risk", "Risks are too high"),
    ("cost", "Costs are too high"),
    ("no_partners", "No partners known, or none interested"),
)


class Unit(Enum):
    """How a measure is counted, and so how a change of it is told."""

    POUNDS = "pounds"  # a change is told in per cent of what it was
    PERCENT = "per cent"  # of income; a change in percentage points
    NUMBER = "number"
    SCALE = "scale"  # 1 to 5


@dataclass(frozen=True)
class Measure:
    """One figure that is asked each time; `title` heads a line of a table."""

    key: str  # of the field
    title: str
    unit: Unit
    about: str  # completes the title where there is room
    one: str = ""  # what an answer of 1 says
    five: str = ""


MEASURES = (
    Measure("turnover", "Turnover", Unit.POUNDS, "in the last financial year"),
    Measure("other_buyers", "Income from other buyers", Unit.PERCENT, "than public commissioners, as a share of all"),
    Measure("contracts_alone", "Contracts won alone", Unit.NUMBER, "in the last 12 months"),
    Measure("contracts_together", "Contracts won with partners", Unit.NUMBER, "in the last 12 months"),
    Measure("partnerships", "Partnerships", Unit.NUMBER, "that the organisation takes part in"),
    Measure(
        *("confidence", "Confidence to win alone", Unit.SCALE, "over the next five years, from 1 to 5"),
        *("Not at all confident", "Very confident"),
    ),
    Measure(
        *("success", "Success of partnering", Unit.SCALE, "so far, from 1 to 5"),
        *("Not at all successful", "Very successful"),
    ),
)
VALUE = Measure(
    *("value", "Value of the support", Unit.SCALE, "from 1 to 5", "Of no value", "Of great value"),
)
BY_KEY = {measure.key: measure for measure in (*MEASURES, VALUE)}
