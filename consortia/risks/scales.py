"""How likely a risk is, and how bad it would be, from 1 to 5, in words. Pure.

The percentages are what the portal takes the words to mean; the report gives none.
"""

from dataclasses import dataclass

ONE_TO_FIVE = range(1, 6)


@dataclass(frozen=True)
class Likelihood:
    """A step of the scale: from `least` to `most` times in a hundred."""

    name: str
    least: int
    most: int

    @property
    def words(self) -> str:
        return f"{self.name}: {self.least} to {self.most} times in 100"


LIKELIHOODS = {
    1: Likelihood("Very unlikely", 0, 5),
    2: Likelihood("Unlikely", 5, 20),
    3: Likelihood("Possible", 20, 50),
    4: Likelihood("Likely", 50, 80),
    5: Likelihood("Very likely", 80, 100),
}
IMPACTS = {
    1: "Slight: a day’s work puts it right",
    2: "Minor: put right within what was planned",
    3: "Moderate: plans, money or people have to change",
    4: "Serious: a member or a service is harmed",
    5: "Severe: the partnership or a member may not survive it",
}
LOW, MEDIUM, HIGH = "Low", "Medium", "High"


def level(likelihood: int, impact: int) -> str:
    """How much attention a risk wants: low, medium or high. What may not be survived is never low."""
    product = likelihood * impact
    if product >= 12 or (impact == 5 and likelihood >= 2):
        return HIGH
    return MEDIUM if product >= 5 else LOW


def impact_name(impact: int) -> str:
    """The first word of an impact: "Serious"."""
    return IMPACTS[impact].partition(":")[0]
