"""What pages show of claims."""

from dataclasses import dataclass

from django.urls import reverse

from commissioners import plain_words
from commissioners.choices import Source
from commissioners.models import BodyMembership, CommissioningBody, OpportunityClaim
from commissioners.ocds.shapes import as_dict, as_list, dicts, dig, text
from commissioners.rules import EDITING_ROLES
from partnerships_portal.queues import Line, waits_since

from .names import look_alike

State = OpportunityClaim.State
EARLIER_SHOWN = 20


@dataclass(frozen=True)
class OnPage:
    """What the page of an opportunity says about claims to one person."""

    claimed_by: CommissioningBody | None
    mine: list[OpportunityClaim]  # of the person's bodies, waiting
    may_claim: bool
    alike: CommissioningBody | None  # one of the person's bodies, whose name is like that of the buyer


def on_page(opportunity, *, user) -> OnPage | None:
    """What is said of claims on its page; None where there is nothing to say. At most three queries."""
    if opportunity.source == Source.PORTAL:
        return None
    claimed_by = opportunity.claimed_by
    if not user.is_authenticated:
        return OnPage(claimed_by, [], False, None) if claimed_by else None
    bodies = claimable(opportunity, user=user)
    if not bodies:
        return OnPage(claimed_by, [], False, None) if claimed_by else None
    waiting = OpportunityClaim.objects.waiting().filter(opportunity=opportunity, body__in=bodies)
    mine = list(waiting.select_related("body"))
    free = [body for body in bodies if body.pk not in {claim.body_id for claim in mine}]
    alike = next((body for body in free if look_alike(body.name, opportunity.body.name)), None)
    return OnPage(claimed_by, mine, bool(free), alike)


def claimable(opportunity, *, user) -> list[CommissioningBody]:
    """The bodies for which the person may claim it; none where they act for its buyer already. One query.

    What was merged into another body claims by that one.
    """
    edited = BodyMembership.objects.filter(user=user, role__in=EDITING_ROLES).select_related("body")
    bodies = [membership.body for membership in edited.order_by("body__name", "body__pk")]
    acting = {opportunity.body_id, opportunity.claimed_by_id}
    return [] if any(body.pk in acting for body in bodies) else [body for body in bodies if not body.is_duplicate]


@dataclass(frozen=True)
class Side:
    """One of two bodies beside each other, as rows of (what, value)."""

    body: CommissioningBody
    name: str
    kind: str
    identifiers: list[str]
    places: list[str]
    website: str
    people: int  # who act for it here
    opportunities: int


def case(claim: OpportunityClaim) -> dict:
    """Everything that a decision on a claim rests on, in a constant number of queries."""
    opportunity = claim.opportunity
    named, claims = _side(opportunity.body), _side(claim.body)
    others = opportunity.claims.exclude(pk=claim.pk).select_related("body").order_by("-asked_at", "-pk")
    role = BodyMembership.objects.filter(user=claim.asked_by, body=claim.body).first()
    return {
        "claim": claim,
        "opportunity": opportunity,
        "rows": _rows(named, claims),
        "are_alike": look_alike(named.name, claims.name),
        "others": list(others[:EARLIER_SHOWN]),
        "role": role.get_role_display().lower() if role else "",
        "facts": _facts(opportunity),
        "is_waiting": claim.state == State.WAITING,
        "is_acting": claim.state == State.APPROVED and opportunity.claimed_by_id == claim.body_id,
    }


def _side(body: CommissioningBody) -> Side:
    return Side(
        body=body,
        name=body.name,
        kind=body.get_kind_display(),
        identifiers=[str(identifier) for identifier in body.identifiers.order_by("scheme", "identifier")[:10]],
        places=[place.name for place in body.places.order_by("name")[:10]],
        website=body.website,
        people=body.memberships.count(),
        opportunities=body.opportunities.filter(published_at__isnull=False).count(),
    )


def _rows(named: Side, claims: Side) -> list[tuple[str, str, str]]:
    """(what, of the buyer that the notice names, of the body that claims)."""
    return [
        ("Kind", named.kind, claims.kind),
        ("Identifiers", ", ".join(named.identifiers), ", ".join(claims.identifiers)),
        ("Places", ", ".join(named.places), ", ".join(claims.places)),
        ("Website", named.website, claims.website),
        ("People here", str(named.people), str(claims.people)),
        ("Opportunities here", str(named.opportunities), str(claims.opportunities)),
    ]


def _facts(opportunity) -> list[tuple[str, str]]:
    """What its latest notice says of who buys."""
    notice = opportunity.notices.order_by("-released_at", "-pk").first()
    raw = as_dict(notice.raw) if notice else {}
    buyer = next((party for party in dicts(raw.get("parties")) if "buyer" in as_list(party.get("roles"))), {})
    address = [text(dig(buyer, "address", key), 100) for key in ("streetAddress", "locality", "postalCode")]
    return [
        ("Buyer in the notice", text(dig(raw, "buyer", "name"), 250) or opportunity.body.name),
        ("Its address", ", ".join(part for part in address if part)),
        ("Published", plain_words.day(opportunity.published_at) if opportunity.published_at else ""),
        ("Buyer’s reference", opportunity.reference),
        ("Process identifier", opportunity.ocid),
    ]


def line(claim: OpportunityClaim, at) -> Line:
    """A claim as a row of the queue."""
    return Line(
        what=claim.opportunity.title,
        url=reverse("claim_detail", args=[claim.pk]),
        who=str(claim.body),
        waits=waits_since(claim.asked_at, at),
        detail=f"The notice says that {claim.opportunity.body} buys it",
    )
