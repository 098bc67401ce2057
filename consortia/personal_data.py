"""What matching holds about people: next to nothing, it compares organisations."""

from django.db.models import Q

from partnerships_portal.accounts.register import PROGRAMME, Basis, Erasure, Holding, declare, declare_not_personal

declare(
    Holding(
        model="consortia.WeightSet",
        fields=("author",),
        given=("created_at",),
        group=PROGRAMME,
        what="Weights of matching that you set",
        why="So that changes of matching can be explained",
        basis=Basis.PUBLIC_TASK,
        seen_by="Programme staff",
        kept="As long as matches are explained by them",
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(author=whose.person),
    )
)

declare_not_personal("consortia.Consortium", "name", because="it names organisations that work together")
