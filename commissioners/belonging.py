"""Who still belongs to a commissioning body: asked before a message about it is e-mailed (settings.MESSAGE_SCOPES)."""

from commissioners.models import BodyMembership


def still_belonging(pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of the pairs (person id, body id) where the person is a member now: one query."""
    people, things = zip(*pairs, strict=True)
    found = BodyMembership.objects.filter(user__in=set(people), body__in=set(things))
    return pairs & set(found.values_list("user_id", "body_id"))
