"""Which commissioning body a published buyer is: by its identifier, else by its name."""

import datetime as dt
import re

from django.db.models import Max

from commissioners.choices import BodyKind
from commissioners.models import BodyIdentifier, CommissioningBody
from commissioners.ocds.parties import MappedBuyer, plain_name
from partnerships_portal.reference.models import LocalAuthority

OFFICE = re.compile(
    r"\b(?:metropolitan borough|metropolitan district|london borough|royal borough|city and county|county borough"
    r"|borough|district|county|city|unitary)?\s*council\b|\b(?:london|royal) borough of\b|\bcity of\b|\bcouncil of\b"
)


class Bodies:
    """All bodies by identifier and by name, held for one import. New ones are made as they are met."""

    def __init__(self):
        self.read()

    def read(self) -> None:
        """Read all bodies again."""
        self.newest = _newest()
        self.by_identifier = {(i.scheme, i.identifier): i.body_id for i in BodyIdentifier.objects.all()}
        self.by_name: dict[str, int] = {}
        for pk, name in CommissioningBody.objects.filter(is_demo=False).order_by("-pk").values_list("pk", "name"):
            self.by_name[plain_name(name)] = pk  # the oldest of several wins
        self.without_class = set(CommissioningBody.objects.filter(buyer_class="").values_list("pk", flat=True))
        self.districts = _districts_by_name()

    def read_if_others_wrote(self) -> None:
        """Read again where somebody else made a body since: another import, or a person."""
        if _newest() != self.newest:
            self.read()

    def find(self, buyer: MappedBuyer) -> int | None:
        """The id of the body that `buyer` is, if it is known."""
        found = self.by_identifier.get((buyer.scheme, buyer.identifier)) if buyer.scheme else None
        return found or self.by_name.get(plain_name(buyer.name))

    def find_or_create(self, buyer: MappedBuyer, *, at: dt.datetime) -> int:
        """The id of the body that `buyer` is. What a notice adds (an identifier, its class) is added."""
        pk = self.find(buyer) or self._create(buyer, at)
        if buyer.scheme and (buyer.scheme, buyer.identifier) not in self.by_identifier:
            BodyIdentifier.objects.create(body_id=pk, scheme=buyer.scheme, identifier=buyer.identifier)
            self.by_identifier[(buyer.scheme, buyer.identifier)] = pk
        if buyer.buyer_class and pk in self.without_class:
            CommissioningBody.objects.filter(pk=pk, buyer_class="").update(buyer_class=buyer.buyer_class)
            self.without_class.remove(pk)
        return pk

    def _create(self, buyer: MappedBuyer, at: dt.datetime) -> int:
        body = CommissioningBody.objects.create(
            name=buyer.name,
            kind=buyer.kind or BodyKind.OTHER,
            buyer_class=buyer.buyer_class,
            website=buyer.website,
            created_at=at,
        )
        if buyer.kind == BodyKind.COUNCIL:
            body.places.set(self.districts.get(_place_in(buyer.name), []))
        self.by_name[plain_name(buyer.name)] = self.newest = body.pk
        if not buyer.buyer_class:
            self.without_class.add(body.pk)
        return body.pk


def _newest() -> int | None:
    return CommissioningBody.objects.aggregate(newest=Max("pk"))["newest"]


def _districts_by_name() -> dict[str, list[int]]:
    """Ids of districts by their own name and by that of their upper tier, where the two do not clash.

    "Leicester" is a city and "Leicestershire" a county: a council's name tells them apart.
    """
    found: dict[str, list[int]] = {}
    for pk, name, upper in LocalAuthority.objects.values_list("pk", "name", "upper_tier_name"):
        for each in {_plain_place(name), _plain_place(upper)}:
            found.setdefault(each, []).append(pk)
    return found


def _plain_place(name: str) -> str:
    return plain_name(re.sub(r"^(.*), (?:City|County) of$", r"\1", name))


def _place_in(name: str) -> str:
    """The place in a council's name: "Leeds City Council" is that of "leeds"."""
    return re.sub(r"\s+", " ", OFFICE.sub(" ", plain_name(name))).strip()
