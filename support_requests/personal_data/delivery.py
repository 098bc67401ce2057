"""What happens in packages of support holds about people."""

from typing import Any

from django.db.models import Q

from partnerships_portal.accounts.register import (
    DEEDS,
    PROGRAMME,
    Basis,
    Erasure,
    Holding,
    declare,
    declare_not_personal,
)
from support_requests.retention.requests import REQUESTS

SEEN = (
    "The people of the organisation; programme staff and the advisers who help; for a package of a whole consortium "
    "the people of its members"
)
SHARED: dict[str, Any] = {
    "basis": Basis.LEGITIMATE_INTERESTS,
    "seen_by": SEEN,
    "kept": REQUESTS,
    "erasure": Erasure.KEPT,
}

declare(
    Holding(
        model="support_requests.Milestone",
        fields=("added_by", "done_by"),
        given=("what", "due_on", "added_at", "done_at"),
        group=DEEDS,
        what="Milestones of support that you added or marked as reached",
        why="So that everyone who works on it knows how it stands",
        mine=lambda whose: Q(added_by=whose.person) | Q(done_by=whose.person),
        **SHARED,
    ),
    Holding(
        model="support_requests.PackageSession",
        fields=("changed_by", "who_came", "notes"),
        given=("what", "held_on", "place", "changed_at"),  # who came, and notes of it, may name and be by others
        group=DEEDS,
        what="Sessions of support that you entered, with who came; you may be named in those of others",
        why="So that everyone who works on it knows what was done",
        mine=lambda whose: Q(changed_by=whose.person),
        **SHARED,
    ),
    Holding(
        model="support_requests.PackageFile",
        fields=("added_by", "note"),
        given=("note", "added_at"),
        group=DEEDS,
        what="Documents that you added to a package of support",
        why="So that everyone who works on it knows where a document is from",
        mine=lambda whose: Q(added_by=whose.person),
        **SHARED,
    ),
    Holding(
        model="support_requests.TimeEntry",
        fields=("added_by", "what"),
        given=("days", "worked_on", "what", "added_at"),
        group=DEEDS,
        what="Days that you worked as an adviser, or entered for one",
        why="So that days of the programme are accounted for",
        mine=lambda whose: Q(added_by=whose.person) | Q(assignment__adviser__person=whose.person),
        **SHARED,
    ),
    Holding(
        model="support_requests.PackageLessons",
        fields=("written_by", "text"),
        given=("text", "written_at"),
        group=PROGRAMME,
        what="What you wrote down as learned from a package of support",
        why="So that the programme helps better the next time",
        basis=Basis.PUBLIC_TASK,
        seen_by="Programme staff",
        kept=REQUESTS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(written_by=whose.person),
    ),
)
declare_not_personal("support_requests.LineOutcome", "note", because="it says what came of the work")
