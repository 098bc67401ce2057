"""What a consortium needs on paper for the model that it chose: a checklist to go through with a lawyer. Pure."""

from dataclasses import dataclass

from commissioners.choices import PartnershipModel


@dataclass(frozen=True)
class Paper:
    """One document: its code is stored and never changes."""

    code: str
    title: str
    why: str


CONFIDENTIALITY = Paper(
    "confidentiality", "Confidentiality agreement", "Before you show each other what is not public."
)
DATA = Paper("data_sharing", "Agreement on personal data", "Who may use which data about the people you serve.")
INSURANCE = Paper("insurance", "Proof of insurance of each member", "The commissioner will ask, and so should you.")
KNOW_HOW = Paper(
    "know_how",
    "Who owns what each brings and what you make together",
    "During and after: you may be rivals in the next bid.",
)
APPROVALS = Paper(
    "approvals",
    "Decision of each member’s board or trustees",
    "That it may take part, and who signs. Charities: that it serves their purposes.",
)
BUSINESS_PLAN = Paper("business_plan", "Business plan and first budget", "What it costs to run, and who pays for it.")
SERVICES = Paper(
    "services", "Contracts between the new organisation and its members", "Who does which work, with which staff."
)
REGISTRATIONS = Paper(
    "registrations", "Tax, bank, insurance and regulator registrations", "VAT, corporation tax, CQC or Ofsted."
)
ENDING = Paper("ending", "Plan for the end", "Staff, data, money and what each takes home.")
FIRST = (CONFIDENTIALITY,)
WITH_A_CONTRACT = (APPROVALS, KNOW_HOW, DATA, INSURANCE, ENDING)
NEW_ORGANISATION = (APPROVALS, BUSINESS_PLAN, SERVICES, REGISTRATIONS, KNOW_HOW, DATA, INSURANCE, ENDING)

PAPERS: dict[str, tuple[Paper, ...]] = {
    PartnershipModel.INFORMAL: (
        *FIRST,
        Paper("memorandum", "Memorandum of understanding", "What you want to do together, and that it does not bind."),
        KNOW_HOW,
        DATA,
    ),
    PartnershipModel.SUBCONTRACT: (
        *FIRST,
        Paper("teaming", "Teaming agreement for the bid", "Who does what in the bid, and who works with whom if won."),
        Paper("subcontract", "Subcontract with each subcontractor", "It passes on what the main contract asks for."),
        *WITH_A_CONTRACT,
    ),
    PartnershipModel.CONTRACTUAL_JOINT_VENTURE: (
        *FIRST,
        Paper("heads_of_terms", "Heads of terms", "The main points on two pages, before lawyers write."),
        Paper(
            "venture", "Joint venture agreement", "What each puts in, risk and reward, decisions, disputes, leaving."
        ),
        *WITH_A_CONTRACT,
    ),
    PartnershipModel.ALLIANCE: (
        *FIRST,
        Paper("principles", "Alliance principles", "How you decide together, and what nobody does alone."),
        Paper("alliance", "Alliance agreement with the commissioner", "One arrangement that all sign."),
        Paper("sharing", "Schedule of shared gains and losses", "To the penny, and up to how much."),
        *WITH_A_CONTRACT,
    ),
    PartnershipModel.COMPANY: (
        *FIRST,
        Paper("heads_of_terms", "Heads of terms", "The main points on two pages, before lawyers write."),
        Paper("articles", "Articles of association", "The company’s own rules, for Companies House."),
        Paper("shareholders", "Shareholders’ agreement", "Shares, votes, deadlock, dividends, leaving."),
        *NEW_ORGANISATION,
    ),
    PartnershipModel.CIC: (
        *FIRST,
        Paper("heads_of_terms", "Heads of terms", "The main points on two pages, before lawyers write."),
        Paper("articles", "Articles of association with an asset lock", "The regulator has models that are accepted."),
        Paper("community_statement", "Community interest statement", "What it does for which community: form CIC36."),
        Paper("members", "Members’ agreement", "Votes, deadlock, money put in, leaving."),
        *NEW_ORGANISATION,
    ),
    PartnershipModel.LLP: (
        *FIRST,
        Paper("heads_of_terms", "Heads of terms", "The main points on two pages, before lawyers write."),
        Paper("incorporation", "Incorporation document", "Members and designated members, for Companies House."),
        Paper("llp_agreement", "Partnership agreement", "Shares of the surplus, decisions, leaving, winding up."),
        Paper("tax_advice", "Tax advice for each member", "Members are taxed on the surplus: charities above all."),
        *NEW_ORGANISATION,
    ),
}


def papers_of(model: str) -> tuple[Paper, ...]:
    """The checklist of a model, in the order in which papers are usually needed; empty for no model."""
    return PAPERS.get(model, ())
