"""What becomes of requests when the organisation that asked is merged, closed, or was never heard of again."""

import datetime as dt

import pytest
from django.utils import timezone

from mutuals.actions import closing, merging
from partnerships_portal.documents.models import StoredFile
from partnerships_portal.notifications.models import Notification
from support_requests.actions import advising_timers, messages_of_asker, withdrawing
from support_requests.actions.following import follow_organisations
from support_requests.delivering.conflicts import conflicts_with
from support_requests.models import SupportRequest
from support_requests.retention import requests as retention
from tests.factories import MembershipFactory, UserFactory
from tests.factories.delivery import AdviserConflictFactory
from tests.factories.support import AssignmentFactory, PackageFactory, SupportFileFactory, SupportRequestFactory

pytestmark = pytest.mark.django_db
State = SupportRequest.State


def merge(organisation, into, by):
    merging.merge(organisation=organisation, into=into, by=by, at=timezone.now())


def test_requests_of_a_merged_organisation_are_its_survivors_and_those_concerned_are_told_once(
    organisation, other_organisation, owner, other_owner, staff, triage
):
    sent = SupportRequestFactory(organisation=organisation)
    draft = SupportRequestFactory(organisation=organisation, state="draft")
    ended = SupportRequestFactory(organisation=organisation, state="completed")
    merge(organisation, other_organisation, staff)
    assert follow_organisations(at=timezone.now()) == 3
    assert follow_organisations(at=timezone.now()) == 0
    for one in (sent, draft, ended):
        one.refresh_from_db()
        assert one.organisation == other_organisation
        assert SupportRequest.objects.visible_to(other_owner).filter(pk=one.pk).exists()
        assert SupportRequest.objects.visible_to(owner).filter(pk=one.pk).exists()
    assert set(Notification.objects.filter(event="support_moved").values_list("person", flat=True)) == {
        owner.pk,
        other_owner.pk,
    }
    assert Notification.objects.filter(event="support_moved_to_another", person=triage).count() == 1


def test_an_officer_who_belongs_to_the_survivor_has_the_request_no_more(organisation, other_organisation, staff):
    officer = UserFactory(programme_role="triage_officer")
    MembershipFactory(organisation=other_organisation, user=officer)
    sent = SupportRequestFactory(organisation=organisation, officer=officer)
    merge(organisation, other_organisation, staff)
    follow_organisations(at=timezone.now())
    sent.refresh_from_db()
    assert sent.officer is None
    assert not Notification.objects.filter(event="support_moved_to_another", person=officer).exists()


def test_staff_hear_once_that_an_asker_was_closed(organisation, staff, triage):
    SupportRequestFactory(organisation=organisation)
    SupportRequestFactory(organisation=organisation, state="completed")
    closing.close(organisation=organisation, reason="It ended", by=staff, at=timezone.now())
    for _ in range(2):
        follow_organisations(at=timezone.now())
    assert Notification.objects.filter(event="support_asker_closed", person=triage).count() == 1


def test_a_request_that_goes_on_within_another_can_still_be_written_to(organisation, editor):
    officer = UserFactory(programme_role="triage_officer")
    theirs = SupportRequestFactory(officer=officer)
    joined = SupportRequestFactory(organisation=organisation, state="merged", merged_into=theirs)
    key = "11111111-1111-4111-8111-111111111111"
    messages_of_asker.reply(request=joined, text="One thing more", form_key=key, by=editor, at=timezone.now())
    assert Notification.objects.get(event="support_replied").person == officer
    their_person = MembershipFactory(organisation=theirs.organisation, role="owner").user
    withdrawing.withdraw(request=theirs, by=their_person, at=timezone.now())
    assert Notification.objects.get(event="support_joined_withdrawn").person == editor
    with pytest.raises(messages_of_asker.NotPossible, match="has ended"):
        messages_of_asker.reply(
            request=joined, text="Hello?", form_key=key.replace("1", "2"), by=editor, at=timezone.now()
        )


def test_what_was_kept_long_enough_goes_with_its_files():
    now = timezone.now()
    old = now - dt.timedelta(days=8 * 365)
    ended = SupportRequestFactory(state="completed", created_at=old)
    draft = SupportRequestFactory(state="draft", created_at=old)
    PackageFactory(request=ended)
    for one in (ended, draft):
        SupportFileFactory(request=one)
    kept = SupportFileFactory(request=SupportRequestFactory())
    assert retention.delete_old_drafts(now) == 1
    assert retention.delete_old_requests(now) == 1
    assert [one.pk for one in StoredFile.objects.all()] == [kept.file_id]


def test_an_adviser_who_must_not_help_the_survivor_is_taken_off(organisation, other_organisation, staff, triage):
    case = SupportRequestFactory(organisation=organisation, state="in_progress", officer=triage)
    helping = AssignmentFactory(line__package__request=case)
    AdviserConflictFactory(adviser=helping.adviser, organisation=other_organisation)
    assert SupportRequest.objects.visible_to(helping.adviser.person).exists()
    merge(organisation, other_organisation, staff)
    follow_organisations(at=timezone.now())
    advising_timers.look_after(at=timezone.now())
    helping.refresh_from_db()
    assert helping.state == "withdrawn"
    assert not SupportRequest.objects.visible_to(helping.adviser.person).exists()
    assert Notification.objects.filter(event="programme_line_open", person=triage).count() == 1


def test_a_conflict_with_an_organisation_that_was_merged_is_one_with_its_survivor(
    organisation, other_organisation, staff
):
    conflict = AdviserConflictFactory(organisation=organisation)
    package = PackageFactory(request__organisation=other_organisation)
    assert not conflicts_with(package, [conflict.adviser])
    merge(organisation, other_organisation, staff)
    assert conflict.adviser.pk in conflicts_with(package, [conflict.adviser])
