"""Promises about what programs read again and again: the spreadsheet, the feed and the calendar of all deadlines."""

import csv
import datetime as dt
import io
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from tests.factories import BodyFactory, OpportunityFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def lines(client):
    """`lines(**asked)`: the spreadsheet for these filters, as dictionaries."""

    def read(**asked):
        answer = client.get(reverse("opportunity_csv"), asked)
        words = b"".join(answer.streaming_content).decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(words, newline="")))

    return read


@pytest.fixture
def entries(client):
    """`entries(**asked)`: the entries of the feed for these filters."""

    def read(**asked):
        answer = client.get(reverse("opportunity_feed"), asked)
        assert answer["Content-Type"].startswith("application/atom+xml")
        return ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")

    return read


@pytest.fixture
def events(client):
    """`events(**asked)`: the events of the calendar for these filters."""

    def read(**asked):
        answer = client.get(reverse("opportunity_calendar"), asked)
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        return Calendar.from_ical(answer.content).walk("VEVENT")

    return read


def test_spreadsheet_says_what_the_page_says(lines, service, place):
    opportunity = OpportunityFactory(
        title="Youth clubs",
        body=BodyFactory(name="Harrowmere Council"),
        openness="welcomed",
        models_considered=["alliance"],
        wants_joint_liability=False,
        value=500_000,
        services=[service],
        places=[place],
    )
    (line,) = lines()
    assert line["Title"] == "Youth clubs"
    assert line["Buyer"] == "Harrowmere Council"
    assert (line["Consortia"], line["Partnership models considered"]) == ("Welcomed", "Alliance")
    assert (line["Lead provider wanted"], line["Joint and several liability wanted"]) == ("", "No")
    assert (line["Services"], line["Places"]) == ("Youth work", "Torridge")
    assert line["Value without VAT, pounds"] == "500000.00"
    assert line["ocid"] == f"ocds-000000-{opportunity.pk}"
    assert line["Page in the portal"].endswith(opportunity.get_absolute_url())


@pytest.mark.parametrize("beginning", ["=", "+", "-", "@"])
def test_no_cell_is_taken_for_a_formula(lines, beginning):
    OpportunityFactory(title=f"{beginning}HYPERLINK(0)", body=BodyFactory(name=f"{beginning}cmd"))
    (line,) = lines()
    assert (line["Title"], line["Buyer"]) == (f"'{beginning}HYPERLINK(0)", f"'{beginning}cmd")


def test_all_three_take_the_filters_of_the_list(lines, entries, events):
    OpportunityFactory(title="Welcoming", openness="welcomed")
    OpportunityFactory(title="Refusing", openness="not_accepted")
    assert [line["Title"] for line in lines(openness="welcomed")] == ["Welcoming"]
    assert [entry.find(f"{ATOM}title").text for entry in entries(openness="welcomed")] == ["Welcoming"]
    assert [str(event["summary"]) for event in events(openness="welcomed")] == ["Tenders by: Welcoming"]


def test_feed_shows_the_last_changed_first_under_an_address_that_stays(entries, at):
    OpportunityFactory(title="Older", created_at=at - dt.timedelta(days=2))
    changed = OpportunityFactory(title="Changed", created_at=at - dt.timedelta(days=9), updated_at=at)
    first, second = entries()
    assert [entry.find(f"{ATOM}title").text for entry in (first, second)] == ["Changed", "Older"]
    assert first.find(f"{ATOM}id").text.endswith(changed.get_absolute_url())
    assert first.find(f"{ATOM}updated").text.startswith("2026-11-20T")
    assert first.find(f"{ATOM}published").text.startswith("2026-11-11T")


def test_calendar_has_each_deadline_that_is_still_to_come(events):
    soon = timezone.now() + dt.timedelta(days=3)
    OpportunityFactory(
        title="Youth clubs",
        enquiry_deadline=timezone.now() - dt.timedelta(days=1),
        submission_deadline=soon,
        body=BodyFactory(name="Harrowmere Council"),
    )
    OpportunityFactory(title="Too late", submission_deadline=timezone.now() - dt.timedelta(days=1))
    OpportunityFactory(title="Over", state="closed")
    (event,) = events(state=["open", "closed"])
    assert str(event["summary"]) == "Tenders by: Youth clubs"
    assert event.decoded("dtstart") == soon.replace(microsecond=0)
    assert "Harrowmere Council" in event["description"]


def test_an_event_is_known_again_after_a_change(events):
    opportunity = OpportunityFactory()
    (before,) = events()
    opportunity.submission_deadline += dt.timedelta(days=7)
    opportunity.version = 2
    opportunity.save()
    (after,) = events()
    assert after["uid"] == before["uid"]
    assert after["dtstart"] != before["dtstart"]
    assert after["sequence"] == 2


def test_early_engagement_is_in_the_calendar_with_its_own_deadline(events):
    soon = timezone.now() + dt.timedelta(days=3)
    OpportunityFactory(title="Hubs", state="early_engagement", engagement_deadline=soon, submission_deadline=None)
    (event,) = events()
    assert str(event["summary"]) == "Market engagement ends: Hubs"


def test_events_to_come_are_in_the_calendar_without_how_to_join(events, commissioner):
    at = timezone.now()
    opportunity = OpportunityFactory(title="Hubs", state="early_engagement", submission_deadline=None)
    whole = {"created_at": at, "created_by": commissioner}
    for title, days, cancelled in (("Briefing", 3, None), ("Past", -3, None), ("Cancelled", 4, at)):
        start = at + dt.timedelta(days=days)
        opportunity.events.create(
            title=title,
            starts_at=start,
            ends_at=start + dt.timedelta(hours=2),
            venue="Town hall",
            **{"joining_details": "Code 4711", "cancelled_at": cancelled} | whole,
        )
    (event,) = events()
    assert str(event["summary"]) == "Briefing: Hubs"
    assert str(event["location"]) == "Town hall"
    assert b"4711" not in event.to_ical()
    assert event.decoded("dtend") - event.decoded("dtstart") == dt.timedelta(hours=2)


def test_empty_answers_are_still_files(lines, entries, events):
    assert lines() == []
    assert entries() == []
    assert events() == []


def test_pages_tell_programs_where_the_feed_is(client):
    for name in ("opportunity_list", "open_data"):
        page = client.get(reverse(name)).content.decode()
        assert (
            f'type="application/atom+xml" title="Opportunities: new and changed" href="{reverse("opportunity_feed")}"'
            in page
        )


def test_list_offers_itself_with_the_same_filters(client):
    OpportunityFactory(openness="welcomed")
    page = client.get(reverse("opportunity_list"), {"openness": "welcomed"}).content.decode()
    for name in ("opportunity_csv", "opportunity_feed", "opportunity_calendar"):
        assert f'href="{reverse(name)}?openness=welcomed"' in page
