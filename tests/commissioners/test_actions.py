"""Promises about what people and the portal do with opportunities."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.utils import timezone

from commissioners.actions import bodies, buyers, lots, opportunities
from commissioners.actions.meanwhile import ChangedMeanwhile, state_of
from commissioners.models import Opportunity
from commissioners.tasks import close_overdue
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.changes.models import Change
from partnerships_portal.conflicts.versions import versions
from partnerships_portal.notifications.models import Notification
from tests.factories import OpportunityFactory, ServiceAreaFactory

pytestmark = pytest.mark.django_db


def events(opportunity, action):
    return AuditEvent.objects.filter(
        target_kind="commissioners.opportunity", target_id=opportunity.pk, action=action
    ).order_by("pk")


def marked(opportunity):
    return Change.objects.filter(kind="opportunity", object_id=opportunity.pk).count()


def test_new_draft_has_one_lot_and_nobody_else_sees_it(draft, commissioner, stranger):
    assert draft.lots.count() == 1
    assert Opportunity.objects.visible_to(commissioner).get() == draft
    assert not Opportunity.objects.visible_to(stranger).exists()
    assert marked(draft) == 0


def test_publishing_marks_the_change_and_leaves_a_record(ready, commissioner, at):
    opportunities.publish(opportunity=ready, to="open", by=commissioner, at=at)
    ready.refresh_from_db()
    assert (ready.state, ready.published_at) == ("open", at)
    assert marked(ready) == 1
    assert events(ready, "opportunity_published").get().actor == commissioner


def test_publishing_tells_the_other_people_of_the_body_but_not_the_one_who_did_it(ready, commissioner, colleague, at):
    opportunities.publish(opportunity=ready, to="open", by=commissioner, at=at)
    assert [row.person for row in Notification.objects.filter(event="opportunity_published")] == [colleague]


def test_publishing_twice_changes_nothing_twice(published, commissioner, at):
    later = at + dt.timedelta(hours=1)
    with pytest.raises(NotPossible):
        opportunities.publish(opportunity=published, to="open", by=commissioner, at=later)
    published.refresh_from_db()
    assert published.published_at == at
    assert (marked(published), events(published, "opportunity_published").count()) == (1, 1)


def test_two_people_publishing_from_stale_pages_cannot_both_win(ready, commissioner, colleague, at):
    stale = Opportunity.objects.get(pk=ready.pk)
    opportunities.publish(opportunity=ready, to="open", by=commissioner, at=at)
    with pytest.raises(NotPossible):
        opportunities.publish(opportunity=stale, to="early_engagement", by=colleague, at=at)
    assert Opportunity.objects.get().state == "open"


@pytest.mark.django_db(transaction=True)
def test_of_two_people_publishing_at_the_same_moment_one_wins(ready, commissioner, colleague, at):
    start, won = threading.Barrier(2), []

    def press(person, to):
        try:
            start.wait(timeout=10)
            opportunities.publish(opportunity=Opportunity.objects.get(pk=ready.pk), to=to, by=person, at=at)
            won.append(to)
        except NotPossible:
            pass
        finally:
            connection.close()

    presses = [threading.Thread(target=press, args=each) for each in ((commissioner, "open"), (colleague, "open"))]
    for each in presses:
        each.start()
    for each in presses:
        each.join(timeout=20)
    assert won == ["open"]
    assert (marked(ready), events(ready, "opportunity_published").count()) == (1, 1)


@pytest.mark.parametrize("to", ["draft", "closed", "awarded", "cancelled", "nonsense"])
def test_publishing_leads_to_early_engagement_or_open_only(ready, commissioner, at, to):
    with pytest.raises(NotPossible):
        opportunities.publish(opportunity=ready, to=to, by=commissioner, at=at)
    assert Opportunity.objects.get().state == "draft"


def test_unready_draft_is_not_published_and_says_all_that_is_missing(draft, commissioner, at):
    with pytest.raises(opportunities.NotReady) as refusal:
        opportunities.publish(opportunity=draft, to="open", by=commissioner, at=at)
    assert [gap.section for gap in refusal.value.gaps] == ["what", "dates", "lots", "lots"]
    assert Opportunity.objects.get().state == "draft" and marked(draft) == 0


def test_early_engagement_becomes_open_and_keeps_its_first_day_of_publication(ready, commissioner, at):
    engagement = timezone.now() + dt.timedelta(days=10)
    opportunities.save(opportunity=ready, values={"engagement_deadline": engagement}, by=commissioner, at=at)
    opportunities.publish(opportunity=ready, to="early_engagement", by=commissioner, at=at)
    opportunities.publish(opportunity=ready, to="open", by=commissioner, at=at + dt.timedelta(days=5))
    ready.refresh_from_db()
    assert (ready.state, ready.published_at, marked(ready)) == ("open", at, 2)


def test_saving_a_draft_does_not_make_a_version(draft, commissioner, at):
    opportunities.save(opportunity=draft, values={"description": "More"}, by=commissioner, at=at)
    draft.refresh_from_db()
    assert (draft.description, draft.version, marked(draft)) == ("More", 1, 0)


def test_amending_says_what_changed_from_what_to_what_and_why(published, commissioner, at):
    was = published.submission_deadline
    now = was + dt.timedelta(days=7)
    opportunities.save(
        opportunity=published,
        values={"submission_deadline": now},
        note="More time to find partners",
        by=commissioner,
        at=at,
    )
    published.refresh_from_db()
    event = events(published, "opportunity_amended").get()
    assert (published.version, marked(published)) == (2, 2)
    assert event.details["note"] == "More time to find partners"
    line = event.details["changes"][0]
    assert line["what"] == "Tenders by" and line["was"] != line["now"]


def test_amending_with_the_same_values_changes_nothing(published, commissioner, at):
    opportunities.save(opportunity=published, values={"title": published.title}, by=commissioner, at=at)
    published.refresh_from_db()
    assert (published.version, marked(published)) == (1, 1)


def test_single_lot_keeps_step_with_the_whole(draft, commissioner, at):
    draft.lots.update(starts_on=dt.date(2027, 1, 1))
    opportunities.save(opportunity=draft, values={"value": 5000}, by=commissioner, at=at)
    lot = draft.lots.get()
    assert (lot.value, lot.starts_on) == (5000, dt.date(2027, 1, 1))


def test_second_of_two_amendments_from_the_same_page_is_refused(published, commissioner, colleague, at):
    seen = versions(state_of(published, ["title"]))
    opportunities.save(opportunity=published, values={"title": "Youth clubs 2"}, seen=seen, by=commissioner, at=at)
    with pytest.raises(ChangedMeanwhile, match="Someone else changed this"):
        opportunities.save(opportunity=published, values={"title": "Other"}, seen=seen, by=colleague, at=at)
    assert Opportunity.objects.get().title == "Youth clubs 2"


@pytest.mark.parametrize("state", ["closed", "awarded", "cancelled"])
def test_what_is_over_can_no_longer_be_changed(published, commissioner, at, state):
    Opportunity.objects.update(state=state)
    with pytest.raises(NotPossible):
        opportunities.save(opportunity=published, values={"title": "Too late"}, by=commissioner, at=at)
    with pytest.raises(NotPossible):
        lots.add(
            opportunity=published,
            values={},
            chosen={"services": [], "places": [], "regions": []},
            by=commissioner,
            at=at,
        )


def test_imported_notice_takes_a_statement_on_consortia_and_nothing_else(commissioner, body, at):
    notice = OpportunityFactory(body=body, source="find_a_tender", ocid="ocds-h6vhtk-1")
    opportunities.save(opportunity=notice, values={"openness": "welcomed"}, by=commissioner, at=at)
    assert Opportunity.objects.get().openness == "welcomed"
    for deed in (
        lambda: opportunities.save(opportunity=notice, values={"title": "Mine"}, by=commissioner, at=at),
        lambda: opportunities.cancel(opportunity=notice, reason="No", by=commissioner, at=at),
        lambda: lots.remove(lot=notice.lots.get(), by=commissioner, at=at),
    ):
        with pytest.raises(NotPossible):
            deed()


def test_cancelling_keeps_the_reason_and_marks_the_change(published, commissioner, at):
    opportunities.cancel(opportunity=published, reason="The money went elsewhere", by=commissioner, at=at)
    published.refresh_from_db()
    assert (published.state, marked(published)) == ("cancelled", 2)
    assert events(published, "opportunity_cancelled").get().details["reason"] == "The money went elsewhere"


def test_cancelled_draft_stays_hidden_from_everyone_else(draft, commissioner, stranger, at):
    opportunities.cancel(opportunity=draft, reason="Started by mistake", by=commissioner, at=at)
    assert Opportunity.objects.visible_to(commissioner).exists()
    assert not Opportunity.objects.visible_to(stranger).exists()


def test_awarded_opportunity_cannot_be_cancelled(published, commissioner, at):
    Opportunity.objects.update(state="awarded")
    with pytest.raises(NotPossible):
        opportunities.cancel(opportunity=published, reason="No", by=commissioner, at=at)


def test_joint_buyer_sees_the_draft_once_it_agreed(draft, commissioner, partner, partner_body, at):
    asked = buyers.ask(opportunity=draft, body=partner_body, message="", by=commissioner, at=at)
    assert not Opportunity.objects.visible_to(partner).exists()
    buyers.agree(request=asked, by=partner, at=at)
    assert Opportunity.objects.visible_to(partner).get() == draft
    assert partner.has_perm("commissioners.change_opportunity", draft)
    assert not partner.has_perm("commissioners.publish_opportunity", draft)


def test_joint_buyer_taken_off_no_longer_sees_the_draft(draft, commissioner, partner, partner_body, at):
    draft.joint_buyers.add(partner_body)
    buyers.remove(opportunity=draft, body=partner_body, by=commissioner, at=at)
    assert not Opportunity.objects.visible_to(partner).exists()


def test_body_cannot_buy_jointly_with_itself(draft, body, commissioner, at):
    with pytest.raises(NotPossible):
        buyers.ask(opportunity=draft, body=body, message="", by=commissioner, at=at)


def test_lots_are_numbered_on_and_the_last_one_stays(draft, commissioner, service, at):
    nothing = {"services": [], "places": [], "regions": []}
    second = lots.add(opportunity=draft, values={"title": "North"}, chosen=nothing, by=commissioner, at=at)
    assert second.number == "2"
    lots.remove(lot=second, by=commissioner, at=at)
    with pytest.raises(NotPossible):
        lots.remove(lot=draft.lots.get(), by=commissioner, at=at)


def test_value_of_the_lot_that_remains_becomes_the_total(draft, commissioner, at):
    nothing = {"services": [], "places": [], "regions": []}
    draft.lots.update(value=500_000)
    second = lots.add(opportunity=draft, values={"value": 800_000}, chosen=nothing, by=commissioner, at=at)
    opportunities.save(opportunity=draft, values={"value": 1_300_000}, by=commissioner, at=at)
    lots.remove(lot=second, by=commissioner, at=at)
    draft.refresh_from_db()
    assert draft.value == 500_000


def test_changing_the_places_of_a_published_lot_is_an_amendment(published, commissioner, service, at):
    lots.change(
        lot=published.lots.get(),
        values={"is_nationwide": True},
        chosen={"services": [service], "places": [], "regions": []},
        by=commissioner,
        at=at,
    )
    published.refresh_from_db()
    whats = [line["what"] for line in events(published, "opportunity_amended").get().details["changes"]]
    assert published.version == 2 and whats == ["Lot 1: anywhere in England", "Lot 1: places"]


def test_opportunity_closes_by_itself_when_its_deadline_has_passed(published, colleague):
    after = published.submission_deadline + dt.timedelta(minutes=1)
    assert opportunities.close_overdue(at=published.submission_deadline - dt.timedelta(minutes=1)) == 0
    assert opportunities.close_overdue(at=after) == 1
    assert opportunities.close_overdue(at=after) == 0
    published.refresh_from_db()
    assert (published.state, marked(published)) == ("closed", 2)
    assert events(published, "opportunity_closed").get().actor is None
    assert Notification.objects.filter(event="opportunity_closed", person=colleague).exists()


def test_beat_closes_more_than_one_round_holds(monkeypatch):
    monkeypatch.setattr("commissioners.tasks.CLOSED_AT_ONCE", 2)
    for _ in range(5):
        OpportunityFactory(submission_deadline=timezone.now() - dt.timedelta(days=1))
    close_overdue()
    assert Opportunity.objects.filter(state="closed").count() == 5


def test_early_engagement_and_undated_opportunities_stay_as_they_are(at):
    OpportunityFactory(state="early_engagement", submission_deadline=at - dt.timedelta(days=1))
    OpportunityFactory(submission_deadline=None)
    assert opportunities.close_overdue(at=at) == 0


def test_priorities_are_saved_once_and_matched_again(body, commissioner, at):
    area = ServiceAreaFactory()
    for _ in range(2):
        bodies.save_priorities(
            body=body, priorities="Prevention", priority_services=[area], website="", by=commissioner, at=at
        )
    assert AuditEvent.objects.filter(action="priorities_saved").count() == 1
    assert Change.objects.filter(kind="everything").count() == 1
