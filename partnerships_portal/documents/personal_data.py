"""What files that were handed in tell about people."""

from django.db.models import Q

from partnerships_portal.accounts.register import DEEDS, Basis, Erasure, Holding, declare

declare(
    Holding(
        model="documents.StoredFile",
        fields=("uploaded_by", "name"),
        given=("name", "content_type", "size", "uploaded_at"),
        group=DEEDS,
        what="Files that you handed in for an organisation, by name; the files are the organisation’s",
        why="So that it is known who said that they prove a service",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of the organisation; programme staff",
        kept="Until the organisation removes the file",
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(uploaded_by=whose.person),
    )
)
