"""Members of a consortium and their owners, for tests of what they do together."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from consortia.models import Consortium
from tests.factories import MembershipFactory, OrganisationFactory
from tests.factories.partnering import ConsortiumMemberFactory

NAMES = ("Harrowmere Care", "Saltwick Libraries", "Quillmoor Youth", "Tarnbeck Learning")


@dataclass
class Partner:
    """A member with its owner."""

    seat: Any
    owner: Any

    @property
    def organisation(self):
        return self.seat.organisation

    def leave(self):
        self.seat.left_at = timezone.now()
        self.seat.save()


def partners(number: int) -> list[Partner]:
    """So many members of one consortium."""
    first = ConsortiumMemberFactory(organisation__name=NAMES[0], consortium__name="Together for Youth")
    others = [
        ConsortiumMemberFactory(consortium=first.consortium, organisation=OrganisationFactory(name=name))
        for name in NAMES[1:number]
    ]
    return [
        Partner(seat, MembershipFactory(organisation=seat.organisation, role="owner").user) for seat in (first, *others)
    ]


def address(consortium: Consortium, name: str, *args) -> str:
    return reverse(name, args=[consortium.pk, *args])


def text_of(answer) -> str:
    """The page without line breaks; apostrophes, which people have in their names, as they are read."""
    return " ".join(answer.content.decode().replace("&#x27;", "'").split())
