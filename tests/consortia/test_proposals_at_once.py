"""Two who act on proposals at once: each case has one outcome, on real transactions."""

import pytest
from django.utils import timezone

from consortia.actions import invitations, proposals
from consortia.models import Consortium, ConsortiumMember, Invitation
from consortia.proposing import fingerprint
from consortia.proposing.page import check_page
from partnerships_portal.accounts.transitions import NotPossible
from tests.at_once import at_once
from tests.factories import MembershipFactory, OrganisationFactory

from .proposing import answer, drafted, joined, opened

pytestmark = pytest.mark.django_db(transaction=True)


def refused(results) -> int:
    return sum(isinstance(one, NotPossible) for one in results)


def test_the_last_place_is_taken_by_one(settings):
    """Two organisations ask a third, which may have one open invitation."""
    settings.PROPOSALS_OPEN_AT_MOST = 1
    asked = OrganisationFactory()
    drafts = []
    for name in ("Harrowmere Community Health", "Saltwick Libraries"):
        organisation, person = joined(name)
        draft = drafted(organisation, person, asked)
        drafts.append((draft, person, check_page(draft, at=timezone.now())["seen"]))
    results = at_once(
        *(
            lambda draft=draft, person=person, seen=seen: proposals.send(
                proposal=draft, seen=seen, by=person, at=timezone.now()
            )
            for draft, person, seen in drafts
        )
    )
    assert refused(results) == 1
    assert Invitation.objects.open(timezone.now()).filter(organisation=asked).count() == 1


def test_two_proposals_to_the_same_organisations_both_arrive():
    """They lock those asked in one order, whatever the order in which they were named."""
    first, second = OrganisationFactory(), OrganisationFactory()
    drafts = []
    for name, asked in (("Harrowmere", (first, second)), ("Saltwick", (second, first))):
        organisation, person = joined(name)
        draft = drafted(organisation, person, *asked)
        drafts.append((draft, person, check_page(draft, at=timezone.now())["seen"]))
    results = at_once(
        *(
            lambda draft=draft, person=person, seen=seen: proposals.send(
                proposal=draft, seen=seen, by=person, at=timezone.now()
            )
            for draft, person, seen in drafts
        )
    )
    assert results == [True, True]


def test_pressed_by_two_colleagues_at_once_it_is_sent_and_formed_once():
    organisation, person = joined("Harrowmere")
    colleague = MembershipFactory(organisation=organisation, role="editor").user
    asked, its_owner = joined("Quillmoor Care")
    draft = drafted(organisation, person, asked)
    seen = check_page(draft, at=timezone.now())["seen"]
    both = (person, colleague)
    sent = at_once(*(lambda by=by: proposals.send(proposal=draft, seen=seen, by=by, at=timezone.now()) for by in both))
    assert sorted(sent) == [False, True]
    draft.refresh_from_db()
    answer(draft, asked, its_owner)
    seen = fingerprint.of_answers(draft.invitations.all())
    formed = at_once(
        *(lambda by=by: proposals.confirm(proposal=draft, seen=seen, by=by, at=timezone.now()) for by in both)
    )
    assert formed[0] == formed[1] == Consortium.objects.get()
    assert ConsortiumMember.objects.count() == 2


def test_accepting_and_withdrawing_at_once_end_in_one_state():
    organisation, person = joined("Harrowmere")
    asked, its_owner = joined("Quillmoor Care")
    proposal = opened(organisation, person, asked)
    invitation = proposal.invitations.get()
    at_once(
        lambda: invitations.accept(invitation=invitation, by=its_owner, at=timezone.now()),
        lambda: proposals.withdraw(proposal=proposal, by=person, at=timezone.now()),
    )
    proposal.refresh_from_db()
    invitation.refresh_from_db()
    assert (proposal.state, invitation.state) == ("withdrawn", "withdrawn")
    assert not Consortium.objects.exists()


def test_confirming_while_another_accepts_takes_in_whom_the_page_showed():
    organisation, person = joined("Harrowmere")
    first, first_owner = joined("Quillmoor Care")
    second, second_owner = joined("Tarnbeck Youth Works")
    proposal = opened(organisation, person, first, second)
    answer(proposal, first, first_owner)
    seen = fingerprint.of_answers(proposal.invitations.all())
    late = proposal.invitations.get(organisation=second)
    confirmed, accepted = at_once(
        lambda: proposals.confirm(proposal=proposal, seen=seen, by=person, at=timezone.now()),
        lambda: invitations.accept(invitation=late, by=second_owner, at=timezone.now()),
    )
    late.refresh_from_db()
    if isinstance(confirmed, NotPossible):  # the answer came first: the proposer looks again
        assert accepted is True and late.state == "accepted" and not Consortium.objects.exists()
    else:
        assert isinstance(accepted, NotPossible) and late.state == "withdrawn"
        assert confirmed.members.count() == 2
