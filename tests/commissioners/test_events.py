"""Promises about market engagement events, through actions and pages."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commissioners.actions import events, sign_ups
from commissioners.events.coming import coming_events, when_in_words
from commissioners.models import EngagementEvent, EventSignUp, Opportunity
from commissioners.retention.engaging import delete_sign_ups, forget_needs
from mutuals.models import Organisation
from partnerships_portal.accounts import erasure, export
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.models import Notification
from tests.factories import (
    EngagementEventFactory,
    EventSignUpFactory,
    InterestFactory,
    MembershipFactory,
    OpportunityFactory,
)

pytestmark = pytest.mark.django_db
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def opportunity(body):
    return OpportunityFactory(body=body, title="Youth clubs", state="early_engagement")


@pytest.fixture
def event(opportunity):
    return EngagementEventFactory(
        opportunity=opportunity, title="Briefing", venue="Town Hall", joining_details="Door code 4711", places=2
    )


def typed(**changes):
    """What the form sends for a briefing in May of next year."""
    year = timezone.localdate().year + 1
    values = {"title": "Briefing", "is_online": "on"}
    for name, time in (("starts_at", "10am"), ("ends_at", "12:00")):
        values |= {f"{name}_0": "5", f"{name}_1": "5", f"{name}_2": str(year), f"{name}_3": time}
    return values | changes


def come(event, person, needs=""):
    organisation = person.memberships.get().organisation
    return sign_ups.sign_up(event=event, organisation=organisation, needs=needs, by=person, at=timezone.now())


def told(event):
    return {row.person for row in Notification.objects.filter(event=event).select_related("person")}


def page_of(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def test_buyer_announces_an_event_and_whoever_is_interested_is_told(
    opportunity, organisation, owner, commissioner, sign_in
):
    InterestFactory(opportunity=opportunity, organisation=organisation)
    response = sign_in(commissioner).post(reverse("event_create", args=[opportunity.pk]), typed())
    event = EngagementEvent.objects.get()
    assert response["Location"] == event.get_absolute_url()
    year = timezone.localdate().year + 1
    assert when_in_words(event) == f"10am to 12 noon on 5 May {year}"
    assert told("news_event") == {owner}
    anybody = sign_in(None)
    for page in (
        page_of(anybody, "event_list"),
        page_of(anybody, "opportunity_events", opportunity.pk),
        page_of(anybody, "opportunity_detail", opportunity.pk),
    ):
        assert event.get_absolute_url() in page
        assert "10am to 12 noon" in page


def test_wrong_answers_are_named_and_kept(opportunity, commissioner, sign_in):
    wrong = typed(title="", is_online="", ends_at_3="9am", places="0", starts_at_2="2020", description="kept words")
    page = sign_in(commissioner).post(reverse("event_create", args=[opportunity.pk]), wrong).content.decode()
    for words in (
        "Enter a title for the event",
        "Starts: enter a date and time in the future",
        "enter at least 1, or leave it empty",
        "Say where it takes place, or that people can join online",
        "kept words",
    ):
        assert words in page
    page = sign_in(commissioner).post(reverse("event_create", args=[opportunity.pk]), typed(ends_at_3="9am"))
    assert "It must end after it starts" in page.content.decode()
    assert not EngagementEvent.objects.exists()


def test_event_of_a_draft_is_seen_by_its_buyers_alone(body, commissioner, owner, sign_in):
    draft = OpportunityFactory(body=body, state="draft")
    event = EngagementEventFactory(opportunity=draft)
    assert sign_in(owner).get(event.get_absolute_url()).status_code == 404
    assert sign_in(commissioner).get(event.get_absolute_url()).status_code == 200
    assert event not in coming_events(at=timezone.now())


@pytest.mark.parametrize(
    ("changes", "opportunity_state"),
    [
        ({"cancelled_at": timezone.now()}, "open"),
        ({"starts_at": timezone.now() - 3 * HOUR, "ends_at": timezone.now() - HOUR}, "open"),
        ({}, "cancelled"),
        ({}, "draft"),
    ],
)
def test_list_of_coming_events_leaves_out_what_does_not_come(changes, opportunity_state):
    event = EngagementEventFactory(opportunity__state=opportunity_state, **changes)
    assert event not in coming_events(at=timezone.now())


def test_how_to_join_and_who_comes_are_kept_from_others(event, owner, other_owner, commissioner, sign_in):
    come(event, owner, needs="Step-free access")
    assert "Door code 4711" in page_of(sign_in(owner), "event_detail", event.pk)
    assert "Door code 4711" in page_of(sign_in(commissioner), "event_detail", event.pk)
    for person in (other_owner, None):
        client = sign_in(person)
        for name in ("event_detail", "event_calendar"):
            text = page_of(client, name, event.pk)
            for hidden in ("4711", str(owner), "Harrowmere", "Step-free"):
                assert hidden not in text
    assert sign_in(other_owner).get(reverse("event_people", args=[event.pk])).status_code == 403
    page = page_of(sign_in(commissioner), "event_people", event.pk)
    assert str(owner) in page
    assert "Step-free access" in page


def test_who_no_longer_acts_for_the_organisation_no_longer_reads_how_to_join(event, owner, organisation, sign_in):
    come(event, owner)
    heir = MembershipFactory(user=owner).organisation
    organisation.closed_at, organisation.merged_into = timezone.now(), heir
    organisation.save()
    assert "Door code 4711" in page_of(sign_in(owner), "event_detail", event.pk)
    owner.memberships.all().delete()
    assert "Door code 4711" not in page_of(sign_in(owner), "event_detail", event.pk)


def test_sign_up_through_the_pages_says_who_sees_what(event, owner, organisation, sign_in):
    client, address = sign_in(owner), reverse("event_sign_up", args=[event.pk])
    assert "Others who come do not see who else does" in client.get(address).content.decode()
    for _ in range(2):  # pressed twice
        client.post(address, {"organisation": organisation.pk, "needs": "A large print"})
    sign_up = EventSignUp.objects.get()
    assert (sign_up.organisation, sign_up.needs) == (organisation, "A large print")
    client.post(address, {"organisation": organisation.pk, "needs": ""})
    assert EventSignUp.objects.get().needs == ""
    client.post(reverse("event_sign_up_withdraw", args=[event.pk]))
    client.post(reverse("event_sign_up_withdraw", args=[event.pk]))
    assert not EventSignUp.objects.exists()


def test_person_of_several_organisations_chooses_one_of_their_own(event, owner, other_organisation, sign_in):
    second = MembershipFactory(user=owner).organisation
    client, address = sign_in(owner), reverse("event_sign_up", args=[event.pk])
    assert "Select the organisation for which you come" in client.post(address, {}).content.decode()
    assert "Select one of your" in client.post(address, {"organisation": other_organisation.pk}).content.decode()
    client.post(address, {"organisation": second.pk})
    assert EventSignUp.objects.get().organisation == second


@pytest.mark.parametrize("change", [{"closed_at": timezone.now()}, {"admitted_at": None}])
def test_nobody_comes_for_an_organisation_that_takes_no_part(event, owner, organisation, change, sign_in):
    Organisation.objects.filter(pk=organisation.pk).update(**change)
    with pytest.raises(NotPossible):
        come(event, owner)
    assert sign_in(owner).get(reverse("event_sign_up", args=[event.pk])).status_code == 403


def test_full_event_says_so_and_where_to_hear_of_changes(event, owner, viewer, other_owner, sign_in):
    come(event, owner)
    come(event, viewer)
    with pytest.raises(sign_ups.Full):
        come(event, other_owner)
    page = page_of(sign_in(other_owner), "event_detail", event.pk)
    assert "It is full." in page
    assert "Follow the opportunity" in page
    assert come(event, owner, needs="Now I need a seat near the door")  # who has a place may change it
    sign_ups.withdraw(event=event, by=owner, at=timezone.now())
    assert come(event, other_owner)


@pytest.mark.django_db(transaction=True)
def test_never_one_too_many_when_many_sign_up_at_once(event):
    people = [MembershipFactory().user for _ in range(6)]
    start, full = threading.Barrier(len(people)), []

    def go(person):
        start.wait()
        try:
            come(event, person)
        except sign_ups.Full:
            full.append(person)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert EventSignUp.objects.count() == 2
    assert len(full) == 4


@pytest.mark.parametrize(
    "change",
    [
        {"sign_up_by": timezone.now() - HOUR},
        {"starts_at": timezone.now() - HOUR, "ends_at": timezone.now() + HOUR},
        {"cancelled_at": timezone.now()},
        {"starts_at": timezone.now() - 3 * HOUR, "ends_at": timezone.now() - HOUR},
    ],
)
def test_nobody_signs_up_too_late(event, owner, change):
    EngagementEvent.objects.filter(pk=event.pk).update(**change)
    with pytest.raises(NotPossible):
        come(event, owner)


def test_nobody_signs_up_once_the_opportunity_is_cancelled(event, owner):
    Opportunity.objects.update(state="cancelled")
    with pytest.raises(NotPossible, match="not under way"):
        come(event, owner)


def test_those_who_come_are_told_what_changed_and_that_it_is_cancelled(
    event, owner, commissioner, other_owner, sign_in
):
    come(event, owner)
    client, address = sign_in(commissioner), reverse("event_edit", args=[event.pk])
    local = timezone.localtime(event.starts_at)
    values = {"title": "Briefing", "venue": "Library", "joining_details": "Door code 9999", "places": "5", "version": 1}
    for name, moment in (("starts_at", local), ("ends_at", timezone.localtime(event.ends_at))):
        values |= {f"{name}_0": moment.day, f"{name}_1": moment.month, f"{name}_2": moment.year}
        values |= {f"{name}_3": f"{moment:%H:%M}"}
    client.post(address, values)
    message = Notification.objects.get(event="event_changed")
    assert message.person == owner
    assert "Town Hall" in message.body
    assert "Library" in message.body
    assert "9999" not in message.body
    assert "starts" not in message.body.lower()  # its seconds are kept
    page = client.post(address, values | {"version": 1, "venue": "Church"}).content.decode()
    assert "Someone else changed this event" in page
    assert "Church" in page
    events.cancel(event=event, reason="The room is flooded", by=commissioner, at=timezone.now())
    assert Notification.objects.get(event="event_cancelled").person == owner
    assert "The room is flooded" in page_of(sign_in(None), "event_detail", event.pk)
    assert "STATUS:CANCELLED" in page_of(sign_in(None), "event_calendar", event.pk)
    with pytest.raises(NotPossible):
        events.cancel(event=event, reason="Again", by=commissioner, at=timezone.now())


def test_fewer_places_than_people_are_refused(event, owner, viewer, commissioner):
    come(event, owner)
    come(event, viewer)
    fields = ("title", "description", "starts_at", "ends_at", "is_online", "venue", "joining_details", "sign_up_by")
    values = {name: getattr(event, name) for name in fields}
    with pytest.raises(NotPossible, match="2 people have signed up"):
        events.change(event=event, values=values | {"places": 1}, version=1, by=commissioner, at=timezone.now())
    assert not Notification.objects.filter(event="event_changed").exists()


def test_reminder_comes_a_day_before_and_never_twice(event, owner, viewer):
    come(event, owner)
    assert events.remind(at=event.starts_at - 25 * HOUR) == 0
    late = event.starts_at - 3 * HOUR
    EventSignUpFactory(event=event, person=viewer, signed_up_at=late - HOUR)  # knows
    for minutes in (0, 15):
        assert events.remind(at=late + dt.timedelta(minutes=minutes)) == 1
    assert [row.person for row in Notification.objects.filter(event="event_reminder")] == [owner]
    EngagementEvent.objects.update(starts_at=event.starts_at + 30 * DAY, ends_at=event.ends_at + 30 * DAY)
    events.remind(at=late + 30 * DAY)  # of the new day
    assert Notification.objects.filter(event="event_reminder", person=owner).count() == 2


def test_needs_are_forgotten_and_sign_ups_end(event, owner):
    come(event, owner, needs="A hearing loop")
    forget_needs(event.ends_at + 27 * DAY)
    assert EventSignUp.objects.get().needs == "A hearing loop"
    assert forget_needs(event.ends_at + 28 * DAY) == 1
    assert EventSignUp.objects.get().needs == ""
    delete_sign_ups(event.ends_at + 731 * DAY)
    assert not EventSignUp.objects.exists()


def test_person_is_given_what_they_told_and_erased_with_it(event, viewer):
    come(event, viewer, needs="A hearing loop")
    assert "A hearing loop" in str(export.everything(viewer))
    erasure.erase(person=viewer, by=None, at=timezone.now())
    assert not EventSignUp.objects.exists()


def test_list_for_the_door_opens_without_formulas(event, owner, commissioner, sign_in):
    owner.name = "=cmd()"
    owner.save()
    come(event, owner, needs="@home")
    text = page_of(sign_in(commissioner), "event_people_csv", event.pk)
    assert "'=cmd()" in text
    assert "'@home" in text


def test_lists_take_as_many_queries_for_many_as_for_one(opportunity, commissioner, owner, sign_in):
    EventSignUpFactory(event=EngagementEventFactory(opportunity=opportunity, places=10))
    first = EngagementEvent.objects.get()
    pages = {
        "event_list": (None, []),
        "opportunity_events": (commissioner, [opportunity.pk]),
        "opportunity_detail": (owner, [opportunity.pk]),
        "event_detail": (owner, [first.pk]),
        "event_people": (commissioner, [first.pk]),
        "event_people_csv": (commissioner, [first.pk]),
    }

    def queries():
        counts = {}
        for name, (person, args) in pages.items():
            client = sign_in(person)
            client.get(reverse(name, args=args))
            with CaptureQueriesContext(connection) as found:
                assert client.get(reverse(name, args=args)).status_code == 200
            counts[name] = len(found)
        return counts

    before = queries()
    for _ in range(4):
        EventSignUpFactory(event=EngagementEventFactory(opportunity=opportunity, places=10))
        EventSignUpFactory(event=first)
        EngagementEventFactory()
    assert queries() == before


def test_buyer_of_what_is_over_is_told_before_it_fills_the_form(opportunity, commissioner, sign_in):
    Opportunity.objects.filter(pk=opportunity.pk).update(state="cancelled")
    page = sign_in(commissioner).get(reverse("event_create", args=[opportunity.pk]), follow=True).content.decode()
    assert "events can no longer be announced" in page
    assert reverse("event_create", args=[opportunity.pk]) not in page


def test_nobody_announces_an_event_for_what_is_over(opportunity, commissioner, sign_in):
    Opportunity.objects.update(state="closed")
    page = sign_in(commissioner).post(reverse("event_create", args=[opportunity.pk]), typed()).content.decode()
    assert "is not under way any more" in page
    assert not EngagementEvent.objects.exists()
