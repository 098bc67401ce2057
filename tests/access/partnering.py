"""Policies of consortia and proposals, and the world of their addresses, which is only made where it is needed.

People beside those of `outcomes`: fellow (owner of another member of the consortium), former (owner of an organisation
that has left it), invited (owner of an organisation that the proposal asks). The other owner is a rival.
"""

from functools import cached_property

from django.utils import timezone

from tests.factories import MembershipFactory, OrganisationFactory
from tests.factories.bids import LiveBidFactory, ReflectionFactory
from tests.factories.partnering import (
    ConsortiumMemberFactory,
    PartnerInvitationFactory,
    ProposalFactory,
    ProposalNoteFactory,
)

from .outcomes import FORBIDDEN, HIDDEN, OK, PEOPLE, Outcomes, Policy, nobody, only, signed_in

MORE_PEOPLE = ("fellow", "former", "invited")


class Partnering:
    """A consortium of the organisation and another one, that a third has left; a proposal of the organisation's."""

    def __init__(self, organisation):
        self.organisation = organisation

    @cached_property
    def people(self) -> dict:
        """The people beside those of the other addresses."""
        return {
            name: MembershipFactory(organisation=organisation, role="owner").user
            for name, organisation in {
                "fellow": self.fellow_organisation,
                "former": self.former_organisation,
                "invited": self.invited_organisation,
            }.items()
        }

    @cached_property
    def fellow_organisation(self):
        return OrganisationFactory(name="Quillmoor Care Together")

    @cached_property
    def former_organisation(self):
        return OrganisationFactory(name="Tarnbeck Youth Works")

    @cached_property
    def invited_organisation(self):
        return OrganisationFactory(name="Lowmere Learning")

    @cached_property
    def consortium(self):
        own = ConsortiumMemberFactory(organisation=self.organisation)
        ConsortiumMemberFactory(consortium=own.consortium, organisation=self.fellow_organisation)
        ConsortiumMemberFactory(
            consortium=own.consortium, organisation=self.former_organisation, left_at=timezone.now()
        )
        return own.consortium

    @cached_property
    def bid(self):
        """Intended by the consortium; both members are in it."""
        return LiveBidFactory(consortium=self.consortium, by=[self.organisation, self.fellow_organisation])

    @cached_property
    def decided_bid(self):
        """Lost by the consortium, with what each member learnt."""
        members = [self.organisation, self.fellow_organisation]
        bid = LiveBidFactory(consortium=self.consortium, by=members, state="lost", is_joint=True)
        for one in members:
            ReflectionFactory(bid=bid, organisation=one)
        return bid

    @cached_property
    def own_bid(self):
        """Intended by the organisation alone."""
        return LiveBidFactory(by=[self.organisation])

    @cached_property
    def lesson(self):
        """The organisation's own, after the consortium's bid."""
        return self.decided_bid.reflections.get(organisation=self.organisation)

    @cached_property
    def proposal(self):
        """Sent by the organisation to one that has not answered."""
        return self.invitation.proposal

    @cached_property
    def invitation(self):
        return PartnerInvitationFactory(proposal__proposer=self.organisation, organisation=self.invited_organisation)

    @cached_property
    def note(self):
        """What the organisation asked suggests."""
        return ProposalNoteFactory(invitation=self.invitation)

    @cached_property
    def draft(self):
        """A proposal of the organisation's that was not sent."""
        return ProposalFactory(proposer=self.organisation, state="draft")


def _with_more(said: Outcomes, **more) -> Outcomes:
    """Those of the other addresses, and the people of partnering: nothing exists for them unless it is said."""
    return said | dict.fromkeys(MORE_PEOPLE, HIDDEN) | more


def in_consortium() -> Outcomes:
    """The people of the members that are present, and nobody else: no staff, no commissioner, nobody who left."""
    return _with_more(only("viewer", "editor", "owner"), fellow=OK)


def acting_in_consortium() -> Outcomes:
    """Those who act for a member; whoever only reads for one may not."""
    return _with_more(only("editor", "owner", viewer=FORBIDDEN), fellow=OK)


def own_member_only() -> Outcomes:
    """What belongs to the organisation: those who act for it. The other members see it, and may not change it."""
    return _with_more(only("editor", "owner", viewer=FORBIDDEN), fellow=FORBIDDEN)


def on_both_sides() -> Outcomes:
    """The people of whoever proposes, and of whoever is asked."""
    return _with_more(only("viewer", "editor", "owner"), invited=OK)


def who_proposes() -> Outcomes:
    """Those who act for the organisation that proposes; what is sent exists for those whom it asks, too."""
    return _with_more(only("editor", "owner", viewer=FORBIDDEN), invited=FORBIDDEN)


def who_drafts() -> Outcomes:
    """A draft exists for the people of the organisation that writes it alone."""
    return _with_more(only("editor", "owner", viewer=FORBIDDEN))


def who_is_asked() -> Outcomes:
    """Those who act for the organisation that is asked; whoever asked sees it, and cannot answer."""
    return _with_more(only(viewer=FORBIDDEN, editor=FORBIDDEN, owner=FORBIDDEN), invited=OK)


# For POST of a page that only shows: said before anything is looked for, so the same whatever exists
NO_POST = nobody(signed_in() | dict.fromkeys(MORE_PEOPLE, OK))

POLICIES: dict[str, Policy] = {
    "consortium_list": Policy(get=signed_in()),
    "consortium": Policy(get=in_consortium(), post=NO_POST, args=lambda world: [world.partnering.consortium.pk]),
}

assert not set(MORE_PEOPLE) & set(PEOPLE)
