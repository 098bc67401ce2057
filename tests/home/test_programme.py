"""The page from which programme staff reach every queue and list of theirs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.home.programme import sections
from tests.factories import BodyRequestFactory, OpportunityClaimFactory, OrganisationFactory
from tests.factories.support import SupportRequestFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/programme/"
QUEUES = {"verification_queue", "body_request_queue", "claim_list", "offer_review_list", "support_queue"}
LISTS = {
    "live_notices",
    "forming_times",
    "service_lists",
    "match_runs",
    "weight_sets",
    "overlap_list",
    "service_levels",
    "funding_round_list",
    "support_evaluation",
    "support_answers",
    "adviser_list",
    "budget_list",
    "knowledge_desk",
}
MANAGERS = {"body_list", "audit_log"}


def todos(client) -> dict[str, str]:
    """What each place says of itself, by its address without the question mark and what follows."""
    page = client.get(ADDRESS)
    return {todo.url.partition("?")[0]: todo.detail for section in page.context["sections"] for todo in section.todos}


def test_programme_manager_reaches_every_queue_and_list(sign_in, staff):
    client = sign_in(staff)
    found = todos(client)
    assert set(found) == {reverse(name) for name in QUEUES | LISTS | MANAGERS}
    assert [client.get(address).status_code for address in found] == [200] * len(found)


def test_analyst_is_not_led_to_what_is_for_managers(sign_in, analyst):
    client = sign_in(analyst)
    found = todos(client)
    assert set(found) == {reverse(name) for name in QUEUES | LISTS}
    assert [client.get(address).status_code for address in found] == [200] * len(found)


def test_whatever_waits_is_counted(sign_in, staff):
    OrganisationFactory(admitted_at=None, admission_asked_at=timezone.now())
    BodyRequestFactory.create_batch(2)
    OpportunityClaimFactory.create_batch(3)
    client = sign_in(staff)
    assert "1 waiting" in client.get(ADDRESS).content.decode()
    found = todos(client)
    assert found[reverse("body_request_queue")] == "2 waiting"
    assert found[reverse("claim_list")] == "3 waiting"


def test_requests_are_counted_as_the_list_to_which_it_leads_counts_them(sign_in, triage):
    SupportRequestFactory(officer=triage, officer_since=timezone.now())
    SupportRequestFactory(waiting_since=timezone.now())
    assert todos(sign_in(triage))[reverse("support_queue")] == "1 waiting"
    SupportRequestFactory()
    assert todos(sign_in(triage))[reverse("support_queue")] == "2 waiting, nobody has 1 of them"


def test_page_asks_no_more_queries_when_more_waits(staff):
    BodyRequestFactory()
    OpportunityClaimFactory()
    with CaptureQueriesContext(connection) as few:
        sections(staff, timezone.now())
    BodyRequestFactory.create_batch(5)
    OpportunityClaimFactory.create_batch(5)
    with CaptureQueriesContext(connection) as many:
        sections(staff, timezone.now())
    assert len(few) == len(many)


def test_feed_that_is_off_or_was_never_read_is_said_to_be(sign_in, staff, settings):
    client = sign_in(staff)
    settings.NOTICES_FEED_URL = ""
    assert todos(client)[reverse("live_notices")] == "Off"
    settings.NOTICES_FEED_URL = "https://notices.example.org/"
    assert todos(client)[reverse("live_notices")] == "Not read yet"
