"""How many voices answers are: members that share a person speak with one, because that person reads both answers."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from mutuals.models import Membership


def voices_of(organisations: Collection[int]) -> dict[int, int]:
    """For each organisation (primary key) the voice that it speaks with. One query.

    People in every role count: whoever belongs to a member reads what it answered.
    """
    belonging: dict[int, set[int]] = defaultdict(set)
    rows = Membership.objects.filter(organisation__in=organisations)
    for organisation, person in rows.values_list("organisation", "user"):
        belonging[organisation].add(person)
    return voices({one: belonging[one] for one in organisations})


def voices(people: Mapping[int, Collection[int]]) -> dict[int, int]:
    """The same from who belongs to each; a voice is the lowest key of those that speak with it. Pure."""
    found: dict[int, int] = {}
    for one in sorted(people):
        found[one] = one
        for other in [each for each in found if set(people[each]) & set(people[one])]:
            joined, kept = max(found[one], found[other]), min(found[one], found[other])
            found = {key: kept if voice == joined else voice for key, voice in found.items()}
    return found
