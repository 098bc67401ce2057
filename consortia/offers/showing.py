"""Offers in words, as lists and pages show them."""

from dataclasses import dataclass

from django.urls import reverse

from commissioners.plain_words import day
from consortia.models import PartnerOffer
from partnerships_portal.queues import Line, holder_words, waits_since

NAMED = 3  # places or services that a list names; the others are counted
State = PartnerOffer.State
COLOURS = {
    State.DRAFT: "grey",
    State.SUBMITTED: "yellow",
    State.RETURNED: "orange",
    State.DECLINED: "red",
    State.PUBLISHED: "green",
    State.CLOSED: "grey",
    State.EXPIRED: "grey",
}


@dataclass(frozen=True)
class Shown:
    """One offer in a list."""

    offer: PartnerOffer
    direction: str  # "Offered" or "Looked for"
    where: str
    about: str  # services
    until: str
    colour: str  # of the tag of its state


def with_all(offers):
    """The same offers with what lists need, in a constant number of queries."""
    return (
        offers.select_related("organisation")
        .prefetch_related("services", "regions", "places")
        .defer("organisation__public_search", "organisation__summary")
    )


def shown(offer: PartnerOffer) -> Shown:
    """One of `with_all` in words."""
    return Shown(
        offer=offer,
        direction="Offered" if offer.direction == PartnerOffer.Direction.OFFERS else "Looked for",
        where=where_in_words(offer, most=NAMED),
        about=named([str(one) for one in offer.services.all()], NAMED),
        until=day(offer.until) if offer.until else "",
        colour=COLOURS[State(offer.state)],
    )


def where_in_words(offer: PartnerOffer, *, most: int = 1000) -> str:
    """Regions before districts, or all of England."""
    if offer.is_nationwide:
        return "Anywhere in England"
    regions, places = list(offer.regions.all()), list(offer.places.all())
    whole = {region.pk for region in regions}
    return named([*map(str, regions), *(str(one) for one in places if one.region_id not in whole)], most)


def named(names: list[str], most: int = 1000) -> str:
    """The first few by name, the others counted."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


def line(offer: PartnerOffer, *, user, at) -> Line:
    """An offer as a row of the queue of those who read it."""
    return Line(
        what=offer.title,
        url=reverse("offer_review", args=[offer.pk]),
        who=str(offer.organisation),
        waits=waits_since(offer.submitted_at or at, at),
        detail=f"{shown(offer).direction}, {offer.get_kind_display().lower()}",
        holder=holder_words(offer.taken_by, user),
    )
