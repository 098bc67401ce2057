"""What key steps, the health check, risks and costs hold about people: who did what for which member."""

from django.db.models import Q

from consortia.key_steps.erasing import forget_in_key_steps
from consortia.retention.key_steps import HEALTH_ANSWERS
from partnerships_portal.accounts.register import DEEDS, ORGANISATIONS, Basis, Erasure, Holding, declare

MEMBERS = "The people of the members of the consortium"
KEPT = "As long as the consortium"

# what a person changed in a workspace: model -> (what it is, what they are given of it)
CHANGED = {
    "KeyStep": ("Key steps of a partnership", ("what", "state", "evidence", "changed_at")),
    "RedLineNote": ("Notes about red lines", ("prompt", "text", "changed_at")),
    "Risk": ("Risks of a partnership", ("what", "likelihood", "impact", "changed_at")),
    "CostLine": ("Costs that members share", ("what", "amount", "how", "changed_at")),
    "Benefit": ("Benefits that members expect", ("kind", "what", "changed_at")),
    "CostChange": ("Changes of the table of costs and benefits", ("what", "before", "after", "changed_at")),
}

declare(
    *(
        Holding(
            model=f"consortia.{model}",
            fields=("changed_by",),
            given=given,
            group=DEEDS,
            what=f"{what} that you changed last for your organisation",
            why="So that the members know who changed what they share",
            basis=Basis.LEGITIMATE_INTERESTS,
            seen_by=MEMBERS,
            kept=KEPT,
            erasure=Erasure.KEPT,
            mine=lambda whose: Q(changed_by=whose.person),
        )
        for model, (what, given) in CHANGED.items()
    ),
    Holding(
        model="consortia.KeyStep",
        fields=("person",),
        given=("what", "state", "due_on"),
        group=ORGANISATIONS,
        what="Key steps of a partnership that you are to do for your organisation",
        why="So that the members know whom to ask",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by=MEMBERS,
        kept=KEPT,
        erasure=Erasure.REPLACED,
        mine=lambda whose: Q(person=whose.person),
        erase=forget_in_key_steps,
        on_erasure="Your name is taken off; the step stays with your organisation",
    ),
    Holding(
        model="consortia.Risk",
        fields=("accepted_by",),
        given=("what", "accepted_at"),
        group=DEEDS,
        what="Risks that you accepted to own for your organisation",
        why="So that the members know who accepted them",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by=MEMBERS,
        kept=KEPT,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(accepted_by=whose.person),
    ),
    Holding(
        model="consortia.HealthRound",
        fields=("begun_by",),
        given=("begun_at",),
        group=DEEDS,
        what="Health checks of a partnership that you began",
        why="So that the members know who began them",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by=MEMBERS,
        kept=KEPT,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(begun_by=whose.person),
    ),
    Holding(
        model="consortia.HealthRound",
        fields=("ended_by",),
        given=("ended_at",),
        group=DEEDS,
        what="Health checks of a partnership that you ended",
        why="So that the members know who ended them",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by=MEMBERS,
        kept=KEPT,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(ended_by=whose.person),
    ),
    Holding(
        model="consortia.HealthAnswers",
        fields=("answered_by",),
        given=("said", "answered_at"),
        group=DEEDS,
        what="What you answered in a health check for your organisation",
        why="So that the members learn how far apart they are; nobody else learns what you answered",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of your organisation, and nobody else",
        kept=HEALTH_ANSWERS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(answered_by=whose.person),
    ),
)
