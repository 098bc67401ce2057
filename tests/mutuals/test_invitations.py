"""Promises about invitations: who is asked in, what the link shows to whom, and that it works once and for a time."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from mutuals.actions import invitations, memberships
from mutuals.models import JoinRequest, Membership, MembershipInvitation
from mutuals.tasks import expire_invitations, forget_links
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.joining.invitations import hash_of
from partnerships_portal.notifications.actions import send_waiting
from partnerships_portal.notifications.awaiting import awaiting
from partnerships_portal.notifications.models import Notification
from tests.factories import (
    InvitationFactory,
    JoinRequestFactory,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
Role, State = Membership.Role, MembershipInvitation.State
NEWCOMER = "newcomer@example.org"


@pytest.fixture
def form(organisation):
    return reverse("invitation_create", args=[organisation.pk])


def invite(organisation, owner, *addresses, role=Role.EDITOR, at=None) -> list[str]:
    return invitations.invite(organisation, addresses=addresses, role=role, by=owner, at=at or timezone.now())


def link_to(address: str) -> str:
    """The link in the newest e-mail to somebody without an account."""
    return Notification.objects.filter(address=address).order_by("-pk")[0].url


def text(answer) -> str:
    return answer.content.decode()


def test_owner_checks_answers_before_anything_is_sent(sign_in, owner, organisation, form):
    browser, typed = sign_in(owner), {"addresses": NEWCOMER, "role": "editor"}
    page = text(browser.post(form, typed | {"then": "check"}))
    assert "Check your answers" in page and "Will be invited" in page and "Send 1 invitation" in page
    assert not MembershipInvitation.objects.exists()
    assert NEWCOMER in text(browser.post(form, typed | {"then": "change"})), "what was typed is kept"
    browser.post(form, typed | {"then": "send"})
    sent = MembershipInvitation.objects.get()
    assert (sent.email, sent.role, sent.sent_by, sent.state) == (NEWCOMER, "editor", owner, State.SENT)
    assert sent.expires_at - sent.sent_at == dt.timedelta(days=14)


def test_person_without_an_account_gets_a_mail_whose_token_is_kept_nowhere(owner, organisation, mailoutbox):
    invite(organisation, owner, NEWCOMER)
    send_waiting(at=timezone.now())
    (mail,) = mailoutbox
    link = link_to(NEWCOMER)
    assert mail.to == [NEWCOMER] and link in mail.body and str(organisation) in mail.subject
    token = link.strip("/").split("/")[-1]
    assert MembershipInvitation.objects.get().token_hash == hash_of(token)
    forget_links()
    assert not Notification.objects.filter(url__contains=token).exists()


def test_link_of_a_mail_that_waits_is_not_forgotten(owner, organisation):
    invite(organisation, owner, NEWCOMER)
    forget_links()
    assert link_to(NEWCOMER).startswith("/invitations/")


def test_person_with_an_account_is_told_in_the_inbox(owner, organisation, stranger):
    invite(organisation, owner, stranger.email.upper())
    message = Notification.objects.get()
    assert (message.person, message.event) == (stranger, "invited_to_organisation")


def test_somebody_elses_unconfirmed_address_is_written_to_by_mail_alone(owner, organisation):
    liar = UserFactory(email="liar@example.org")
    liar.emailaddress_set.create(email=NEWCOMER, verified=False)
    invite(organisation, owner, NEWCOMER)
    assert Notification.objects.get().address == NEWCOMER
    assert awaiting(liar, timezone.now()) == []


def test_visitor_reads_who_invites_and_signs_up_or_in_to_come_back(sign_in, owner, organisation):
    invite(organisation, owner, NEWCOMER)
    link = link_to(NEWCOMER)
    page = text(sign_in(None).get(link))
    assert str(organisation) in page and "Editor" in page and "Answer by" in page
    assert f"{reverse('account_signup')}?next={link}" in page and f"{reverse('account_login')}?next={link}" in page
    assert NEWCOMER not in page and "n•••@example.org" in page


def test_invited_person_accepts_and_acts_at_once(sign_in, owner, organisation):
    invite(organisation, owner, "Newcomer@Example.org")
    newcomer = UserFactory(email=NEWCOMER)
    answer = sign_in(newcomer).post(link_to(NEWCOMER), {"answer": "accept"}, follow=True)
    assert answer.redirect_chain[-1][0] == organisation.get_absolute_url()
    assert organisation.memberships.get(user=newcomer).role == "editor"
    assert Notification.objects.get(person=owner).subject == f"{newcomer} has joined {organisation}"


def test_double_click_accepts_once(sign_in, owner, organisation):
    invite(organisation, owner, NEWCOMER)
    browser, link = sign_in(UserFactory(email=NEWCOMER)), link_to(NEWCOMER)
    browser.post(link, {"answer": "accept"})
    page = browser.post(link, {"answer": "accept"}, follow=True)
    assert "already" in text(page)
    assert AuditEvent.objects.filter(action="invitation_accepted").count() == 1
    assert browser.get(link).url == organisation.get_absolute_url(), "the link leads on to the organisation"


def test_declining_gives_nothing_and_the_sender_is_told(sign_in, owner, organisation):
    invite(organisation, owner, NEWCOMER)
    newcomer = UserFactory(email=NEWCOMER)
    sign_in(newcomer).post(link_to(NEWCOMER), {"answer": "decline"})
    assert not organisation.memberships.filter(user=newcomer).exists()
    assert Notification.objects.get(person=owner).event == "invitation_declined"


def test_somebody_signed_in_with_another_address_is_told_what_to_do(sign_in, owner, organisation, stranger):
    invite(organisation, owner, NEWCOMER)
    link = link_to(NEWCOMER)
    page = text(sign_in(stranger).get(link))
    assert reverse("account_email") in page and "signed in with another address" in page and NEWCOMER not in page
    assert sign_in(stranger).post(link, {"answer": "accept"}).status_code == 403
    assert not organisation.memberships.filter(user=stranger).exists()
    stranger.emailaddress_set.create(email=NEWCOMER, verified=True)
    sign_in(stranger).post(link, {"answer": "accept"})
    assert organisation.memberships.get(user=stranger).role == "editor"


def test_newcomer_finds_the_invitation_without_the_link(sign_in, owner, organisation):
    invite(organisation, owner, NEWCOMER)
    newcomer = UserFactory(email=NEWCOMER)
    (thing,) = awaiting(newcomer, timezone.now())
    assert str(organisation) in thing.text and thing.due == MembershipInvitation.objects.get().expires_at
    sign_in(newcomer).post(thing.url, {"answer": "accept"})
    assert organisation.memberships.filter(user=newcomer).exists()
    assert awaiting(newcomer, timezone.now()) == []


def test_accepting_never_lowers_a_role(owner, organisation):
    MembershipFactory(organisation=organisation, role=Role.OWNER)
    person = MembershipFactory(organisation=organisation, role=Role.OWNER).user
    lower = InvitationFactory(organisation=organisation, email=person.email, role=Role.VIEWER, sent_by=owner)
    invitations.accept(invitation=lower, by=person, at=timezone.now())
    assert organisation.memberships.get(user=person).role == Role.OWNER


def test_accepting_answers_a_request_to_join_too(owner, organisation, stranger):
    asked = JoinRequestFactory(organisation=organisation, person=stranger)
    invite(organisation, owner, stranger.email)
    invitations.accept(invitation=MembershipInvitation.objects.get(), by=stranger, at=timezone.now())
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == (JoinRequest.State.ACCEPTED, owner)


@pytest.mark.parametrize("state", ["expired", "overdue", "withdrawn", "declined", "sent again"])
def test_link_that_leads_nowhere_explains_itself(sign_in, owner, organisation, state):
    newcomer, at = UserFactory(email=NEWCOMER), timezone.now()
    sent = InvitationFactory(organisation=organisation, email=NEWCOMER, sent_by=owner, token="held")
    changes = {
        "expired": {"state": State.EXPIRED, "expires_at": at - dt.timedelta(days=2)},
        "overdue": {"expires_at": at - dt.timedelta(minutes=1)},
        "withdrawn": {"state": State.WITHDRAWN},
        "declined": {"state": State.DECLINED},
        "sent again": {"token_hash": "another"},
    }[state]
    MembershipInvitation.objects.filter(pk=sent.pk).update(**changes)
    link = reverse("invitation_open", args=["held"])
    for person in (None, newcomer):
        page = text(sign_in(person).get(link))
        assert "new invitation" in page and ">Accept<" not in page
    sign_in(newcomer).post(link, {"answer": "accept"})
    assert not organisation.memberships.filter(user=newcomer).exists()


def test_sending_again_makes_a_new_link_and_the_old_one_dies(sign_in, owner, organisation):
    invite(organisation, owner, NEWCOMER, at=timezone.now() - dt.timedelta(days=3))
    old, sent = link_to(NEWCOMER), MembershipInvitation.objects.get()
    sign_in(owner).post(reverse("invitation_send_again", args=[sent.pk]))
    new = link_to(NEWCOMER)
    assert new != old and sign_in(None).get(old).status_code == 404 and sign_in(None).get(new).status_code == 200
    sent.refresh_from_db()
    assert sent.expires_at > timezone.now() + dt.timedelta(days=13)


def test_sending_again_at_once_is_refused(owner, organisation):
    invite(organisation, owner, NEWCOMER)
    with pytest.raises(NotPossible, match="ten minutes"):
        invitations.send_again(invitation=MembershipInvitation.objects.get(), by=owner, at=timezone.now())


def test_expired_one_is_marked_by_night_and_can_be_sent_again(sign_in, owner, organisation):
    invite(organisation, owner, NEWCOMER, at=timezone.now() - dt.timedelta(days=15))
    expire_invitations()
    expired = MembershipInvitation.objects.get()
    assert expired.state == State.EXPIRED
    page = text(sign_in(owner).get(reverse("organisation_people", args=[organisation.pk])))
    assert NEWCOMER in page and "Expired" in page
    sign_in(owner).post(reverse("invitation_send_again", args=[expired.pk]))
    assert MembershipInvitation.objects.filter(email=NEWCOMER, state=State.SENT).count() == 1


def test_withdrawn_by_the_owner_and_gone_from_what_awaits(sign_in, owner, organisation, stranger):
    invite(organisation, owner, stranger.email)
    sent = MembershipInvitation.objects.get()
    sign_in(owner).post(reverse("invitation_withdraw", args=[sent.pk]))
    assert awaiting(stranger, timezone.now()) == []
    with pytest.raises(NotPossible):
        invitations.accept(invitation=sent, by=stranger, at=timezone.now())


def test_each_line_says_what_becomes_of_it(sign_in, owner, viewer, organisation, form):
    invite(organisation, owner, "waiting@example.org")
    typed = f"{owner.email}, {viewer.email}\nwaiting@example.org; {NEWCOMER}"
    browser = sign_in(owner)
    page = text(browser.post(form, {"addresses": typed, "role": "viewer", "then": "check"}))
    assert "This is your own address" in page and "acts for" in page and "Invited already" in page
    assert page.count("Not invited") == 3 and page.count("Will be invited") == 1
    browser.post(form, {"addresses": typed, "role": "viewer", "then": "send"})
    assert MembershipInvitation.objects.count() == 2


def test_sending_twice_sends_once(sign_in, owner, organisation, form):
    browser = sign_in(owner)
    for _ in range(2):
        browser.post(form, {"addresses": NEWCOMER, "role": "viewer", "then": "send"})
    assert MembershipInvitation.objects.count() == Notification.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("  Newcomer@Example.ORG \n", [NEWCOMER]),
        ("Ada O’Neill <ada@example.org>, bob@example.org", ["ada@example.org", "bob@example.org"]),
        ("a@example.org b@example.org\r\nA@example.org", ["a@example.org", "b@example.org"]),
        ("\u200ea@example.org\u202c;;\n,", ["a@example.org"]),
        ("o'neill@example.org", ["o'neill@example.org"]),
        ("anna@bücher.example", ["anna@bücher.example"]),
    ],
)
def test_addresses_are_taken_as_people_paste_them(sign_in, owner, form, typed, found):
    answer = sign_in(owner).post(form, {"addresses": typed, "role": "viewer", "then": "check"})
    assert [address for address, refused in answer.context["lines"]] == found


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Enter at least one e-mail address"),
        ("fine@example.org, not-an-address", "“not-an-address” is not an e-mail address"),
        ("анна@example.org", "letters before the @"),
        (", ".join(f"p{n}@example.org" for n in range(21)), "20 addresses or fewer"),
        (f"{'x' * 250}@example.org", "is not an e-mail address"),
    ],
)
def test_what_is_no_address_is_named_and_what_was_typed_is_kept(sign_in, owner, form, typed, words):
    page = text(sign_in(owner).post(form, {"addresses": typed, "role": "viewer", "then": "send"}))
    assert words in page and "There is a problem" in page
    assert not MembershipInvitation.objects.exists()


def test_address_with_letters_of_another_alphabet_is_known_in_both_of_its_forms(owner, organisation):
    invite(organisation, owner, "anna@bücher.example")
    anna = UserFactory(email="anna@xn--bcher-kva.example")
    invitations.accept(invitation=MembershipInvitation.objects.get(), by=anna, at=timezone.now())
    assert organisation.memberships.filter(user=anna).exists()


def test_there_may_be_so_many_open_and_no_more(owner, organisation, settings):
    settings.INVITATIONS_OPEN_AT_MOST = 2
    invite(organisation, owner, "a@example.org", "b@example.org")
    with pytest.raises(NotPossible, match="0 more"):
        invite(organisation, owner, "c@example.org")
    assert MembershipInvitation.objects.count() == 2


def test_withdrawing_and_inviting_does_not_write_to_the_world(owner, organisation, settings):
    settings.INVITATIONS_A_DAY_AT_MOST = 2
    for number in range(2):
        invite(organisation, owner, f"p{number}@example.org")
        MembershipInvitation.objects.update(state=State.WITHDRAWN)
    with pytest.raises(NotPossible):
        invite(organisation, owner, "p3@example.org")


@pytest.mark.parametrize("end", ["removed", "lowered", "left"])
def test_owner_who_is_one_no_longer_leaves_no_way_back_in(owner, organisation, end):
    going, at = MembershipFactory(organisation=organisation, role="owner"), timezone.now()
    invite(organisation, going.user, NEWCOMER, role=Role.OWNER)
    invite(organisation, owner, "b@example.org")
    if end == "removed":
        memberships.remove_member(organisation, person=going.user, by=owner, at=at)
    elif end == "lowered":
        memberships.change_role(membership=going, role=Role.EDITOR, by=owner, at=at)
    else:
        memberships.leave(organisation, person=going.user, at=at)
    assert MembershipInvitation.objects.get(email=NEWCOMER).state == State.WITHDRAWN
    assert MembershipInvitation.objects.get(email="b@example.org").state == State.SENT


def test_nobody_is_written_to_again_and_again(owner, organisation):
    at = timezone.now()
    invite(organisation, owner, NEWCOMER, at=at - dt.timedelta(hours=3))
    sent = MembershipInvitation.objects.get()
    for hours in (2, 1):
        invitations.send_again(invitation=sent, by=owner, at=at - dt.timedelta(hours=hours))
    with pytest.raises(NotPossible, match="Wait until tomorrow"):
        invitations.send_again(invitation=sent, by=owner, at=at)
    invitations.withdraw(invitation=sent, by=owner, at=at)
    assert invite(organisation, owner, NEWCOMER, at=at) == []
    assert invite(organisation, owner, NEWCOMER, at=at + dt.timedelta(days=1)) == [NEWCOMER]
    assert Notification.objects.filter(address=NEWCOMER).count() == 4


def test_what_is_sent_again_counts_for_the_day(owner, organisation, settings):
    settings.INVITATIONS_A_DAY_AT_MOST = 2
    at = timezone.now()
    invite(organisation, owner, NEWCOMER, at=at - dt.timedelta(hours=2))
    sent = MembershipInvitation.objects.get()
    invitations.send_again(invitation=sent, by=owner, at=at - dt.timedelta(hours=1))
    with pytest.raises(NotPossible, match="Go on tomorrow"):
        invitations.send_again(invitation=sent, by=owner, at=at)


def test_organisation_that_nobody_admitted_invites_few(settings):
    settings.INVITATIONS_BEFORE_ADMISSION_AT_MOST = 2
    new = OrganisationFactory(admitted_at=None, name="Win a prize on our website")
    owner = MembershipFactory(organisation=new, role="owner").user
    assert len(invite(new, owner, "a@example.org", "b@example.org")) == 2
    with pytest.raises(NotPossible, match="0 more"):
        invite(new, owner, "c@example.org")


def test_person_whose_account_was_closed_cannot_accept(sign_in, owner, organisation, stranger):
    invite(organisation, owner, stranger.email)
    sent, browser = MembershipInvitation.objects.get(), sign_in(stranger)
    stranger.is_active = False
    stranger.save(update_fields=["is_active"])
    answer = browser.post(reverse("invitation_answer", args=[sent.pk]), {"answer": "accept"})
    assert answer.url.startswith(reverse("account_login"))
    with pytest.raises(NotPossible, match="account is closed"):
        invitations.accept(invitation=sent, by=stranger, at=timezone.now())


def test_names_in_any_script_and_with_apostrophes_are_shown_as_they_are(sign_in, owner, organisation):
    owner.name = "عمر O'Brien <b>"
    owner.save(update_fields=["name"])
    invite(organisation, owner, NEWCOMER)
    page = text(sign_in(None).get(link_to(NEWCOMER)))
    assert "<bdi>عمر O&#x27;Brien &lt;b&gt;</bdi>" in page


def test_nobody_joins_a_closed_organisation(owner, organisation, stranger):
    invite(organisation, owner, stranger.email)
    organisation.closed_at = timezone.now()
    organisation.save(update_fields=["closed_at"])
    with pytest.raises(NotPossible, match="closed"):
        invitations.accept(invitation=MembershipInvitation.objects.get(), by=stranger, at=timezone.now())
    assert awaiting(stranger, timezone.now()) == []
