"""What questions, documents and the following of opportunities hold about people."""

from django.db.models import Q

from commissioners import erasing, retention
from partnerships_portal.accounts.register import DEEDS, ORGANISATIONS, Basis, Erasure, Holding, declare

declare(
    Holding(
        model="commissioners.Following",
        fields=("person",),
        given=("opportunity", "since"),
        group=ORGANISATIONS,
        what="Opportunities that you follow",
        why="To tell you when they change",
        basis=Basis.CONTRACT,
        seen_by="You",
        kept="Until you stop following",
        erasure=Erasure.DELETED,
        mine=lambda whose: Q(person=whose.person),
    ),
    Holding(
        model="commissioners.Question",
        fields=("asked_by",),
        given=("opportunity", "text", "state", "asked_at", "published_text", "answer", "reason"),
        group=ORGANISATIONS,
        what="Questions that you asked about opportunities",
        why="So that the buyer can answer them for everyone, and you are told",
        basis=Basis.CONTRACT,
        seen_by="That you asked: you alone. The question: the people of the buyer; once it is answered everyone, as "
        "the buyer worded it",
        kept=retention.talking.ASKERS,
        erasure=Erasure.REPLACED,
        mine=lambda whose: Q(asked_by=whose.person),
        erase=erasing.talking.forget_asker,
        on_erasure="Answered questions stay as they were published, and nobody can tell any more who asked; the others "
        "are deleted, or stay until they are answered",
    ),
    Holding(
        model="commissioners.Question",
        fields=("answered_by",),
        given=("opportunity", "published_text", "answer", "answered_at"),
        group=DEEDS,
        what="Answers that you gave for a public body",
        why="So that the body knows who answered",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of the body; everyone reads the answer, without your name",
        kept="As long as the body’s record of the opportunity",
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(answered_by=whose.person),
    ),
    Holding(
        model="commissioners.OpportunityDocument",
        fields=("added_by", "removed_by"),
        given=("opportunity", "title", "added_at", "removed_at"),
        group=DEEDS,
        what="Documents that you added to an opportunity of a public body, or took off",
        why="So that the body knows who did",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of the body; everyone reads the document, without your name",
        kept="As long as the body’s record of the opportunity",
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(added_by=whose.person) | Q(removed_by=whose.person),
    ),
)
