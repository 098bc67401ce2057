"""The promise that pages of opportunities take as many queries for many rows as for a few."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commissioners.models import NoticeLink
from tests.factories import (
    AwardFactory,
    BodyFactory,
    EngagementEventFactory,
    InterestFactory,
    LocalAuthorityFactory,
    OpportunityDocumentFactory,
    OpportunityFactory,
    OrganisationFactory,
    QuestionFactory,
    ServiceAreaFactory,
)

pytestmark = pytest.mark.django_db
STATES = ("draft", "early_engagement", "open", "closed", "awarded", "cancelled")


@pytest.fixture(params=["anyone", "the buyer", "an organisation"])
def browser(request, sign_in, commissioner, owner):
    return sign_in({"anyone": None, "the buyer": commissioner, "an organisation": owner}[request.param])


def queries(browser, address) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    return len(captured)


def more_of(opportunity, person, number):
    """One more of everything that the page of an opportunity shows."""
    lot = opportunity.lots.create(number=f"{number}", title=f"Part {number}", value=number)
    lot.services.add(ServiceAreaFactory(), ServiceAreaFactory())
    lot.places.add(LocalAuthorityFactory(), LocalAuthorityFactory())
    award = AwardFactory(opportunity=opportunity, to=[OrganisationFactory(), OrganisationFactory()], is_joint=True)
    award.lots.set([lot])
    opportunity.joint_buyers.add(BodyFactory())
    NoticeLink.objects.create(
        opportunity=opportunity, ocid=f"ocds-h6vhtk-{number:06x}", linked_at=timezone.now(), linked_by=person
    )
    QuestionFactory(opportunity=opportunity)
    QuestionFactory(
        opportunity=opportunity, state="answered", published_text="Is it?", answer="Yes", answered_at=timezone.now()
    )
    OpportunityDocumentFactory(opportunity=opportunity)
    EngagementEventFactory(opportunity=opportunity)
    InterestFactory(opportunity=opportunity, listed=True)


@pytest.mark.parametrize("state", ["open", "closed"])
def test_page_of_an_opportunity_takes_as_many_queries_however_much_is_on_it(browser, commissioner, body, state):
    opportunity = OpportunityFactory(body=body, state=state, interest_shown_to="signed_in")
    for number in (2, 3):
        more_of(opportunity, commissioner, number)
    few = queries(browser, opportunity.get_absolute_url())
    for number in range(4, 9):
        more_of(opportunity, commissioner, number)
    assert queries(browser, opportunity.get_absolute_url()) == few


def one_of_each(body):
    """An opportunity of the body in each state, one of which somebody else buys with it, with lots in places."""
    for state in STATES:
        found = OpportunityFactory(
            body=body, state=state, services=[ServiceAreaFactory()], places=[LocalAuthorityFactory()]
        )
        found.lots.create(number="2").places.add(LocalAuthorityFactory())
        found.joint_buyers.add(BodyFactory())
    joint = OpportunityFactory(state="open")
    joint.joint_buyers.add(body)
    QuestionFactory(opportunity=joint)


def test_page_of_a_body_takes_as_many_queries_however_much_it_buys(browser, body):
    for _ in range(2):
        one_of_each(body)
    few = queries(browser, body.get_absolute_url())
    for _ in range(2):
        one_of_each(body)
        BodyFactory(successor=body)
    assert queries(browser, body.get_absolute_url()) == few


def test_own_opportunities_take_as_many_queries_however_many(sign_in, commissioner, body):
    address = reverse("my_opportunities")
    for _ in range(2):
        one_of_each(body)
    few = queries(sign_in(commissioner), address)
    for _ in range(2):
        one_of_each(body)
    assert queries(sign_in(commissioner), address) == few
