"""What the members of the demo's youth partnership decided, whom they named, and what each brings."""

import datetime as dt

from consortia.models import (
    Consortium,
    ConsortiumMember,
    Contribution,
    Decision,
    SteeringMeeting,
    SteeringPerson,
    Voice,
)
from mutuals.models import Organisation
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User

DAY = dt.timedelta(days=1)
BRINGS = (  # by the first member, then by the second
    (
        "Training of young mentors",
        "All of you may use it in this partnership.",
        "Ask us first.",
    ),
    ("Case recording software", "Your staff get their own accounts.", ""),
)


def ensure(*, organisation: Organisation, at: dt.datetime) -> None:
    """Make them for the consortium of the organisation that has somebody else's people too and decided nothing yet."""
    consortia = Consortium.objects.filter(is_demo=True, decisions=None, members__organisation=organisation)
    for consortium in consortia.order_by("pk"):
        people = _people(consortium)
        own = next((member for member in people if member.organisation_id == organisation.pk), None)
        others = [member for member in people if member is not own]
        if own is not None and others:
            _write(consortium, {member: people[member] for member in (own, others[0])}, at=at)
            return


def _people(consortium: Consortium) -> dict[ConsortiumMember, User]:
    """Each present member that has people, and one of these."""
    members = consortium.members.present().select_related("organisation").order_by("pk")
    found = {}
    for member in members:
        acting = User.objects.filter(memberships__organisation=member.organisation, memberships__role="owner")
        if person := acting.order_by("pk").first():
            found[member] = person
    return found


def _write(consortium: Consortium, people: dict[ConsortiumMember, User], *, at: dt.datetime) -> None:
    own, other = people
    meeting = "Meet on the first Monday of every month"
    agreed = _decision(consortium, other, people[other], meeting, at=at - 60 * DAY, closed=at - 55 * DAY)
    for member, person in people.items():
        _voice(agreed, member, person, at=at - 57 * DAY)
    lost = _decision(
        consortium,
        own,
        people[own],
        "Share one office in town",
        at=at - 40 * DAY,
        closed=at - 30 * DAY,
        state="not_agreed",
    )
    _voice(lost, own, people[own], at=at - 40 * DAY)
    _voice(lost, other, people[other], at=at - 30 * DAY, answer="object", words="Our lease runs for three more years.")
    waiting = _decision(
        consortium,
        other,
        people[other],
        "Answer the council’s early engagement on youth services together",
        at=at - 3 * DAY,
        deadline=at + 12 * DAY,
    )
    _voice(waiting, other, people[other], at=at - 3 * DAY)
    _bring(people, at=at)


def _decision(consortium, member, person, title: str, *, at, closed=None, state="agreed", deadline=None) -> Decision:
    decision = Decision.objects.create(
        consortium=consortium,
        title=title,
        rule=consortium.decision_rule,
        state=state if closed else Decision.State.OPEN,
        proposer=member,
        proposed_by=person,
        proposed_at=at,
        closed_at=closed,
        deadline=deadline,
    )
    record(actor=person, action="decision_proposed", target=consortium, at=at, decision=decision.pk)
    if closed:
        record(actor=None, action=f"decision_{state}", target=consortium, at=closed, decision=decision.pk)
    return decision


def _voice(decision: Decision, member, person, *, at, answer="agree", words="") -> None:
    Voice.objects.create(decision=decision, member=member, answer=answer, words=words, given_at=at, given_by=person)


def _bring(people: dict[ConsortiumMember, User], *, at: dt.datetime) -> None:
    for (member, person), (what, during, after) in zip(people.items(), BRINGS, strict=True):
        Contribution.objects.create(
            member=member, what=what, during=during, after=after, updated_at=at - 20 * DAY, updated_by=person
        )
        SteeringPerson.objects.create(member=member, person=person, named_at=at - 50 * DAY)
    member, person = next(iter(people.items()))
    SteeringMeeting.objects.create(
        consortium=member.consortium,
        member=member,
        held_on=(at - 20 * DAY).date(),
        notes="All three were there. The council plans to ask the market in spring.",
        written_at=at - 19 * DAY,
        written_by=person,
    )
