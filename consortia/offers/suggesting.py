"""Offers that may suit an organisation: about its services, where it delivers, of others that it may be shown."""

from django.db.models import OuterRef, Q

from consortia.models import OfferAnswer, PartnerOffer
from consortia.models.control import kept_apart
from mutuals.models import Organisation

from .showing import Shown, shown, with_all

SHOWN = 5


def suggested_to(organisation: Organisation, *, user, at) -> list[Shown]:
    """The latest few that were not answered. Rivals, and whoever is not to be suggested, are left out: their offers
    stay on the list for everyone (decision 0135). A constant number of queries.
    """
    places = list(organisation.places.values_list("pk", "region"))
    here = Q(is_nationwide=True)
    if organisation.is_national:
        here = Q()
    elif places:
        here |= Q(places__in=[place for place, _ in places]) | Q(regions__in={region for _, region in places})
    apart = kept_apart(organisation.pk, OuterRef("organisation"), at)
    answered = OfferAnswer.objects.filter(organisation=organisation).values("offer")
    fitting = (
        PartnerOffer.objects.visible_to(user, at)
        .live(at)
        .filter(here, services__in=organisation.service_claims.values("service_area"))
        .exclude(organisation=organisation)
        .exclude(pk__in=answered)
        .exclude(apart)
    )
    ids = fitting.order_by().values("pk")
    found = PartnerOffer.objects.filter(pk__in=ids).order_by("-published_at", "-pk")[:SHOWN]
    return [shown(one) for one in with_all(found)]
