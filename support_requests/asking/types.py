"""The types of support, each with a line of help, and which of them suit the place that somebody comes from."""

from dataclasses import dataclass

from support_requests.choices import SupportType

T = SupportType
HINTS = {
    T.COMMERCIAL: "Prices, contracts, negotiating with commissioners and partners",
    T.LEGAL: "Agreements between partners, legal forms, procurement law, intellectual property",
    T.RISK_AND_BENEFIT: "What could go wrong, who would bear it, and whether it is worth it",
    T.FINANCIAL_MODELLING: "Costs, income and cash over the years of a contract, and who pays for what",
    T.MODEL_DESIGN: "Which form of partnership suits you: subcontracting, a joint venture, an LLP and others",
    T.INVESTMENT_CASE: "Whether you need money from outside, how much, and how to ask for it",
    T.FACILITATION: "Somebody neutral who helps partners to agree on aims, values and ways of working",
    T.GOVERNANCE: "Boards, decisions, accountability, and how staff keep their say",
    T.BID_WRITING: "Planning, writing and reviewing a bid, alone or together",
    T.PROJECT_CAPACITY: "Somebody who does the work of setting up while you deliver services",
    T.MARKETING: "Being found and understood by commissioners, partners and people who pay themselves",
}


@dataclass(frozen=True)
class Moment:
    """A place in the portal where support is offered."""

    words: str  # completes "You came here from ..."
    types: tuple[str, ...]  # that suit it: ticked at first, for the person to change


MOMENTS = {
    "model": Moment("choosing a partnership model", (T.MODEL_DESIGN, T.LEGAL, T.GOVERNANCE)),
    "risks": Moment("the risks of your consortium", (T.RISK_AND_BENEFIT, T.LEGAL)),
    "costs": Moment("the costs and benefits of your consortium", (T.FINANCIAL_MODELLING, T.RISK_AND_BENEFIT)),
    "health": Moment("the health check of your consortium", (T.FACILITATION, T.GOVERNANCE)),
    "steps": Moment("the key steps of your consortium", (T.FACILITATION, T.PROJECT_CAPACITY)),
    "declined": Moment("a proposal that was declined", (T.FACILITATION, T.COMMERCIAL, T.MARKETING)),
    "bid": Moment("a bid", (T.BID_WRITING, T.COMMERCIAL, T.FINANCIAL_MODELLING)),
    "lost": Moment("a bid that was not won", (T.COMMERCIAL, T.BID_WRITING, T.MARKETING)),
}


def in_order(types) -> list[str]:
    """Those of the types that there are, in the order of the list, each once."""
    return [value for value in SupportType.values if value in types]
