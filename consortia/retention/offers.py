"""How long offers to partners, and what organisations wrote to each other about them, are kept."""

import datetime as dt

from consortia.models import OfferAnswer, PartnerOffer
from partnerships_portal.accounts.register import Period
from partnerships_portal.accounts.tidying import delete_in_chunks, rule

State = PartnerOffer.State
OFFERS = Period(
    days=2 * 365, words="2 years after it ended; a draft that was never published, 2 years after it was begun"
)
ANSWERS = Period(days=2 * 365, words="2 years after it was answered, or as long as the offer if that is shorter")


@rule("offers to partners that ended", OFFERS)
def delete_old_offers(at: dt.datetime) -> int:
    ended = PartnerOffer.objects.filter(state__in=PartnerOffer.ENDED, ended_at__lte=OFFERS.before(at))
    drafts = PartnerOffer.objects.filter(state__in=PartnerOffer.EDITABLE, created_at__lte=OFFERS.before(at))
    return delete_in_chunks(ended) + delete_in_chunks(drafts)


@rule("answers to offers", ANSWERS)
def delete_old_answers(at: dt.datetime) -> int:
    return delete_in_chunks(OfferAnswer.objects.filter(decided_at__lte=ANSWERS.before(at)))
