"""What is held about advisers."""

from django.db.models import Q

from partnerships_portal.accounts.register import ORGANISATIONS, PROGRAMME, Basis, Erasure, Holding, declare
from support_requests.delivering import erasing
from support_requests.retention import advisers as retention
from support_requests.retention.requests import REQUESTS

SEEN = "Programme staff; the organisations that you advise see your name and for whom you work"

declare(
    Holding(
        model="support_requests.Adviser",
        fields=("person", "firm", "about"),
        given=("kind", "firm", "expertise", "days_a_month", "about", "joined_at", "left_at"),
        group=ORGANISATIONS,
        what="What you advise on, for whom you work and how much time you have",
        why="To ask you where you can help",
        basis=Basis.CONTRACT,
        seen_by=SEEN,
        kept="As long as what you advised on is kept",
        erasure=Erasure.REPLACED,
        mine=lambda whose: Q(person=whose.person),
        erase=erasing.forget_adviser,
        on_erasure="What you advised on stays, without your name, your firm and what you wrote about yourself",
    ),
    Holding(
        model="support_requests.AdviserConflict",
        fields=("adviser", "because"),
        given=("because", "said_at", "ended_at"),
        group=ORGANISATIONS,
        what="Organisations that you must not advise, and why",
        why="So that nobody is advised by somebody with another interest",
        basis=Basis.PUBLIC_TASK,
        seen_by="You; programme staff who do not belong to the organisation",
        kept=retention.CONFLICTS,
        erasure=Erasure.DELETED,
        mine=lambda whose: Q(adviser__person=whose.person),
        erase=erasing.forget_conflicts,
    ),
    Holding(
        model="support_requests.AdviserConflict",
        fields=("said_by",),
        given=("said_at",),
        group=PROGRAMME,
        what="Conflicts of interest of advisers that you entered",
        why="So that it can be explained",
        basis=Basis.PUBLIC_TASK,
        seen_by="Programme staff; the adviser",
        kept="As long as the adviser's entry",
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(said_by=whose.person),
    ),
    Holding(
        model="support_requests.Assignment",
        fields=("adviser", "because"),
        given=("state", "offered_at", "answered_at", "because", "ended_at"),
        group=ORGANISATIONS,
        what="What you were asked to advise on, and what you answered",
        why="So that whoever is helped knows by whom",
        basis=Basis.CONTRACT,
        seen_by="Programme staff; the organisation sees that you help",
        kept=REQUESTS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(adviser__person=whose.person),
    ),
    Holding(
        model="support_requests.AdviserInvitation",
        fields=("email", "firm"),
        given=("email", "kind", "firm", "expertise", "days_a_month", "state", "sent_at", "answered_at"),
        group=ORGANISATIONS,
        what="Invitations to advise that were sent to your address, also before you had an account",
        why="To let you accept them",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="Programme managers",
        kept=retention.INVITATIONS,
        erasure=Erasure.REPLACED,
        mine=lambda whose: Q(email__in=whose.emails),
        erase=erasing.forget_invitations,
        on_erasure="Open ones are withdrawn, and your address is removed from all",
    ),
    Holding(
        model="support_requests.AdviserInvitation",
        fields=("sent_by",),
        given=("state", "sent_at", "answered_at"),
        group=PROGRAMME,
        what="Invitations to advise that you sent",
        why="So that it is known who asked whom",
        basis=Basis.PUBLIC_TASK,
        seen_by="Programme managers",
        kept="As long as the adviser’s entry",
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(sent_by=whose.person),
    ),
)
