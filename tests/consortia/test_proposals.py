"""Proposals end to end: written, checked, sent, answered, confirmed."""

import datetime as dt

import pytest
from django.utils import timezone

from consortia.actions import invitations, proposals
from consortia.models import Consortium
from consortia.proposing import fingerprint
from consortia.proposing.page import check_page
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.awaiting import awaiting
from tests.factories import OpportunityFactory, OrganisationFactory
from tests.factories.partnering import PartnerInvitationFactory

from .proposing import answer, confirm, drafted, joined, opened, send, told

pytestmark = pytest.mark.django_db


def test_a_second_press_changes_nothing_twice(editor, organisation):
    first, first_owner = joined("Quillmoor Care")
    at = timezone.now()
    draft = drafted(organisation, editor, first, at=at)
    assert drafted(organisation, editor, first, at=at + dt.timedelta(seconds=5)) == draft
    assert send(draft, editor) is True and send(draft, editor) is False
    assert answer(draft, first, first_owner) is True
    invitation = draft.invitations.get()
    assert invitations.accept(invitation=invitation, by=first_owner, at=timezone.now()) is False
    assert confirm(draft, editor) == confirm(draft, editor)
    assert Consortium.objects.count() == 1
    assert len(told(first_owner)) == 2 and len(told(editor)) == 1


def test_the_consortium_is_formed_of_those_whom_the_page_showed(editor, organisation):
    first, first_owner = joined("Quillmoor Care")
    second, second_owner = joined("Tarnbeck Youth Works")
    proposal = opened(organisation, editor, first, second)
    answer(proposal, first, first_owner)
    seen = fingerprint.of_answers(proposal.invitations.all())
    answer(proposal, second, second_owner)
    with pytest.raises(proposals.ChangedMeanwhile):
        proposals.confirm(proposal=proposal, seen=seen, by=editor, at=timezone.now())
    assert confirm(proposal, editor).members.count() == 3


def test_whoever_has_not_answered_is_told_when_it_is_formed_without_them(editor, organisation):
    first, first_owner = joined("Quillmoor Care")
    second, second_owner = joined("Tarnbeck Youth Works")
    proposal = opened(organisation, editor, first, second)
    answer(proposal, first, first_owner)
    confirm(proposal, editor)
    assert proposal.invitations.get(organisation=second).state == "withdrawn"
    assert told(second_owner, "proposal_withdrawn") == [
        "Harrowmere Community Health no longer asks Tarnbeck Youth Works to partner long-term"
    ]
    with pytest.raises(NotPossible):
        invitations.accept(invitation=proposal.invitations.get(organisation=second), by=second_owner, at=timezone.now())


def test_nobody_forms_a_consortium_alone(editor, organisation):
    first, first_owner = joined("Quillmoor Care")
    proposal = opened(organisation, editor, first)
    with pytest.raises(NotPossible, match="Nobody has accepted yet"):
        confirm(proposal, editor)
    answer(proposal, first, first_owner)
    first.closed_at = timezone.now()
    first.save()
    with pytest.raises(NotPossible, match="Nobody has accepted yet"):
        confirm(proposal, editor)


def test_withdrawing_tells_those_who_accepted_and_those_who_wait_and_nobody_else(editor, organisation):
    people = dict(joined(name) for name in ("Quillmoor Care", "Tarnbeck Youth Works", "Lowmere Learning"))
    first, second, third = people
    proposal = opened(organisation, editor, *people)
    answer(proposal, first, people[first])
    answer(proposal, second, people[second], accepts=False)
    assert proposals.withdraw(proposal=proposal, by=editor, at=timezone.now())
    assert not proposals.withdraw(proposal=proposal, by=editor, at=timezone.now())
    assert [len(told(people[one], "proposal_withdrawn")) for one in (first, second, third)] == [1, 0, 1]
    states = dict(proposal.invitations.values_list("organisation__name", "state"))
    assert states == {
        "Quillmoor Care": "withdrawn",
        "Tarnbeck Youth Works": "declined",
        "Lowmere Learning": "withdrawn",
    }


def test_an_acceptance_can_be_taken_back_until_it_is_formed(editor, organisation):
    first, first_owner = joined("Quillmoor Care")
    proposal = opened(organisation, editor, first)
    answer(proposal, first, first_owner)
    invitation = proposal.invitations.get()
    assert invitations.take_back(invitation=invitation, by=first_owner, at=timezone.now())
    assert told(editor, "proposal_declined") == ["Quillmoor Care took its acceptance back"]
    with pytest.raises(NotPossible):
        confirm(proposal, editor)
    again = invitations.ask(
        proposal=proposal, organisation=first, role="equal", replaces=invitation, by=editor, at=timezone.now()
    )
    invitations.accept(invitation=again, by=first_owner, at=timezone.now())
    confirm(proposal, editor)
    with pytest.raises(NotPossible, match="leave it on its own page"):
        invitations.take_back(invitation=again, by=first_owner, at=timezone.now())


def test_an_answer_that_comes_too_late_is_refused(editor, organisation):
    first, first_owner = joined("Quillmoor Care")
    proposal = opened(organisation, editor, first)
    late = proposal.expires_at + dt.timedelta(seconds=1)
    for act in (invitations.accept, invitations.decline):
        with pytest.raises(NotPossible, match="can no longer be answered"):
            act(invitation=proposal.invitations.get(), by=first_owner, at=late)


def test_no_answer_is_waited_for_past_the_deadline_for_tenders(editor, organisation):
    soon = timezone.now() + dt.timedelta(days=5)
    first, _ = joined("Quillmoor Care")
    opportunity = OpportunityFactory(submission_deadline=soon)
    proposal = opened(organisation, editor, first, opportunity=opportunity, motivators=[])
    assert proposal.expires_at == proposal.invitations.get().expires_at == soon


def test_an_opportunity_that_ended_is_not_proposed_for(editor, organisation):
    first, first_owner = joined("Quillmoor Care")
    opportunity = OpportunityFactory()
    draft = drafted(organisation, editor, first, opportunity=opportunity, motivators=[])
    other = opened(organisation, editor, first, opportunity=opportunity, motivators=[], title="Another")
    opportunity.state = "cancelled"
    opportunity.save()
    with pytest.raises(NotPossible, match="is not open any more"):
        send(draft, editor)
    with pytest.raises(NotPossible, match="was cancelled"):
        answer(other, first, first_owner)
    assert answer(other, first, first_owner, accepts=False)


def test_one_lead_at_most(editor, organisation):
    first, _ = joined("Quillmoor Care")
    draft = drafted(organisation, editor, first, role="lead")
    draft.invitations.update(role="lead")
    with pytest.raises(NotPossible, match="Two organisations are to lead"):
        send(draft, editor)


def test_viewers_and_those_who_left_cannot_act(editor, viewer, organisation):
    first, first_owner = joined("Quillmoor Care")
    draft = drafted(organisation, editor, first)
    with pytest.raises(NotPossible):
        send(draft, viewer)
    send(draft, editor)
    first_owner.memberships.all().delete()
    with pytest.raises(NotPossible):
        answer(draft, first, first_owner)


def test_what_awaits_people(editor, viewer, organisation):
    first, first_owner = joined("Quillmoor Care")
    proposal = opened(organisation, editor, first)
    at = timezone.now()
    (asked,) = [one for one in awaiting(first_owner, at) if "Answer Harrowmere" in one.text]
    assert asked.due == proposal.expires_at and asked.url == proposal.get_absolute_url()
    assert not [one for one in awaiting(first_owner, proposal.expires_at) if "Answer Harrowmere" in one.text]
    answer(proposal, first, first_owner)
    assert [one.text for one in awaiting(editor, at)] == ["Confirm who is in: “Recovery together”"]
    assert not awaiting(viewer, at)
    confirm(proposal, editor)
    assert not awaiting(editor, at)


def test_a_place_in_the_cap_is_free_again_once_one_is_answered(editor, organisation, settings):
    settings.PROPOSALS_OPEN_AT_MOST = 1
    asked, its_owner = joined("Quillmoor Care")
    waiting = PartnerInvitationFactory(organisation=asked)
    draft = drafted(organisation, editor, asked)
    with pytest.raises(NotPossible, match="cannot be asked now"):
        send(draft, editor)
    assert not told(its_owner)
    invitations.decline(invitation=waiting, by=its_owner, at=timezone.now())
    assert send(draft, editor)


def test_closed_and_waiting_organisations_are_refused_kindly(editor, organisation):
    closed, waiting = OrganisationFactory(closed_at=timezone.now()), OrganisationFactory(admitted_at=None)
    draft = drafted(organisation, editor, closed, waiting)
    assert len([one for one in check_page(draft, at=timezone.now())["against"] if "does not take part" in one]) == 2
    with pytest.raises(NotPossible, match="does not take part"):
        send(draft, editor)
