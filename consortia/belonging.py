"""Who is in a consortium: asked by the messages about it (settings.MESSAGE_SCOPES, settings.MESSAGE_GROUPS)."""

from consortia.models import Consortium, ConsortiumMember


def still_in(pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of the pairs (person id, consortium id) where the person belongs to a member that is present: one query."""
    people, consortia = (set(column) for column in zip(*pairs, strict=True))
    present = ConsortiumMember.objects.present().filter(consortium__in=consortia)
    found = present.filter(organisation__memberships__user__in=people)
    return pairs & set(found.values_list("organisation__memberships__user", "consortium"))


def names_for(person, keys: list[int]) -> dict[int, str]:
    """Names of those consortia that exist for the person (settings.MESSAGE_GROUPS): one query."""
    return dict(Consortium.objects.visible_to(person).filter(pk__in=keys).values_list("pk", "name"))
