"""Whether an organisation can answer an offer now."""

from consortia.models import OfferAnswer, PartnerOffer
from mutuals.models import Organisation

State = OfferAnswer.State


def refusal(*, offer: PartnerOffer, organisation: Organisation, at) -> str:
    """Why the organisation cannot answer it now, as a sentence; "" if it can, or if its answer is open already."""
    if organisation.pk == offer.organisation_id:
        return "This is your own."
    if not organisation.is_active:
        return f"{organisation} does not take part now, so it cannot answer."
    if not offer.is_live(at):
        return "This is not offered any more."
    if offer.shown_to == PartnerOffer.ShownTo.MUTUALS and not organisation.is_mutual:
        return f"This is between Mutuals, and {organisation} is not verified as one."
    decided = offer.answers.filter(organisation=organisation, state__in=[State.TAKEN_UP, State.NOT_THIS_TIME])
    if decided.filter(answered_at__gte=offer.published_at).exists():
        return f"{organisation} has had its answer to this."
    return ""
