"""Promises about the pages of proposals."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consortia.actions import drafts
from consortia.models import Consortium, Invitation, Proposal, Rival
from consortia.proposing.page import check_page
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.models import Notification
from tests.factories import OpportunityFactory, OrganisationFactory
from tests.factories.partnering import PartnerInvitationFactory, ProposalFactory

from .proposing import LETTER, answer, drafted, joined, opened, send, text_of, told

pytestmark = pytest.mark.django_db


def test_from_a_directory_page_to_a_consortium(editor, owner, organisation, sign_in):
    """The whole way by hand: each part of the draft, the check, the answers of two, the forming."""
    first, first_owner = joined("Quillmoor Care")
    second, second_owner = joined("Tarnbeck Youth Works")
    client = sign_in(editor)
    brought = {"organisation": [first.pk], "kind": "long_term", "motivators": ["capacity"], "buyers": ["self_payers"]}
    there = client.post(reverse("proposal_new"), brought)
    draft = Proposal.objects.get()
    assert there.url == reverse("proposal_edit", args=[draft.pk, "message"])
    assert not Proposal.objects.visible_to(first_owner).exists()
    client.post(there.url, LETTER)
    asked = reverse("proposal_edit", args=[draft.pk, "organisations"])
    row = draft.invitations.get()
    client.post(asked, {f"role_{row.pk}": "subcontractor", f"note_{row.pk}": "Care at night", "more": second.name})
    check = client.get(reverse("proposal_send", args=[draft.pk]))
    assert "Tarnbeck Youth Works reads" in text_of(check) and "Care at night" in text_of(check)
    sent = client.post(reverse("proposal_send", args=[draft.pk]), {"seen": check.context["seen"]}, follow=True)
    assert "Sent. You are told of each answer." in text_of(sent)
    assert told(first_owner) == ["Harrowmere Community Health asks Quillmoor Care to partner long-term"]
    assert told(owner, "colleague_proposed") and not told(editor)

    for organisation_asked, person in ((first, first_owner), (second, second_owner)):
        address = reverse("proposal_answer", args=[draft.pk, draft.invitations.get(organisation=organisation_asked).pk])
        browser = sign_in(person)
        assert "Check your answer" in text_of(browser.post(address, {"answer": "accept"}))
        browser.post(address, {"answer": "accept", "then": "send"})
    assert told(editor, "proposal_accepted") == [
        "Quillmoor Care accepted the proposal",
        "Tarnbeck Youth Works accepted the proposal",
    ]
    page = client.get(reverse("proposal_confirm", args=[draft.pk]))
    client.post(reverse("proposal_confirm", args=[draft.pk]), {"seen": page.context["seen"]})
    consortium = Consortium.objects.get()
    assert (consortium.name, consortium.state) == ("Recovery together", "forming")
    assert consortium.partnership_model == "alliance"
    assert "Building capacity" in consortium.purpose and "People who pay for themselves" in consortium.purpose
    assert {(one.organisation, one.role) for one in consortium.members.all()} == {
        (organisation, "lead"),
        (first, "subcontractor"),
        (second, "equal"),
    }
    assert all(told(person, "consortium_formed") for person in (owner, first_owner, second_owner))
    deeds = list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))
    assert deeds.count("proposal_accepted") == 2 and deeds[-1] == "consortium_formed"


def test_whoever_sent_it_reads_again_why_and_for_which_buyers(editor, organisation, sign_in):
    first, first_owner = joined("Quillmoor Care")
    proposal = opened(organisation, editor, first, motivators=["capacity"], buyers=["self_payers"])
    for person in (editor, first_owner):
        page = text_of(sign_in(person).get(proposal.get_absolute_url()))
        assert "Why Building capacity" in page and "For which buyers People who pay for themselves" in page


def test_the_preview_is_exactly_what_is_read(editor, organisation, sign_in):
    first, first_owner = joined("Quillmoor Care")
    second, _ = joined("Tarnbeck Youth Works")
    opportunity = OpportunityFactory()
    draft = drafted(organisation, editor, first, second, opportunity=opportunity, motivators=[])
    letter = 'class="govuk-summary-list portal-wide-values">(.*?)</dl>'
    preview = re.findall(letter, sign_in(editor).get(reverse("proposal_send", args=[draft.pk])).content.decode(), re.S)
    send(draft, editor)
    read = re.findall(letter, sign_in(first_owner).get(draft.get_absolute_url()).content.decode(), re.S)
    assert re.sub(r"\s+", " ", preview[0]) == re.sub(r"\s+", " ", read[0])
    assert "Note for Tarnbeck" not in read[0] and "Tarnbeck Youth Works</a>, equal partner" in read[0]


def test_reasons_stay_between_the_two(editor, viewer, organisation, sign_in):
    first, first_owner = joined("Quillmoor Care")
    second, second_owner = joined("Tarnbeck Youth Works")
    proposal = opened(organisation, editor, first, second)
    answer(proposal, first, first_owner, accepts=False, why="We are merging, in confidence")
    assert "We are merging" in text_of(sign_in(viewer).get(proposal.get_absolute_url()))
    assert "We are merging" in text_of(sign_in(first_owner).get(proposal.get_absolute_url()))
    others = text_of(sign_in(second_owner).get(proposal.get_absolute_url()))
    assert "We are merging" not in others and "Quillmoor Care" not in others
    assert not Notification.objects.filter(body__contains="merging").exists()


def test_who_has_declined_learns_no_more_of_the_others(editor, organisation, sign_in):
    first, first_owner = joined("Quillmoor Care")
    second, second_owner = joined("Tarnbeck Youth Works")
    proposal = opened(organisation, editor, first, second)
    assert "Tarnbeck" in text_of(sign_in(first_owner).get(proposal.get_absolute_url()))
    answer(proposal, first, first_owner, accepts=False)
    answer(proposal, second, second_owner)
    assert "Tarnbeck" not in text_of(sign_in(first_owner).get(proposal.get_absolute_url()))


def test_what_a_colleague_changed_is_looked_at_before_it_is_sent(owner, editor, organisation, sign_in):
    first, _ = joined("Quillmoor Care")
    draft = drafted(organisation, editor, first)
    seen = check_page(draft, at=timezone.now())["seen"]
    drafts.save(draft=draft, values={"message": "Other words"}, by=owner, at=timezone.now())
    page = sign_in(editor).post(reverse("proposal_send", args=[draft.pk]), {"seen": seen})
    assert "This has changed since you opened the page" in text_of(page) and "Other words" in text_of(page)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_a_draft_says_what_it_lacks(editor, organisation, sign_in):
    draft = ProposalFactory(proposer=organisation, state="draft", title="", message="")
    page = text_of(sign_in(editor).get(reverse("proposal_send", args=[draft.pk])))
    for sentence in ("Give it a title", "Write a message", "Name at least one organisation", "Say why you want"):
        assert sentence in page
    with pytest.raises(NotPossible, match="Give it a title"):
        send(draft, editor)


def test_what_was_typed_stays_when_something_is_missing(editor, organisation, sign_in):
    draft = ProposalFactory(proposer=organisation, state="draft", title="", message="")
    address = reverse("proposal_edit", args=[draft.pk, "message"])
    page = sign_in(editor).post(address, LETTER | {"title": "", "message": "Long in the making"}).content.decode()
    assert "Enter a title" in page and "Long in the making" in page


def test_a_sent_proposal_cannot_be_changed_or_discarded(editor, organisation, sign_in):
    first, _ = joined("Quillmoor Care")
    draft = opened(organisation, editor, first)
    with pytest.raises(NotPossible):
        drafts.save(draft=draft, values={"title": "Other"}, by=editor, at=timezone.now())
    with pytest.raises(NotPossible):
        drafts.discard(draft=draft, by=editor, at=timezone.now())
    page = sign_in(editor).get(reverse("proposal_edit", args=[draft.pk, "message"]), follow=True)
    assert "was sent already" in text_of(page)


@pytest.mark.parametrize("show", ["", "sent"])
def test_the_list_takes_as_many_queries_for_many_as_for_few(editor, organisation, sign_in, show):
    def some():
        PartnerInvitationFactory(proposal__proposer=organisation, proposal__opportunity=OpportunityFactory())
        PartnerInvitationFactory(organisation=organisation)

    client, address = sign_in(editor), reverse("proposal_list")
    some()
    client.get(address, {"show": show})
    with CaptureQueriesContext(connection) as few:
        client.get(address, {"show": show})
    for _ in range(4):
        some()
    with CaptureQueriesContext(connection) as many:
        page = client.get(address, {"show": show})
    assert len(page.context["lines"]) == 5
    assert len(many) == len(few)


def test_nobody_else_learns_of_a_proposal(editor, organisation, commissioner, staff, other_owner, sign_in):
    first, _ = joined("Quillmoor Care")
    opportunity = OpportunityFactory(body=commissioner.body_memberships.get().body)
    proposal = opened(organisation, editor, first, opportunity=opportunity, motivators=[])
    for person in (commissioner, staff, other_owner):
        assert not Proposal.objects.visible_to(person).exists()
        assert not Invitation.objects.visible_to(person).exists()
        assert not told(person)
        assert proposal.title not in text_of(sign_in(person).get(reverse("proposal_list")))


def test_a_rival_of_either_side_is_not_asked(editor, organisation, settings, sign_in):
    """Who is full and who named us are told of in the same words."""
    settings.PROPOSALS_OPEN_AT_MOST = 1
    names_us, its_owner = joined("Quillmoor Care")
    full, _ = joined("Quillmoor Cart")
    ours, _ = joined("Tarnbeck Youth Works")
    at = timezone.now()
    Rival.objects.create(organisation=names_us, rival=organisation, by=its_owner, at=at)
    Rival.objects.create(organisation=organisation, rival=ours, by=editor, at=at)
    PartnerInvitationFactory(organisation=full)
    said = {}
    for one in (names_us, full, ours):
        draft = drafted(organisation, editor, one, title=one.name)
        (said[one],) = check_page(draft, at=at)["against"]
        with pytest.raises(NotPossible) as refusal:
            send(draft, editor, at)
        assert str(refusal.value) == said[one]
    assert said[names_us].replace("Quillmoor Care", "X") == said[full].replace("Quillmoor Cart", "X")
    assert "as a rival by your organisation" in said[ours]


def test_the_sender_is_told_where_nobody_could_answer(editor, organisation, sign_in):
    first, _ = joined("Quillmoor Care")
    second, _ = joined("Tarnbeck Youth Works", role="viewer")
    draft = drafted(organisation, editor, first, second)
    page = text_of(sign_in(editor).get(reverse("proposal_send", args=[draft.pk])))
    assert "Nobody acts for Tarnbeck Youth Works in the portal yet" in page


def test_the_page_takes_the_same_queries_however_many_are_asked(editor, organisation, sign_in):
    proposal = opened(organisation, editor, OrganisationFactory())
    client = sign_in(editor)
    client.get(proposal.get_absolute_url())
    with CaptureQueriesContext(connection) as few:
        client.get(proposal.get_absolute_url())
    for _ in range(4):
        PartnerInvitationFactory(proposal=proposal)
    with CaptureQueriesContext(connection) as many:
        client.get(proposal.get_absolute_url())
    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("states", "said"),
    [
        (["sent", "accepted"], "Waiting for answers"),
        (["accepted", "declined"], "Ready to confirm"),
        (["declined"], "Nobody is in"),
    ],
)
def test_the_list_says_how_an_open_proposal_stands(editor, organisation, sign_in, states, said):
    proposal = ProposalFactory(proposer=organisation)
    for state in states:
        PartnerInvitationFactory(proposal=proposal, state=state)
    page = sign_in(editor).get(reverse("proposal_list"), {"show": "sent"})
    assert page.context["lines"][0].state == said
