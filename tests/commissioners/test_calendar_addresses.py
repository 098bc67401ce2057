"""Promises about a person's own calendar: read by who has its address, until its owner ends it."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from commissioners.actions.calendars import make_address
from commissioners.models import CalendarAddress, Following, Interest
from tests.factories import OpportunityFactory, TenderMatchFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client):
    """`read(token)`: titles in the calendar, for a program that is nobody."""

    def titles(token):
        answer = client.get(reverse("calendar_of_person", args=[token]))
        assert answer.status_code == 200
        return sorted(str(event["summary"]) for event in Calendar.from_ical(answer.content).walk("VEVENT"))

    return titles


def test_commissioner_reads_deadlines_of_what_the_body_buys_alone_and_with_others(read, commissioner, body):
    OpportunityFactory(title="Ours", body=body)
    OpportunityFactory(title="Of others")
    OpportunityFactory(title="Together").joint_buyers.add(body)
    token = make_address(by=commissioner, at=timezone.now())
    assert read(token) == ["Tenders by: Ours", "Tenders by: Together"]


def test_drafts_are_not_in_it_for_addresses_leak(read, commissioner, body):
    OpportunityFactory(title="Secret", body=body, state="draft")
    assert read(make_address(by=commissioner, at=timezone.now())) == []


def test_member_reads_deadlines_of_close_matches_only(read, viewer, organisation, other_organisation):
    for title, point, whose in (
        ("Close", 0.7, organisation),
        ("Far", 0.1, organisation),
        ("Theirs", 0.9, other_organisation),
    ):
        opportunity = OpportunityFactory(title=title)
        TenderMatchFactory(organisation=whose, opportunity=opportunity, point=point, low=point, high=point)
    assert read(make_address(by=viewer, at=timezone.now())) == ["Tenders by: Close"]


def test_person_reads_deadlines_of_what_they_follow_and_their_organisation_is_interested_in(
    read, viewer, owner, organisation, stranger
):
    at = timezone.now()
    for title, kept in (("Followed", None), ("Interesting", None), ("No longer", at)):
        opportunity = OpportunityFactory(title=title)
        if title == "Followed":
            Following.objects.create(opportunity=opportunity, person=viewer, since=at)
            continue
        Interest.objects.create(
            opportunity=opportunity,
            organisation=organisation,
            kind="alone",
            withdrawn_at=kept,
            expressed_at=at,
            expressed_by=owner,
            updated_at=at,
        )
    assert read(make_address(by=viewer, at=at)) == ["Tenders by: Followed", "Tenders by: Interesting"]
    assert read(make_address(by=owner, at=at)) == ["Tenders by: Interesting"]
    assert read(make_address(by=stranger, at=at)) == []


def test_address_is_shown_once_and_only_a_fingerprint_is_kept(sign_in, stranger, client):
    browser = sign_in(stranger)
    page = browser.post(reverse("calendar_address"), follow=True).content.decode()
    (token,) = re.findall(r"/calendars/([\w-]+)\.ics", page)
    assert client.get(reverse("calendar_of_person", args=[token])).status_code == 200
    assert token not in browser.get(reverse("calendar_address")).content.decode()
    assert token not in str(CalendarAddress.objects.values())


def test_a_new_address_ends_the_old_one(client, stranger):
    old, new = (make_address(by=stranger, at=timezone.now()) for _ in range(2))
    assert client.get(reverse("calendar_of_person", args=[old])).status_code == 404
    assert client.get(reverse("calendar_of_person", args=[new])).status_code == 200
    assert CalendarAddress.objects.count() == 1


def test_an_ended_address_shows_nothing_and_ending_twice_is_no_error(client, sign_in, stranger):
    token = make_address(by=stranger, at=timezone.now())
    browser = sign_in(stranger)
    first = browser.post(reverse("calendar_address_end"), follow=True).content.decode()
    assert "has ended" in first
    assert "has ended" not in browser.post(reverse("calendar_address_end"), follow=True).content.decode()
    assert client.get(reverse("calendar_of_person", args=[token])).status_code == 404


def test_who_may_no_longer_sign_in_has_no_calendar(client, stranger):
    token = make_address(by=stranger, at=timezone.now())
    stranger.is_active = False
    stranger.save()
    assert client.get(reverse("calendar_of_person", args=[token])).status_code == 404


def test_no_program_or_search_engine_keeps_or_shares_it(client, stranger):
    answer = client.get(reverse("calendar_of_person", args=[make_address(by=stranger, at=timezone.now())]))
    assert "private" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


def test_queries_do_not_grow_with_the_deadlines(client, commissioner, body, django_assert_max_num_queries):
    token = make_address(by=commissioner, at=timezone.now())
    for number in range(12):
        OpportunityFactory(body=body, submission_deadline=timezone.now() + dt.timedelta(days=number + 1))
    with django_assert_max_num_queries(3):
        client.get(reverse("calendar_of_person", args=[token]))


def test_what_was_bought_by_a_body_that_one_left_is_gone(read, commissioner, body):
    OpportunityFactory(title="Ours", body=body)
    token = make_address(by=commissioner, at=timezone.now())
    commissioner.body_memberships.all().delete()
    assert read(token) == []
