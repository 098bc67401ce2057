"""What sides of an open proposal hear when its opportunity, its consortium or one of its organisations changes."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from commissioners.models import Opportunity
from consortia.actions import invitations, proposal_news, proposals
from consortia.models import Consortium, Invitation, Proposal
from consortia.proposing import fingerprint
from mutuals.models import Organisation
from partnerships_portal.accounts import erasure
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.actions.sending import send_waiting
from tests.at_once import at_once
from tests.factories import MembershipFactory, OpportunityFactory, OrganisationFactory, UserFactory
from tests.factories.partnering import PartnerInvitationFactory

from .proposing import answer, joined, opened, text_of, told

pytestmark = pytest.mark.django_db
NEWS, ENDED, GONE = "proposal_opportunity_changed", "proposal_ended", "proposal_asked_closed"


@pytest.fixture
def opportunity():
    return OpportunityFactory(title="Recovery college")


@pytest.fixture
def asked():
    return joined("Quillmoor Care")


@pytest.fixture
def proposal(organisation, owner, asked, opportunity):
    return opened(organisation, owner, asked[0], opportunity=opportunity)


def change(opportunity, **values):
    Opportunity.objects.filter(pk=opportunity.pk).update(**values)


def close(organisation, **values):
    Organisation.objects.filter(pk=organisation.pk).update(closed_at=timezone.now(), **values)


def sweep(at=None, times=2):
    """More than once: whatever is told is told once."""
    for _ in range(times):
        proposal_news.look_after(at=at or timezone.now())


def state_of(thing):
    thing.refresh_from_db()
    return thing.state


class TestOpportunity:
    @pytest.mark.parametrize(("state", "words"), [("cancelled", "was cancelled"), ("awarded", "was awarded")])
    def test_its_end_closes_the_proposal_and_both_sides_are_told_once(
        self, proposal, owner, asked, opportunity, state, words, sign_in
    ):
        change(opportunity, state=state)
        sweep()
        subject = [f"“Recovery college”, for which you would partner, {words}"]
        assert told(owner, NEWS) == told(asked[1], NEWS) == subject
        assert state_of(proposal) == Proposal.State.WITHDRAWN
        assert proposal.invitations.get().state == Invitation.State.WITHDRAWN
        for person in (owner, asked[1]):
            page = text_of(sign_in(person).get(proposal.get_absolute_url()))
            assert "Answer by" not in page
            assert f": the opportunity {words}" in page and ("Closed" in page or "closed on" in page)

    def test_the_list_of_the_sent_says_closed(self, proposal, owner, opportunity, sign_in):
        change(opportunity, state="awarded")
        sweep()
        page = text_of(sign_in(owner).get(reverse("proposal_list") + "?show=sent"))
        assert "Closed" in page and "Withdrawn" not in page

    @pytest.mark.parametrize(("state", "words"), [("cancelled", "was cancelled"), ("awarded", "was awarded")])
    def test_whoever_had_accepted_is_told_too_and_in_nothing(self, proposal, asked, opportunity, state, words):
        answer(proposal, *asked)
        change(opportunity, state=state)
        sweep()
        assert told(asked[1], NEWS) == [f"“Recovery college”, for which you would partner, {words}"]
        assert proposal.invitations.get().state == Invitation.State.WITHDRAWN and not Consortium.objects.exists()

    @pytest.mark.parametrize("state", ["cancelled", "awarded"])
    def test_nobody_accepts_or_asks_another_for_what_has_ended(self, proposal, owner, asked, opportunity, state):
        """Before the sweep has closed it."""
        change(opportunity, state=state)
        with pytest.raises(NotPossible, match=f"The opportunity was {state}"):
            answer(proposal, *asked)
        another = {"organisation": OrganisationFactory(), "role": "equal", "by": owner, "at": timezone.now()}
        with pytest.raises(NotPossible, match=f"The opportunity was {state}"):
            invitations.ask(proposal=proposal, **another)

    def test_one_is_asked_to_join_a_consortium_whose_opportunity_was_awarded(self, organisation, asked, opportunity):
        joining = _asked_to_join(organisation, asked[0], opportunity=opportunity)
        change(opportunity, state="awarded")
        sweep()
        assert state_of(joining) == Proposal.State.OPEN and answer(joining, *asked)

    def test_another_deadline_is_told_each_time_it_moves(self, proposal, owner, asked, opportunity):
        first = opportunity.submission_deadline
        for deadline in (first + dt.timedelta(days=5), first, None, first):
            change(opportunity, submission_deadline=deadline)
            sweep()
        assert len(told(owner, NEWS)) == len(told(asked[1], NEWS)) == 4

    def test_nobody_answers_after_a_deadline_that_was_brought_forward(self, proposal, opportunity):
        sooner = timezone.now() + dt.timedelta(days=3)
        change(opportunity, submission_deadline=sooner)
        sweep()
        assert proposal.invitations.get().expires_at == sooner

    def test_who_has_declined_hears_nothing_more(self, proposal, asked, opportunity):
        answer(proposal, *asked, accepts=False)
        change(opportunity, state="cancelled")
        sweep()
        assert told(asked[1], NEWS) == []

    def test_what_did_not_change_is_not_news(self, proposal, owner, asked, opportunity):
        change(opportunity, state="closed", title="Another title", version=7)
        sweep()
        assert told(owner, NEWS) == told(asked[1], NEWS) == []

    def test_without_a_deadline_nothing_is_told(self, organisation, owner, asked):
        opened(organisation, owner, asked[0], opportunity=OpportunityFactory(submission_deadline=None))
        sweep()
        assert told(asked[1], NEWS) == []

    def test_a_proposal_from_before_this_was_kept_is_not_told_of_the_past(self, proposal, owner, opportunity):
        Proposal.objects.filter(pk=proposal.pk).update(heard_state="", heard_deadline=None)
        change(opportunity, submission_deadline=opportunity.submission_deadline + dt.timedelta(days=2))
        sweep()
        assert told(owner, NEWS) == []

    def test_whoever_was_asked_by_address_is_told_by_e_mail(self, proposal, opportunity):
        PartnerInvitationFactory(
            proposal=proposal, organisation=None, invited_name="Saltwick Libraries", email="ask@saltwick.org.uk"
        )
        change(opportunity, state="cancelled")
        sweep()
        send_waiting(at=timezone.now())
        assert [one.subject for one in mail.outbox if one.to == ["ask@saltwick.org.uk"]] == [
            "“Recovery college”, for which you would partner, was cancelled"
        ]

    @pytest.mark.parametrize("state", ["cancelled", "awarded"])
    def test_no_consortium_is_formed_for_what_has_ended(self, proposal, owner, asked, opportunity, state):
        answer(proposal, *asked)
        seen = fingerprint.of_answers(proposal.invitations.all())
        change(opportunity, state=state)
        with pytest.raises(NotPossible, match=state):
            proposals.confirm(proposal=proposal, seen=seen, by=owner, at=timezone.now())
        assert not Consortium.objects.exists()


class TestProposer:
    def test_what_a_closed_organisation_proposed_ends_and_those_asked_are_told_once(
        self, proposal, organisation, asked
    ):
        close(organisation)
        sweep()
        assert state_of(proposal) == Proposal.State.WITHDRAWN
        assert proposal.invitations.get().state == Invitation.State.WITHDRAWN
        assert told(asked[1], ENDED) == ["What Harrowmere Community Health proposed to Quillmoor Care has ended"]

    def test_a_merged_one_proposes_no_more_either(self, proposal, organisation, asked):
        answer(proposal, *asked)
        close(organisation, merged_into=OrganisationFactory())
        sweep()
        assert state_of(proposal) == Proposal.State.WITHDRAWN
        assert len(told(asked[1], ENDED)) == 1

    def test_what_an_organisation_that_takes_part_proposed_goes_on(self, proposal):
        sweep()
        assert state_of(proposal) == Proposal.State.OPEN


class TestAsked:
    @pytest.mark.parametrize("accepts", [True, False])
    def test_a_closed_one_is_asked_no_more_and_the_proposer_told_once(self, proposal, owner, asked, accepts):
        if accepts:
            answer(proposal, *asked)
        close(asked[0])
        sweep()
        assert proposal.invitations.get().state == Invitation.State.WITHDRAWN
        assert told(owner, GONE) == ["Quillmoor Care is not asked any more"]
        assert state_of(proposal) == Proposal.State.OPEN

    def test_the_others_hear_that_it_is_not_in_it(self, organisation, owner, asked):
        other, its_owner = joined("Tarnbeck Youth Works")
        opened(organisation, owner, asked[0], other)
        close(asked[0])
        sweep()
        assert len(told(its_owner, "proposal_partners_changed")) == 1

    def test_the_proposer_reads_into_which_it_was_merged(self, proposal, owner, asked):
        close(asked[0], merged_into=OrganisationFactory(name="Tarnbeck Youth Works"))
        sweep()
        assert "merged into Tarnbeck Youth Works" in owner.notifications.get(event=GONE).body

    def test_asked_to_join_alone_the_question_ends_with_it(self, owner, organisation, asked):
        joining = _asked_to_join(organisation, asked[0])
        close(asked[0])
        sweep()
        assert state_of(joining) == Proposal.State.WITHDRAWN


class TestPersonWhoIsErased:
    @pytest.fixture
    def person(self):
        return UserFactory(email="ask@saltwick.org.uk")

    @pytest.fixture
    def by_address(self, proposal):
        return PartnerInvitationFactory(
            proposal=proposal, organisation=None, invited_name="Saltwick Libraries", email="ask@saltwick.org.uk"
        )

    def test_the_proposer_is_told_that_nobody_answers_and_not_why(self, by_address, person, owner, asked):
        erasure.erase(person=person, by=person, at=timezone.now())
        assert told(owner, GONE) == ["Saltwick Libraries is not asked any more"]
        body = owner.notifications.get(event=GONE).body
        assert "cannot be used" in body and "saltwick.org.uk" not in body and "erase" not in body
        assert state_of(by_address) == Invitation.State.WITHDRAWN and "erased-" in by_address.email
        assert told(asked[1], GONE) == []

    def test_what_had_ended_before_tells_nobody_anything(self, by_address, person, owner):
        Invitation.objects.filter(pk=by_address.pk).update(state=Invitation.State.DECLINED)
        erasure.erase(person=person, by=person, at=timezone.now())
        assert told(owner, GONE) == []


class TestConsortium:
    def test_one_that_is_dissolved_asks_nobody(self, organisation, asked):
        joining = _asked_to_join(organisation, asked[0])
        Consortium.objects.update(state=Consortium.State.DISSOLVED)
        sweep()
        assert state_of(joining) == Proposal.State.WITHDRAWN
        assert told(asked[1], ENDED) == ["What Borders Care proposed to Quillmoor Care has ended"]

    def test_it_goes_on_asking_when_the_member_that_asked_is_closed(self, organisation, asked):
        joining = _asked_to_join(organisation, asked[0])
        close(organisation)
        sweep()
        assert state_of(joining) == Proposal.State.OPEN


def _asked_to_join(organisation, asked, opportunity=None):
    consortium = Consortium.objects.create(name="Borders Care", created_at=timezone.now())
    asking = PartnerInvitationFactory(
        proposal__proposer=organisation,
        proposal__consortium=consortium,
        proposal__opportunity=opportunity,
        organisation=asked,
    )
    return asking.proposal


@pytest.mark.django_db(transaction=True)
def test_accepting_while_the_proposer_is_closed_has_one_end():
    organisation, person = joined("Harrowmere")
    asked, its_owner = joined("Quillmoor Care")
    MembershipFactory(organisation=asked, role="editor")
    proposal = opened(organisation, person, asked)
    invitation = proposal.invitations.get()
    close(organisation)
    at_once(
        lambda: invitations.accept(invitation=invitation, by=its_owner, at=timezone.now()),
        lambda: proposal_news.end(proposal=proposal, at=timezone.now()),
        lambda: proposal_news.end(proposal=proposal, at=timezone.now()),
    )
    assert state_of(proposal) == Proposal.State.WITHDRAWN
    assert state_of(invitation) == Invitation.State.WITHDRAWN
    assert len(told(its_owner, ENDED)) == 1


@pytest.mark.django_db(transaction=True)
def test_accepting_while_the_opportunity_is_awarded_has_one_end():
    organisation, person = joined("Harrowmere")
    asked, its_owner = joined("Quillmoor Care")
    opportunity = OpportunityFactory(title="Recovery college")
    proposal = opened(organisation, person, asked, opportunity=opportunity)
    invitation = proposal.invitations.get()
    at_once(
        lambda: invitations.accept(invitation=invitation, by=its_owner, at=timezone.now()),
        lambda: change(opportunity, state="awarded"),
        lambda: proposal_news.look_after(at=timezone.now()),
    )
    sweep()
    assert state_of(proposal) == Proposal.State.WITHDRAWN
    assert state_of(invitation) == Invitation.State.WITHDRAWN
    assert len(told(its_owner, NEWS)) == len(told(person, NEWS)) == 1 and not Consortium.objects.exists()


def test_an_opportunity_awarded_while_the_sweep_runs_ends_the_proposal_and_is_told_once():
    organisation, person = joined("Harrowmere")
    asked, its_owner = joined("Quillmoor Care")
    opportunity = OpportunityFactory(title="Recovery college")
    proposal = opened(organisation, person, asked, opportunity=opportunity)
    sweep()
    change(opportunity, state="awarded")
    proposal_news.tell_of_opportunity(proposal=proposal, at=timezone.now())
    sweep()
    assert state_of(proposal) == Proposal.State.WITHDRAWN
    assert len(told(its_owner, NEWS)) == len(told(person, NEWS)) == 1
