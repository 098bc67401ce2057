"""Writes the organisations of the world, in blocks, so that memory does not grow with their text."""

import itertools
from collections.abc import Callable, Iterator

from mutuals.models import Network, Organisation, ServiceClaim, ThreePartDefinition
from partnerships_portal.accounts.models import User

from .bodies import Buyers
from .cast import Cast
from .claims import definition, service_claims
from .copying import copy_instances, copy_pairs
from .profiles import organisation

NETWORKS = (
    "Circle of Mutuals North (invented)",
    "Circle of Mutuals South (invented)",
    "Community Health Exchange (invented)",
    "Youth and Families Table (invented)",
    "Libraries and Leisure Forum (invented)",
    "Social Enterprise Bidders (invented)",
    "Care Providers Together (invented)",
    "Skills and Work Network (invented)",
)
BLOCK = 5_000


def write(cast: Cast, *, buyers: Buyers, verifier: User, say: Callable[[int], None]) -> None:
    """Write every organisation with all that belongs to it; `say(number)` tells how many there are so far."""
    networks = [Network.objects.get_or_create(name=name)[0].pk for name in NETWORKS]
    for start in range(0, len(cast.ids), BLOCK):
        block = range(start, min(start + BLOCK, len(cast.ids)))
        made = [organisation(cast, i, buyers=buyers, verifier=verifier) for i in block]
        copy_instances(Organisation, made)
        claims = (service_claims(cast, i, buyers=buyers, verifier=verifier) for i in block)
        copy_instances(ServiceClaim, itertools.chain.from_iterable(claims))
        copy_instances(
            ThreePartDefinition,
            (
                definition(cast, i, of=each, verifier=verifier)
                for i, each in zip(block, made, strict=True)
                if cast.sector.definition[i]
            ),
        )
        copy_pairs(Organisation.places.through, list(_places(cast, block)))
        copy_pairs(Organisation.networks.through, list(_memberships(cast, block, networks)))
        say(block.stop)


def _places(cast: Cast, block: range) -> Iterator[tuple[int, int]]:
    for i in block:
        if not cast.hides(i, "places"):
            for district in cast.districts[i]:
                yield cast.ids[i], int(cast.ground.ids[district])


def _memberships(cast: Cast, block: range, networks: list[int]) -> Iterator[tuple[int, int]]:
    """Two in five organisations belong to one or two networks; those in a story to the one that it names."""
    for i in block:
        if i in cast.parts:
            if cast.parts[i].network:
                yield cast.ids[i], networks[NETWORKS.index(cast.parts[i].network)]
        elif cast.chooser.random() < 0.4:
            for network in cast.chooser.sample(networks, cast.chooser.choice((1, 1, 2))):
                yield cast.ids[i], network
