"""What happens to offers by themselves: they end, their people are reminded before, and they follow a merger.

Safe to repeat, late or twice: what is due is found by its date, in parts of a few hundred.
"""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from consortia.models import OfferAnswer, OfferMessage, PartnerOffer
from mutuals.models import Organisation
from partnerships_portal.accounts.audit import record

from .telling import tell_organisation

State = PartnerOffer.State
AT_ONCE = 200


def look_after(*, at: dt.datetime) -> None:
    """Everything that is due at `at`."""
    follow_mergers(at=at)
    while expire(at=at) == AT_ONCE:
        pass
    while remind(at=at) == AT_ONCE:
        pass


@transaction.atomic
def expire(*, at: dt.datetime) -> int:
    """End those whose last day is over, and tell their people; returns how many."""
    over = PartnerOffer.objects.filter(state=State.PUBLISHED, until__lt=timezone.localdate(at))
    ended = list(_held(over))
    for offer in ended:
        PartnerOffer.objects.filter(pk=offer.pk).update(state=State.EXPIRED, ended_at=at)
        record(actor=None, action="offer_expired", target=offer, at=at)
        words = "Its last day is over, so it is no longer shown. You can offer it again."
        _tell(offer, "offer_expired", f"“{offer}” has ended", words, at)
    return len(ended)


@transaction.atomic
def remind(*, at: dt.datetime) -> int:
    """Remind the people of those that end soon, once for each last day; returns how many."""
    today = timezone.localdate(at)
    soon = today + dt.timedelta(days=settings.OFFER_REMINDER_DAYS)
    due = PartnerOffer.objects.live(at).filter(until__lte=soon).exclude(reminded_of=F("until"))
    reminded = list(_held(due))
    for offer in reminded:
        PartnerOffer.objects.filter(pk=offer.pk).update(reminded_of=offer.until)
        day = f"{offer.until.day} {offer.until:%B %Y}"
        words = "Renew it if it still holds. Otherwise it ends by itself."
        _tell(offer, "offer_ends_soon", f"“{offer}” ends on {day}", words, at)
    return len(reminded)


@transaction.atomic
def follow_mergers(*, at: dt.datetime) -> int:
    """What an organisation that was merged had offered or answered is its survivor's; returns how many offers moved.

    Where both had an open answer to one offer, or one answered the other, the merged one's answer is withdrawn.
    """
    moved = 0
    for offer in _held(PartnerOffer.objects.filter(organisation__merged_into__isnull=False)):
        into = offer.organisation.merged_into
        OfferAnswer.objects.filter(offer=offer, organisation=into, state=OfferAnswer.State.OPEN).update(
            state=OfferAnswer.State.WITHDRAWN, decided_at=at
        )
        OfferMessage.objects.filter(answer__offer=offer, organisation=offer.organisation).update(organisation=into)
        PartnerOffer.objects.filter(pk=offer.pk).update(organisation=into)
        record(actor=None, action="offer_followed_merger", target=offer, at=at, organisation=into.pk)
        moved += 1
    merged = Organisation.objects.filter(merged_into__isnull=False, offer_answers__isnull=False).distinct()
    for organisation in merged.order_by("pk")[:AT_ONCE]:
        _move_answers(organisation, at)
    return moved


def _move_answers(organisation: Organisation, at: dt.datetime) -> None:
    into = organisation.merged_into_id
    given = OfferAnswer.objects.filter(organisation=organisation)
    theirs = OfferAnswer.objects.filter(organisation=into, state=OfferAnswer.State.OPEN)
    twice = given.filter(state=OfferAnswer.State.OPEN, offer__in=theirs.values("offer"))
    own = given.filter(state=OfferAnswer.State.OPEN, offer__organisation=into)
    (twice | own).update(state=OfferAnswer.State.WITHDRAWN, decided_at=at)
    OfferMessage.objects.filter(answer__in=given, organisation=organisation).update(organisation=into)
    given.update(organisation=into)


def _held(offers):
    """The first of these, held; those that somebody else holds now are due the next time."""
    held = offers.select_for_update(of=("self",), skip_locked=True).select_related("organisation__merged_into")
    return held.order_by("pk")[:AT_ONCE]


def _tell(offer: PartnerOffer, event: str, subject: str, body: str, at) -> None:
    tell_organisation(
        offer.organisation,
        event=event,
        key=f"{offer.pk}:{offer.until}",
        subject=subject,
        body=body,
        url=offer.get_absolute_url(),
        by=None,
        at=at,
    )
