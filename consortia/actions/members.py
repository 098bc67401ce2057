"""Leaving a consortium: by one's own act, or because the organisation has ended. What a seat leaves behind.

Joining is accepting an invitation (actions/invitations.py) or taking over a seat. Nobody is put in or out by others.
"""

from django.db import transaction
from django.urls import reverse

from consortia.models import Consortium, ConsortiumMember
from mutuals.models import Organisation
from mutuals.rules import edits
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.changes.actions import mark

from . import consortia, decisions, disclosure, joint_interests
from .seats import DISSOLVED, locked, take_seat
from .telling import tell_members, tell_organisation

State, Role, Ending = Consortium.State, ConsortiumMember.Role, ConsortiumMember.Ending
LEAST = 2  # members that a consortium takes


@transaction.atomic
def leave(*, member: ConsortiumMember, reason: str = "", by, at) -> None:
    """The member goes, by the act of one of its own people; twice is once. Raises NotPossible for anybody else."""
    held = locked(member.consortium)
    current = ConsortiumMember.objects.select_related("organisation").get(pk=member.pk)
    if current.left_at is not None and edits(by, current.organisation):
        return
    take_seat(member=current, by=by)
    current.left_by, current.left_because = by, reason
    _end(current, held, ending=Ending.OWN_ACT, by=by, at=at, since=at)
    tell_organisation(
        current.organisation,
        event="consortium_left",
        key=current.pk,
        subject=f"{current.organisation} has left the consortium {held}",
        body=f"{by} left it for your organisation. What you had opened to its members is closed to them again.",
        url=reverse("consortium_list"),
        by=by,
        at=at,
    )


def end_closed(*, at) -> int:
    """End the memberships of organisations that were closed or merged, from that moment; returns how many.

    A sweep, so that nothing is lost however an organisation ended. Each in a transaction of its own.
    """
    gone = ConsortiumMember.objects.present().filter(organisation__closed_at__isnull=False)
    gone = gone.exclude(consortium__state=State.DISSOLVED).select_related("consortium").order_by("pk")
    return sum(_end_closed(member, at=at) for member in gone)


@transaction.atomic
def _end_closed(member: ConsortiumMember, *, at) -> bool:
    held = locked(member.consortium)
    present = ConsortiumMember.objects.present().filter(pk=member.pk, organisation__closed_at__isnull=False)
    current = present.select_related("organisation__merged_into").first()
    if current is None:
        return False
    heir = current.organisation.merged_into
    there = ConsortiumMember.objects.present().filter(consortium=held)
    is_offered = heir is not None and not there.filter(organisation=heir).exists()
    current.offered_to = heir if is_offered else None
    ending = Ending.MERGED if heir else Ending.CLOSED
    since = max(current.organisation.closed_at, current.joined_at)
    _end(current, held, ending=ending, by=None, at=at, since=since)
    if is_offered:
        tell_organisation(
            heir,
            event="seat_offered",
            key=current.pk,
            subject=f"Take over the seat of {current.organisation} in the consortium {held}, or not",
            body=f"{current.organisation} was merged into {heir}. Its seat is yours only if you take it.",
            url=reverse("seat_offer", args=[current.pk]),
            by=None,
            at=at,
        )
    return True


def _end(member: ConsortiumMember, consortium: Consortium, *, ending: ConsortiumMember.Ending, by, at, since) -> None:
    """What every leaving brings with it, within the transaction that locked the consortium."""
    member.left_at, member.ending = since, ending
    member.save(update_fields=["left_at", "left_by", "left_because", "ending", "offered_to"])
    record(actor=by, action=f"consortium_left_{ending}", target=consortium, at=at, member=member.pk)
    mark(kind="consortium", object_id=consortium.pk, at=at)
    mark(kind="organisation", object_id=member.organisation_id, at=at)
    how = {Ending.CLOSED: "was closed on the portal", Ending.MERGED: "was merged into another organisation"}
    said = f" Why: {member.left_because}" if member.left_because else ""
    tell_members(
        consortium,
        event="consortium_member_left",
        key=member.pk,
        subject=f"{member.organisation} {how.get(ending, 'has left')}: it is not in {consortium} any more",
        body="What it had opened to you is closed again. Documents and decisions stay. What is still open is counted "
        f"without it.{said}",
        by=by,
        at=at,
    )
    decisions.count_again(consortium=consortium, at=at)
    disclosure.count_without(member=member, at=at)
    joint_interests.follow_members(consortium, by=by, at=at)
    if member.role == Role.LEAD:
        consortia.ask_for_lead(consortium, key=f"member-{member.pk}", at=at)
    _too_few(consortium, member, at=at)


def _too_few(consortium: Consortium, member: ConsortiumMember, *, at) -> None:
    """One alone waits for others and is told; when nobody is left it has ended."""
    consortium.refresh_from_db(fields=["state"])
    present = ConsortiumMember.objects.present().filter(consortium=consortium).count()
    if present >= LEAST or consortium.state == State.DISSOLVED:
        return
    if present == 0:
        consortia.end(consortium, at=at)
        return
    if consortium.state == State.ACTIVE:
        consortia.rest(consortium, at=at)
    tell_members(
        consortium,
        event="consortium_alone",
        key=f"{consortium.pk}-{member.pk}",
        subject=f"Only your organisation is left in {consortium}",
        body="It waits: ask others to join, dissolve it, or leave it as it is. An active one is dormant from now on.",
        by=None,
        at=at,
    )


@transaction.atomic
def take_over(*, member: ConsortiumMember, by, at) -> ConsortiumMember:
    """The organisation that a member was merged into takes its seat; twice is once. A lead's seat is an equal
    partner's then: the others agreed to another lead.

    Raises NotPossible where the seat is not offered to an organisation that `by` acts for, or the consortium ended.
    """
    consortium, current, heir = _offered(member, by)
    there = ConsortiumMember.objects.present().filter(consortium=consortium, organisation=heir).first()
    if there is not None:
        return there
    _answer(current, at=at)
    role = Role.EQUAL if current.role == Role.LEAD else current.role
    seat = ConsortiumMember.objects.create(consortium=consortium, organisation=heir, role=role, joined_at=at)
    record(actor=by, action="seat_taken_over", target=consortium, at=at, member=seat.pk)
    mark(kind="consortium", object_id=consortium.pk, at=at)
    tell_members(
        consortium,
        event="consortium_joined",
        key=f"seat-{seat.pk}",
        subject=f"{heir} has taken the seat of {current.organisation} in {consortium}",
        body=f"{current.organisation} was merged into it. It has a voice in what is open, and agreed to nothing yet.",
        by=by,
        at=at,
    )
    return seat


@transaction.atomic
def decline_seat(*, member: ConsortiumMember, by, at) -> None:
    """The organisation does not take the seat; twice is once. Raises NotPossible as `take_over` does."""
    consortium, current, _ = _offered(member, by)
    if current.offer_answered_at is None:
        _answer(current, at=at)
        record(actor=by, action="seat_declined", target=consortium, at=at, member=current.pk)


def _offered(member: ConsortiumMember, by) -> tuple[Consortium, ConsortiumMember, Organisation]:
    """Its consortium (locked), the seat as it is now, and who can take it."""
    consortium = locked(member.consortium)
    current = ConsortiumMember.objects.select_related("organisation", "offered_to").get(pk=member.pk)
    if current.offered_to is None or not edits(by, current.offered_to):
        raise NotPossible("This seat is not offered to an organisation that you act for.")
    if consortium.state == State.DISSOLVED:
        raise NotPossible(DISSOLVED)
    return consortium, current, current.offered_to


def _answer(member: ConsortiumMember, *, at) -> None:
    ConsortiumMember.objects.filter(pk=member.pk, offer_answered_at=None).update(offer_answered_at=at)
