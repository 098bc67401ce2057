"""What choosing a partnership model holds about people."""

from django.db.models import Q

from partnerships_portal.accounts.register import DEEDS, Basis, Erasure, Holding, declare, declare_not_personal

IN_WORKSPACE = "The people of the members of the consortium"

declare(
    Holding(
        model="consortia.ModelAnswer",
        fields=("changed_by",),
        given=("question", "answer", "changed_at"),
        group=DEEDS,
        what="Answers about a partnership model that you gave last for a consortium",
        why="So that the members know whom to ask about them",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by=IN_WORKSPACE,
        kept="As long as the consortium, or until somebody else changes them",
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(changed_by=whose.person),
    ),
    Holding(
        model="consortia.ModelPaper",
        fields=("changed_by",),
        given=("code", "due_on", "done_on", "note", "changed_at"),
        group=DEEDS,
        what="What you said last about a document that a consortium needs",
        why="So that the members know whom to ask about it",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by=IN_WORKSPACE,
        kept="As long as the consortium, or until somebody else changes it",
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(changed_by=whose.person),
    ),
)
declare_not_personal("consortia.ModelAnswer", "answer", because="it says how organisations want to work together")
declare_not_personal("consortia.ModelPaper", "note", because="it is about a document")
