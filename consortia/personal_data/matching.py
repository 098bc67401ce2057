"""What matching holds about people: next to nothing, it compares organisations."""

from django.db.models import Q

from consortia.retention import matching as retention
from partnerships_portal.accounts.register import (
    DEEDS,
    PROGRAMME,
    Basis,
    Erasure,
    Holding,
    declare,
    declare_not_personal,
)

declare(
    Holding(
        model="consortia.WeightSet",
        fields=("author",),
        given=("created_at",),
        group=PROGRAMME,
        what="Weights of matching that you set",
        why="So that changes of matching can be explained",
        basis=Basis.PUBLIC_TASK,
        seen_by="Programme staff",
        kept="As long as matches are explained by them",
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(author=whose.person),
    ),
    Holding(
        model="consortia.MatchRun",
        fields=("started_by",),
        given=("started_at", "why"),
        group=PROGRAMME,
        what="Full matchings that you asked for",
        why="So that colleagues know why everything was matched again",
        basis=Basis.PUBLIC_TASK,
        seen_by="Programme staff",
        kept="As long as the portal keeps its list of full matchings",
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(started_by=whose.person),
    ),
    Holding(
        model="consortia.SplitLook",
        fields=("person",),
        given=("opportunity", "looked_at", "lots", "answers"),
        group=DEEDS,
        what="Which splits of an opportunity you asked about, and what you were told",
        why="So that nobody can single out organisations by asking often without a trace",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of the body that buys; programme staff",
        kept=retention.LOOKS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(person=whose.person),
    ),
)

OWN_DECISIONS = {
    "SetAside": ("opportunities and partners set aside", ("opportunity", "partner", "cause", "until", "at")),
    "MutedReason": ("reasons muted", ("determinant", "at")),
    "Rival": ("rivals named", ("rival", "at")),
    "NotSuggested": ("not to be suggested", ("at",)),
}

declare(
    *(
        Holding(
            model=f"consortia.{model}",
            fields=("by",),
            given=given,
            group=DEEDS,
            what=f"What you decided about the suggestions of your organisation: {what}",
            why="So that colleagues know who decided it, and can take it back",
            basis=Basis.LEGITIMATE_INTERESTS,
            seen_by="The people of the organisation",
            kept="Until it is taken back",
            erasure=Erasure.KEPT,
            mine=lambda whose: Q(by=whose.person),
        )
        for model, (what, given) in OWN_DECISIONS.items()
    ),
    Holding(
        model="consortia.TeamSearch",
        fields=("asked_by",),
        given=("opportunity", "asked_at", "wishes", "state"),
        group=DEEDS,
        what="Teams that you asked for",
        why="So that you find the answer again",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of the organisation that you asked for",
        kept=retention.TEAMS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(asked_by=whose.person),
    ),
)

declare_not_personal("consortia.Consortium", "name", because="it names organisations that work together")
