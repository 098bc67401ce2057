"""What is held about advisers."""

from django.db.models import Q

from partnerships_portal.accounts.register import ORGANISATIONS, PROGRAMME, Basis, Erasure, Holding, declare
from support_requests.retention import requests as retention

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
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(person=whose.person),
    ),
    Holding(
        model="support_requests.AdviserConflict",
        fields=("adviser", "because"),
        given=("because", "said_at", "ended_at"),
        group=ORGANISATIONS,
        what="Organisations that you must not advise, and why",
        why="So that nobody is advised by somebody with another interest",
        basis=Basis.PUBLIC_TASK,
        seen_by="You; programme staff",
        kept="As long as you advise",
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(adviser__person=whose.person),
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
        kept=retention.REQUESTS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(adviser__person=whose.person),
    ),
)
