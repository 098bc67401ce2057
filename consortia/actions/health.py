"""What members do with the health check: begin a round, answer it, show its gaps."""

from django.db import transaction
from django.urls import reverse

from consortia.health.gaps import gaps, least, needed
from consortia.health.pages import voices_counted
from consortia.health.questions import BY_KEY, SCALE
from consortia.models import ConsortiumMember, HealthAnswers, HealthRound
from consortia.workspace.belonging import present_in
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible

from .seats import take_seat
from .telling import tell_members

TOO_FEW = "Gaps are shown once {enough} members{apart} have answered. So far {answered} have."
APART = " without people in common"
SHARED = (
    "Some of you have people in common, who would read more than one answer and could guess the others from the gaps. "
    "A health check among three members or more needs three that have no people in common."
)


@transaction.atomic
def begin(*, member: ConsortiumMember, by, at) -> HealthRound:
    """Begin a round; the one that is open where there is one. The other members are told."""
    consortium = take_seat(member=member, by=by)
    is_open = HealthRound.objects.filter(consortium=consortium, ended_at=None).first()
    if is_open is not None:
        return is_open
    present = present_in(consortium)
    if len(present) < 2:
        raise NotPossible("A health check needs at least two members: there is nobody to differ from.")
    promised = least(len(present))
    if len(set(voices_counted(list(present), promised).values())) < promised:
        raise NotPossible(SHARED)
    begun = HealthRound.objects.create(
        consortium=consortium,
        begun_at=at,
        begun_by=by,
        begun_for=member.organisation,
        promised=promised,
    )
    record(actor=by, action="health_check_begun", target=consortium, at=at, round=begun.pk)
    _tell(begun, what="begun", said=f"Health check of {consortium}: answer for your organisation", by=by, at=at)
    return begun


@transaction.atomic
def answer(*, member: ConsortiumMember, health_round: HealthRound, said: dict[str, int], by, at) -> None:
    """Answer, or answer again, for a member, while the round is open. Nobody but its own people ever sees it."""
    consortium = take_seat(member=member, by=by)
    current = _open(health_round)
    kept = {key: value for key, value in said.items() if key in BY_KEY and value in SCALE}
    if not kept:
        raise NotPossible("Answer at least one question.")
    HealthAnswers.objects.update_or_create(
        round=current,
        organisation=member.organisation,
        defaults={"said": kept, "answered_at": at, "answered_by": by},
    )
    record(actor=by, action="health_check_answered", target=consortium, at=at, round=current.pk)


@transaction.atomic
def show(*, member: ConsortiumMember, health_round: HealthRound, by, at) -> None:
    """End a round and show its gaps to all members, once enough have answered. They never change afterwards.

    What members that left had answered does not count, and members that have people in common count as one. Raises
    NotPossible where too few answered.
    """
    consortium = take_seat(member=member, by=by)
    current = _open(health_round)
    present = present_in(consortium)
    said = dict(current.answers.filter(organisation__in=present).values_list("organisation", "said"))
    enough = needed(current.promised, len(present))
    speaks = voices_counted(list(present), enough)
    voices = [speaks[one] for one in said]
    if len(set(voices)) < enough:
        apart = APART if len(set(speaks.values())) < len(present) else ""
        raise NotPossible(TOO_FEW.format(enough=enough, apart=apart, answered=len(set(voices))))
    current.gaps = {key: gap.name for key, gap in gaps(said.values(), at_least=enough, voices=voices).items()}
    current.answered, current.ended_at, current.ended_by = len(said), at, by
    current.save()
    record(actor=by, action="health_check_shown", target=consortium, at=at, round=current.pk)
    _tell(current, what="shown", said=f"Health check of {consortium}: see where you differ", by=by, at=at)


@transaction.atomic
def give_up(*, member: ConsortiumMember, health_round: HealthRound, by, at) -> None:
    """End a round without gaps, and forget its answers. The other members are told. What ended stays so."""
    consortium = take_seat(member=member, by=by)
    current = HealthRound.objects.select_for_update().get(pk=health_round.pk)
    if current.ended_at is not None:
        return
    current.answers.all().delete()
    current.ended_at, current.ended_by = at, by
    current.save()
    record(actor=by, action="health_check_given_up", target=consortium, at=at, round=current.pk)
    said = f"Health check of {consortium}: it was ended, and its answers are deleted"
    _tell(current, what="given_up", said=said, by=by, at=at)


def _open(health_round: HealthRound) -> HealthRound:
    current = HealthRound.objects.select_for_update().get(pk=health_round.pk)
    if current.ended_at is not None:
        raise NotPossible("This round of the health check has ended. Answers to it cannot be changed any more.")
    return current


def _tell(health_round: HealthRound, *, what: str, said: str, by, at) -> None:
    consortium = health_round.consortium
    url = reverse("health_check", args=[consortium.pk])
    event = f"health_check_{what}"
    tell_members(consortium, event=event, key=health_round.pk, subject=said, url=url, by=by, at=at)
