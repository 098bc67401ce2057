"""Where support is offered, and where those who asked find how it stands."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consortia.models import Proposal
from partnerships_portal.home.navigation import navigation
from partnerships_portal.notifications.awaiting import awaiting
from support_requests.actions import clocks
from support_requests.asking.types import MOMENTS
from tests.factories import ConsortiumFactory
from tests.factories.partnering import ConsortiumMemberFactory, PartnerInvitationFactory, ProposalFactory
from tests.factories.support import SupportFileFactory, SupportMessageFactory, SupportRequestFactory

pytestmark = pytest.mark.django_db
PAGES = {"model": "model_choice", "risks": "risks", "costs": "costs", "health": "health_check", "steps": "key_steps"}


@pytest.fixture
def consortium(organisation):
    made = ConsortiumFactory()
    ConsortiumMemberFactory(consortium=made, organisation=organisation)
    ConsortiumMemberFactory(consortium=made)
    return made


@pytest.mark.parametrize("moment", PAGES)
def test_support_is_offered_in_a_workspace_to_those_who_act(sign_in, editor, viewer, consortium, moment):
    url = reverse(PAGES[moment], args=[consortium.pk])
    link = f"{reverse('support_new')}?consortium={consortium.pk}&amp;from={moment}"
    page = sign_in(editor).get(url).content.decode()
    assert link in page
    assert link not in sign_in(viewer).get(url).content.decode()
    assert MOMENTS[moment].types


def test_support_is_offered_where_a_proposal_was_declined(sign_in, editor, organisation):
    proposal = ProposalFactory(proposer=organisation, state=Proposal.State.OPEN)
    page = sign_in(editor).get(proposal.get_absolute_url()).content.decode()
    assert reverse("support_new") not in page
    PartnerInvitationFactory(proposal=proposal, state="declined", answered_at=timezone.now())
    page = sign_in(editor).get(proposal.get_absolute_url()).content.decode()
    assert f"{reverse('support_new')}?proposal={proposal.pk}&amp;from=declined" in page


def test_whoever_is_waited_for_finds_it_among_what_awaits_them(editor, viewer, organisation):
    request = SupportRequestFactory(organisation=organisation, title="Help with an LLP")
    assert awaiting(editor, timezone.now()) == []
    clocks.pause(request, at=timezone.now())
    assert [thing.text for thing in awaiting(editor, timezone.now())] == [
        "Answer the programme about “Help with an LLP”"
    ]
    assert awaiting(viewer, timezone.now()) == []


def test_home_says_the_next_step_of_what_was_asked(sign_in, editor, organisation):
    SupportRequestFactory(organisation=organisation, title="Help with an LLP")
    SupportRequestFactory(organisation=organisation, title="Long ago", state="declined")
    page = sign_in(editor).get(reverse("home")).content.decode()
    assert "Help with an LLP" in page
    assert "Who has it: Nobody yet" in page
    assert "Long ago" not in page


def test_the_menu_leads_members_to_support(rf, editor, stranger):
    for person, leads in ((editor, True), (stranger, False)):
        request = rf.get("/support/7/")
        request.user = person
        active = [item.text for item in navigation(request) if item.active]
        assert active == (["Support"] if leads else [])


def test_the_page_of_a_request_costs_the_same_for_many_messages(sign_in, editor, organisation):
    request = SupportRequestFactory(organisation=organisation, state="accepted")
    SupportMessageFactory(request=request)
    SupportFileFactory(request=request)
    client = sign_in(editor)
    client.get(request.get_absolute_url())
    with CaptureQueriesContext(connection) as few:
        client.get(request.get_absolute_url())
    SupportMessageFactory.create_batch(10, request=request)
    SupportFileFactory.create_batch(5, request=request)
    with CaptureQueriesContext(connection) as many:
        client.get(request.get_absolute_url())
    assert len(many) == len(few)
