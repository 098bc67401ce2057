"""Which organisations are accepted partners of each other: those together in a consortium that is not dissolved."""

from .models import Consortium, ConsortiumMember


def partner_ids(organisation_ids) -> set[int]:
    """Ids of the organisations that share a consortium with any of these, without these. One query.

    Both sides must still be in it: who leaves sees, and shows, no more than before.
    """
    present = ConsortiumMember.objects.filter(left_at=None)
    shared = present.filter(organisation__in=organisation_ids).exclude(consortium__state=Consortium.State.DISSOLVED)
    others = present.filter(consortium__in=shared.values("consortium")).exclude(organisation__in=organisation_ids)
    return set(others.values_list("organisation", flat=True))
