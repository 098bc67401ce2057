"""What messages, documents, actions and calendars of consortia hold about people."""

from django.db.models import Q

from consortia.retention import sharing as retention
from consortia.sharing.erasing import forget_in_actions
from partnerships_portal.accounts.register import (
    DEEDS,
    ORGANISATIONS,
    SIGNING_IN,
    Basis,
    Erasure,
    Holding,
    declare,
    declare_not_personal,
)

MEMBERS = "The people of the members of the consortium"

# who did what for an organisation: model, field -> (what it is, what they are given of it, how long)
DONE = {
    ("ConsortiumMessage", "written_by"): (
        "Messages that you wrote to the members of a consortium for your organisation",
        ("subject", "text", "written_at", "corrected_at", "taken_back_at"),
        retention.MESSAGES,
    ),
    ("SharedVersion", "added_by"): (
        "Versions of documents that you added to a consortium for your organisation",
        ("number", "note", "added_at"),
        retention.FILES,
    ),
    ("SharedVersion", "removed_by"): (
        "Versions of documents that you removed from a consortium",
        ("number", "removed_at"),
        retention.WORKSPACE,
    ),
    ("SharedAction", "changed_by"): (
        "Actions of a consortium that you changed last for your organisation",
        ("what", "due_on", "changed_at"),
        retention.WORKSPACE,
    ),
    ("SharedAction", "accepted_by"): (
        "Actions of a consortium that you took on for your organisation",
        ("what", "accepted_at"),
        retention.WORKSPACE,
    ),
    ("SharedAction", "done_by"): (
        "Actions of a consortium that you marked as done",
        ("what", "done_at"),
        retention.WORKSPACE,
    ),
}


def _own(field: str):
    return lambda whose: Q(**{field: whose.person})


declare(
    *(
        Holding(
            model=f"consortia.{model}",
            fields=(field, "text") if model == "ConsortiumMessage" else (field,),
            given=given,
            group=DEEDS,
            what=what,
            why="So that the members know who did what for whom",
            basis=Basis.LEGITIMATE_INTERESTS,
            seen_by=MEMBERS,
            kept=kept,
            erasure=Erasure.KEPT,
            mine=_own(field),
        )
        for (model, field), (what, given, kept) in DONE.items()
    ),
    Holding(
        model="consortia.SharedAction",
        fields=("person",),
        given=("what", "due_on"),
        group=ORGANISATIONS,
        what="Actions of a consortium that you are to do for your organisation",
        why="So that the members know whom to ask",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by=MEMBERS,
        kept=retention.WORKSPACE,
        erasure=Erasure.REPLACED,
        mine=lambda whose: Q(person=whose.person),
        erase=forget_in_actions,
        on_erasure="Your name is taken off; the action stays with your organisation",
    ),
    Holding(
        model="consortia.MessagesRead",
        fields=("person",),
        given=("last",),
        group=ORGANISATIONS,
        what="Up to which message of a consortium you have read",
        why="So that what is new is marked for you",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="You",
        kept=retention.WORKSPACE,
        erasure=Erasure.DELETED,
        mine=lambda whose: Q(person=whose.person),
    ),
    Holding(
        model="consortia.ConsortiumCalendar",
        fields=("person",),
        given=("created_at",),
        group=SIGNING_IN,
        what="When you made the secret address of a consortium’s calendar; of the address itself only a fingerprint",
        why="So that your calendar app can read it without your password",
        basis=Basis.CONTRACT,
        seen_by="You; whoever you give the address to",
        kept=retention.CALENDAR,
        erasure=Erasure.DELETED,
        mine=lambda whose: Q(person=whose.person),
    ),
)
declare_not_personal(
    "consortia.ConsortiumMessage", "subject", because="it says what a message among organisations is about"
)
declare_not_personal("consortia.SharedDocument", "title", because="it says what a document of organisations is")
declare_not_personal("consortia.SharedVersion", "note", because="it says what is new in a document of organisations")
