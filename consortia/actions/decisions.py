"""Deciding together: a member proposes, each other member agrees or objects, enough voices make it so.

Every act locks the consortium first, so that voices, leavings and joinings follow each other: the last one counts.
"""

import datetime as dt

from django.db import transaction
from django.utils.text import Truncator

from consortia.deciding.counting import Outcome, outcome
from consortia.deciding.kinds import kind_of
from consortia.models import Consortium, ConsortiumMember, Decision, Voice
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible, move

from .seats import locked, take_seat
from .telling import tell_members

State, Answer = Decision.State, Voice.Answer
CLOSED = "This was decided or withdrawn meanwhile. Read how it ended."
TOO_LATE = "The deadline for voices has passed."


@transaction.atomic
def propose(
    *,
    member: ConsortiumMember,
    kind: str = "plain",
    title: str = "",
    text: str = "",
    details: dict | None = None,
    about: ConsortiumMember | None = None,
    deadline: dt.datetime | None = None,
    by,
    at,
) -> Decision:
    """Ask the members to agree; the proposer's own voice is given with it. The same asked again while open is that one.

    `about`: the member whose own yes it needs. Raises NotPossible, saying why it cannot be decided now.
    """
    consortium = take_seat(member=member, by=by)
    asked = {"kind": kind, "title": title, "text": text, "details": details or {}, "about": _as_it_stands(about)}
    signed = {"proposer": member, "proposed_by": by, "proposed_at": at, "deadline": deadline}
    decision = _as_its_kind_has_it(Decision(consortium=consortium, **asked, **signed))
    if same := _same(decision):
        return same
    _must_be_possible(decision, at)
    decision.save()
    _keep_voice(decision, member, Answer.AGREE, "", by=by, at=at)
    record(actor=by, action="decision_proposed", target=consortium, at=at, decision=decision.pk)
    _tell_proposed(decision, by=by, at=at)
    _count(decision, at=at)
    return decision


def _as_its_kind_has_it(decision: Decision) -> Decision:
    """With the title that its kind gives it, and who has to agree to that kind."""
    told = kind_of(decision.kind)
    decision.rule = Consortium.Rule.EVERYONE if told.by_everyone else decision.consortium.decision_rule
    decision.title = Truncator(told.title(decision)).chars(300)
    return decision


def _tell_proposed(decision: Decision, *, by, at) -> None:
    body = f"Agree or object for your organisation. {kind_of(decision.kind).what_follows}".strip()
    subject = f"{decision.proposer.organisation} asks you to agree: {decision.title}"
    _tell(decision, "decision_proposed", subject, by=by, at=at, body=body)


@transaction.atomic
def give_voice(*, decision: Decision, member: ConsortiumMember, answer: str, words: str = "", by, at) -> Decision:
    """Agree or object (with words) for one member, or change what it said; returns the decision as it stands then.

    Saying the same again changes nothing. Raises NotPossible once it is closed, or its deadline has passed.
    """
    take_seat(member=member, by=by)
    current = _held(decision)
    given = Voice.objects.filter(decision=current, member=member).first()
    if given and (given.answer, given.words) == (answer, words):
        return current
    if current.state != State.OPEN:
        raise NotPossible(CLOSED)
    if current.deadline and at > current.deadline:
        raise NotPossible(TOO_LATE)
    if answer == Answer.OBJECT and not words:
        raise NotPossible("Say why you object, so that the others can answer.")
    _keep_voice(current, member, answer, words, by=by, at=at)
    record(actor=by, action=f"decision_{answer}", target=current.consortium, at=at, decision=current.pk)
    _count(current, at=at)
    if answer == Answer.OBJECT and current.state == State.OPEN:
        _tell(
            current,
            "decision_objected",
            f"{member.organisation} objects: {current.title}",
            key=f"{current.pk}-{member.pk}",
            by=by,
            at=at,
            body="You can talk about it while it is open, and each member can change what it said.",
        )
    return current


@transaction.atomic
def withdraw(*, decision: Decision, member: ConsortiumMember, by, at) -> None:
    """The member that proposed it takes it back; twice is once. Raises NotPossible for another, or once it ended."""
    take_seat(member=member, by=by)
    current = _held(decision)
    if current.proposer_id != member.pk:
        raise NotPossible(f"Only {current.proposer.organisation}, which proposed it, can withdraw it.")
    if current.state == State.WITHDRAWN:
        return
    if current.state != State.OPEN:
        raise NotPossible(CLOSED)
    _close(current, State.WITHDRAWN, by=by, at=at)


@transaction.atomic
def count_again(*, consortium: Consortium, at) -> None:
    """Count what is open once more: somebody has left. What is about a member that left lapses."""
    locked(consortium)
    for decision in Decision.objects.open().filter(consortium=consortium).order_by("pk"):
        current = _held(decision)
        if current.state != State.OPEN:  # closed by what followed from one before it
            continue
        if current.about and current.about.left_at is not None:
            _close(current, State.LAPSED, because=f"{current.about.organisation} has left.", at=at)
        else:
            _count(current, at=at)


@transaction.atomic
def lapse_all(*, consortium: Consortium, because: str, at) -> None:
    """Nothing is decided any more in this consortium: it was dissolved. Nobody is told of each decision apart."""
    for decision in Decision.objects.open().filter(consortium=consortium).select_for_update().order_by("pk"):
        move(decision, field="state", to=State.LAPSED, transitions=Decision.TRANSITIONS, closed_at=at, because=because)


def lapse_overdue(*, at) -> int:
    """Close what was not agreed by its deadline, each in a transaction of its own; returns how many."""
    due = Decision.objects.open().filter(deadline__lt=at).order_by("pk")
    return sum(_lapse(decision, at=at) for decision in due.select_related("consortium"))


@transaction.atomic
def _lapse(decision: Decision, *, at) -> bool:
    locked(decision.consortium)
    current = _held(decision)
    if current.state != State.OPEN:
        return False
    _close(current, State.LAPSED, because="Not enough members had agreed by the deadline.", at=at)
    return True


def _held(decision: Decision) -> Decision:
    """The decision as it stands, locked."""
    rows = Decision.objects.select_for_update(of=("self",))
    return rows.select_related("consortium", "proposer__organisation", "about__organisation").get(pk=decision.pk)


def _as_it_stands(member: ConsortiumMember | None) -> ConsortiumMember | None:
    """The member with the role that it has now, whatever the page that named it had read."""
    return member and ConsortiumMember.objects.select_related("organisation").get(pk=member.pk)


def _same(decision: Decision) -> Decision | None:
    """The open one that this repeats."""
    said = ("kind", "title", "text", "details", "about", "proposer")
    found = Decision.objects.open().filter(consortium=decision.consortium)
    return found.filter(**{name: getattr(decision, name) for name in said}).first()


def _must_be_possible(decision: Decision, at) -> None:
    if not decision.title:
        raise NotPossible("Say what you ask the others to agree to.")
    if decision.about and (decision.about.left_at or decision.about.consortium_id != decision.consortium.pk):
        raise NotPossible(f"{decision.about.organisation} is not in this consortium any more.")
    if decision.deadline and decision.deadline <= at:
        raise NotPossible("Choose a deadline that is still to come, so that the others can answer.")
    if refusal := kind_of(decision.kind).refusal(decision):
        raise NotPossible(refusal)


def _keep_voice(decision: Decision, member: ConsortiumMember, answer: str, words: str, *, by, at) -> None:
    Voice.objects.update_or_create(
        decision=decision,
        member=member,
        defaults={"answer": answer, "words": words, "given_at": at, "given_by": by},
    )


def _count(decision: Decision, *, at) -> None:
    """Close it where the voices of those present decide it, and carry out what follows."""
    present = set(
        ConsortiumMember.objects.present().filter(consortium=decision.consortium).values_list("pk", flat=True)
    )
    voices = {member: answer for member, answer in decision.voices.values_list("member", "answer") if member in present}
    agreed = sum(answer == Answer.AGREE for answer in voices.values())
    own_yes = decision.about_id is None or voices.get(decision.about_id) == Answer.AGREE
    stands = outcome(decision.rule, present=len(present), agreed=agreed, objected=len(voices) - agreed, own_yes=own_yes)
    if stands is Outcome.AGREED:
        _carry_out(decision, at=at)
    elif stands is Outcome.NOT_AGREED:
        _close(decision, State.NOT_AGREED, at=at)


def _carry_out(decision: Decision, *, at) -> None:
    """Agreed, with what follows; or lapsed, with nothing of it done, where that has become impossible."""
    consequence = kind_of(decision.kind).consequence
    try:
        with transaction.atomic():
            _move(decision, State.AGREED, at=at)
            if consequence is not None:
                consequence(decision, at=at)
    except NotPossible as problem:
        decision.refresh_from_db(fields=["state", "closed_at", "because"])
        _close(decision, State.LAPSED, because=f"It was agreed, and could not be done: {problem}"[:300], at=at)
    else:
        _tell_end(decision, by=None, at=at)


def _move(decision: Decision, to: str, *, at, because: str = "", by=None) -> None:
    move(decision, field="state", to=to, transitions=Decision.TRANSITIONS, closed_at=at, because=because)
    record(actor=by, action=f"decision_{to}", target=decision.consortium, at=at, decision=decision.pk)


def _close(decision: Decision, to: str, *, at, because: str = "", by=None) -> None:
    _move(decision, to, at=at, because=because, by=by)
    _tell_end(decision, by=by, at=at)


def _tell_end(decision: Decision, *, by, at) -> None:
    """Everyone is told once how it ended; the whole of it stays in the list of decisions."""
    follows = kind_of(decision.kind).what_follows if decision.state == State.AGREED else decision.because
    subject = f"{decision.get_state_display()}: {decision.title}"
    _tell(decision, "decision_ended", subject, by=by, at=at, body=follows)


def _tell(decision: Decision, event: str, subject: str, *, by, at, body: str = "", key=None) -> None:
    tell_members(
        decision.consortium,
        event=event,
        key=key or decision.pk,
        subject=Truncator(subject).chars(190),
        body="\n\n".join(filter(None, [body, f"In the consortium {decision.consortium}."])),
        url=decision.get_absolute_url(),
        by=by,
        at=at,
    )
