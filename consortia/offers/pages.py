"""What the page of one offer, and that of one answer, show to one person; each in a constant number of queries."""

from consortia.models import OfferAnswer, PartnerOffer
from mutuals.models import Membership, Organisation
from mutuals.rules import EDITING_ROLES

from .answering import refusal
from .showing import COLOURS, day, named, where_in_words

State = PartnerOffer.State


def facts(offer: PartnerOffer) -> list[tuple[str, str]]:
    """(what, value) of what others read beside its text."""
    return [
        ("Kind", offer.get_kind_display()),
        ("Services", named([str(one) for one in offer.services.all()]) or "Any"),
        ("Where", where_in_words(offer)),
        ("Shown to", offer.get_shown_to_display() if offer.shown_to else ""),
        ("Last day", day(offer.until) if offer.until else ""),
    ]


def offer_page(offer: PartnerOffer, *, user, at) -> dict:
    """The offer, what the person's organisations answered, and what they may do."""
    edited = own_organisations(user)
    is_own = user.is_authenticated and offer.organisation.memberships.filter(user=user).exists()
    mine = OfferAnswer.objects.visible_to(user).filter(offer=offer, organisation__in=[one.pk for one in edited])
    return {
        "offer": offer,
        "facts": facts(offer),
        "colour": COLOURS[State(offer.state)],
        "is_own": is_own,
        "is_live": offer.is_live(at),
        "may_write": user.has_perm("consortia.write_offer", offer.organisation),
        "mine": [] if is_own else list(mine.select_related("organisation")),
        "may_answer": [one for one in edited if not refusal(offer=offer, organisation=one, at=at)],
        "may_review": user.has_perm("consortia.read_offer_reviews") and offer.state == State.SUBMITTED,
    }


def answers_to(offer: PartnerOffer):
    """What organisations that take part answered, those that are open first."""
    rows = OfferAnswer.objects.of_active().filter(offer=offer).exclude(state=OfferAnswer.State.WITHDRAWN)
    is_open = rows.filter(state=OfferAnswer.State.OPEN)
    return is_open.select_related("organisation").order_by("answered_at", "pk"), rows.exclude(
        state=OfferAnswer.State.OPEN
    ).select_related("organisation")


def own_organisations(user) -> list[Organisation]:
    """Those that take part and for which the person acts."""
    if not user.is_authenticated:
        return []
    held = Membership.objects.filter(user=user, role__in=EDITING_ROLES).values("organisation")
    return list(Organisation.objects.active().filter(pk__in=held).defer("public_search").order_by("name", "pk"))


def answer_page(answer: OfferAnswer, *, user, at) -> dict:
    """What both wrote, and what the person may do; which side they are on is told by their organisations.

    Whoever acts for both, as after a merger, is on the side of the one that offers.
    """
    offer = answer.offer
    offers = user.has_perm("consortia.write_offer", offer.organisation)
    answers = user.has_perm("consortia.answer_offer", answer.organisation)
    active = answer.organisation.is_active and offer.organisation.is_active
    goes_on = active and answer.state in (OfferAnswer.State.OPEN, OfferAnswer.State.TAKEN_UP)
    own = offer.organisation if offers else answer.organisation if answers else None
    return {
        "answer": answer,
        "offer": offer if PartnerOffer.objects.visible_to(user, at).filter(pk=offer.pk).exists() else None,
        "thread": list(answer.messages.select_related("organisation", "by")),
        "own": own,
        "other": answer.organisation if offers else offer.organisation,
        "may_write": bool(own) and goes_on,
        "may_decide": offers and active and answer.state == OfferAnswer.State.OPEN,
        "may_withdraw": answers and not offers and answer.state == OfferAnswer.State.OPEN,
        "goes_on": goes_on,
        "is_active": active,
    }
