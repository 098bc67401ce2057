"""Partnership models in plain words, loose to close (the report "Partnerships for Better Public Services", 2018)."""

from dataclasses import dataclass

from commissioners.choices import PartnershipModel


@dataclass(frozen=True)
class InWords:
    """One model: what it is, what speaks for it and what against it."""

    model: PartnershipModel
    meaning: str
    advantages: str
    disadvantages: str

    @property
    def name(self) -> str:
        return str(self.model.label)


MODELS = (
    InWords(
        PartnershipModel.INFORMAL,
        "They agree to work together, for example by a memorandum of understanding. It binds nobody.",
        "Quick, cheap and flexible. Each keeps full autonomy.",
        "No formal way to settle what goes wrong. It is unclear who is liable. A contract needs more.",
    ),
    InWords(
        PartnershipModel.SUBCONTRACT,
        "One provider holds the contract with you, and the others work for it.",
        "Simple, familiar and flexible. No new organisation.",
        "The lead is liable for everything. Subcontractors have less control.",
    ),
    InWords(
        PartnershipModel.CONTRACTUAL_JOINT_VENTURE,
        "They share the work by a contract between them.",
        "Flexible. No new organisation. Useful where there is no contract above it.",
        "It can be unclear who contracts with you. Hard to keep both complete and simple.",
    ),
    InWords(
        PartnershipModel.ALLIANCE,
        "All of them sign one arrangement with you and share its risks. Nobody answers for another.",
        "Each has its own contract with you. Equal partners, clear principles.",
        "Joint and several liability, if you ask for it, undermines it.",
    ),
    InWords(
        PartnershipModel.COMPANY,
        "They found a company limited by shares.",
        "Limited liability, unless you ask for guarantees. One party to contract with. Suits a retained surplus.",
        "Administration, corporation tax, and winding it up.",
    ),
    InWords(
        PartnershipModel.CIC,
        "They found a company whose assets are locked for the community. Its dividends are capped.",
        "Limited liability, unless you ask for guarantees. One party to contract with. A purpose beyond the contract.",
        "Administration, an asset lock when it is wound up, and capped dividends.",
    ),
    InWords(
        PartnershipModel.LLP,
        "They found a partnership whose members are taxed on its surplus.",
        "Limited liability, unless you ask for guarantees. One party to contract with. The surplus goes to its owners.",
        "Administration and winding it up. A guarantee by its owners may undo the benefit.",
    ),
)
