"""Honest words about few answers. Pure."""

from .change import Spread
from .fives import FEWEST
from .measures import Measure, Unit

FEW, SOME = 10, 30
NOT_SHOWN = "Not shown"
TOO_FEW = "too few to say"
CHANGES_IN = {Unit.POUNDS: "%", Unit.PERCENT: " points"}


def response(answered: int, asked: int) -> str:
    """How many answered, and what that allows to say: for staff, who see which requests were answered anyway."""
    if not asked:
        return "Nobody was asked yet."
    said = f"{answered} of {asked} answered"
    if answered < FEWEST:
        return f"{said}; {TOO_FEW}."
    return f"{said} ({round(100 * answered / asked)}%). {caution(answered)}"


def response_in_fives(answered: int, asked: int) -> str:
    """The same for everyone, with numbers rounded down to fives."""
    if asked < FEWEST:
        return f"Fewer than {FEWEST} organisations were asked; {TOO_FEW}."
    if answered < FEWEST:
        return f"Fewer than {FEWEST} of at least {asked} organisations answered; {TOO_FEW}."
    return f"At least {answered} of at least {asked} organisations answered. {caution(answered)}"


def caution(counted: int) -> str:
    """How far so many answers carry."""
    if counted < FEW:
        return "So few can differ by chance alone: read it as what these organisations said, not as an effect."
    if counted < SOME:
        return "With so few, one organisation more or less can move a figure: a sign, not proof."
    return "Those who answered may differ from those who did not."


def figure(measure: Measure, number: float) -> str:
    """A figure of the measure."""
    if measure.unit is Unit.POUNDS:
        return f"£{number:,.0f}"
    return f"{number:g}%" if measure.unit is Unit.PERCENT else f"{number:g}"


def change(measure: Measure, number: float) -> str:
    """By how much: "+0.5", "−3%", "No change"."""
    return f"{_signed(number)}{CHANGES_IN.get(measure.unit, '')}" if number else "No change"


def middle_half(measure: Measure, spread: Spread) -> str:
    """From the lower to the upper quartile of a change: "−1 to +4 points"."""
    if spread.low is None or spread.high is None:
        return f"Needs {FEW}"
    return f"{_signed(spread.low)} to {_signed(spread.high)}{CHANGES_IN.get(measure.unit, '')}"


def _signed(number: float) -> str:
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return f"{sign}{abs(number):,g}"
