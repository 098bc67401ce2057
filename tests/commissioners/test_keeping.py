"""Counts of a large list are kept for a minute, and never for those who see more than everyone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commissioners.finding import keeping
from tests.factories import OpportunityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(monkeypatch):
    """The portal holds many opportunities, even if it holds one."""
    monkeypatch.setattr(keeping, "KEEP_FROM", 1)
    OpportunityFactory()


def look(client, **query):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(reverse("opportunity_list"), query)
    return response.context["total"], len(queries)


def test_next_page_and_next_visitor_are_spared_the_counting(many, sign_in):
    first, more = look(sign_in(None))
    again, fewer = look(sign_in(None), page="1", sort="newest")
    assert first == again == 1
    assert fewer < more


def test_another_question_is_counted_anew(many, sign_in):
    assert look(sign_in(None))[0] == 1
    assert look(sign_in(None), q="nothing like it")[0] == 0
    assert look(sign_in(None), state="awarded")[0] == 0


def test_buyers_count_their_drafts_and_nobody_else_does(many, sign_in, commissioner):
    OpportunityFactory(body=commissioner.body_memberships.get().body, state="draft")
    assert look(sign_in(commissioner), state="draft")[0] == 1
    assert look(sign_in(None), state="draft")[0] == 0
    assert look(sign_in(commissioner), state="draft")[0] == 1


def test_few_opportunities_are_counted_each_time(sign_in):
    OpportunityFactory()
    assert look(sign_in(None))[0] == 1
    OpportunityFactory()
    assert look(sign_in(None))[0] == 2
