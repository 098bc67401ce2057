"""One procurement, merged from its notices, in the portal's own words. Pure: the time comes in.

What cannot be mapped is named by a reason (reasons.py), never guessed.
"""

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal

from commissioners.choices import BodyKind, BuyerClass, LotOutcome, State

from . import notices, ours, procedures
from .awards import MappedAward, awards_of
from .criteria import social_value_weight
from .dates import moment
from .delivery import Delivery, Home, delivery_of
from .parties import MappedBuyer, area_of, buyer_of, joint_buyers_of
from .reasons import reasons_of
from .shapes import as_dict, dicts, dig, long_text, pounds, text, total
from .timetables import days_of, deadlines_of, may_be_extended, period_of

# kinds of buyers that buy for much more than the district of their head office
WIDE = {
    *(BodyKind.CENTRAL_DEPARTMENT, BodyKind.COMBINED_AUTHORITY, BodyKind.INTEGRATED_CARE_BOARD),
    BodyKind.POLICE_AND_CRIME_COMMISSIONER,
}
UNTITLED = "Untitled notice"
DONE_LOT = {
    "cancelled": LotOutcome.CANCELLED,
    "withdrawn": LotOutcome.CANCELLED,
    "unsuccessful": LotOutcome.NOT_AWARDED,
}


@dataclass(frozen=True)
class MappedLot:
    """A lot. Money in pounds; days in the UK."""

    number: str
    title: str
    description: str
    delivery: Delivery
    value: Decimal | None
    value_with_vat: Decimal | None
    starts_on: dt.date | None
    ends_on: dt.date | None
    may_extend_to: dt.date | None
    outcome: str
    outcome_reason: str = ""
    decided_at: dt.datetime | None = None


@dataclass(frozen=True)
class MappedOpportunity:
    """A procurement as the portal shows it. Money in pounds; moments with zone; days in the UK."""

    ocid: str
    source: str
    buyer: MappedBuyer | None
    joint_buyers: tuple[MappedBuyer, ...]
    is_opportunity: bool  # announced or tendered; otherwise only history
    title: str
    description: str
    reference: str
    state: str
    notice_url: str
    published_at: dt.datetime | None
    route: str
    regime: str
    is_light_touch: bool | None
    is_above_threshold: bool | None
    reserved_for: tuple[str, ...]
    suits_small: bool | None
    suits_voluntary: bool | None
    value: Decimal | None
    value_with_vat: Decimal | None
    engagement_deadline: dt.datetime | None
    expected_tender_on: dt.date | None
    enquiry_deadline: dt.datetime | None
    submission_deadline: dt.datetime | None
    tender_days: int | None
    award_expected_on: dt.date | None
    starts_on: dt.date | None
    ends_on: dt.date | None
    may_extend_to: dt.date | None
    may_be_extended: bool | None
    social_value_weight: Decimal | None  # per cent
    has_lots: bool
    lots: tuple[MappedLot, ...]  # always at least one
    awards: tuple[MappedAward, ...]
    other_law: str  # a law that Regime has no word for
    statement: dict | None = None  # openness and turnover, where our extension says them
    reasons: tuple[str, ...] = ()  # keys of REASONS

    @property
    def cpv_codes(self) -> list[str]:
        """Every CPV code that can be read, without check digits, sorted."""
        return sorted({code for each in self.deliveries for code in each.codes})

    @property
    def outside_public_services(self) -> bool:
        """CPV codes are given, and none of them is a public service."""
        codes = [each for each in self.deliveries if each.has_codes]
        return bool(codes) and not any(each.services for each in codes)

    @property
    def outside_england(self) -> bool:
        """Places are named, and none of them is in England."""
        places = [each.places for each in self.deliveries]
        return any(each.outside_england for each in places) and not any(each.is_in_england for each in places)

    @property
    def deliveries(self) -> list[Delivery]:
        """What is delivered and where: by its lots, or by its awards where only those say which service."""
        of_lots = [lot.delivery for lot in self.lots]
        if any(each.has_codes for each in of_lots):
            return of_lots
        return of_lots + [award.delivery for award in self.awards]

    @property
    def has_title(self) -> bool:
        return self.title != UNTITLED

    @property
    def has_value(self) -> bool:
        return bool(self.value or self.value_with_vat or any(award.value for award in self.awards))

    @property
    def has_deadline(self) -> bool:
        return bool(self.submission_deadline or self.engagement_deadline)

    @property
    def mapped(self) -> dict[str, bool]:
        """Which of the fields that matching lives on could be mapped."""
        return {
            "buyer": self.buyer is not None,
            "services": any(each.services for each in self.deliveries),
            "places": any(each.places.is_in_england for each in self.deliveries),
            "value": self.has_value,
            "deadline": self.has_deadline,
            "lots": self.has_lots,
        }


def map_release(merged: dict, *, at: dt.datetime, published_at: dt.datetime | None = None) -> MappedOpportunity:
    """Map a merged or a single release. Any JSON object will do: what has the wrong shape counts as absent."""
    tender = as_dict(merged.get("tender"))
    buyer = buyer_of(merged)
    home = _home(buyer)
    state = notices.state_of(merged, at=at)
    awards = awards_of(merged, home)
    lots = _decided(_lots(merged, home), awards, state)
    mapped = MappedOpportunity(
        ocid=text(merged.get("ocid"), 120),
        source=notices.source_of(text(merged.get("ocid"))),
        buyer=buyer,
        joint_buyers=joint_buyers_of(merged),
        is_opportunity=_title(merged) != UNTITLED and notices.is_announced(merged),
        title=_title(merged),
        description=long_text(tender.get("description") or merged.get("description")),
        reference=_reference(merged),
        state=state,
        notice_url=notices.notice_url(merged),
        published_at=ours.first_published(merged) or published_at or moment(merged.get("date")),
        value=_total(merged, lots, "value"),
        value_with_vat=_total(merged, lots, "value_with_vat"),
        may_be_extended=may_be_extended(tender),
        social_value_weight=social_value_weight(tender),
        has_lots=bool(dicts(tender.get("lots"))),
        lots=lots,
        awards=awards,
        statement=ours.statement_of(merged),
        **_law(merged),
        **deadlines_of(merged),
        **period_of(merged, lots),
    )
    return replace(mapped, reasons=reasons_of(merged, mapped))


def _law(merged: dict) -> dict:
    """How it is bought, and for whom."""
    regime, other_law = procedures.regime_of(merged)
    return {
        "route": procedures.route_of(merged, regime),
        "regime": regime,
        "other_law": other_law,
        "is_light_touch": procedures.is_light_touch(merged),
        "is_above_threshold": _above_threshold(merged),
        "reserved_for": tuple(procedures.reserved_for(merged)),
        "suits_small": procedures.suits(merged, "sme"),
        "suits_voluntary": procedures.suits(merged, "vcse"),
    }


def _title(merged: dict) -> str:
    """The title; where there is none, how the description begins."""
    awards = dicts(merged.get("awards")) + dicts(merged.get("contracts"))
    candidates = [dig(merged, "tender", "title"), merged.get("title"), *(award.get("title") for award in awards)]
    title = next((title for title in (text(each, 500) for each in candidates) if title), "")
    return title or text(dig(merged, "tender", "description"), 120) or UNTITLED


def _reference(merged: dict) -> str:
    """The buyer's own reference; some publishers repeat the ocid or the title in its place."""
    reference = text(dig(merged, "tender", "id"), 250)
    return "" if reference in (text(merged.get("ocid")), text(dig(merged, "tender", "title"), 250)) else reference


def _home(buyer: MappedBuyer | None) -> Home:
    if buyer is None:
        return Home()
    is_head_office = buyer.kind in WIDE or buyer.buyer_class == BuyerClass.CENTRAL
    return Home(buyer.postcode, area_of(buyer.name), is_head_office)


def _above_threshold(merged: dict) -> bool | None:
    holders = [as_dict(merged.get("tender")), *dicts(merged.get("awards")), *dicts(merged.get("contracts"))]
    said = [holder["aboveThreshold"] for holder in holders if isinstance(holder.get("aboveThreshold"), bool)]
    return any(said) if said else None


def _total(merged: dict, lots: tuple[MappedLot, ...], field: str) -> Decimal | None:
    """The total as stated; or the sum of the lots where every one has a value."""
    tender = as_dict(merged.get("tender"))
    inner = "amount" if field == "value" else "amountGross"
    stated = pounds(tender.get("value"), inner) or pounds(dig(merged, "planning", "budget", "amount"), inner)
    if stated or not dicts(tender.get("lots")):
        return stated
    return total([getattr(lot, field) for lot in lots])


def _lots(merged: dict, home: Home) -> tuple[MappedLot, ...]:
    """The lots by number, each with its own items; one lot for the whole where there are none."""
    tender = as_dict(merged.get("tender"))
    whole = _delivery_holder(tender)
    given: dict[str, dict] = {}
    for position, lot in enumerate(dicts(tender.get("lots")), start=1):
        number = text(lot.get("id"), 60) or str(position)
        given.setdefault(number if number not in given else f"{number[:50]} ({position})", lot)
    if not given:
        given = {"1": {"value": tender.get("value"), "contractPeriod": tender.get("contractPeriod")}}
    items = dicts(tender.get("items"))
    return tuple(_lot(number, lot, items, whole, home, len(given)) for number, lot in given.items())


def _lot(number: str, lot: dict, items: list[dict], whole: dict, home: Home, lots: int) -> MappedLot:
    own = (
        [item for item in items if text(item.get("relatedLot")) in (text(lot.get("id")), "")] if "id" in lot else items
    )
    delivery = delivery_of([{"items": own}, lot, whole] if own else [lot, whole, {"items": items}], home)
    return MappedLot(
        number=number,
        title=text(lot.get("title"), 500) if lots > 1 or text(lot.get("title")) else "",
        description=long_text(lot.get("description")),
        delivery=delivery,
        value=pounds(lot.get("value")),
        value_with_vat=pounds(lot.get("value"), "amountGross"),
        outcome=DONE_LOT.get(text(lot.get("status")).lower(), LotOutcome.PENDING),
        **ours.outcome_of(lot),
        **days_of(lot.get("contractPeriod")),
    )


def _decided(lots: tuple[MappedLot, ...], awards: tuple[MappedAward, ...], state: str) -> tuple[MappedLot, ...]:
    """The lots with what the awards say: those that an award names are awarded; all are where none is named."""
    named = {number for award in awards for number in award.lots}
    is_whole = bool(awards) and not named and state == State.AWARDED
    return tuple(
        replace(lot, outcome=LotOutcome.AWARDED)
        if lot.number in named or (is_whole and lot.outcome == LotOutcome.PENDING)
        else lot
        for lot in lots
    )


def _delivery_holder(tender: dict) -> dict:
    """What the tender says for all its lots: Contracts Finder puts the CPV codes here."""
    fields = ("classification", "additionalClassifications", "deliveryAddresses", "deliveryAddress")
    return {field: tender[field] for field in fields if field in tender}
