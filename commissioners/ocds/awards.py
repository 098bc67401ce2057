"""Who won, out of the awards and contracts of a merged release."""

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from . import notices, ours, procedures
from .dates import day
from .delivery import Delivery, Home, delivery_of
from .parties import MappedSupplier, is_joint, suppliers_of
from .shapes import as_dict, as_list, count, dicts, dig, pounds, text, total

FAILED = {"cancelled", "unsuccessful", "withdrawn"}
# The Procurement Act's notices count final-stage tenders, those under the old law all bids.
BIDS = ("bids", "finalStageBids", "validBids")
VOLUNTARY_BIDS = ("vcseBids", "vcseFinalStageBids")


@dataclass(frozen=True)
class MappedAward:
    """A contract that was awarded. `is_joint` is None where the notice does not make it certain."""

    reference: str
    title: str
    awarded_on: dt.date | None
    value: Decimal | None
    suppliers: tuple[MappedSupplier, ...]
    lots: tuple[str, ...]  # numbers of its lots
    delivery: Delivery
    is_joint: bool | None
    bids_received: int | None
    voluntary_bids_received: int | None
    standstill_ends_on: dt.date | None = None
    entered_on: dt.date | None = None  # the first signature
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    may_extend_to: dt.date | None = None
    relied_on_section_33: bool | None = None
    note: str = ""


def awards_of(merged: dict, home: Home) -> tuple[MappedAward, ...]:
    """The awards that stand: not those that failed, and not one that is only intended.

    A contract without an award in the notice counts as one: contract details notices name
    the award that they belong to, but not every award was published.
    """
    contracts = dicts(merged.get("contracts"))
    if notices.is_intended(merged) and not contracts:
        return ()
    said = {text(contract.get("awardID")) for contract in contracts}
    awards = {
        text(award.get("id")): award
        for award in dicts(merged.get("awards"))
        if not notices.is_skeleton(award) or text(award.get("id")) in said
    }
    for contract in contracts:
        reference = text(contract.get("awardID")) or text(contract.get("id"))
        awards.setdefault(
            reference, {"id": reference} | {k: v for k, v in contract.items() if k in ("title", "suppliers", "items")}
        )
    return tuple(
        _award(merged, award, [each for each in contracts if text(each.get("awardID")) == reference], home)
        for reference, award in awards.items()
        if text(award.get("status")).lower() not in FAILED
    )


def _award(merged: dict, award: dict, contracts: list[dict], home: Home) -> MappedAward:
    tender = as_dict(merged.get("tender"))
    suppliers = suppliers_of(award, dicts(merged.get("parties")))
    title = text(award.get("title"), 500)
    lots = tuple(dict.fromkeys(text(lot, 60) for lot in as_list(award.get("relatedLots")) if text(lot)))
    items = _items(tender, award, contracts, lots)
    words = [title, text(award.get("description")), *(text(each.get("title")) for each in contracts)]
    mapped = MappedAward(
        reference=text(award.get("id"), 250),
        title=title or text(tender.get("title"), 500) or "Untitled award",
        awarded_on=_awarded_on(merged, award, contracts),
        value=_value(award, contracts),
        suppliers=suppliers,
        lots=lots,
        delivery=delivery_of([items, _tender_codes(tender)], home),
        is_joint=is_joint(suppliers, *([] if procedures.is_framework(merged) else words)),
        bids_received=_bids(merged, lots, BIDS),
        voluntary_bids_received=_bids(merged, lots, VOLUNTARY_BIDS),
        standstill_ends_on=day(dig(award, "standstillPeriod", "endDate")),
        entered_on=_signed_on(contracts),
        **_term(award, contracts),
    )
    return replace(mapped, **ours.award_of(award))


def _items(tender: dict, award: dict, contracts: list[dict], lots: tuple[str, ...]) -> dict:
    """The award's own items, else its contracts', else those of its lots."""
    own = dicts(award.get("items")) or [item for contract in contracts for item in dicts(contract.get("items"))]
    if own:
        return {"items": own}
    items = dicts(tender.get("items"))
    return {"items": [item for item in items if not lots or text(item.get("relatedLot")) in (*lots, "")]}


def _tender_codes(tender: dict) -> dict:
    return {field: tender[field] for field in ("classification", "additionalClassifications") if field in tender}


def _awarded_on(merged: dict, award: dict, contracts: list[dict]) -> dt.date | None:
    """The day of the decision, else of the first signature, else of publication."""
    return day(award.get("date")) or _signed_on(contracts) or day(award.get("datePublished")) or day(merged.get("date"))


def _signed_on(contracts: list[dict]) -> dt.date | None:
    """The day of the first signature."""
    return min((each for contract in contracts if (each := day(contract.get("dateSigned")))), default=None)


def _term(award: dict, contracts: list[dict]) -> dict[str, Any]:
    """The dates of the award's contract, else of its only one. An end before the start is a slip."""
    period = as_dict(award.get("contractPeriod"))
    if not period and len(contracts) == 1:
        period = as_dict(contracts[0].get("period"))
    start, end, extension = (day(period.get(field)) for field in ("startDate", "endDate", "maxExtentDate"))
    if start and end and end < start:
        end = None
    return {"starts_on": start, "ends_on": end, "may_extend_to": extension}


def _value(award: dict, contracts: list[dict]) -> Decimal | None:
    """The award's value, else what its contracts add up to: contract details notices carry it there."""
    return pounds(award.get("value")) or total([pounds(contract.get("value")) for contract in contracts])


def _bids(merged: dict, lots: tuple[str, ...], measures: tuple[str, ...]) -> int | None:
    """Bids for the lots of an award: those of its lots, the largest of several, else those of the whole."""
    for measure in measures:
        said = [each for each in dicts(dig(merged, "bids", "statistics")) if text(each.get("measure")) == measure]
        related = {text(each.get("relatedLot")): count(each.get("value")) for each in said}
        of_lots = [number for lot in lots if (number := related.get(lot)) is not None]
        if of_lots:
            return max(of_lots)
        if related.get("") is not None:
            return related[""]
        if len(related) == 1 and not lots:
            return next(iter(related.values()))
    return None
