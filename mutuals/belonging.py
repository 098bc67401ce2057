"""Who belongs to an organisation: asked by menus, and before a message about it is e-mailed (MESSAGE_SCOPES)."""

from mutuals.models import Membership, Organisation
from mutuals.rules import EDITING_ROLES


def still_belonging(pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of the pairs (person id, organisation id) where the person is a member now: one query."""
    people, things = zip(*pairs, strict=True)
    found = Membership.objects.filter(user__in=set(people), organisation__in=set(things))
    return pairs & set(found.values_list("user_id", "organisation_id"))


def acts_for_one(person) -> bool:
    """Whether the person acts for an organisation now (settings.MESSAGE_CATEGORY_READERS): one query."""
    return Membership.objects.filter(user=person).exists()


def memberships_of(person) -> list[Membership]:
    """What part the person has in which organisations, by name, closed ones too: one query."""
    found = Membership.objects.filter(user=person).select_related("organisation")
    found = found.order_by("organisation__name", "organisation_id")
    wanted = ("name", "admitted_at", "admission_asked_at", "closed_at", "created_at")
    return list(found.only("role", "organisation_id", *(f"organisation__{name}" for name in wanted)))


def acts_for_active(person) -> bool:
    """Whether the person is an owner or editor of an organisation that takes part now: one query."""
    held = Membership.objects.filter(organisation__in=Organisation.objects.active(), role__in=EDITING_ROLES)
    return person.is_authenticated and held.filter(user=person).exists()
