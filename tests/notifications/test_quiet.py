"""Quiet for people who left: an e-mail about an organisation goes to those who belong to it when it is sent."""

import datetime as dt

import pytest

from partnerships_portal.accounts.models import ProgrammeRole
from partnerships_portal.notifications import actions, kinds
from partnerships_portal.notifications.models import Notification, Preference
from tests.factories import BodyMembershipFactory, OpportunityFactory, UserFactory

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


def tell(*people, about, at=AT, event="member_role_given"):
    actions.notify_many(people=people, event=event, key="1", subject="About us", at=at, members_of=about)


def test_member_who_left_before_it_was_sent_gets_no_email(owner, editor, organisation, mailoutbox):
    tell(owner, editor, about=organisation)
    editor.memberships.all().delete()
    assert actions.send_waiting(at=AT) == 1
    assert [mail.to for mail in mailoutbox] == [[owner.email]]
    assert Notification.objects.get(person=editor).email_state == "none"


def test_member_of_another_organisation_is_not_taken_for_a_member(other_owner, organisation, mailoutbox):
    tell(other_owner, about=organisation)
    assert actions.send_waiting(at=AT) == 0


def test_digest_leaves_out_what_is_about_an_organisation_one_has_left(owner, organisation, mailoutbox):
    Preference.objects.create(person=owner, category="people", frequency="daily")
    tell(owner, about=organisation)
    actions.notify(person=owner, event="member_role_given", key="2", subject="About you", at=AT)
    morning = AT + dt.timedelta(days=1)
    actions.make_digests(at=morning)
    owner.memberships.all().delete()
    actions.send_digests(at=morning)
    assert "About you" in mailoutbox[0].body and "About us" not in mailoutbox[0].body


def test_person_of_a_body_who_left_gets_no_email(commissioner, mailoutbox):
    membership = commissioner.body_memberships.get()
    tell(commissioner, about=membership.body)
    membership.delete()
    assert actions.send_waiting(at=AT) == 0


def test_former_staff_get_no_mail_about_programme_work(staff, mailoutbox, monkeypatch):
    monkeypatch.setitem(
        kinds._kinds, "queue_grew", kinds.MessageKind("queue_grew", kinds.CATEGORIES["programme"], "you are staff")
    )
    colleague = UserFactory(programme_role=ProgrammeRole.ANALYST)
    tell(staff, colleague, about=None, event="queue_grew")
    staff.programme_role = ""
    staff.save()
    actions.send_waiting(at=AT)
    assert [mail.to for mail in mailoutbox] == [[colleague.email]]


def test_a_thing_whose_members_nobody_knows_is_refused_at_once(owner, other_owner):
    with pytest.raises(LookupError, match="MESSAGE_SCOPES"):
        tell(owner, about=other_owner)


def test_body_that_no_longer_buys_together_hears_no_more(commissioner, body_viewer, mailoutbox):
    opportunity, joint = OpportunityFactory(body=commissioner.body_memberships.get().body), BodyMembershipFactory()
    opportunity.joint_buyers.add(joint.body)
    tell(commissioner, body_viewer, joint.user, about=opportunity, event="opportunity_amended")
    opportunity.joint_buyers.clear()
    actions.send_waiting(at=AT)
    assert {mail.to[0] for mail in mailoutbox} == {commissioner.email, body_viewer.email}


def test_joint_buyers_hear_as_long_as_they_buy(commissioner, mailoutbox):
    opportunity, joint = OpportunityFactory(body=commissioner.body_memberships.get().body), BodyMembershipFactory()
    opportunity.joint_buyers.add(joint.body)
    tell(joint.user, about=opportunity, event="opportunity_amended")
    assert actions.send_waiting(at=AT) == 1
