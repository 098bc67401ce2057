"""The awards section of a release, and how many bid."""

from .items import item
from .parties import Parties
from .published import Published, PublishedAward
from .values import first_second, money, said, words


def awards(published: Published, parties: Parties) -> list[dict]:
    """The awards that stand. Who won is listed among the parties."""
    return [_award(award, parties) for award in published.awards]


def bids(published: Published) -> dict:
    """Numbers of bids where OCDS can say for which lot they were: one award, or awards of one lot each."""
    single = len(published.awards) == 1
    statistics: dict[str, dict] = {}
    for award in published.awards:
        if not (single or len(award.lots) == 1):
            continue
        lot = award.lots[0] if len(award.lots) == 1 else ""
        for measure, value in (("bids", award.bids_received), ("vcseBids", award.voluntary_bids_received)):
            if value is not None:
                number = f"{measure}-{lot or 'all'}"
                statistics[number] = said({"id": number, "measure": measure, "relatedLot": lot}) | {"value": value}
    return {"statistics": list(statistics.values())} if statistics else {}


def _award(award: PublishedAward, parties: Parties) -> dict:
    return said(
        {
            "id": award.reference,
            "title": words(award.title),
            "status": "active",
            "date": first_second(award.awarded_on),
            "value": money(award.value),
            "suppliers": [parties.supplier(supplier) for supplier in award.suppliers],
            "relatedLots": list(award.lots),
            "items": [item("1", award.delivery)],
            "wonJointly": award.is_joint,
            "bidsReceived": award.bids_received,
            "voluntaryBidsReceived": award.voluntary_bids_received,
        }
    )
