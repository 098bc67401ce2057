"""From rows to what is published: a fixed number of queries for any number of opportunities."""

from collections import defaultdict

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch

from commissioners.choices import Source
from commissioners.models import Award, CommissioningBody, Lot, Opportunity
from commissioners.ocds.writing.published import (
    Amendment,
    Body,
    Delivery,
    Published,
    PublishedAward,
    PublishedLot,
    Related,
    Supplier,
    Term,
)
from partnerships_portal.accounts.models import AuditEvent

from .talking import TALKING, documents_of, enquiries_of

TOLD = ("opportunity_amended", "opportunity_cancelled")
AMENDMENTS_AT_MOST = 50  # of one opportunity, the newest
BODIES = CommissioningBody.objects.prefetch_related("identifiers")
SAID_OF_AWARDS = (
    *("is_joint", "bids_received", "voluntary_bids_received", "standstill_ends_on", "entered_on"),
    *("starts_on", "ends_on", "may_extend_to", "relied_on_section_33", "note"),
)
DELIVERED = ("services", "regions", "places")


def with_everything(opportunities):
    """The opportunities with all that `published` reads. They must be public."""
    return opportunities.defer("search", "imported").prefetch_related(
        Prefetch("body", BODIES),
        Prefetch("joint_buyers", BODIES),
        Prefetch("lots", Lot.objects.prefetch_related(*DELIVERED)),
        "notice_links",
        "superseded_by",
        Prefetch("awards", Award.objects.prefetch_related(*DELIVERED, "lots", "suppliers")),
        *TALKING,
    )


def published(rows: list[Opportunity]) -> list[Published]:
    """What is published of each of `rows`, in their order. Raises ValueError for one that is not public."""
    if any(row.published_at is None for row in rows):
        raise ValueError("A draft is not open data")
    amendments = _amendments([row.pk for row in rows])
    return [_published(row, amendments[row.pk]) for row in rows]


def ocid_of(opportunity) -> str:
    """That of its notices; for what was posted here, our prefix and its number."""
    return opportunity.ocid or f"{settings.OCID_PREFIX}-{opportunity.pk}"


def reference_of(award) -> str:
    """That of its notice; for what was awarded here, a number of ours."""
    return award.award_reference or f"award-{award.pk}"


def _published(row, amendments) -> Published:
    return Published(
        ocid=ocid_of(row),
        facts=row,
        page=f"{settings.SITE_URL}{row.get_absolute_url()}",
        buyer=_body(row.body),
        joint_buyers=tuple(_body(body) for body in row.joint_buyers.all()),
        lots=tuple(PublishedLot(lot, _delivery(lot, lot.is_nationwide)) for lot in row.lots.all()),
        awards=tuple(_award(award) for award in row.awards.all()),
        amendments=tuple(amendments),
        related=_related(row),
        enquiries=enquiries_of(row),
        documents=documents_of(row),
    )


def _related(row) -> tuple[Related, ...]:
    """What its buyer said is the same procurement: notices elsewhere, or the post here that took its place."""
    links = tuple(Related(link.ocid, link.url) for link in row.notice_links.all())
    return links + ((Related(ocid_of(row.superseded_by)),) if row.superseded_by else ())


def _body(body) -> Body:
    identifiers = sorted(body.identifiers.all(), key=lambda each: each.pk)
    return Body(
        name=body.name,
        identifiers=tuple((each.scheme, each.identifier) for each in identifiers),
        buyer_class=body.buyer_class,
        website=body.website,
    )


def _delivery(thing, is_nationwide: bool = False) -> Delivery:
    """What a lot or an award is for, in the order of codes, so that the same always reads the same."""
    places = [*_terms(thing.regions.all()), *_terms(thing.places.all())]
    return Delivery(tuple(_terms(thing.services.all())), tuple(places), is_nationwide)


def _terms(rows) -> list[Term]:
    return sorted((Term(row.code, row.name) for row in rows), key=lambda term: term.code)


def _award(award) -> PublishedAward:
    return PublishedAward(
        reference=reference_of(award),
        title=award.title,
        awarded_on=award.awarded_on,
        value=award.value,
        lots=tuple(sorted(lot.number for lot in award.lots.all())),
        delivery=_delivery(award),
        suppliers=tuple(
            Supplier(each.name, each.identifier, each.is_small, each.is_voluntary, each.is_lead)
            for each in award.suppliers.all()
        ),
        **{name: getattr(award, name) for name in SAID_OF_AWARDS},
    )


def _amendments(keys: list[int]) -> dict[int, list[Amendment]]:
    """What was amended or cancelled in the portal, and why, oldest first, by opportunity; never by whom."""
    events = AuditEvent.objects.filter(
        target_kind=Opportunity._meta.label_lower, target_id__in=keys, action__in=TOLD
    ).order_by("at", "pk")
    found: dict[int, list[Amendment]] = defaultdict(list)
    for at, target, details in events.values_list("at", "target_id", "details"):
        changed = tuple(str(change.get("what", "")) for change in details.get("changes", []))
        reason = details.get("note") or details.get("reason") or ""
        found[target].append(Amendment(at, details.get("version"), changed, reason))
    return defaultdict(list, {key: some[-AMENDMENTS_AT_MOST:] for key, some in found.items()})


def public(*, ocid: str = ""):
    """Every opportunity that is public, or those of one procurement: an ocid may be shared by several buyers."""
    everything = Opportunity.objects.visible_to(AnonymousUser())
    if not ocid:
        return everything
    number = ocid.removeprefix(f"{settings.OCID_PREFIX}-")
    if number != ocid and number.isdecimal() and len(number) < 19:
        own = everything.filter(pk=int(number), ocid="", source=Source.PORTAL)
        if own.exists():
            return own
    return everything.filter(ocid=ocid)
