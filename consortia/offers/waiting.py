"""What about offers awaits people: to be read by staff, to be mended, to be answered (settings.AWAITING)."""

from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator

from consortia.models import OfferAnswer, PartnerOffer
from mutuals.belonging import memberships_of
from mutuals.rules import EDITING_ROLES
from partnerships_portal.notifications.awaiting import Asker, Awaiting, Queue, each, together

State = PartnerOffer.State


def of_person(asker: Asker, at) -> list[Queue]:
    """For staff what is to be decided; for editors what was returned to them and what others answered."""
    return [*_of_staff(asker.user), *_of_editor(asker)]


def to_decide(user):
    """What this member of staff may decide: nothing of an organisation that they belong to."""
    return PartnerOffer.objects.waiting().exclude(organisation__memberships__user=user)


def _of_staff(user) -> list[Queue]:
    if not user.is_programme_staff or not user.has_perm("consortia.decide_offers"):
        return []
    return [together(to_decide(user), _offers, since="submitted_at")]


def _of_editor(asker: Asker) -> list[Queue]:
    held = [one for one in asker.once(memberships_of) if one.role in EDITING_ROLES]
    own = [one.organisation_id for one in held if one.organisation.is_active]
    if not own:
        return []
    returned = PartnerOffer.objects.filter(state=State.RETURNED, organisation__in=own).order_by("decided_at", "pk")
    answers = OfferAnswer.objects.unread_by_offerer().of_active().filter(offer__organisation__in=own)
    theirs = answers.filter(~Q(organisation__in=own)).select_related("organisation")
    return [each(returned, _returned), each(theirs.order_by("answered_at", "pk"), _answer)]


def _offers(number: int, since) -> Awaiting:
    wait = "offer or request waits" if number == 1 else "offers and requests wait"
    text = f"{number} {wait} to be read before others see them"
    return Awaiting(text=text, url=reverse("offer_review_list"), detail="", since=since)


def _returned(offer: PartnerOffer) -> Awaiting:
    return Awaiting(
        text=f"Change “{offer}” and send it again",
        url=offer.get_absolute_url(),
        detail=Truncator(offer.reason).chars(200),
        since=offer.decided_at or offer.created_at,
    )


def _answer(answer: OfferAnswer) -> Awaiting:
    return Awaiting(
        text=f"Reply to {answer.organisation} about “{answer.title}”",
        url=answer.get_absolute_url(),
        detail="",
        since=answer.answered_at,
    )
