"""What the tables of law cases share: a contract that may be reserved, lists of services, and how a case reads."""

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal

from commissioners.choices import BodyKind, BuyerClass, Route
from commissioners.law.answers import Answer, Verdict
from commissioners.law.facts import Facts, ListedServices

YES, NO, NOT_KNOWN, RISK = Verdict.YES, Verdict.NO, Verdict.NOT_KNOWN, Verdict.RISK
CENTRAL, SUB_CENTRAL, NO_CLASS = BuyerClass.CENTRAL, BuyerClass.SUB_CENTRAL, BuyerClass.NOT_KNOWN
CARE, HEALTH, PAPER = "85312000-9", "85121200-5", "30197630-1"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def listed(*codes: str, since: str = "2024-01-01") -> ListedServices:
    return ListedServices(
        frozenset(codes), "https://www.legislation.gov.uk/uksi/2024/692/schedule/1", day(since), day("2026-11-22")
    )


RESERVABLE = listed(CARE)
HEALTH_CARE = listed(HEALTH)

# A council buys five years of care for a million pounds by a competitive flexible procedure.
RESERVED = Facts(
    route=Route.COMPETITIVE_FLEXIBLE,
    began_on=day("2026-06-01"),
    buyer_kind=BodyKind.COUNCIL,
    buyer_class=SUB_CENTRAL,
    is_in_england=True,
    is_school=False,
    services=frozenset({CARE}),
    is_light_touch=True,
    value_with_vat=Decimal(1_000_000),
    starts_on=day("2027-04-01"),
    ends_on=day("2030-03-31"),
    may_extend_to=day("2032-03-31"),
    is_health_care=False,
    is_mixed=False,
)
# An integrated care board buys specialist medical services.
MEDICAL = replace(
    RESERVED,
    buyer_kind=BodyKind.INTEGRATED_CARE_BOARD,
    route=Route.NOT_STATED,
    services=frozenset({HEALTH}),
    is_health_care=True,
)
# A council buys a small piece of work.
SMALL = replace(RESERVED, route=Route.NOT_STATED, value_with_vat=Decimal(40_000), is_light_touch=False)


@dataclass(frozen=True)
class Case:
    """`rule` is a part of the name of the rule that must be among those that the answer rests on."""

    rule: str
    what: str
    answer: Answer
    verdict: Verdict

    def __str__(self):
        return f"{self.rule}: {self.what}"


def holds(case: Case) -> None:
    """The verdict is the expected one, by the rule that the case names, with reasons and a place to read it."""
    assert case.answer.verdict == case.verdict, case.answer
    assert any(case.rule in name for name in rules_of(case.answer)), rules_of(case.answer)
    assert all(line.endswith((".", "?")) for line in case.answer.because)
    assert case.answer.link.startswith("https://")
    assert case.answer.checked_on == day("2026-11-22")


def rules_of(answer: Answer) -> list[str]:
    """The rule of the answer and of every answer that it was made from."""
    return [answer.rule, *(name for part in answer.parts for name in rules_of(part))]
