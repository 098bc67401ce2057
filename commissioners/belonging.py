"""Who acts for a body, or for one that buys: asked by menus, and before messages are e-mailed (MESSAGE_SCOPES)."""

from commissioners.models import BodyMembership, Opportunity


def still_belonging(pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of the pairs (person id, body id) where the person is a member now: one query."""
    people, bodies = zip(*pairs, strict=True)
    found = BodyMembership.objects.filter(user__in=set(people), body__in=set(bodies))
    return pairs & set(found.values_list("user_id", "body_id"))


def still_buying(pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of the pairs (person id, opportunity id) where the person acts for one of its buyers now: three queries."""
    people, opportunities = (set(column) for column in zip(*pairs, strict=True))
    mine = Opportunity.objects.filter(pk__in=opportunities)
    leading = mine.filter(body__memberships__user__in=people).values_list("body__memberships__user", "pk")
    claiming = mine.filter(claimed_by__memberships__user__in=people).values_list("claimed_by__memberships__user", "pk")
    joint = mine.filter(joint_buyers__memberships__user__in=people).values_list("joint_buyers__memberships__user", "pk")
    return pairs & (set(leading) | set(claiming) | set(joint))


def acts_for_one(person) -> bool:
    """Whether the person acts for a body now (settings.MESSAGE_CATEGORY_READERS): one query."""
    return BodyMembership.objects.filter(user=person).exists()


def memberships_of(person) -> list[BodyMembership]:
    """What part the person has in which bodies, by name: one query."""
    found = BodyMembership.objects.filter(user=person).select_related("body")
    return list(found.order_by("body__name", "body_id").only("role", "body_id", "body__name"))


def bodies_held(asker, roles) -> list[int]:
    """The keys of the bodies in which whoever asks has one of the roles (notifications/awaiting.py)."""
    return [one.body_id for one in asker.once(memberships_of) if one.role in roles]
