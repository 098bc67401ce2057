"""What requests for support, and what is said about them, hold about people."""

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
from support_requests.retention import requests as retention

SEEN = "The people of your organisation; programme staff and the advisers who help, once it was sent"

declare(
    Holding(
        model="support_requests.SupportRequest",
        fields=("asked_by",),
        given=("title", "state", "created_at", "submitted_at"),
        group=DEEDS,
        what="Requests for support that you began for your organisation",
        why="So that whoever helps knows whom to talk to",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by=SEEN,
        kept=retention.REQUESTS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(asked_by=whose.person),
    ),
    Holding(
        model="support_requests.SupportRequest",
        fields=("officer", "decided_by", "reason", "priority_set_by", "priority_because"),
        given=("title", "state", "decided_at", "reason", "priority_because"),
        group=PROGRAMME,
        what="Requests for support that you had, decided on or gave a priority",
        why="So that two officers do not do the same, and decisions can be explained",
        basis=Basis.PUBLIC_TASK,
        seen_by="Programme staff; the people of the organisation read the reason of a decision",
        kept=retention.REQUESTS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(officer=whose.person) | Q(decided_by=whose.person) | Q(priority_set_by=whose.person),
    ),
    Holding(
        model="support_requests.SupportMessage",
        fields=("written_by", "text"),
        given=("text", "written_at"),
        group=DEEDS,
        what="What you wrote about a request for support",
        why="So that everyone who works on it can read what was said",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by=SEEN,
        kept=retention.REQUESTS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(written_by=whose.person),
    ),
    Holding(
        model="support_requests.InternalNote",
        fields=("written_by", "text"),
        given=("text", "written_at"),
        group=PROGRAMME,
        what="What you noted about a request for support",
        why="So that colleagues know what you know",
        basis=Basis.PUBLIC_TASK,
        seen_by="Programme staff",
        kept=retention.REQUESTS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(written_by=whose.person),
    ),
    Holding(
        model="support_requests.SupportFile",
        fields=("added_by",),
        given=("added_at",),
        group=DEEDS,
        what="Files that you added to a request for support",
        why="So that everyone who works on it knows where a file is from",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by=SEEN,
        kept=retention.REQUESTS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(added_by=whose.person),
    ),
)
declare_not_personal("support_requests.SupportRequest", "title", because="it is written for an organisation")
