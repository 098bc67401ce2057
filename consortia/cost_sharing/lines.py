"""Lines of the cost table: what each member bears, in pounds and in words."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from commissioners.actions.meanwhile import plain as compared
from consortia.models import Benefit, CostLine

from .shares import Shares, by_amounts, by_percentages, checked, equally, plain, pounds

PART = "part_"  # with the key of an organisation: what it bears, as forms and comparisons name it


def worked_out(line: CostLine, parts: Mapping[int, Decimal], present: Collection[int]) -> Shares:
    """What each organisation (by key) bears of a line. Raises DoesNotAddUp."""
    if line.how == CostLine.How.PERCENTAGES:
        return by_percentages(checked(line.amount), parts)
    if line.how == CostLine.How.AMOUNTS:
        return by_amounts(line.amount, parts)
    return equally(line.amount, present)


def parts_of(line: CostLine) -> dict[int, Decimal]:
    """What is said of each organisation that bears something: percentages or pounds."""
    return {share.organisation_id: share.part for share in line.shares.all()}


def state_of_line(line: CostLine, parts: Mapping[int, Decimal]) -> dict:
    """The line as it compares."""
    said = {f"{PART}{organisation}": compared(part) for organisation, part in parts.items() if part}
    return {"what": line.what, "amount": compared(line.amount), "how": line.how} | said


def line_in_words(line: CostLine, parts: Mapping[int, Decimal], names: Mapping[int, str]) -> str:
    """Amount and shares: "£4,000.00: Harrowmere 60%, Saltwick 40%"."""
    if line.how == CostLine.How.EQUALLY:
        return f"{pounds(line.amount)}, equally among all members"
    percent = line.how == CostLine.How.PERCENTAGES
    said = (
        f"{names.get(one, 'a former member')} {f'{plain(part)}%' if percent else pounds(part)}"
        for one, part in sorted(parts.items())
        if part
    )
    return f"{pounds(line.amount)}: {', '.join(said)}"


def benefit_in_words(benefit: Benefit) -> str:
    """Kind and range: "New markets and income, £2,000.00 to £5,000.00"."""
    if benefit.low is None or benefit.high is None:
        return f"{benefit.get_kind_display()}, not in pounds"
    return f"{benefit.get_kind_display()}, {pounds(benefit.low)} to {pounds(benefit.high)}"
