"""Proposals to partner, and who is in a consortium."""

import datetime as dt
import uuid

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from consortia.models import ConsortiumMember, Invitation, Proposal, ProposalNote

from .accounts import UserFactory
from .consortia import ConsortiumFactory
from .organisations import OrganisationFactory


class ConsortiumMemberFactory(DjangoModelFactory):
    """An equal partner that is in it."""

    class Meta:
        model = ConsortiumMember

    consortium = factory.SubFactory(ConsortiumFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    joined_at = factory.LazyFunction(timezone.now)


class ProposalFactory(DjangoModelFactory):
    """A long-term proposal that was sent and can be answered for three weeks. `state="draft"` was not sent."""

    class Meta:
        model = Proposal

    proposer = factory.SubFactory(OrganisationFactory)
    proposed_by = factory.SubFactory(UserFactory)
    state = Proposal.State.OPEN
    title = factory.Sequence(lambda n: f"Proposal {n}")
    message = "We would like to work with you."
    created_at = factory.LazyFunction(timezone.now)
    sent_at = factory.LazyAttribute(lambda one: None if one.state == Proposal.State.DRAFT else one.created_at)
    expires_at = factory.LazyAttribute(lambda one: one.created_at + dt.timedelta(days=21))


class PartnerInvitationFactory(DjangoModelFactory):
    """An organisation of the portal that was asked and has not answered."""

    class Meta:
        model = Invitation

    proposal = factory.SubFactory(ProposalFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    sent_at = factory.LazyAttribute(lambda one: one.proposal.sent_at)
    expires_at = factory.LazyAttribute(lambda one: one.proposal.expires_at)


class ProposalNoteFactory(DjangoModelFactory):
    """The organisation asked suggests to lead."""

    class Meta:
        model = ProposalNote

    invitation = factory.SubFactory(PartnerInvitationFactory)
    organisation = factory.SelfAttribute("invitation.organisation")
    written_by = factory.SubFactory(UserFactory)
    kind = ProposalNote.Kind.CHANGE
    role = "associate"
    text = "We would rather be an associate."
    written_at = factory.LazyFunction(timezone.now)
    form_key = factory.LazyFunction(uuid.uuid4)
