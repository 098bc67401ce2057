"""What the network reads of lessons: no names, and where it was only if several organisations could be meant."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import TruncMonth
from django.db.models.lookups import IContains

from commissioners.models import CommissioningBody
from consortia.models import Bid, Reflection
from mutuals.models import Organisation
from mutuals.visibility import Visibility
from partnerships_portal.reference.models import Region, ServiceArea

AT_LEAST = 5  # active organisations that show the service and the region: with fewer, that part is not told
ADDRESSES = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+|https?://\S+|\b0\d{3,4}[ ]?\d{3}[ ]?\d{3,4}\b")


@dataclass(frozen=True)
class Read:
    """A lesson exactly as others read it."""

    after: str  # "After a bid with partners that was lost"
    service: ServiceArea | None
    region: Region | None
    repeat: str
    not_again: str

    @property
    def digest(self) -> str:
        """Tells whether what was checked is what would be shared."""
        parts = (self.after, self.service and self.service.pk, self.region and self.region.pk, *self.words)
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]

    @property
    def words(self) -> tuple[str, str]:
        return self.repeat, self.not_again


def after(bid: Bid) -> str:
    with_whom = "with partners" if bid.is_joint else "of one organisation"
    return f"After a bid {with_whom} that was {bid.state}"


def as_read(reflection: Reflection) -> Read:
    """How the network would read it, were it shared now. At most six queries."""
    service, region = told_of(reflection.bid)
    return Read(after(reflection.bid), service, region, reflection.repeat, reflection.not_again)


def as_shared(reflection: Reflection) -> Read:
    """How the network reads one that was shared."""
    where = (reflection.shared_service, reflection.shared_region)
    return Read(after(reflection.bid), *where, reflection.repeat, reflection.not_again)


def told_of(bid: Bid) -> tuple[ServiceArea | None, Region | None]:
    """The group of services and the region of the bid's lots, each only where there is one and AT_LEAST could be meant.

    Both together where as many show both; else the service; else the region.
    """
    service, region = _where(bid)
    if service and region and _number(service, region) >= AT_LEAST:
        return service, region
    if service and _number(service, None) >= AT_LEAST:
        return service, None
    if region and _number(None, region) >= AT_LEAST:
        return None, region
    return None, None


def _where(bid: Bid) -> tuple[ServiceArea | None, Region | None]:
    if bid.opportunity is None:
        return None, None
    lots = list(bid.lots.all()) or list(bid.opportunity.lots.all())
    groups = ServiceArea.objects.filter(Q(children__lots__in=lots) | Q(lots__in=lots, parent=None)).distinct()
    regions = Region.objects.filter(Q(local_authorities__lots__in=lots) | Q(lots__in=lots)).distinct()
    return _only(groups[:2]), _only(regions[:2])


def _only(found: Iterable):
    one, *others = [*found] or [None]
    return None if others else one


def _number(service: ServiceArea | None, region: Region | None) -> int:
    """How many organisations show everyone who is signed in that they could be meant."""
    some = Organisation.objects.active()
    if service is not None:
        claims = Q(service_claims__service_area=service) | Q(service_claims__service_area__parent=service)
        some = some.filter(claims, visibility_services__lte=Visibility.SIGNED_IN)
    if region is not None:
        some = some.filter(Q(places__region=region) | Q(is_national=True), visibility_places__lte=Visibility.SIGNED_IN)
    return some.distinct().count()


def names_in(reflection: Reflection) -> list[str]:
    """Names and addresses in the words that could tell others who is meant, each once. Two queries."""
    text = f"{reflection.repeat}\n{reflection.not_again}".replace("\0", "")
    found = [reflection.bid.title] if reflection.bid.title.lower() in text.lower() else []
    for model in (Organisation, CommissioningBody):
        named = model.objects.filter(IContains(Value(text), F("name"))).order_by("name")
        found += [name for name in named.values_list("name", flat=True)[:20] if len(name) > 3]
    if reflection.bid.consortium and reflection.bid.consortium.name.lower() in text.lower():
        found.append(reflection.bid.consortium.name)
    return list(dict.fromkeys([*found, *ADDRESSES.findall(text)]))


def shared_lessons(*, service: str = "", region: str = "", outcome: str = "") -> QuerySet[Reflection]:
    """Those that the network reads, by what is told of them alone; within a month in no order that tells when."""
    rows = Reflection.objects.shared().filter(bid__state__in=Bid.DECIDED)
    if service:
        rows = rows.filter(shared_service__code=service)
    if region:
        rows = rows.filter(shared_region__slug=region)
    if outcome in Bid.DECIDED:
        rows = rows.filter(bid__state=outcome)
    rows = rows.select_related("bid", "shared_service", "shared_region")
    return rows.order_by(TruncMonth("shared_at").desc(), "repeat", "not_again", "pk")
