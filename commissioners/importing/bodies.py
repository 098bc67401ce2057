"""Which commissioning body a published buyer is: by its identifier, else by its name."""

import datetime as dt

from django.db.models import Count, Max, Q

from commissioners.choices import BodyKind
from commissioners.models import BodyIdentifier, CommissioningBody
from commissioners.ocds.parties import MappedBuyer, area_of, plain_name
from partnerships_portal.reference.models import LocalAuthority


class Bodies:
    """All bodies by identifier and by name, held for one import. New ones are made as they are met."""

    def __init__(self):
        self.read()

    def read(self) -> None:
        """Read all bodies again."""
        self.state = _state()
        self.by_identifier = {(i.scheme, i.identifier): i.body_id for i in BodyIdentifier.objects.all()}
        self.by_name: dict[str, int] = {}
        for pk, name in CommissioningBody.objects.filter(is_demo=False).order_by("-pk").values_list("pk", "name"):
            self.by_name[plain_name(name)] = pk  # the oldest of several wins
        merged = CommissioningBody.objects.filter(is_duplicate=True).values_list("pk", "successor")
        kept = {pk: successor for pk, successor in merged if successor is not None}
        self.by_name = {name: _kept(pk, kept) for name, pk in self.by_name.items()}
        self.without_class = set(CommissioningBody.objects.filter(buyer_class="").values_list("pk", flat=True))
        self.districts = dict(LocalAuthority.objects.values_list("code", "pk"))

    def read_if_others_wrote(self) -> None:
        """Read again where somebody else made or merged bodies since: another import, or a person."""
        if _state() != self.state:
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
        body.places.set(self.districts[code] for code in area_of(buyer.name) if code in self.districts)
        self.by_name[plain_name(buyer.name)] = body.pk
        self.state = (body.pk, self.state[1])
        if not buyer.buyer_class:
            self.without_class.add(body.pk)
        return body.pk


def _kept(pk: int, kept: dict[int, int]) -> int:
    """The entry that stands for a body whose entries were merged."""
    while pk in kept:
        pk = kept[pk]
    return pk


def _state() -> tuple[int | None, int]:
    """The newest body, and how many entries were merged: what changes when others write."""
    merged = Count("pk", filter=Q(is_duplicate=True))
    found = CommissioningBody.objects.aggregate(newest=Max("pk"), merged=merged)
    return found["newest"], found["merged"]
