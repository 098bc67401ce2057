"""Promises about which opportunities can be matched, and until when."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commissioners import plain_words
from commissioners.models import Opportunity
from commissioners.models.opportunities import LONGEST_SILENCE
from tests.factories import OpportunityFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.UTC)  # half past midnight on 2 July in the UK
TODAY = dt.date(2026, 7, 2)
SECOND, DAY = dt.timedelta(seconds=1), dt.timedelta(days=1)
EDGE = NOW - LONGEST_SILENCE
LONG_AGO = EDGE - 100 * DAY


def is_live(**known) -> bool:
    return is_live_again(OpportunityFactory(**{"submission_deadline": None, "published_at": NOW - 30 * DAY} | known))


def is_live_again(opportunity) -> bool:
    return Opportunity.objects.live(NOW).filter(pk=opportunity.pk).exists()


@pytest.mark.parametrize("state", ["early_engagement", "open"])
class TestWithoutADeadline:
    def test_live_where_nothing_speaks_against_it(self, state):
        assert is_live(state=state)

    @pytest.mark.parametrize(("days", "live"), [(-300, False), (-1, False), (0, False), (1, True), (300, True)])
    def test_until_the_contract_was_to_start_by_the_uk_calendar(self, state, days, live):
        assert is_live(state=state, starts_on=TODAY + days * DAY) == live

    @pytest.mark.parametrize(("published_at", "live"), [(EDGE, True), (EDGE - SECOND, False), (LONG_AGO, False)])
    def test_a_year_after_its_publication(self, state, published_at, live):
        assert is_live(state=state, published_at=published_at) == live

    @pytest.mark.parametrize(("engagement_deadline", "live"), [(NOW + DAY, True), (EDGE, True), (EDGE - SECOND, False)])
    def test_or_a_year_after_the_end_of_engagement(self, state, engagement_deadline, live):
        assert is_live(state=state, published_at=LONG_AGO, engagement_deadline=engagement_deadline) == live

    @pytest.mark.parametrize(("days", "live"), [(1000, True), (0, True), (-366, True), (-367, False)])
    def test_or_a_year_after_the_day_on_which_the_tender_was_expected(self, state, days, live):
        assert is_live(state=state, published_at=LONG_AGO, expected_tender_on=TODAY + days * DAY) == live

    def test_an_older_sign_takes_nothing_from_a_newer_one(self, state):
        assert is_live(
            state=state, engagement_deadline=LONG_AGO, expected_tender_on=LONG_AGO.date(), published_at=NOW - DAY
        )

    def test_a_new_sign_does_not_outlast_the_start_of_the_contract(self, state):
        assert not is_live(state=state, starts_on=TODAY, expected_tender_on=TODAY + 30 * DAY)


@pytest.mark.parametrize("state", ["early_engagement", "open"])
@pytest.mark.parametrize(("left", "live"), [(SECOND, True), (0 * SECOND, False), (-SECOND, False)])
def test_with_a_deadline_only_the_deadline_counts(state, left, live):
    assert is_live(state=state, submission_deadline=NOW + left) == live
    assert is_live(state=state, submission_deadline=NOW + left, published_at=LONG_AGO, starts_on=TODAY) == live


@pytest.mark.parametrize(
    "special",
    [
        *({"state": state} for state in ("draft", "closed", "awarded", "cancelled")),
        {"outside_public_services": True},
        {"outside_england": True},
    ],
)
def test_what_is_over_or_outside_is_never_live(special):
    if special.get("state") == "draft":
        special["published_at"] = None
    assert not is_live(**special)
    assert not is_live(**special, submission_deadline=NOW + DAY)


MOMENTS = st.none() | st.integers(-900 * 24, 600 * 24).map(lambda hours: NOW + dt.timedelta(hours=hours))
DATES = st.none() | st.dates(dt.date(2024, 1, 1), dt.date(2028, 1, 1))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    state=st.sampled_from(["early_engagement", "open"]),
    published_at=MOMENTS.filter(bool),
    submission_deadline=MOMENTS,
    engagement_deadline=MOMENTS,
    expected_tender_on=DATES,
    starts_on=DATES,
)
def test_live_is_what_the_rule_says_and_whatever_is_not_says_why(**known):
    opportunity = OpportunityFactory(**known)
    live = is_live_again(opportunity)
    assert live == _by_the_rule(**known)
    if not live:
        assert plain_words.why_not_matched(opportunity, NOW).endswith("organisations are no longer matched to it.")


def _by_the_rule(*, submission_deadline, published_at, engagement_deadline, expected_tender_on, starts_on, state):
    if submission_deadline:
        return submission_deadline > NOW
    signs = [published_at, engagement_deadline]
    if expected_tender_on:
        signs.append(dt.datetime.combine(expected_tender_on, dt.time(23, 59, 59), ZoneInfo("Europe/London")))
    last_sign = max(sign for sign in signs if sign)
    return (starts_on is None or starts_on > TODAY) and last_sign >= EDGE
