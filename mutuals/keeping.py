"""What each section of a profile holds, and what it costs to keep it from others. For its owners to choose by.

True to what the portal does: words are searched in what everyone sees; filters find by what the one who looks may see;
possible partners are computed from what both sides show to signed-in organisations; an organisation's own tender
matches use everything (docs/decisions/0060-who-sees-a-section.md, and consortia/matching).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Keeping:
    """What a section holds, and what happens where fewer see it."""

    holds: str
    costs: str


OWN = "Your own tender matches use it in any case."

KEEPING = {
    "about": Keeping(
        "What you do, legal form, website, where you are based, dates, register numbers.",
        "Unless everyone sees it, people find you by name but not by the words of your description, and commissioners "
        f"cannot read what you do. {OWN}",
    ),
    "services": Keeping(
        "The services that you deliver, and the contracts that show them.",
        "Those who do not see it cannot find you by service. Kept from signed-in organisations, it is “not known” in "
        f"the scores of possible partners. {OWN}",
    ),
    "places": Keeping(
        "Where you deliver.",
        "Those who do not see it cannot find you by place. Kept from signed-in organisations, it is “not known” in "
        f"the scores of possible partners. {OWN}",
    ),
    "social_value": Keeping(
        "Your social value statement and your outcomes.",
        "Commissioners read it only while everyone sees it. Matching does not use it.",
    ),
    "size": Keeping(
        "Your turnover and your staff as bands, never as figures.",
        "Kept from signed-in organisations, your size is “not known” in the scores of possible partners, and they "
        f"cannot find you by it. {OWN}",
    ),
    "ways_of_working": Keeping(
        "Values, pace of decisions, governance, safeguarding.",
        "Kept from signed-in organisations, it is not known whether you and a possible partner are alike, and a pair "
        "is scored without it. Tender matches do not use it.",
    ),
    "partnering": Keeping(
        "Your experience, what you offer, what you look for, your networks.",
        "Unless everyone sees it, people do not find you by these words. Kept from signed-in organisations, a network "
        "that you share with a possible partner does not count.",
    ),
    "finances": Keeping(
        "Exact turnover and number of staff.",
        f"Keeping it costs nothing: others’ matches use the band, never the figure. {OWN}",
    ),
    "capacity": Keeping(
        "Staff available, and staff needed for the work in hand.",
        f"Keeping it costs nothing: the scores of possible partners do not use it. {OWN}",
    ),
    "history": Keeping(
        "Your appetite for risk, and the bids that you made.",
        "Kept from signed-in organisations, commissioners that you know only from bids do not count in the scores of "
        f"possible partners. Contracts in public notices count all the same. {OWN}",
    ),
}
