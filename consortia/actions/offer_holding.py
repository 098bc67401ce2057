"""Holding offers and answers until a transaction ends: always the offer first.

What a locking query joins is as it was before it waited for the lock, and a row whose organisation was changed
meanwhile is not found at all. So each is locked alone, and then read.
"""

from consortia.models import OfferAnswer, PartnerOffer


def hold(pk: int) -> PartnerOffer:
    """The offer: of two who act, the second sees what the first did."""
    PartnerOffer.objects.select_for_update().only("pk").get(pk=pk)
    return PartnerOffer.objects.select_related("organisation").get(pk=pk)


def hold_answer(answer: OfferAnswer) -> OfferAnswer:
    """The answer as it is now, after its offer."""
    offer = hold(answer.offer_id)
    OfferAnswer.objects.select_for_update().only("pk").get(pk=answer.pk)
    held = OfferAnswer.objects.select_related("organisation").get(pk=answer.pk)
    held.offer = offer
    return held
