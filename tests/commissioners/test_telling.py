"""Promises about who is told of what becomes of an opportunity."""

import datetime as dt

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commissioners.actions import following, opportunities
from commissioners.actions.telling import in_words, tell_interested
from commissioners.choices import InterestKind
from commissioners.models import EngagementEvent, EventSignUp, Following, Interest, Opportunity
from commissioners.tasks import close_overdue
from partnerships_portal.accounts.models import AuditEvent, User
from partnerships_portal.notifications.actions import categories_for, send_waiting
from partnerships_portal.notifications.models import Notification
from tests.factories import (
    BodyMembershipFactory,
    FollowingFactory,
    MembershipFactory,
    OpportunityFactory,
    QuestionFactory,
    UserFactory,
)

from .notices import tender_notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def follower(published):
    return FollowingFactory(opportunity=published).person


def amend(opportunity, by, at, **values):
    opportunities.save(opportunity=opportunity, values=values, note="The market asked for it", by=by, at=at)


def told(event="news_amended"):
    return Notification.objects.filter(event=event)


def interest_of(opportunity, organisation, by, **fields):
    now = timezone.now()
    return Interest.objects.create(
        opportunity=opportunity,
        organisation=organisation,
        kind=InterestKind.EITHER,
        expressed_at=now,
        expressed_by=by,
        updated_at=now,
        **fields,
    )


def sign_up(opportunity, organisation, person, **event):
    now = timezone.now()
    briefing = EngagementEvent.objects.create(
        opportunity=opportunity,
        title="Briefing",
        starts_at=now,
        ends_at=now + dt.timedelta(hours=1),
        created_at=now,
        created_by=person,
        **event,
    )
    return EventSignUp.objects.create(event=briefing, organisation=organisation, person=person, signed_up_at=now)


def test_follower_is_told_what_changed_from_what_to_what_and_why(published, follower, commissioner, at):
    amend(published, commissioner, at, title="Youth clubs and mentoring", minimum_turnover=50_000)
    body = told().get(person=follower).body
    assert "The market asked for it" in body
    assert "- Title: was Youth clubs; now Youth clubs and mentoring" in body
    assert "now £50,000" in body


def test_long_changes_are_counted_not_poured_out():
    lines = in_words([{"what": f"Field {number}", "now": "x"} for number in range(30)]).splitlines()
    assert len(lines) == 14
    assert lines[-1] == "And 18 more changes: the page shows them."


def test_each_person_is_told_once_however_many_reasons_there_are(published, organisation, owner, commissioner, at):
    FollowingFactory(opportunity=published, person=owner)
    QuestionFactory(opportunity=published, asked_by=owner)
    interest_of(published, organisation, owner)
    sign_up(published, organisation, owner)
    amend(published, commissioner, at, title="Clubs")
    assert told().get().person == owner


def test_everyone_of_an_interested_organisation_is_told_until_it_withdraws(
    published, organisation, owner, viewer, commissioner, at
):
    interest = interest_of(published, organisation, owner)
    amend(published, commissioner, at, title="Clubs")
    assert {row.person for row in told()} == {owner, viewer}
    Interest.objects.filter(pk=interest.pk).update(withdrawn_at=at)
    amend(published, commissioner, at, title="More clubs")
    assert told().count() == 2


def test_who_withdrew_the_question_or_whose_event_is_off_is_not_told(published, organisation, owner, commissioner, at):
    QuestionFactory(opportunity=published, asked_by=owner, state="withdrawn")
    sign_up(published, organisation, owner, cancelled_at=at)
    amend(published, commissioner, at, title="Clubs")
    assert not told().exists()


def test_a_buyers_colleague_who_follows_is_told_once_and_who_did_it_not_at_all(published, commissioner, colleague, at):
    FollowingFactory(opportunity=published, person=colleague)
    FollowingFactory(opportunity=published, person=commissioner)
    amend(published, commissioner, at, title="Clubs")
    assert [(row.person, row.event) for row in Notification.objects.filter(event__endswith="_amended")] == [
        (colleague, "opportunity_amended")
    ]


def test_follower_is_told_that_it_opens_closes_and_is_cancelled(ready, commissioner, at):
    opportunities.save(
        opportunity=ready, values={"engagement_deadline": timezone.now() + dt.timedelta(days=9)}, by=commissioner, at=at
    )
    opportunities.publish(opportunity=ready, to="early_engagement", by=commissioner, at=at)
    follower = FollowingFactory(opportunity=ready).person
    opportunities.publish(opportunity=ready, to="open", by=commissioner, at=at)
    assert "Tenders are due by" in told("news_opened").get(person=follower).body
    ready.refresh_from_db()
    opportunities.cancel(opportunity=ready, reason="The money went", by=commissioner, at=at)
    assert told("news_cancelled").get(person=follower).body == "The money went"


def test_follower_of_a_notice_is_told_that_its_deadline_passed():
    over = OpportunityFactory(source="find_a_tender", submission_deadline=timezone.now() - dt.timedelta(minutes=1))
    follower = FollowingFactory(opportunity=over).person
    close_overdue()
    close_overdue()
    assert told("news_closed").get().person == follower


def test_who_stopped_following_gets_no_e_mail_that_still_waits(published, follower, commissioner, at):
    amend(published, commissioner, at, title="Clubs")
    following.unfollow(opportunity=published, by=follower, at=at)
    send_waiting(at=timezone.now())
    assert not mail.outbox


def test_the_e_mail_says_why_one_gets_it_and_how_to_stop(published, follower, commissioner, at):
    amend(published, commissioner, at, title="Clubs")
    send_waiting(at=timezone.now())
    letter = mail.outbox[0]
    assert letter.to == [follower.email]
    assert "you follow this opportunity" in " ".join(letter.body.split())
    assert "List-Unsubscribe" in letter.extra_headers


def test_whoever_follows_can_choose_how_soon(published, follower, stranger):
    assert "following" in {category.key for category in categories_for(follower)}
    assert "following" not in {category.key for category in categories_for(stranger)}


def test_following_twice_is_following_once_and_the_record_does_not_say_what(published, stranger, at):
    assert following.follow(opportunity=published, by=stranger, at=at)
    assert not following.follow(opportunity=published, by=stranger, at=at)
    event = AuditEvent.objects.get(action="opportunity_followed")
    assert (event.target_kind, event.target_id, event.details) == ("accounts.user", stranger.pk, {})


def test_visitor_is_led_to_sign_in_and_comes_back(published, sign_in):
    page = sign_in(None).get(published.get_absolute_url()).content.decode()
    assert f"/login/?next={published.get_absolute_url()}" in page


def test_person_follows_sees_the_list_and_stops(published, stranger, sign_in):
    client = sign_in(stranger)
    page = client.post(f"{published.get_absolute_url()}follow/", follow=True).content.decode()
    assert "You follow this: we tell you of changes." in page
    assert published.title in client.get("/account/following/").content.decode()
    page = client.post(f"{published.get_absolute_url()}unfollow/", {"list": "1"}, follow=True).content.decode()
    assert "You do not follow any opportunity" in page
    assert not Following.objects.exists()


def test_a_draft_cannot_be_followed_by_strangers(draft, stranger, sign_in):
    assert sign_in(stranger).post(f"{draft.get_absolute_url()}follow/").status_code == 404


def test_queries_of_the_list_do_not_grow(stranger, sign_in):
    client, counts = sign_in(stranger), []
    for _ in range(2):
        for _ in range(3):
            FollowingFactory(person=stranger)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/account/following/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_thousand_followers_cost_no_more_queries_than_ten(commissioner, at):
    body = commissioner.body_memberships.get().body
    BodyMembershipFactory(body=body)
    counts = []
    for number in (10, 1000):
        opportunity = OpportunityFactory(body=body)
        people = User.objects.bulk_create(User(email=f"p{number}-{each}@example.org") for each in range(number))
        Following.objects.bulk_create(Following(opportunity=opportunity, person=each, since=at) for each in people)
        with CaptureQueriesContext(connection) as queries:
            tell_interested(opportunity, event="news_amended", did="amended", by=commissioner, at=at)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 7
    assert told().count() == 1010


def test_interested_person_who_left_the_organisation_is_not_e_mailed(published, organisation, commissioner, at):
    membership = MembershipFactory(organisation=organisation, user=UserFactory())
    interest_of(published, organisation, membership.user)
    amend(published, commissioner, at, title="Clubs")
    membership.delete()
    send_waiting(at=timezone.now())
    assert not mail.outbox


def test_follower_of_a_notice_is_told_what_a_later_one_changed(run_import, reference_data):
    run_import(tender_notice())
    follower = FollowingFactory(opportunity=Opportunity.objects.get()).person
    later = tender_notice(release_id="000102-2026", date="2026-03-20T10:00:00Z")
    later["tender"]["title"] = "Another title"
    run_import(later)
    row = told().get(person=follower)
    assert "was brought up to date from a later notice" in row.subject
    assert "- Title: changed, read it on the page" in row.body
    run_import(later)
    assert told().count() == 1
