"""The awards section of a release, and how many bid."""

from .items import item
from .parties import Parties
from .published import Published, PublishedAward
from .values import first_second, last_second, money, period, said, words


def awards(published: Published, parties: Parties) -> list[dict]:
    """The awards that stand. Who won is listed among the parties."""
    return [_award(award, parties) for award in published.awards]


def contracts(published: Published) -> list[dict]:
    """The contracts that are known to be signed, one for each such award."""
    return [
        said(
            {
                "id": f"{award.reference}-contract",
                "awardID": award.reference,
                "title": words(award.title),
                "status": "active",
                "period": period(award.starts_on, award.ends_on, award.may_extend_to),
                "value": money(award.value),
                "dateSigned": first_second(award.entered_on),
            }
        )
        for award in published.awards
        if award.entered_on
    ]


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
    suppliers = [parties.supplier(supplier) for supplier in award.suppliers]
    lead = [named["id"] for named, each in zip(suppliers, award.suppliers, strict=True) if each.is_lead]
    return said(
        {
            "id": award.reference,
            "title": words(award.title),
            "status": "active",
            "date": first_second(award.awarded_on),
            "value": money(award.value),
            "suppliers": suppliers,
            "relatedLots": list(award.lots),
            "items": [item("1", award.delivery)],
            "contractPeriod": period(award.starts_on, award.ends_on, award.may_extend_to),
            "standstillPeriod": said({"endDate": last_second(award.standstill_ends_on)}),
            "wonJointly": award.is_joint,
            "leadSupplier": lead[0] if lead else "",
            "reservedForMutuals": award.relied_on_section_33,
            "lessons": words(award.note),
            "bidsReceived": award.bids_received,
            "voluntaryBidsReceived": award.voluntary_bids_received,
        }
    )
