"""Promises about the people of commissioning bodies: invited, given roles, let go, never without an owner."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from commissioners.joining import KIND
from commissioners.models import BodyInvitation, BodyMembership
from commissioners.tasks import expire_invitations, forget_links
from partnerships_portal.accounts.erasure import erase
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.roles import LastOwner
from partnerships_portal.accounts.tidying import tidy
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.joining import invitations, memberships
from partnerships_portal.notifications.actions import send_waiting
from partnerships_portal.notifications.awaiting import awaiting
from partnerships_portal.notifications.models import Notification
from tests.factories import BodyMembershipFactory, BodyRequestFactory, UserFactory

pytestmark = pytest.mark.django_db
COLLEAGUE = "colleague@marlbeck.example.org"


@pytest.fixture
def body(commissioner):
    return commissioner.body_memberships.get().body


def invite(body, by, *addresses, role="editor", at=None):
    return invitations.invite(KIND, body, addresses=addresses, role=role, by=by, at=at or timezone.now())


def link_to(address: str) -> str:
    return Notification.objects.filter(address=address).order_by("-pk")[0].url


def text(answer) -> str:
    return answer.content.decode()


def test_owner_invites_a_colleague_who_accepts_by_the_link(sign_in, commissioner, body):
    form, typed = reverse("body_invitation_create", args=[body.pk]), {"addresses": COLLEAGUE, "role": "editor"}
    browser = sign_in(commissioner)
    page = text(browser.post(form, typed | {"then": "check"}))
    assert "Check your answers" in page and not BodyInvitation.objects.exists()
    browser.post(form, typed | {"then": "send"})
    link = link_to(COLLEAGUE)
    assert link.startswith("/body-invitations/")
    page = text(sign_in(None).get(link))
    assert str(body) in page and "post opportunities" in page and COLLEAGUE not in page
    colleague = UserFactory(email=COLLEAGUE)
    answer = sign_in(colleague).post(link, {"answer": "accept"}, follow=True)
    assert answer.redirect_chain[-1][0] == body.get_absolute_url()
    assert body.memberships.get(user=colleague).role == "editor"
    assert Notification.objects.get(person=commissioner).event == "body_invitation_accepted"


def test_token_of_a_link_is_kept_nowhere_once_it_was_sent(commissioner, body):
    invite(body, commissioner, COLLEAGUE)
    token = link_to(COLLEAGUE).strip("/").split("/")[-1]
    assert BodyInvitation.objects.get().token_hash == invitations.hash_of(token)
    send_waiting(at=timezone.now())
    forget_links()
    assert not Notification.objects.filter(url__contains=token).exists()


def test_unconfirmed_address_of_somebody_takes_over_no_invitation(sign_in, commissioner, body):
    liar = UserFactory(email="liar@example.org")
    liar.emailaddress_set.create(email=COLLEAGUE, verified=False)
    invite(body, commissioner, COLLEAGUE)
    assert Notification.objects.get().address == COLLEAGUE and awaiting(liar, timezone.now()) == []
    assert sign_in(liar).post(link_to(COLLEAGUE), {"answer": "accept"}).status_code == 403
    answer = reverse("body_invitation_answer", args=[BodyInvitation.objects.get().pk])
    assert sign_in(liar).post(answer, {"answer": "accept"}).status_code == 404
    with pytest.raises(NotPossible, match="another address"):
        invitations.accept(KIND, invitation=BodyInvitation.objects.get(), by=liar, at=timezone.now())
    assert not body.memberships.filter(user=liar).exists()


def test_second_click_accepts_once(sign_in, commissioner, body):
    invite(body, commissioner, COLLEAGUE)
    browser, link = sign_in(UserFactory(email=COLLEAGUE)), link_to(COLLEAGUE)
    browser.post(link, {"answer": "accept"})
    assert "already" in text(browser.post(link, {"answer": "accept"}, follow=True))
    assert AuditEvent.objects.filter(action="invitation_accepted", target_id=body.pk).count() == 1


def test_invitation_waits_in_the_inbox_until_it_is_answered(sign_in, commissioner, body, stranger):
    invite(body, commissioner, stranger.email)
    (thing,) = awaiting(stranger, timezone.now())
    assert str(body) in thing.text
    sign_in(stranger).post(thing.url, {"answer": "decline"})
    assert awaiting(stranger, timezone.now()) == []
    assert Notification.objects.get(person=commissioner).event == "body_invitation_declined"


def test_invitation_that_ran_out_can_be_sent_again_and_withdrawn(sign_in, commissioner, body):
    invite(body, commissioner, COLLEAGUE, at=timezone.now() - dt.timedelta(days=15))
    expire_invitations()
    expired, browser = BodyInvitation.objects.get(), sign_in(commissioner)
    assert "Expired" in text(browser.get(reverse("body_people", args=[body.pk])))
    browser.post(reverse("body_invitation_send_again", args=[expired.pk]))
    again = BodyInvitation.objects.get(state="sent")
    browser.post(reverse("body_invitation_withdraw", args=[again.pk]))
    again.refresh_from_db()
    assert again.state == "withdrawn" and sign_in(None).get(link_to(COLLEAGUE)).status_code == 200


def test_there_are_limits_of_invitations(commissioner, body, settings):
    settings.INVITATIONS_A_DAY_AT_MOST = 1
    invite(body, commissioner, COLLEAGUE)
    with pytest.raises(NotPossible, match="0 more"):
        invite(body, commissioner, "another@example.org")


def test_accepting_never_lowers_a_role(commissioner, body):
    invite(body, commissioner, COLLEAGUE, role="viewer")
    colleague = BodyMembershipFactory(body=body, role="owner", user__email=COLLEAGUE).user
    invitations.accept(KIND, invitation=BodyInvitation.objects.get(), by=colleague, at=timezone.now())
    assert body.memberships.get(user=colleague).role == "owner"


def test_owner_changes_roles_and_removes_people(sign_in, commissioner, body, body_viewer):
    browser, theirs = sign_in(commissioner), body.memberships.get(user=body_viewer)
    browser.post(reverse("body_membership_change", args=[theirs.pk]), {"role": "editor"})
    theirs.refresh_from_db()
    assert theirs.role == "editor"
    assert "Remove" in text(browser.get(reverse("body_membership_remove", args=[theirs.pk])))
    browser.post(reverse("body_membership_remove", args=[theirs.pk]))
    assert not body.memberships.filter(user=body_viewer).exists()
    events = set(Notification.objects.filter(person=body_viewer).values_list("event", flat=True))
    assert events == {"body_member_role_given", "body_member_removed"}


def test_only_owner_can_neither_leave_nor_step_down(sign_in, commissioner, body):
    page = text(sign_in(commissioner).post(reverse("body_leave", args=[body.pk]), follow=True))
    assert "only owner" in page and "close" not in page.partition("only owner")[2][:120]
    mine = body.memberships.get()
    with pytest.raises(LastOwner):
        memberships.change_role(KIND, membership=mine, role="viewer", by=commissioner, at=timezone.now())
    BodyMembershipFactory(body=body)
    sign_in(commissioner).post(reverse("body_leave", args=[body.pk]))
    assert not body.memberships.filter(user=commissioner).exists()


def test_owner_who_leaves_takes_the_open_invitations_along(commissioner, body):
    BodyMembershipFactory(body=body)
    invite(body, commissioner, COLLEAGUE, role="owner")
    memberships.leave(KIND, body, person=commissioner, at=timezone.now())
    assert BodyInvitation.objects.get().state == "withdrawn"


def test_nobody_joins_a_body_that_has_ended(sign_in, commissioner, body, stranger):
    invite(body, commissioner, stranger.email)
    body.ends_on = timezone.localdate() - dt.timedelta(days=1)
    body.save()
    with pytest.raises(NotPossible, match="ended"):
        invitations.accept(KIND, invitation=BodyInvitation.objects.get(), by=stranger, at=timezone.now())
    with pytest.raises(NotPossible, match="ended"):
        invite(body, commissioner, COLLEAGUE)


def test_page_of_people_asks_as_often_for_many_as_for_few(sign_in, commissioner, body, django_assert_max_num_queries):
    browser, url = sign_in(commissioner), reverse("body_people", args=[body.pk])
    invite(body, commissioner, COLLEAGUE)
    BodyRequestFactory(body=body)
    browser.get(url)

    def queries() -> int:
        with django_assert_max_num_queries(60) as counted:
            browser.get(url)
        return len(counted)

    few = queries()
    for number in range(5):
        BodyMembershipFactory(body=body, role=BodyMembership.Role.VIEWER)
        BodyRequestFactory(body=body)
        invite(body, commissioner, f"more{number}@example.org")
    assert queries() == few


def test_erased_owner_leaves_no_open_invitation_and_invited_person_no_address(commissioner, body, stranger):
    invite(body, commissioner, COLLEAGUE, stranger.email)
    erase(person=stranger, by=None, at=timezone.now())
    assert sorted(BodyInvitation.objects.values_list("email", flat=True))[1].startswith("erased-")
    erase(person=commissioner, by=None, at=timezone.now())
    assert set(BodyInvitation.objects.values_list("state", flat=True)) == {"withdrawn"}


def test_what_was_answered_long_ago_is_forgotten(commissioner, body, stranger):
    at = timezone.now()
    invite(body, commissioner, COLLEAGUE, at=at - dt.timedelta(days=400))
    BodyRequestFactory(person=stranger, state="declined", decided_at=at - dt.timedelta(days=400))
    BodyRequestFactory(person=stranger)
    tidy(at=at)
    assert BodyInvitation.objects.get().email.startswith("erased-") and stranger.body_requests.count() == 1
