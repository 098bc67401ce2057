"""Who is in a consortium: asked before a message about it is e-mailed (settings.MESSAGE_SCOPES)."""

from consortia.models import ConsortiumMember


def still_in(pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of the pairs (person id, consortium id) where the person belongs to a member that is present: one query."""
    people, consortia = (set(column) for column in zip(*pairs, strict=True))
    present = ConsortiumMember.objects.present().filter(consortium__in=consortia)
    found = present.filter(organisation__memberships__user__in=people)
    return pairs & set(found.values_list("organisation__memberships__user", "consortium"))
