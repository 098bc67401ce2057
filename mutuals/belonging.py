"""Who still belongs to an organisation: asked before a message about it is e-mailed (settings.MESSAGE_SCOPES)."""

from mutuals.models import Membership


def still_belonging(pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of the pairs (person id, organisation id) where the person is a member now: one query."""
    people, things = zip(*pairs, strict=True)
    found = Membership.objects.filter(user__in=set(people), organisation__in=set(things))
    return pairs & set(found.values_list("user_id", "organisation_id"))


def acts_for_one(person) -> bool:
    """Whether the person acts for an organisation now (settings.MESSAGE_CATEGORY_READERS): one query."""
    return Membership.objects.filter(user=person).exists()
