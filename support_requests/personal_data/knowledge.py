"""What case studies, guides and pilots hold about people."""

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
from support_requests.knowledge.erasing import forget_in_consents
from support_requests.retention.knowledge import KEPT

declare(
    Holding(
        model="support_requests.KnowledgeConsent",
        fields=("answered_by", "name", "role", "reason"),
        given=("state", "name", "role", "reason", "answered_at"),
        group=DEEDS,
        what="Your answer whether your organisation may be named in what the programme publishes",
        why="So that nobody is named whose organisation did not agree by a named person",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of your organisation, and programme staff",
        kept=KEPT,
        erasure=Erasure.REPLACED,
        mine=lambda whose: Q(answered_by=whose.person),
        erase=forget_in_consents,
    ),
    Holding(
        model="support_requests.KnowledgePage",
        fields=("written_by",),
        given=("title", "changed_at"),
        group=PROGRAMME,
        what="Case studies, guides, templates, tools and pilots that you wrote last",
        why="So that colleagues know whom to ask about them",
        basis=Basis.PUBLIC_TASK,
        seen_by="Programme staff",
        kept=KEPT,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(written_by=whose.person),
    ),
    Holding(
        model="support_requests.KnowledgeAttachment",
        fields=("added_by",),
        given=("title", "added_at"),
        group=PROGRAMME,
        what="Links and files that you added to guidance",
        why="So that colleagues know whom to ask about them",
        basis=Basis.PUBLIC_TASK,
        seen_by="Programme staff",
        kept=KEPT,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(added_by=whose.person),
    ),
)
FOR_ALL = "it is written for everyone, and names nobody"
declare_not_personal(
    "support_requests.KnowledgePage", "title", "summary", "beginning", "text", "outcome", because=FOR_ALL
)
declare_not_personal("support_requests.KnowledgeAttachment", "title", "url", because=FOR_ALL)
