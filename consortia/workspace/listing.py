"""The consortia of a person, for the list."""

from django.db.models import Prefetch, QuerySet

from consortia.models import Consortium, ConsortiumMember


def consortia_of(user) -> QuerySet[Consortium]:
    """Those that exist for the person, each with its present members: two queries for a page."""
    present = ConsortiumMember.objects.present().select_related("organisation").defer("organisation__public_search")
    return (
        Consortium.objects.visible_to(user)
        .select_related("opportunity")
        .defer("opportunity__search")
        .prefetch_related(Prefetch("members", queryset=present.order_by("organisation__name"), to_attr="present"))
    )
