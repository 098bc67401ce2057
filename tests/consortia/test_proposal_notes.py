"""What both sides of an invitation write to each other, its end, and who is asked by e-mail."""

import datetime as dt
import uuid

import pytest
from django.core import mail
from django.utils import timezone

from consortia.actions import drafts, invitations, proposal_claiming, proposal_notes, proposal_timers, proposals
from consortia.models import Consortium, Invitation, Proposal, ProposalNote
from consortia.proposing import fingerprint
from consortia.proposing.lines import Newcomer
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.actions.sending import send_waiting
from partnerships_portal.notifications.models import Notification
from tests.at_once import at_once
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.partnering import PartnerInvitationFactory, ProposalFactory, ProposalNoteFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation(organisation, owner):
    return PartnerInvitationFactory(proposal__proposer=organisation, proposal__proposed_by=owner)


@pytest.fixture
def invited(invitation):
    """The owner of the organisation asked."""
    return MembershipFactory(organisation=invitation.organisation, role="owner").user


def _write(invitation, by, **changes):
    said = {"kind": "question", "text": "Who would lead?", "form_key": uuid.uuid4()} | changes
    return proposal_notes.write(invitation=invitation, **said, by=by, at=timezone.now())


def _told(person) -> list[str]:
    return list(Notification.objects.filter(person=person).order_by("pk").values_list("event", flat=True))


class TestWriting:
    def test_a_question_is_told_to_the_proposer_and_kept_once(self, invitation, invited, owner):
        key = uuid.uuid4()
        assert _write(invitation, invited, form_key=key) == _write(invitation, invited, form_key=key)
        assert ProposalNote.objects.count() == 1
        assert _told(owner) == ["proposal_note_written"]
        assert _told(invited) == []

    def test_the_proposer_replies_to_the_one_that_asked_alone(self, invitation, invited, owner):
        other = PartnerInvitationFactory(proposal=invitation.proposal)
        bystander = MembershipFactory(organisation=other.organisation, role="owner").user
        note = _write(invitation, owner, kind="reply", text="You would.")
        assert note.organisation == invitation.proposal.proposer
        assert _told(invited) == ["proposal_note_written"]
        assert _told(bystander) == []
        assert not ProposalNote.objects.visible_to(bystander).exists()

    def test_others_who_are_asked_do_not_read_it_on_the_page(self, invitation, invited, owner, sign_in):
        other = PartnerInvitationFactory(proposal=invitation.proposal)
        bystander = MembershipFactory(organisation=other.organisation, role="owner").user
        _write(invitation, invited, text="We are short of nurses.")
        address = invitation.proposal.get_absolute_url()
        assert "short of nurses" in sign_in(owner).get(address).content.decode()
        assert "short of nurses" in sign_in(invited).get(address).content.decode()
        assert "short of nurses" not in sign_in(bystander).get(address).content.decode()

    def test_nothing_is_written_once_it_is_withdrawn(self, invitation, invited, owner):
        proposals.withdraw(proposal=invitation.proposal, by=owner, at=timezone.now())
        with pytest.raises(NotPossible, match="over"):
            _write(invitation, invited)

    def test_the_form_keeps_what_was_typed(self, invitation, invited, sign_in):
        address = f"/proposals/{invitation.proposal_id}/asked/{invitation.pk}/write/"
        page = sign_in(invited).post(address, {"text": "What about the buildings?"}).content.decode()
        assert "What about the buildings?" in page
        assert "Select what it is" in page


class TestSuggestedRoles:
    def test_the_proposer_agrees_to_another_role(self, invitation, invited, owner):
        note = _write(invitation, invited, kind="change", role="associate")
        assert proposal_notes.take_up(note=note, by=owner, at=timezone.now())
        assert not proposal_notes.take_up(note=note, by=owner, at=timezone.now())
        assert Invitation.objects.get(pk=invitation.pk).role == "associate"
        assert "proposal_note_written" in _told(invited)

    def test_nobody_agrees_to_what_they_suggested_themselves(self, invitation, invited):
        note = _write(invitation, invited, kind="change", role="lead")
        with pytest.raises(NotPossible):
            proposal_notes.take_up(note=note, by=invited, at=timezone.now())

    def test_two_do_not_lead(self, owner, organisation):
        leading = ProposalFactory(proposer=organisation, proposed_by=owner, role="lead")
        note = ProposalNoteFactory(invitation=PartnerInvitationFactory(proposal=leading), role="lead")
        with pytest.raises(NotPossible, match="lead"):
            proposal_notes.take_up(note=note, by=owner, at=timezone.now())


class TestTime:
    def test_those_asked_are_reminded_once(self, invitation, invited):
        soon = invitation.expires_at - dt.timedelta(days=2)
        proposal_timers.look_after(at=soon)
        proposal_timers.look_after(at=soon + dt.timedelta(hours=1))
        assert _told(invited) == ["proposal_ends_soon"]

    def test_whoever_was_asked_today_is_not_reminded_today(self, invited, invitation):
        Invitation.objects.filter(pk=invitation.pk).update(expires_at=invitation.sent_at + dt.timedelta(hours=20))
        proposal_timers.look_after(at=invitation.sent_at + dt.timedelta(hours=1))
        assert _told(invited) == []

    def test_both_sides_are_told_once_that_the_time_is_over(self, invitation, invited, owner):
        late = invitation.expires_at + dt.timedelta(minutes=1)
        proposal_timers.look_after(at=late)
        proposal_timers.look_after(at=late)
        assert Invitation.objects.get(pk=invitation.pk).state == Invitation.State.EXPIRED
        assert _told(owner) == ["proposal_expired"]
        assert _told(invited) == ["proposal_expired_unanswered"]
        with pytest.raises(NotPossible):
            invitations.accept(invitation=invitation, by=invited, at=late)

    def test_who_has_answered_is_neither_reminded_nor_ended(self, invitation, invited):
        invitations.accept(invitation=invitation, by=invited, at=invitation.sent_at)
        proposal_timers.look_after(at=invitation.expires_at + dt.timedelta(days=1))
        assert Invitation.objects.get(pk=invitation.pk).state == Invitation.State.ACCEPTED
        assert _told(invited) == []


class TestAskedByEmail:
    """Somebody without an account is asked, registers and lands on it."""

    @pytest.fixture
    def draft(self, organisation, owner):
        draft = ProposalFactory(
            proposer=organisation, proposed_by=owner, state="draft", motivators=["capacity"], expires_at=None
        )
        newcomer = Newcomer("Fernlow Reablement", "Nina@Fernlow.example".lower())
        drafts.save_asked(draft=draft, said={}, newcomer=newcomer, by=owner, at=timezone.now())
        return draft

    @pytest.fixture
    def sent(self, draft, owner):
        seen = fingerprint.of_draft(draft, draft.invitations.all())
        assert proposals.send(proposal=draft, seen=seen, by=owner, at=timezone.now())
        return draft.invitations.get()

    @pytest.fixture
    def nina(self):
        return UserFactory(email="nina@fernlow.example")

    def test_the_e_mail_names_who_asks_and_not_what(self, sent, owner):
        Proposal.objects.filter(pk=sent.proposal_id).update(message="We would share our nurses.")
        send_waiting(at=timezone.now())
        letter = next(one for one in mail.outbox if one.to == ["nina@fernlow.example"])
        assert "Harrowmere Community Health" in letter.subject
        assert f"/proposals/{sent.proposal_id}/" in letter.body
        assert "nurses" not in letter.body

    def test_without_signing_in_or_with_another_address_there_is_nothing(self, sent, stranger, sign_in):
        address = sent.proposal.get_absolute_url()
        assert sign_in(None).get(address).status_code == 302
        assert sign_in(stranger).get(address).status_code == 404

    def test_the_address_opens_it_and_the_inbox_leads_there(self, sent, nina, sign_in):
        browser = sign_in(nina)
        assert "Say who answers" in browser.get(sent.proposal.get_absolute_url()).content.decode()
        assert sent.proposal.get_absolute_url() in browser.get("/inbox/").content.decode()
        page = browser.get(f"/proposals/{sent.proposal_id}/asked/{sent.pk}/who/").content.decode()
        assert "Register your organisation" in page

    def test_a_registered_organisation_answers_once_it_is_admitted(self, sent, nina, owner, sign_in):
        fernlow = OrganisationFactory(name="Fernlow Reablement CIC", admitted_at=None)
        MembershipFactory(organisation=fernlow, user=nina, role="owner")
        browser = sign_in(nina)
        browser.post(f"/proposals/{sent.proposal_id}/asked/{sent.pk}/who/", {"organisation": fernlow.pk})
        held = Invitation.objects.get(pk=sent.pk)
        assert (held.organisation, held.email) == (fernlow, "")
        assert "proposal_claimed" in _told(owner)
        assert "admitted" in browser.get(sent.proposal.get_absolute_url()).content.decode()
        with pytest.raises(NotPossible):
            invitations.accept(invitation=held, by=nina, at=timezone.now())
        fernlow.admitted_at, fernlow.admission_asked_at = timezone.now(), None
        fernlow.save(update_fields=["admitted_at", "admission_asked_at"])
        assert invitations.accept(invitation=held, by=nina, at=timezone.now())

    def test_an_organisation_that_is_asked_already_does_not_answer_twice(self, sent, nina):
        twin = PartnerInvitationFactory(proposal=sent.proposal).organisation
        MembershipFactory(organisation=twin, user=nina, role="owner")
        with pytest.raises(NotPossible, match="asked already"):
            proposal_claiming.claim(invitation=sent, organisation=twin, by=nina, at=timezone.now())

    def test_nobody_claims_what_went_to_another_address(self, sent, other_owner, other_organisation):
        with pytest.raises(NotPossible, match="another address"):
            proposal_claiming.claim(invitation=sent, organisation=other_organisation, by=other_owner, at=timezone.now())

    def test_a_day_has_only_so_many(self, draft, owner, settings):
        settings.PROPOSALS_TO_ADDRESSES_A_DAY = 0
        seen = fingerprint.of_draft(draft, draft.invitations.all())
        with pytest.raises(NotPossible, match="tomorrow"):
            proposals.send(proposal=draft, seen=seen, by=owner, at=timezone.now())

    def test_a_withdrawal_is_told_by_e_mail_too(self, sent, owner):
        proposals.withdraw(proposal=sent.proposal, by=owner, at=timezone.now())
        send_waiting(at=timezone.now())
        assert [one.subject for one in mail.outbox if one.to == ["nina@fernlow.example"]][-1].startswith(
            "Harrowmere Community Health no longer asks"
        )

    def test_a_name_is_text_and_never_markup(self, organisation, owner, sign_in):
        draft = ProposalFactory(proposer=organisation, proposed_by=owner, state="draft", expires_at=None)
        PartnerInvitationFactory(proposal=draft, organisation__name="<b>Bold</b> & Partners")
        page = sign_in(owner).get(f"/proposals/{draft.pk}/edit/organisations/").content.decode()
        assert "Role of &lt;b&gt;Bold" in page
        assert "<b>Bold" not in page

    def test_the_form_wants_name_and_address_together(self, organisation, owner, sign_in):
        draft = ProposalFactory(proposer=organisation, proposed_by=owner, state="draft", expires_at=None)
        address = f"/proposals/{draft.pk}/edit/organisations/"
        page = sign_in(owner).post(address, {"new_name": "Fernlow", "more": ""}).content.decode()
        assert "Enter an e-mail address of somebody there" in page
        assert "Fernlow" in page


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    """Real transactions: whatever comes first, both pages agree afterwards and nothing is half done."""

    def test_accepting_and_withdrawing(self, invitation, invited, owner):
        at = timezone.now()
        at_once(
            lambda: invitations.accept(invitation=invitation, by=invited, at=at),
            lambda: proposals.withdraw(proposal=invitation.proposal, by=owner, at=at),
        )
        held = Invitation.objects.select_related("proposal").get(pk=invitation.pk)
        assert (held.proposal.state, held.state) == (Proposal.State.WITHDRAWN, Invitation.State.WITHDRAWN)
        assert "proposal_withdrawn" in _told(invited)

    def test_accepting_and_declining_by_two_colleagues(self, invitation, invited):
        colleague = MembershipFactory(organisation=invitation.organisation, role="editor").user
        at = timezone.now()
        got = at_once(
            lambda: invitations.accept(invitation=invitation, by=invited, at=at),
            lambda: invitations.decline(invitation=invitation, by=colleague, at=at),
        )
        assert sum(isinstance(one, NotPossible) for one in got) == 1
        assert Invitation.objects.get(pk=invitation.pk).state in {"accepted", "declined"}

    def test_confirming_twice_forms_one_consortium(self, invitation, invited, owner):
        at = timezone.now()
        invitations.accept(invitation=invitation, by=invited, at=at)
        seen = fingerprint.of_answers(invitation.proposal.invitations.all())
        got = at_once(*2 * [lambda: proposals.confirm(proposal=invitation.proposal, seen=seen, by=owner, at=at)])
        assert got[0] == got[1]
        assert Consortium.objects.count() == 1
        assert _told(invited).count("consortium_formed") == 1

    def test_confirming_while_one_takes_its_acceptance_back(self, invitation, invited, owner):
        at = timezone.now()
        invitations.accept(invitation=invitation, by=invited, at=at)
        seen = fingerprint.of_answers(invitation.proposal.invitations.all())
        at_once(
            lambda: proposals.confirm(proposal=invitation.proposal, seen=seen, by=owner, at=at),
            lambda: invitations.take_back(invitation=invitation, by=invited, at=at),
        )
        state = Invitation.objects.get(pk=invitation.pk).state
        assert Consortium.objects.exists() == (state == "accepted")

    def test_the_timer_and_an_answer(self, invitation, invited):
        late = invitation.expires_at
        at_once(
            lambda: invitations.accept(invitation=invitation, by=invited, at=late - dt.timedelta(seconds=1)),
            lambda: proposal_timers.expire(invitation=invitation, at=late),
        )
        state = Invitation.objects.get(pk=invitation.pk).state
        assert ("proposal_expired_unanswered" in _told(invited)) == (state == "expired")

    def test_the_same_note_twice_is_kept_once(self, invitation, invited):
        key = uuid.uuid4()
        at_once(*2 * [lambda: _write(invitation, invited, form_key=key)])
        assert ProposalNote.objects.count() == 1
