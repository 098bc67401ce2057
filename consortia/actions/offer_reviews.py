"""Programme staff read what organisations want to publish: one officer at a time, each wording decided once."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from consortia.models import PartnerOffer
from consortia.offers.completeness import day_problem
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible, move

from .offer_holding import hold
from .telling import tell_organisation

State = PartnerOffer.State
TAKEN = "Somebody else reads this now, or it was decided already: see how it stands."
WORDS = {
    State.PUBLISHED: ("offer_published", "“{}” is published", "Organisations can read and answer it."),
    State.RETURNED: ("offer_returned", "Change something in “{}”, then send it again", ""),
    State.DECLINED: ("offer_declined", "“{}” is not published", ""),
}


def lapsed(at: dt.datetime) -> Q:
    """A condition: nobody has it, or whoever took it has let so long go by that another may."""
    since = at - dt.timedelta(hours=settings.OFFER_REVIEW_HOURS)
    return Q(taken_by=None) | Q(taken_at__lte=since)


@transaction.atomic
def take(*, offer: PartnerOffer, by: User, at) -> None:
    """Read it as the only one for some hours. Taking it again changes nothing. Raises NotPossible for the second."""
    free = PartnerOffer.objects.filter(lapsed(at), pk=offer.pk, state=State.SUBMITTED)
    if free.exclude(taken_by=by).update(taken_by=by, taken_at=at):
        record(actor=by, action="offer_review_taken", target=offer, at=at)
    elif not PartnerOffer.objects.filter(pk=offer.pk, state=State.SUBMITTED, taken_by=by).exists():
        raise NotPossible(TAKEN)


@transaction.atomic
def put_back(*, offer: PartnerOffer, by: User, at) -> None:
    """Leave it to another officer."""
    mine = PartnerOffer.objects.filter(pk=offer.pk, state=State.SUBMITTED, taken_by=by)
    if mine.update(taken_by=None, taken_at=None):
        record(actor=by, action="offer_review_put_back", target=offer, at=at)


@transaction.atomic
def decide(*, offer: PartnerOffer, to: str, reason: str, wording: int, by: User, at) -> None:
    """Publish, return or decline the wording (`times_submitted`) that the officer has read and holds.

    Its organisation is told. Raises NotPossible if it was changed, taken by another or decided meanwhile.
    """
    held = hold(offer.pk)
    if held.state != State.SUBMITTED or held.taken_by_id != by.pk or held.times_submitted != wording:
        raise NotPossible(TAKEN)
    if to == State.PUBLISHED and not held.organisation.is_active:
        raise NotPossible(f"{held.organisation} does not take part any more, so this cannot be published.")
    if to == State.PUBLISHED and day_problem(held.until, at):
        raise NotPossible("Its last day has come. Return it, so that they can choose another.")
    _decide(held, to, reason=reason, by=by, at=at)


def _decide(held: PartnerOffer, to: str, *, reason: str, by: User, at) -> None:
    changes = {"decided_by": by, "decided_at": at, "reason": reason, "taken_by": None, "taken_at": None}
    if to == State.PUBLISHED:
        changes |= {"published_at": at, "ended_at": None}
    if to == State.DECLINED:
        changes["ended_at"] = at
    move(held, field="state", to=to, transitions=PartnerOffer.TRANSITIONS, **changes)
    event, subject, more = WORDS[State(to)]
    record(actor=by, action=event, target=held, at=at, **({"reason": reason} if reason else {}))
    tell_organisation(
        held.organisation,
        event=event,
        key=f"{held.pk}:{held.times_submitted}",
        subject=subject.format(held),
        body=more or f"Programme staff say: {reason}",
        url=held.get_absolute_url(),
        by=by,
        at=at,
    )
