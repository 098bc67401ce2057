"""What a consortium decides about itself: its state, its rule, its model, who leads. Consequences of decisions.

Each is told `at` and acts for no single person; the decision that it follows from says who agreed.
"""

from django.urls import reverse

from consortia.models import Consortium, ConsortiumMember, Decision
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible, move
from partnerships_portal.changes.actions import mark

from . import decisions, joint_interests
from .telling import tell_members

State, Role = Consortium.State, ConsortiumMember.Role
DISSOLVED = "The consortium was dissolved."


def become_active(decision: Decision, *, at) -> None:
    """Forming or dormant until now."""
    _move(decision.consortium, State.ACTIVE, at=at)


def go_dormant(decision: Decision, *, at) -> None:
    """It waits for work; its workspace stays open."""
    _move(decision.consortium, State.DORMANT, at=at)


def dissolve(decision: Decision, *, at) -> None:
    """It has ended: everything stays to be read by those who are in it now, and nothing can be added."""
    end(decision.consortium, at=at)


def end(consortium: Consortium, *, at) -> None:
    """Dissolve it, with whatever was still to be decided. Within a transaction that has locked it."""
    _move(consortium, State.DISSOLVED, at=at)
    decisions.lapse_all(consortium=consortium, because=DISSOLVED, at=at)
    joint_interests.follow_members(consortium, by=None, at=at)


def rest(consortium: Consortium, *, at) -> None:
    """Dormant without a decision: only one member is left. Within a transaction that has locked it."""
    _move(consortium, State.DORMANT, at=at)


def _move(consortium: Consortium, to: str, *, at) -> None:
    """Raises NotPossible where it cannot become that from what it is now."""
    try:
        move(consortium, field="state", to=to, transitions=Consortium.TRANSITIONS)
    except NotPossible:
        consortium.refresh_from_db(fields=["state"])
        said = f"the consortium is {consortium.get_state_display().lower()}, and cannot become {to} from there."
        raise NotPossible(said) from None
    record(actor=None, action=f"consortium_{to}", target=consortium, at=at)
    mark(kind="consortium", object_id=consortium.pk, at=at)


def stay_together(decision: Decision, *, at) -> None:
    """It is standing: it lives on after this opportunity and is matched as one."""
    _set(decision, "is_standing", True, at=at)
    mark(kind="consortium", object_id=decision.consortium_id, at=at)


def stop_staying_together(decision: Decision, *, at) -> None:
    """It is not matched as one any more."""
    _set(decision, "is_standing", False, at=at)
    mark(kind="consortium", object_id=decision.consortium_id, at=at)


def change_rule(decision: Decision, *, at) -> None:
    """How many have to agree to what is proposed from now on."""
    _set(decision, "decision_rule", decision.details["rule"], at=at)


def choose_model(decision: Decision, *, at) -> None:
    """The partnership model that they mean to use."""
    _set(decision, "partnership_model", decision.details["model"], at=at)


def _set(decision: Decision, field: str, value, *, at) -> None:
    consortium = decision.consortium
    setattr(consortium, field, value)
    consortium.save(update_fields=[field])
    record(actor=None, action=f"consortium_{field}_set", target=consortium, at=at, decision=decision.pk)


def name_lead(decision: Decision, *, at) -> None:
    """The member leads; whoever led until now, which has agreed as everyone has, is an equal partner."""
    before = ConsortiumMember.objects.present().filter(consortium=decision.consortium, role=Role.LEAD)
    before.exclude(pk=decision.concerned.pk).update(role=Role.EQUAL)
    _give_role(decision, Role.LEAD, at=at)


def change_role(decision: Decision, *, at) -> None:
    """The member's own role. Where that was the lead's, the others are asked to name another lead."""
    was_lead = ConsortiumMember.objects.filter(pk=decision.concerned.pk, role=Role.LEAD).exists()
    _give_role(decision, decision.details["role"], at=at)
    if was_lead:
        ask_for_lead(decision.consortium, key=f"decision-{decision.pk}", at=at)


def _give_role(decision: Decision, role: str, *, at) -> None:
    member = decision.concerned
    ConsortiumMember.objects.filter(pk=member.pk).update(role=role)
    record(
        actor=None,
        action="consortium_role_changed",
        target=decision.consortium,
        at=at,
        member=member.pk,
        role=Role(role).label.lower(),
        decision=decision.pk,
    )


def ask_for_lead(consortium: Consortium, *, key: str, at) -> None:
    """Nobody leads any more: the members are asked to decide who does."""
    tell_members(
        consortium,
        event="consortium_without_lead",
        key=f"{consortium.pk}-{key}",
        subject=f"{consortium} has no lead provider now",
        body="Propose a decision that names one. It needs the yes of every member.",
        url=reverse("decision_propose", args=[consortium.pk, "name_lead"]),
        by=None,
        at=at,
    )
