"""What the timetables of opportunities hold about people."""

from django.db.models import Q

from partnerships_portal.accounts.register import DEEDS, Basis, Erasure, Holding, declare

declare(
    Holding(
        model="commissioners.FormingTime",
        fields=("changed_by",),
        given=("partnership_model", "weeks", "changed_at"),
        group=DEEDS,
        what="How many weeks you said, for the programme, that a partnership model takes to form",
        why="So that whoever reads the time-to-form clock can ask who set it",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="Programme staff",
        kept="Until somebody else changes it",
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(changed_by=whose.person),
    ),
)
