"""One more is asked while a proposal is open: in place of one that declined, or beside the others; and joining."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from consortia.actions import decisions, invitations, proposals
from consortia.models import Consortium, Decision, Rival
from consortia.proposing.page import asked_with
from consortia.proposing.replacing import candidates
from partnerships_portal.accounts.transitions import NotPossible
from tests.factories import (
    LocalAuthorityFactory,
    MembershipFactory,
    OpportunityFactory,
    OrganisationFactory,
    PartnerMatchFactory,
    ServiceAreaFactory,
)
from tests.factories.partnering import ConsortiumMemberFactory, PartnerInvitationFactory

from .proposing import answer, confirm, joined, opened, text_of, told

pytestmark = pytest.mark.django_db


def test_the_next_best_fills_what_the_others_leave(editor, organisation, sign_in):
    """The composer keeps those who are in, and finds who covers what is missing; who declined is not among them."""
    nursing, therapy = ServiceAreaFactory(name="Nursing"), ServiceAreaFactory(name="Therapy")
    place = LocalAuthorityFactory()
    offering = {"places": [place]}
    opportunity = OpportunityFactory(services=[nursing, therapy], places=[place])
    organisation.service_claims.create(service_area=nursing)
    organisation.places.set([place])
    declines, its_owner = joined("Quillmoor Care")
    declines.service_claims.create(service_area=therapy)
    declines.places.set([place])
    next_best = OrganisationFactory(name="Tarnbeck Therapies", services=[therapy], **offering)
    OrganisationFactory(name="Lowmere Nursing", services=[nursing], **offering)
    proposal = opened(organisation, editor, declines, opportunity=opportunity, motivators=[])
    answer(proposal, declines, its_owner, accepts=False)
    (found, *_) = candidates(proposal, asked_with(proposal), timezone.now())
    assert found.organisation == next_best
    assert found.reasons[0].startswith("The only member that offers Therapy")
    assert declines not in [one.organisation for one in candidates(proposal, asked_with(proposal), timezone.now())]

    client, gone = sign_in(editor), proposal.invitations.get()
    page = client.get(reverse("proposal_another", args=[proposal.pk]), {"instead": gone.pk})
    assert "Ask another in place of Quillmoor Care" in text_of(page) and "Tarnbeck Therapies" in text_of(page)
    address = {one.organisation.name: url for one, url in page.context["lines"]}["Tarnbeck Therapies"]
    assert "Therapy" in client.get(address).content.decode()
    said = {"role": "subcontractor", "note": "Therapy at home"}
    assert "Tarnbeck Therapies reads" in text_of(client.post(address, said))
    client.post(address, said | {"then": "send"})
    client.post(address, said | {"then": "send"})
    new = proposal.invitations.get(organisation=next_best)
    assert (new.replaces, new.role, new.note, new.state) == (gone, "subcontractor", "Therapy at home", "sent")
    assert not [one for one in client.get(proposal.get_absolute_url()).context["sent"] if one.can_replace]


def test_long_term_the_possible_partners_are_suggested(editor, organisation):
    first, its_owner = joined("Quillmoor Care")
    partner = PartnerMatchFactory(organisation=organisation).partner
    proposal = opened(organisation, editor, first)
    answer(proposal, first, its_owner, accepts=False)
    assert [one.organisation for one in candidates(proposal, asked_with(proposal), timezone.now())] == [partner]


def test_those_who_are_in_are_told_that_another_is_asked_and_not_why(editor, organisation):
    first, first_owner = joined("Quillmoor Care")
    second, second_owner = joined("Tarnbeck Youth Works")
    third, third_owner = joined("Lowmere Learning")
    proposal = opened(organisation, editor, first, second)
    answer(proposal, first, first_owner)
    answer(proposal, second, second_owner, accepts=False, why="No")
    gone = proposal.invitations.get(organisation=second)
    at = timezone.now()
    invitations.ask(proposal=proposal, organisation=third, role="associate", replaces=gone, by=editor, at=at)
    (said,) = told(first_owner, "proposal_partners_changed")
    assert said == "Who is asked by Harrowmere Community Health has changed"
    row = first_owner.notifications.get(event="proposal_partners_changed")
    assert "Lowmere Learning is asked too, as associate" in row.body and "Tarnbeck" not in row.body
    assert not told(second_owner, "proposal_partners_changed") and told(third_owner, "partnership_proposed")


@pytest.mark.parametrize("why", ["declined", "closed", "full", "lead"])
def test_who_cannot_be_asked_is_refused(editor, organisation, settings, why):
    first, its_owner = joined("Quillmoor Care")
    second, _ = joined("Tarnbeck Youth Works")
    proposal = opened(organisation, editor, first, second, role="lead")
    asked, role = OrganisationFactory(), "equal"
    if why == "declined":
        answer(proposal, first, its_owner, accepts=False)
        asked = first
    elif why == "closed":
        asked = OrganisationFactory(closed_at=timezone.now())
    elif why == "full":
        settings.PROPOSALS_OPEN_AT_MOST = 1
        PartnerInvitationFactory(organisation=asked)
    else:
        role = "lead"
    with pytest.raises(NotPossible):
        invitations.ask(proposal=proposal, organisation=asked, role=role, by=editor, at=timezone.now())
    assert proposal.invitations.count() == 2


def test_the_same_organisation_asked_again_is_asked_once(editor, organisation):
    first, _ = joined("Quillmoor Care")
    proposal = opened(organisation, editor, first)
    again = invitations.ask(proposal=proposal, organisation=first, role="lead", by=editor, at=timezone.now())
    assert again == proposal.invitations.get() and again.role == "equal"


def test_one_is_asked_no_longer_and_the_others_go_on(editor, organisation):
    first, first_owner = joined("Quillmoor Care")
    second, second_owner = joined("Tarnbeck Youth Works")
    proposal = opened(organisation, editor, first, second)
    answer(proposal, first, first_owner)
    for _ in range(2):
        invitations.withdraw(invitation=proposal.invitations.get(organisation=first), by=editor, at=timezone.now())
    assert len(told(first_owner, "proposal_withdrawn")) == 1 and not told(second_owner, "proposal_withdrawn")
    answer(proposal, second, second_owner)
    assert confirm(proposal, editor).members.count() == 2


@pytest.fixture
def consortium(organisation):
    """Of the organisation and another one."""
    own = ConsortiumMemberFactory(organisation=organisation, consortium__name="Recovery Alliance")
    ConsortiumMemberFactory(consortium=own.consortium)
    return own.consortium


def invite(consortium, organisation, by, at=None, **more):
    return proposals.invite_to(
        consortium=consortium, organisation=organisation, role="associate", by=by, at=at or timezone.now(), **more
    )


def test_whoever_accepts_to_join_is_in_at_once(editor, owner, consortium, sign_in):
    asked, its_owner = joined("Quillmoor Care")
    invitation = invite(consortium, asked, editor)
    assert invite(consortium, asked, editor) == invitation
    assert told(its_owner) == ["Harrowmere Community Health asks Quillmoor Care to join Recovery Alliance"]
    page = text_of(sign_in(its_owner).get(invitation.proposal.get_absolute_url()))
    assert "To join the consortium Recovery Alliance" in page and "Its members" in page
    assert not Consortium.objects.visible_to(its_owner).exists()
    assert invitations.accept(invitation=invitation, by=its_owner, at=timezone.now())
    assert not invitations.accept(invitation=invitation, by=its_owner, at=timezone.now())
    assert consortium.members.get(organisation=asked).role == "associate"
    invitation.proposal.refresh_from_db()
    assert invitation.proposal.state == "confirmed"
    assert told(owner, "consortium_joined") == ["Quillmoor Care joined Recovery Alliance"]
    assert Consortium.objects.visible_to(its_owner).get() == consortium


def test_whoever_declines_to_join_can_be_asked_again_later(editor, consortium):
    asked, its_owner = joined("Quillmoor Care")
    invitation = invite(consortium, asked, editor)
    invitations.decline(invitation=invitation, by=its_owner, at=timezone.now())
    invitation.proposal.refresh_from_db()
    assert invitation.proposal.state == "withdrawn"
    assert invite(consortium, asked, editor) != invitation


def test_nobody_joins_what_was_dissolved_or_is_asked_twice(editor, organisation, consortium):
    asked, its_owner = joined("Quillmoor Care")
    invitation = invite(consortium, asked, editor)
    consortium.state = Consortium.State.DISSOLVED
    consortium.save()
    with pytest.raises(NotPossible, match="dissolved"):
        invitations.accept(invitation=invitation, by=its_owner, at=timezone.now())
    with pytest.raises(NotPossible, match="already"):
        invite(consortium, organisation, editor)


def test_only_a_member_asks_others_to_join(consortium, other_owner, other_organisation):
    asked, _ = joined("Quillmoor Care")
    with pytest.raises(NotPossible):
        invite(consortium, asked, other_owner)
    with pytest.raises(NotPossible):
        invite(consortium, asked, other_owner, member=other_organisation)


def test_an_expired_place_can_be_offered_again(editor, organisation, sign_in):
    first, _ = joined("Quillmoor Care")
    proposal = opened(organisation, editor, first)
    proposal.invitations.update(expires_at=timezone.now() - dt.timedelta(days=1))
    page = sign_in(editor).get(proposal.get_absolute_url())
    (line,) = page.context["sent"]
    assert line.state == "Expired" and line.can_replace


def test_members_agree_before_anybody_is_asked_to_join(editor, organisation, consortium, sign_in):
    """Proposed on the page of the workspace; asked once the other member agrees, by the member that proposed it."""
    other = consortium.members.exclude(organisation=organisation).get()
    colleague = MembershipFactory(organisation=other.organisation, role="owner").user
    asked, its_owner = joined("Quillmoor Care")
    address = reverse("consortium_ask_to_join", args=[consortium.pk])
    said = {"name": asked.name, "role": "associate", "note": "Care at night", "text": "They know the town."}
    client = sign_in(editor)
    check = text_of(client.post(address, said))
    assert "Ask Quillmoor Care to join as associate" in check and "They know the town." in check
    client.post(address, said | {"then": "send"})
    decision = Decision.objects.get()
    assert decision.state == "open" and not told(its_owner)
    decisions.give_voice(decision=decision, member=other, answer="agree", words="", by=colleague, at=timezone.now())
    invitation = asked.partner_invitations.get()
    assert (invitation.proposal.proposer, invitation.role, invitation.note) == (
        organisation,
        "associate",
        "Care at night",
    )
    assert told(its_owner, "partnership_proposed")
    assert "Quillmoor Care, as associate" in text_of(client.get(address))
    read = text_of(sign_in(its_owner).get(invitation.proposal.get_absolute_url()))
    assert "Care at night" in read and "They know the town" not in read


@pytest.mark.parametrize("they_name_us", [True, False])
def test_a_decision_to_ask_lapses_where_it_cannot_be_asked_any_more(editor, organisation, consortium, they_name_us):
    """Why is not told to the other members, whoever named a rival."""
    other = consortium.members.exclude(organisation=organisation).get()
    colleague = MembershipFactory(organisation=other.organisation, role="owner").user
    asked, its_owner = joined("Quillmoor Care")
    details = {"organisation": asked.pk, "name": asked.name, "role": "equal", "note": ""}
    own = consortium.members.get(organisation=organisation)
    decision = decisions.propose(member=own, kind="ask_to_join", details=details, by=editor, at=timezone.now())
    one, rival = (asked, organisation) if they_name_us else (organisation, asked)
    Rival.objects.create(organisation=one, rival=rival, by=its_owner, at=timezone.now())
    decisions.give_voice(decision=decision, member=other, answer="agree", words="", by=colleague, at=timezone.now())
    decision.refresh_from_db()
    assert decision.state == "lapsed" and "cannot be asked now" in decision.because and "rival" not in decision.because
    assert not asked.partner_invitations.exists() and not told(its_owner)


@pytest.mark.parametrize("name", ["", "Nobody of that name", "Harrowmere Community Health"])
def test_whom_to_ask_is_named_as_in_the_directory(editor, consortium, sign_in, name):
    address = reverse("consortium_ask_to_join", args=[consortium.pk])
    page = sign_in(editor).post(address, {"name": name, "role": "equal", "note": "Kept words"})
    assert page.context["form"].errors["name"] and "Kept words" in page.content.decode()
    assert not Decision.objects.exists()
