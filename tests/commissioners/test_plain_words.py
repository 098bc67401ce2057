"""Promises about saying in plain words what is known, and nothing else."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioners import plain_words
from commissioners.choices import Openness, State
from commissioners.completeness import out_of_order, value_gaps
from commissioners.finding.bands import DEADLINES, WINDOWS, within
from commissioners.forms.fields import clock_time
from commissioners.models import Lot
from commissioners.worth import three_digits, yearly_value

LONDON = ZoneInfo("Europe/London")
NOW = dt.datetime(2026, 3, 28, 10, 0, tzinfo=LONDON)  # the night before summer time begins


def opportunity(**known):
    plain = {
        "state": State.OPEN,
        "submission_deadline": None,
        "engagement_deadline": None,
        "expected_tender_on": None,
        "openness": "",
        "models_considered": [],
        "wants_lead_provider": None,
        "wants_joint_liability": None,
        "considers_smaller_lots": None,
        "social_value_weight": None,
        "value": None,
        "starts_on": None,
        "ends_on": None,
        "minimum_turnover": None,
    }
    return SimpleNamespace(**plain | known)


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        ("2026-03-28T12:00", "Closes today at 12 noon"),
        ("2026-03-28T09:59", "The deadline has passed"),
        ("2026-03-28T10:00", "The deadline has passed"),
        ("2026-03-29T00:00", "Closes tomorrow at midnight"),
        ("2026-03-29T17:00", "Closes tomorrow at 5pm"),
        ("2026-03-30T00:30", "2 days left"),
        ("2026-04-11T23:59", "14 days left"),
        (None, "Open, no deadline given"),
    ],
)
def test_time_left_counts_days_of_the_calendar_in_uk_time(deadline, words):
    deadline = dt.datetime.fromisoformat(deadline).replace(tzinfo=LONDON) if deadline else None
    assert plain_words.time_left(opportunity(submission_deadline=deadline), NOW) == words


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"engagement_deadline": NOW + dt.timedelta(days=5)}, "Engagement ends in 5 days"),
        ({"expected_tender_on": dt.date(2026, 9, 1)}, "Tender expected 1 September 2026"),
        ({"engagement_deadline": NOW - dt.timedelta(days=5)}, "Engagement has ended, the tender is to come"),
        (
            {"engagement_deadline": NOW - dt.timedelta(days=300)},
            f"Engagement ended {plain_words.day((NOW - dt.timedelta(days=300)).date())}, no tender notice since: "
            "ask the buyer",
        ),
        ({}, "Tender date not known"),
    ],
)
def test_early_engagement_has_a_clock_of_its_own(known, words):
    assert plain_words.time_left(opportunity(state=State.EARLY_ENGAGEMENT, **known), NOW) == words


@pytest.mark.parametrize("state", [State.CLOSED, State.AWARDED, State.CANCELLED, State.DRAFT])
def test_what_is_over_has_no_clock(state):
    future = NOW + dt.timedelta(days=9)
    assert plain_words.time_left(opportunity(state=state, submission_deadline=future), NOW) == state.label


def test_moments_are_told_in_uk_time():
    summer = dt.datetime(2026, 7, 1, 11, 0, tzinfo=dt.UTC)
    assert plain_words.moment_in_words(summer) == "12 noon on 1 July 2026"
    assert plain_words.moment_in_words(summer.replace(month=12, minute=5)) == "11:05am on 1 December 2026"


def test_silence_about_consortia_is_called_silence():
    [sentence] = plain_words.openness_statements(opportunity())
    assert sentence == "The commissioner has not said whether consortia are accepted."


@pytest.mark.parametrize("openness", Openness.values)
def test_every_statement_on_consortia_has_its_sentence(openness):
    sentences = plain_words.openness_statements(
        opportunity(
            openness=openness, models_considered=["alliance"], wants_lead_provider=False, wants_joint_liability=True
        )
    )
    assert len(sentences) == 4 and "Alliance" in sentences[1]


def test_minimum_turnover_is_noted_only_above_twice_the_yearly_value():
    three_years = {"starts_on": dt.date(2027, 4, 1), "ends_on": dt.date(2030, 3, 31), "value": Decimal(300_000)}
    assert plain_words.turnover_note(opportunity(minimum_turnover=190_000, **three_years)) == ""
    assert "shuts out small providers" in plain_words.turnover_note(
        opportunity(minimum_turnover=210_000, **three_years)
    )
    assert plain_words.turnover_note(opportunity(minimum_turnover=210_000)) == ""


def test_a_value_without_a_whole_period_has_no_yearly_value():
    start, end = dt.date(2027, 1, 1), dt.date(2028, 12, 31)
    assert yearly_value(200_000, start, end) == pytest.approx(100_000, rel=0.001)
    for nothing in [(None, start, end), (200_000, None, end), (200_000, start, None), (200_000, end, start)]:
        assert yearly_value(*nothing) is None


@pytest.mark.parametrize("pounds, said", [(801_234.5, 801_000), (0, 0), (1_234_567, 1_230_000), (999_999, 1_000_000)])
def test_computed_amounts_have_three_digits(pounds, said):
    assert three_digits(pounds) == said


def test_contract_of_less_than_a_year_is_worth_its_value_a_year():
    assert yearly_value(Decimal(50_000), dt.date(2027, 1, 1), dt.date(2027, 3, 31)) == 50_000


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_money_can_be_read_back(pounds):
    assert Decimal(plain_words.money(pounds).replace("£", "").replace(",", "")) == pounds


@given(st.integers(0, 20 * 365 * 24), st.integers(0, 800))
def test_time_left_never_promises_more_days_than_there_are(start, hours):
    at = NOW + dt.timedelta(hours=start)
    deadline = at + dt.timedelta(hours=hours)
    words = plain_words.time_left(opportunity(submission_deadline=deadline), at)
    if words.endswith("days left"):
        assert int(words.split()[0]) <= hours / 24 + 1 + 1 / 24
    assert (words == "The deadline has passed") == (hours == 0)


@given(st.lists(st.dates(dt.date(2026, 1, 1), dt.date(2030, 1, 1)), min_size=7, max_size=7))
def test_dates_in_order_are_never_complained_of(dates):
    names = [
        "engagement_deadline",
        "expected_tender_on",
        "enquiry_deadline",
        "submission_deadline",
        "starts_on",
        "ends_on",
        "may_extend_to",
    ]
    assert out_of_order(dict(zip(names, sorted(dates), strict=True)).get) == []


@given(st.lists(st.integers(1, 10**9), min_size=2, max_size=6))
def test_lots_that_add_up_are_never_complained_of(values):
    values = [Decimal(value) for value in values]
    assert value_gaps(sum(values), values) == []
    assert value_gaps(sum(values), [*values[:-1], None]) == []
    assert value_gaps(sum(values) - 1, values) != []


@given(st.sets(st.sampled_from(sorted(DEADLINES))))
def test_a_window_holds_all_shorter_windows(chosen):
    bands = within(chosen)
    assert chosen <= bands
    for days in chosen & set(WINDOWS):
        assert {shorter for shorter in WINDOWS if int(shorter) <= int(days)} <= bands


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("", dt.time(12)),
        ("noon", dt.time(12)),
        ("12 Noon", dt.time(12)),
        ("midnight", dt.time(0)),
        ("17:00", dt.time(17)),
        ("5pm", dt.time(17)),
        ("5.30 PM", dt.time(17, 30)),
        ("12am", dt.time(0)),
        ("12pm", dt.time(12)),
        ("11:59pm", dt.time(23, 59)),
    ],
)
def test_times_are_read_as_people_write_them(text, time):
    assert clock_time(text) == time


def test_three_years_are_three_years_whatever_leap_days_lie_within():
    term = {"starts_on": dt.date(2027, 4, 1), "ends_on": dt.date(2030, 3, 31)}
    assert round(yearly_value(Decimal(500_000), **term)) == 166_667


@pytest.mark.parametrize(
    ("title", "said"),
    [("Night shelters", "Lot 2: Night shelters"), ("Lot 2: Night shelters", "Lot 2: Night shelters"), ("", "Lot 2")],
)
def test_lot_says_its_number_once(title, said):
    assert Lot(number="2", title=title).numbered == said
