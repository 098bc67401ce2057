"""Finding organisations that are in two bids for the same lot, and telling each side no more than it may know.

The organisation itself is told exactly, at once. Once a day every consortium for the opportunity is warned in the same
words, whether or not the organisation is in it, so that nobody learns from the warning who it is (decision 0142).
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator

from commissioners.models import Opportunity
from consortia.bidding.same_lot import STANDING, Side, Twice, sides, twice
from consortia.models import Bid, Consortium, Overlap
from mutuals.models import Organisation
from partnerships_portal.accounts.audit import record

from .telling import tell_members, tell_organisation

EXACTLY = (
    "It is in {one}, and in {other}, for at least one of the same lots of “{title}”.\n\n"
    "Do not carry figures, prices or plans from one to the other. Tell your partners on both sides, or step out of "
    "one. The buyer may have rules about this: look in its documents. Nobody else was told which organisation it is; "
    "programme staff can see the names of both sides, and nothing of what is in them. This is not legal advice."
)
NEUTRALLY = (
    "At least one organisation takes part in more than one bid for this opportunity. It may or may not be in your "
    "consortium: every consortium for it gets these words, and nobody is told who it is.\n\n"
    "Before you exchange figures or plans, ask each other whether any of you takes part in another bid. "
    "This is not legal advice."
)


@transaction.atomic
def look(opportunity: Opportunity, *, at) -> int:
    """Find who is in two bids for the same lot now, and end what is not so any more; returns how many are new."""
    found = twice(sides(opportunity))
    known = {_as_twice(one): one for one in Overlap.objects.open().filter(opportunity=opportunity)}
    for gone in known.keys() - found:
        Overlap.objects.filter(pk=known[gone].pk, ended_at=None).update(ended_at=at)
        record(actor=None, action="same_lot_ended", target=known[gone], at=at)
    new = sorted(found - known.keys(), key=lambda one: (one.organisation, one.consortium))
    return sum(_found(opportunity, one, at=at) for one in new)


def _as_twice(one: Overlap) -> Twice:
    return Twice(one.organisation_id, one.consortium_id, one.other_consortium_id, one.own_bid_id)


def _found(opportunity: Opportunity, one: Twice, *, at) -> bool:
    overlap, is_new = Overlap.objects.get_or_create(
        organisation_id=one.organisation,
        opportunity=opportunity,
        consortium_id=one.consortium,
        other_consortium_id=one.other_consortium,
        own_bid_id=one.own_bid,
        ended_at=None,
        defaults={"found_at": at},
    )
    if is_new:
        record(actor=None, action="same_lot_found", target=overlap, at=at)
        _tell_exactly(overlap, at=at)
    return is_new


def _tell_exactly(overlap: Overlap, *, at) -> None:
    other = f"“{overlap.other_consortium}”" if overlap.other_consortium else "a bid of its own"
    title = Truncator(overlap.opportunity.title).chars(140)
    tell_organisation(
        overlap.organisation,
        event="same_lot_found",
        key=overlap.pk,
        subject=f"{Truncator(overlap.organisation.name).chars(60)} is in two bids for “{title}”",
        body=EXACTLY.format(one=f"“{overlap.consortium}”", other=other, title=title),
        url=reverse("your_bids"),
        by=None,
        at=at,
    )


def look_for(consortium: Consortium, *, at) -> None:
    """Look where a consortium stands, after somebody joined it: its opportunity, and those of its live bids."""
    bids = Bid.objects.live().filter(consortium=consortium).values("opportunity")
    for opportunity in Opportunity.objects.filter(Q(pk=consortium.opportunity_id) | Q(pk__in=bids)).defer("search"):
        look(opportunity, at=at)


def look_everywhere(*, at) -> int:
    """Look at every opportunity that somebody stands for; what a change elsewhere brought about is found here."""
    live = Bid.objects.live().exclude(opportunity=None).values("opportunity")
    meant = Consortium.objects.filter(state__in=STANDING).exclude(opportunity=None).values("opportunity")
    open_ones = Overlap.objects.open().values("opportunity")
    some = Opportunity.objects.filter(Q(pk__in=live) | Q(pk__in=meant) | Q(pk__in=open_ones))
    return sum(look(opportunity, at=at) for opportunity in some.defer("search").order_by("pk"))


def warn(*, at) -> int:
    """Warn every consortium for an opportunity at which somebody is in two bids, once; returns how many were asked."""
    waiting = Overlap.objects.open().values("opportunity")
    warned = 0
    for opportunity in Opportunity.objects.filter(pk__in=waiting).defer("search").order_by("pk"):
        warned += _warn_about(opportunity, at=at)
    return warned


@transaction.atomic
def _warn_about(opportunity: Opportunity, *, at) -> int:
    doubled = set(Overlap.objects.open().filter(opportunity=opportunity).values_list("organisation", flat=True))
    warned = [side for side in sides(opportunity) if side.consortium is not None]
    known = Consortium.objects.in_bulk([side.consortium for side in warned])
    for side in warned:
        _warn(opportunity, known[side.consortium], side, doubled, at=at)
    Overlap.objects.open().filter(opportunity=opportunity, warned_at=None).update(warned_at=at)
    return len(warned)


def _warn(opportunity: Opportunity, consortium: Consortium, side: Side, doubled: set[int], *, at) -> None:
    """Whoever is in two was told exactly already."""
    others = Organisation.objects.filter(pk__in=side.organisations - doubled)
    tell_members(
        consortium,
        event="same_lot_warning",
        key=f"{consortium.pk}-{opportunity.pk}",
        subject=f"Before you exchange figures for “{Truncator(opportunity.title).chars(120)}”",
        body=NEUTRALLY,
        url=reverse("consortium_bids", args=[consortium.pk]),
        by=None,
        at=at,
        only=others,
    )


def must_read(*, by) -> None:
    """Raises PermissionDenied for whoever may not read who is in two bids."""
    if not by.has_perm("consortia.read_overlaps"):
        raise PermissionDenied


@transaction.atomic
def note_reading(overlaps, *, by, at) -> None:
    """Programme staff looked at these: kept with the organisations that they name."""
    seen = {one.organisation_id: one.organisation for one in overlaps}
    for organisation in seen.values():
        record(actor=by, action="same_lot_read", target=organisation, at=at)
