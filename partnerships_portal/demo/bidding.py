"""What became of the lost bid of the first story, and the next one, which its members only mean to make."""

import datetime as dt

from commissioners.models import Opportunity
from consortia.models import Bid, BidParticipant, ConsortiumMember, Reflection
from mutuals.models import Organisation
from partnerships_portal.accounts.models import User

DAY = dt.timedelta(days=1)
NEXT = "Youth service from next year: what should it be?"  # of the sequel
BRINGS = (
    "We would lead: contracts, safeguarding, quality and the county-wide rota, with homes in every district. "
    "We would like our partners to run the hubs in their own towns, under their own names."
)
LEARNT = (
    {
        "repeat": "Let young people write a part of the tender. The panel read it aloud.",
        "not_again": "Agree the roles after the tender is out: half of the time was gone by then.",
        "shown_to": Reflection.Shown.MEMBERS,
        "relationship": Reflection.Relationship.GOES_ON,
        "again": Reflection.Again.YES,
    },
    {
        "repeat": "Meet every week while the tender is open, with somebody of each partner who can decide.",
        "not_again": "Let one of us talk to the buyer alone.",
        "shown_to": Reflection.Shown.MEMBERS,
        "relationship": Reflection.Relationship.GOES_ON,
        "again": Reflection.Again.YES,
    },
)


def ensure(*, organisation: Organisation, at: dt.datetime) -> None:
    """Make both where they are missing; nothing in a world without the stories. What people did since stays."""
    told = Bid.objects.filter(participants__organisation=organisation, consortium__isnull=False, is_demo=True)
    lost = told.filter(state=Bid.State.LOST).select_related("consortium").first()
    if lost is None or lost.consortium is None or lost.reflections.exists():
        return
    lead = lost.consortium.members.get(role=ConsortiumMember.Role.LEAD).organisation
    for author, answers in zip((organisation, lead), LEARNT, strict=True):
        _write(lost, author, answers, at)
    upcoming = Opportunity.objects.filter(title=NEXT, is_demo=True).select_related("body").first()
    person = _owner(lead)
    if upcoming is not None and person is not None:
        _intend(lost, lead, person, upcoming, at)


def _owner(organisation: Organisation) -> User | None:
    return User.objects.filter(memberships__organisation=organisation, memberships__role="owner").first()


def _write(bid: Bid, author: Organisation, answers: dict, at: dt.datetime) -> None:
    """What one of them learnt, which the network reads too."""
    person = _owner(author)
    if person is not None:
        signed = {"written_at": at - 400 * DAY, "written_by": person, "shared_at": at - 390 * DAY, "shared_by": person}
        Reflection.objects.create(bid=bid, organisation=author, **answers, **signed)


def _intend(lost: Bid, lead: Organisation, person: User, opportunity: Opportunity, at: dt.datetime) -> None:
    """Begun by the lead: the others have not said yet whether they are in."""
    bid = Bid.objects.create(
        body=opportunity.body,
        opportunity=opportunity,
        consortium=lost.consortium,
        title=opportunity.title,
        intended_at=at - 3 * DAY,
        intended_by=person,
        heard_version=opportunity.version,
        heard_state=opportunity.state,
        is_demo=True,
    )
    signed = {"confirmed_at": at - 3 * DAY, "confirmed_by": person}
    BidParticipant.objects.create(bid=bid, organisation=lead, contribution=BRINGS, **signed)
