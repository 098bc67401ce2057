"""Promises about the pages of commissioning bodies."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.factories import BodyFactory, OpportunityFactory, ServiceAreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(sign_in, commissioner):
    """The commissioner's browser."""
    return sign_in(commissioner)


def address(name, *args):
    return reverse(name, args=args)


def test_priorities_are_published_and_match_again(desk, body, sign_in):
    area = ServiceAreaFactory(code="libraries", name="Libraries")
    data = {"priorities": "Keep every library open", "priority_services": [area.code], "website": "example.gov.uk"}
    desk.post(address("body_edit", body.pk), data)
    page = sign_in(None).get(body.get_absolute_url()).content.decode()
    assert "Keep every library open" in page and "Libraries" in page and "https://example.gov.uk" in page


def test_priorities_that_are_too_long_are_kept_on_the_form(desk, body):
    page = desk.post(address("body_edit", body.pk), {"priorities": "x" * 4001, "website": "not an address"})
    text = page.content.decode()
    assert "Shorten your priorities" in text and "x" * 4001 in text and "enter a web address" in text


def test_page_of_a_body_shows_what_can_be_joined_then_what_is_over(client, body):
    OpportunityFactory(body=body, title="Awarded long ago", state="awarded")
    OpportunityFactory(body=body, title="Open now")
    OpportunityFactory(body=body, title="A secret", state="draft")
    joint = OpportunityFactory(title="Bought together")
    joint.joint_buyers.add(body)
    page = client.get(body.get_absolute_url())
    assert {result.opportunity.title for result in page.context["live"]} == {"Open now", "Bought together"}
    assert [result.opportunity.title for result in page.context["past"]] == ["Awarded long ago"]
    assert "A secret" not in page.content.decode()


def test_body_that_merged_names_its_successor_and_the_successor_what_was_before(client):
    after = BodyFactory(name="Marlbeck and Pinecombe Council")
    before = BodyFactory(name="Old Marlbeck Council", ends_on=dt.date(2026, 3, 31), successor=after)
    page = client.get(before.get_absolute_url()).content.decode()
    assert "Marlbeck and Pinecombe Council</a> followed it" in page
    assert "Old Marlbeck Council" in client.get(after.get_absolute_url()).content.decode()


def test_bodies_are_found_by_parts_of_their_names_in_any_order(client):
    BodyFactory(name="Marlbeck and Pinecombe Council")
    BodyFactory(name="Saltwick Council")
    found = client.get(address("body_list"), {"q": "pine marl"}).context["results"]
    assert [str(body) for body, _ in found] == ["Marlbeck and Pinecombe Council"]
    assert "No body matches" in client.get(address("body_list"), {"q": "zebra"}).content.decode()


def test_list_of_bodies_counts_what_can_be_joined(client, body):
    OpportunityFactory(body=body)
    OpportunityFactory(body=body, state="awarded")
    OpportunityFactory(body=body, outside_public_services=True)
    assert client.get(address("body_list")).context["results"] == [(body, 1)]


@pytest.mark.parametrize(
    "query", [{"q": "\x00"}, {"q": "%_\\"}, {"kind": "nonsense"}, {"page": "x"}, {"q": "a " * 900}]
)
def test_list_of_bodies_bears_anything(client, query):
    assert client.get(address("body_list"), query).status_code == 200


def test_folded_filters_say_how_many_are_chosen(client):
    query = {"kind": ["council", "council", "combined_authority", "nonsense"]}
    assert "Filter (2 chosen)" in client.get(address("body_list"), query).content.decode()
    assert "chosen)" not in client.get(address("body_list")).content.decode()


def test_drafts_stand_apart_on_the_page_of_their_body(desk, body):
    OpportunityFactory(body=body, title="A secret", state="draft")
    page = desk.get(body.get_absolute_url())
    assert [result.opportunity.title for result in page.context["drafts"]] == ["A secret"]
    assert page.context["live"] == [] and "Your drafts" in page.content.decode()
