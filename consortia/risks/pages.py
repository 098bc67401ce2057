"""The risk register as its pages show it: the matrix, the list, one risk."""

from dataclasses import dataclass

from consortia.cost_sharing.pages import whole_pounds
from consortia.key_steps.pages import present
from consortia.models import Risk
from consortia.workspace.holding import may_change
from consortia.workspace.seats import Workspace

from .owning import holder_of
from .scales import HIGH, IMPACTS, LIKELIHOODS, LOW, MEDIUM, ONE_TO_FIVE, impact_name, level

COLOURS = {LOW: "green", MEDIUM: "yellow", HIGH: "red"}
CLOSED_SHOWN = 50


@dataclass(frozen=True)
class RiskView:
    """One risk, with its number in the register and what the person may do."""

    risk: Risk
    number: int
    level: str
    colour: str
    likelihood: str
    impact: str
    cost: str
    owner: str
    may_change: bool
    may_answer: bool
    is_due: bool


@dataclass(frozen=True)
class Cell:
    """One place of the matrix."""

    level: str
    risks: list[RiskView]


@dataclass(frozen=True)
class MatrixRow:
    """All impacts of one likelihood."""

    name: str
    cells: list[Cell]


def register(workspace: Workspace, *, today) -> dict:
    """The context of the register: two queries."""
    risks = Risk.objects.filter(consortium=workspace.consortium).select_related("owner").defer("owner__public_search")
    views = [view(risk, number, workspace, today=today) for number, risk in enumerate(risks, start=1)]
    opened = [one for one in views if one.risk.closed_at is None]
    opened.sort(key=lambda one: (-one.risk.likelihood * one.risk.impact, one.number))
    return {
        "workspace": workspace,
        "risks": opened,
        "closed": [one for one in views if one.risk.closed_at is not None][-CLOSED_SHOWN:],
        "matrix": matrix(opened),
        "impacts": [impact_name(impact) for impact in ONE_TO_FIVE],
    }


def matrix(views: list[RiskView]) -> list[MatrixRow]:
    """Likelihoods from the highest down, impacts from the lowest up."""
    return [
        MatrixRow(
            LIKELIHOODS[likelihood].name,
            [
                Cell(
                    level(likelihood, impact),
                    [one for one in views if (one.risk.likelihood, one.risk.impact) == (likelihood, impact)],
                )
                for impact in ONE_TO_FIVE
            ],
        )
        for likelihood in reversed(ONE_TO_FIVE)
    ]


def view(risk: Risk, number: int, workspace: Workspace, *, today) -> RiskView:
    """A risk as the person meets it; its owner is loaded."""
    attention = level(risk.likelihood, risk.impact)
    return RiskView(
        risk=risk,
        number=number,
        level=attention,
        colour=COLOURS[attention],
        likelihood=LIKELIHOODS[risk.likelihood].words,
        impact=IMPACTS[risk.impact],
        cost=cost_in_words(risk),
        owner=_owner(risk, present(workspace)),
        may_change=bool(seats_for(risk, workspace)),
        may_answer=bool(seats_asked(risk, workspace)),
        is_due=risk.closed_at is None and risk.review_on is not None and risk.review_on <= today,
    )


def number_of(risk: Risk) -> int:
    """Its number in the register of its consortium, which never changes."""
    return Risk.objects.filter(consortium=risk.consortium_id, pk__lte=risk.pk).count()


def cost_in_words(risk: Risk) -> str:
    """What it would cost if it happened."""
    if risk.cost_low is None or risk.cost_high is None:
        return ""
    low, high = whole_pounds(risk.cost_low), whole_pounds(risk.cost_high)
    return low if low == high else f"{low} to {high}"


def seats_for(risk: Risk, workspace: Workspace) -> list:
    """The members for which the person may change the risk."""
    here = present(workspace)
    return [seat for seat in workspace.acting if may_change(holder_of(risk), seat.organisation_id, present=here)]


def seats_asked(risk: Risk, workspace: Workspace) -> list:
    """The members for which the person may say whether they own the risk."""
    if risk.accepted_at or risk.closed_at:
        return []
    return [seat for seat in workspace.acting if seat.organisation_id == risk.owner_id]


def _owner(risk: Risk, here: set[int]) -> str:
    if risk.owner is None:
        return "Nobody yet"
    if risk.owner_id not in here:
        return f"Nobody: {risk.owner} has left"
    return str(risk.owner) if risk.accepted_at else f"{risk.owner} was asked, and has not accepted yet"
