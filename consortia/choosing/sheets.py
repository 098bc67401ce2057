"""What each model is, for those who would be in it. Pure.

`commissioners.openness.partnership_models` says it to commissioners. Advantages and disadvantages are the report's.
"""

from dataclasses import dataclass

from commissioners.choices import PartnershipModel
from commissioners.law.sources import Source

from . import sources

MERGER = (
    "The closest form is a merger: your organisations become one. The portal lists it so that the picture is whole, "
    "and does not help with it. Take advice before you talk about it with others."
)
NOT_LEGAL_ADVICE = (
    "This is not legal advice. It puts what you answered beside what a report of 2018 and the law of today say. "
    "Before you sign anything or set up an organisation, ask a lawyer."
)


@dataclass(frozen=True)
class Sheet:
    """One model in plain words. `law`: what is law today, each with its source."""

    model: PartnershipModel
    meaning: str
    advantages: tuple[str, ...]
    disadvantages: tuple[str, ...]
    contracts: str
    liability: str
    asset_lock: str
    surplus: str
    autonomy: str
    ask_a_lawyer: tuple[str, ...]
    new_organisation: bool = False
    law: tuple[Source, ...] = ()

    @property
    def name(self) -> str:
        return str(self.model.label)

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What it means, question by question."""
        return (
            ("A new organisation", "Yes" if self.new_organisation else "No"),
            ("Who contracts with the commissioner", self.contracts),
            ("Liability", self.liability),
            ("Asset lock", self.asset_lock),
            ("Surplus", self.surplus),
            ("Autonomy", self.autonomy),
        )


NO_LOCK = "None of its own: what you own stays in your organisation, under its rules."
GUARANTEES = "Limited, unless you give guarantees as its owners."
OTHERS_TOO = "Do competition rules limit what you may tell each other before the bid?"

SHEETS = (
    Sheet(
        PartnershipModel.INFORMAL,
        "You agree to work together, for example by a memorandum of understanding. It binds nobody.",
        ("Quick", "Cheap", "Flexible", "Full autonomy"),
        (
            "No formal way to agree when things go wrong",
            "Unclear who is liable",
            "A contract with a commissioner needs more",
        ),
        contracts="Nobody for all of you. Whoever bids contracts alone.",
        liability="Unclear: each for what it does, and perhaps for more.",
        asset_lock=NO_LOCK,
        surplus="Each keeps its own.",
        autonomy="Full.",
        ask_a_lawyer=(
            "Which words keep it from binding us by accident, or from making us a partnership in law?",
            "Which parts should bind all the same, such as confidentiality?",
            OTHERS_TOO,
        ),
        law=(sources.UNPLANNED_PARTNERSHIP,),
    ),
    Sheet(
        PartnershipModel.SUBCONTRACT,
        "One of you holds the contract. The others work for it as subcontractors or associates; a social franchise "
        "is one kind.",
        ("Simple", "Familiar", "Flexible", "No new organisation"),
        ("The lead is liable for everything", "Subcontractors have less control"),
        contracts="The lead provider.",
        liability="The lead answers to the commissioner for everything. Subcontractors answer to the lead.",
        asset_lock=NO_LOCK,
        surplus="Each keeps what its price leaves it.",
        autonomy="The lead’s is full. Subcontractors have less say in how the work is done.",
        ask_a_lawyer=(
            "Which duties of the main contract must be passed on to subcontractors, and which should not be?",
            "When do subcontractors get paid if the commissioner pays late?",
            "What happens to staff at the start and the end (TUPE), and who bears what it costs?",
            OTHERS_TOO,
        ),
    ),
    Sheet(
        PartnershipModel.CONTRACTUAL_JOINT_VENTURE,
        "You share the work by a contract between you, without a new organisation.",
        ("Flexible", "No new organisation", "Useful without a head contract"),
        ("Unclear who contracts with the commissioner", "Hard to be both complete and simple"),
        contracts="Your agreement must say: one of you, or each of you.",
        liability="As your agreement says; towards the commissioner, of whoever signs.",
        asset_lock=NO_LOCK,
        surplus="Shared as your agreement says. Each pays its own tax.",
        autonomy="Each stays its own organisation and decides together what the agreement names.",
        ask_a_lawyer=(
            "Does our agreement make us a partnership in law, so that each answers for the others’ debts?",
            "Who contracts with the commissioner, and how do the others answer to that one?",
            "How are we released when one of us leaves or fails?",
            OTHERS_TOO,
        ),
        law=(sources.UNPLANNED_PARTNERSHIP,),
    ),
    Sheet(
        PartnershipModel.ALLIANCE,
        "All of you sign one arrangement with the commissioner and share its risks. Nobody answers for another, unless "
        "joint and several liability is asked for.",
        ("Each has its own contract", "Equal partners", "Clear principles"),
        ("Joint and several liability, if it is asked for, undermines it",),
        contracts="Each of you, under one arrangement.",
        liability="Each for its own part. Risks are shared as the arrangement says.",
        asset_lock=NO_LOCK,
        surplus="Each keeps its own; gains and losses may be shared.",
        autonomy="Equal partners who decide together by agreed principles.",
        ask_a_lawyer=(
            "Does anything in the papers make us jointly and severally liable after all?",
            "How is a member that fails or leaves replaced, and who bears what it costs?",
            "Which losses do we share, and up to how much?",
            OTHERS_TOO,
        ),
        law=(sources.JOINT_LIABILITY,),
    ),
    Sheet(
        PartnershipModel.COMPANY,
        "You found a company and hold its shares.",
        ("Limited liability, unless you give guarantees", "A clear party to the contract", "Suits a surplus kept"),
        ("Administration", "Corporation tax", "Winding it up"),
        contracts="The company.",
        liability=GUARANTEES,
        asset_lock="None by law. Its articles can say more.",
        surplus="Kept in the company, or paid out as dividends. The company pays corporation tax.",
        autonomy="Its directors decide about the work.",
        ask_a_lawyer=(
            "May each of us hold shares in it, by our own rules and, for a charity, by charity law?",
            "How do we decide, and what happens when votes are equal?",
            "Does it have the experience and accounts that the commissioner asks for, or may it rely on ours?",
            "How do VAT and pensions work between it and us?",
        ),
        new_organisation=True,
        law=(sources.LIMITED_BY_SHARES,),
    ),
    Sheet(
        PartnershipModel.CIC,
        "You found a company whose assets are locked for the community.",
        (
            "Limited liability, unless you give guarantees",
            "A clear party to the contract",
            "A community purpose beyond the contract",
        ),
        ("Administration", "An asset lock when it is wound up", "Capped dividends"),
        contracts="The community interest company.",
        liability=GUARANTEES,
        asset_lock="Yes, by law, also when it is wound up.",
        surplus="Put back into its purpose. Dividends are capped at 35% of the profits that could be paid out.",
        autonomy="Its directors decide about the work, for the community’s benefit.",
        ask_a_lawyer=(
            "Does its purpose meet the community interest test, and stay wide enough for later work?",
            "Which body gets what is left when it ends? May dividends to members with an asset lock go beyond the cap?",
            "Does it have the experience and accounts that the commissioner asks for, or may it rely on ours?",
            "Limited by shares or by guarantee?",
        ),
        new_organisation=True,
        law=(sources.CIC_ASSETS, sources.CIC_DIVIDENDS),
    ),
    Sheet(
        PartnershipModel.LLP,
        "You found a partnership that is an organisation of its own. Its members are taxed on its surplus.",
        (
            "Limited liability, unless you give guarantees",
            "A clear party to the contract",
            "The surplus passes to its owners",
        ),
        ("Administration", "A guarantee by its owners may limit the benefit", "Winding it up"),
        contracts="The limited liability partnership.",
        liability=GUARANTEES,
        asset_lock="None by law. Its agreement can say more.",
        surplus="Passes to its members, who are taxed on it. Useful for charities.",
        autonomy="Its members decide as its agreement says.",
        ask_a_lawyer=(
            "May each of us be a member of a business with a view to profit: charities and community interest "
            "companies above all?",
            "What does the agreement say about shares, decisions, leaving and winding up?",
            "Does it have the experience and accounts that the commissioner asks for, or may it rely on ours?",
            "How are VAT and each member’s tax handled?",
        ),
        new_organisation=True,
        law=(sources.LLP_FORMING, sources.LLP_TAX),
    ),
)
SHEET_OF: dict[str, Sheet] = {str(sheet.model): sheet for sheet in SHEETS}
