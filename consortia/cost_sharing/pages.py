"""The table of costs as its page shows it: what each member bears, what is expected, whether it is worth it."""

from dataclasses import dataclass
from decimal import Decimal

from consortia.models import Benefit, CostChange, CostLine, Risk
from consortia.workspace.seats import Workspace

from .lines import parts_of, worked_out
from .shares import Shares, pounds
from .weighing import Range, Weighing, weigh

CHANGES_SHOWN = 10
ZERO = Decimal(0)
NOT_IN_POUNDS = "Not said in pounds"


@dataclass(frozen=True)
class Row:
    """One cost, with what each present member bears, in their order."""

    line: CostLine
    amount: str
    how: str
    shares: list[str]
    left: str  # what organisations that have left would bear; empty where there are none


@dataclass(frozen=True)
class CostTable:
    """All costs, with sums that add up."""

    names: list[str]
    rows: list[Row]
    totals: list[str]
    total: str
    left: str  # what is borne by nobody present


@dataclass(frozen=True)
class Scales:
    """The weighing in words, with what no amount says."""

    weighing: Weighing
    costs: str
    risks: str
    benefits: str
    left: str
    risks_without_amount: list[Risk]
    benefits_without_amount: list[Benefit]


def costs_page(workspace: Workspace) -> dict:
    """The context of the page: six queries."""
    consortium = workspace.consortium
    lines = list(
        CostLine.objects.filter(consortium=consortium).select_related("changed_for").prefetch_related("shares")
    )
    benefits = list(Benefit.objects.filter(consortium=consortium))
    risks = list(Risk.objects.open().filter(consortium=consortium))
    changes = CostChange.objects.filter(consortium=consortium).select_related("changed_by", "changed_for")
    return {
        "workspace": workspace,
        "table": _table(lines, workspace),
        "benefits": [(one, _amount(one.low, one.high)) for one in benefits],
        "scales": _scales(lines, risks, benefits),
        "changes": changes.defer("changed_for__public_search")[:CHANGES_SHOWN],
    }


def _table(lines: list[CostLine], workspace: Workspace) -> CostTable:
    names = {member.organisation_id: member.organisation.name for member in workspace.members}
    borne = [worked_out(line, parts_of(line), list(names)) for line in lines]
    rows = [_row(line, shares, names) for line, shares in zip(lines, borne, strict=True)]
    left = sum((_left(shares, names) for shares in borne), ZERO)
    return CostTable(
        names=list(names.values()),
        rows=rows,
        totals=[pounds(sum((shares.get(one, ZERO) for shares in borne), ZERO)) for one in names],
        total=pounds(sum((line.amount for line in lines), ZERO)),
        left=pounds(left) if left else "",
    )


def _row(line: CostLine, shares: Shares, names: dict[int, str]) -> Row:
    left = _left(shares, names)
    return Row(
        line=line,
        amount=pounds(line.amount),
        how=line.get_how_display(),
        shares=[pounds(shares.get(one, ZERO)) for one in names],
        left=pounds(left) if left else "",
    )


def _left(shares: Shares, names: dict[int, str]) -> Decimal:
    return sum((share for one, share in shares.items() if one not in names), ZERO)


def _scales(lines: list[CostLine], risks: list[Risk], benefits: list[Benefit]) -> Scales:
    counted = [(risk.likelihood, Range(*ends)) for risk in risks if (ends := _ends(risk.cost_low, risk.cost_high))]
    gained = [Range(*ends) for one in benefits if (ends := _ends(one.low, one.high))]
    weighing = weigh(sum((line.amount for line in lines), ZERO), counted, gained)
    return Scales(
        weighing=weighing,
        costs=pounds(weighing.costs),
        risks=_range(weighing.risks) if counted else NOT_IN_POUNDS,
        benefits=_range(weighing.benefits) if gained else NOT_IN_POUNDS,
        left=_range(weighing.left) if gained else NOT_IN_POUNDS,
        risks_without_amount=[risk for risk in risks if risk.cost_low is None],
        benefits_without_amount=[one for one in benefits if one.low is None],
    )


def _range(value: Range) -> str:
    low, high = whole_pounds(value.low), whole_pounds(value.high)
    return low if low == high else f"{low} to {high}"


def whole_pounds(amount: Decimal) -> str:
    """Pounds without pence where there are none: £1,200."""
    return pounds(amount).removesuffix(".00")


def _amount(low: Decimal | None, high: Decimal | None) -> str:
    ends = _ends(low, high)
    return _range(Range(*ends)) if ends else ""


def _ends(low: Decimal | None, high: Decimal | None) -> tuple[Decimal, Decimal] | None:
    return None if low is None or high is None else (low, high)
