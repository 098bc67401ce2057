"""Promises about what a suggestion may rest on: what staff may read, of many requests in few queries."""

import datetime as dt

import pytest
from django.utils import timezone

from mutuals.visibility import Visibility
from support_requests.priority import facts_of
from tests.factories import ConsortiumFactory, OpportunityFactory, OrganisationFactory
from tests.factories.support import SupportRequestFactory

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)


def facts(request, at=AT):
    return facts_of([request], at=at)[request.pk]


def sent(organisation, days_ago: int, **more):
    return SupportRequestFactory(organisation=organisation, created_at=AT - dt.timedelta(days=days_ago), **more)


def test_what_was_not_shared_counts_for_nothing():
    context = {
        "opportunity": OpportunityFactory(submission_deadline=AT + dt.timedelta(days=4)),
        "consortium": ConsortiumFactory(state="active"),
    }
    kept, shared = SupportRequestFactory(**context), SupportRequestFactory(shares_context=True, **context)
    assert (facts(kept).tender_due, facts(kept).has_formed) == (None, False)
    assert (facts(shared).tender_due, facts(shared).has_formed) == (dt.date(2026, 11, 27), True)


def test_tender_that_was_due_presses_no_more():
    over = OpportunityFactory(submission_deadline=AT - dt.timedelta(hours=1))
    assert facts(SupportRequestFactory(opportunity=over, shares_context=True)).tender_due is None


@pytest.mark.parametrize("level", list(Visibility))
def test_figures_count_only_where_staff_may_read_them(level):
    organisation = OrganisationFactory(
        staff_band=1, capacity=4.0, volume_of_work=5.5, visibility_size=level, visibility_capacity=level
    )
    known = facts(SupportRequestFactory(organisation=organisation))
    is_open = level <= Visibility.SIGNED_IN
    assert (known.staff_band, known.spare) == ((1, -1.5) if is_open else (None, None))


def test_earlier_requests_of_twelve_months_are_counted():
    organisation = OrganisationFactory()
    sent(organisation, 400, state="declined")
    sent(organisation, 200, state="declined", decided_at=AT - dt.timedelta(days=190))
    sent(organisation, 100, state="withdrawn", ended_at=AT)
    now = sent(organisation, 1)
    later = sent(organisation, 0)
    assert (facts(now).of_the_year, facts(now).declined_on) == (2, dt.date(2026, 5, 17))
    assert facts(later).of_the_year == 3
    assert facts(SupportRequestFactory(created_at=AT)).of_the_year == 1


def test_draft_that_is_being_sent_counts_what_was_sent_before():
    organisation = OrganisationFactory()
    sent(organisation, 5)
    assert facts(SupportRequestFactory(organisation=organisation, state="draft")).of_the_year == 2


def test_facts_of_many_take_two_queries(django_assert_num_queries):
    many = SupportRequestFactory.create_batch(6, created_at=timezone.now())
    with django_assert_num_queries(2):
        assert len(facts_of(many, at=timezone.now())) == 6
