"""What files that were handed in tell about people."""

from django.db.models import Q

from partnerships_portal.accounts.register import DEEDS, Basis, Erasure, Holding, declare

declare(
    Holding(
        model="documents.StoredFile",
        fields=("uploaded_by", "name"),
        given=("name", "content_type", "size", "uploaded_at"),
        group=DEEDS,
        what="Files that you handed in for an organisation or a public body, by name; the files are theirs",
        why="So that it is known who handed them in",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of the organisation or body; programme staff. Documents of an opportunity: everyone, not "
        "your name",
        kept="Until the organisation removes the file; documents of an opportunity as long as its record",
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(uploaded_by=whose.person),
    )
)
