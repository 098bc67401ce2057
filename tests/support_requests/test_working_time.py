"""Working time of England: promises that hold for any times, and the days on which mistakes are made."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioners.legal.working_days import is_working_day
from support_requests.service_levels.working_time import (
    NeverOpen,
    Office,
    add,
    back,
    between,
    days_until,
    due,
    moved,
    seconds_of,
)

LONDON = ZoneInfo("Europe/London")
ENGLAND = Office(is_working_day)
HOUR, DAY = 3600, 8 * 3600

offices = st.sampled_from(
    [
        ENGLAND,
        Office(is_working_day, dt.time(7, 30), dt.time(19)),
        Office(lambda day: is_working_day(day) and day != dt.date(2026, 3, 27), dt.time(10), dt.time(16)),
    ]
)
moments = st.datetimes(
    dt.datetime.fromisoformat("2025-11-01"),
    dt.datetime.fromisoformat("2027-05-31"),
    timezones=st.sampled_from([dt.UTC, LONDON, ZoneInfo("Asia/Tokyo")]),
)
spans = st.integers(0, 30 * DAY)


def london(year, month, day, hour=0, minute=0):
    return dt.datetime(year, month, day, hour, minute, tzinfo=LONDON)


@given(offices, moments, spans, spans)
def test_adding_twice_is_adding_once(office, at, first, second):
    assert add(office, add(office, at, first), second) == add(office, at, first + second)


@given(offices, moments, spans)
def test_what_is_due_is_due_in_office_hours(office, at, seconds):
    when = add(office, at, seconds)
    day = office.day_of(when)
    opens, closes = office.hours_of(day)
    assert is_working_day(day)
    assert office.works_on(day)
    assert opens <= when <= closes


@given(offices, moments, spans)
def test_as_much_working_time_lies_between_as_was_added(office, at, seconds):
    assert between(office, at, add(office, at, seconds)) == seconds


@given(offices, moments, moments, spans)
def test_what_is_sent_later_is_never_due_sooner(office, one, other, seconds):
    earlier, later = sorted([one, other])
    assert add(office, earlier, seconds) <= add(office, later, seconds)


@given(offices, moments, moments, moments)
def test_working_time_adds_up(office, one, two, three):
    first, middle, last = sorted([one, two, three])
    whole = between(office, first, last)
    assert between(office, first, middle) + between(office, middle, last) == pytest.approx(whole, abs=1e-3)


@given(offices, moments, spans, st.integers(0, 20 * DAY), st.integers(0, 60 * 24 * HOUR))
def test_pausing_moves_what_is_due_by_exactly_the_working_time_paused(office, sent, seconds, offset, length):
    before = add(office, sent, seconds)
    since = sent + dt.timedelta(seconds=offset)
    until = since + dt.timedelta(seconds=length)
    after = due(office, sent, seconds, [(since, until)])
    paused = between(office, since, until) if since < before else 0
    assert between(office, before, after) == pytest.approx(paused, abs=1e-3)
    if not paused:
        assert after == before


@given(offices, moments, st.integers(1, 30 * DAY), moments)
def test_what_began_by_then_has_waited_that_long(office, at, seconds, began):
    since = back(office, at, seconds)
    assert between(office, since, at) == pytest.approx(seconds, abs=1e-3)
    assert began <= since or between(office, began, at) < seconds


@given(offices, moments, spans)
def test_times_go_out_in_utc(office, at, seconds):
    assert add(office, at, seconds).tzinfo is dt.UTC


@given(offices, moments, moments)
def test_days_until_counts_the_working_days_after_today(office, one, other):
    at, when = sorted([one, other])
    day, days = office.day_of(at), 0
    while (day := day + dt.timedelta(days=1)) <= office.day_of(when):
        days += office.works_on(day)
    assert days_until(office, at, when) == days


@pytest.mark.parametrize(
    ("sent", "days", "expected"),
    [
        # on an ordinary Monday
        (london(2026, 6, 1, 10), 1, london(2026, 6, 2, 10)),
        # at night, and on Saturday: begins when the office next opens, so one day is over when it closes
        (london(2026, 6, 1, 22), 1, london(2026, 6, 2, 17)),
        (london(2026, 6, 6, 11), 1, london(2026, 6, 8, 17)),
        # before it opens
        (london(2026, 6, 1, 6), 1, london(2026, 6, 1, 17)),
        # Christmas 2026: Friday 25 December, the 26th is a Saturday and made up on Monday the 28th; New Year on Friday
        (london(2026, 12, 24, 15), 1, london(2026, 12, 29, 15)),
        (london(2026, 12, 24, 15), 4, london(2027, 1, 4, 15)),
        # Easter 2027: Good Friday 26 March, Easter Monday 29 March; on Sunday 28 March the clocks go forward
        (london(2027, 3, 25, 12), 1, london(2027, 3, 30, 12)),
        # clocks go forward on Sunday 29 March 2026, and back on Sunday 25 October 2026: ten stays ten on the wall
        (london(2026, 3, 27, 10), 1, london(2026, 3, 30, 10)),
        (london(2026, 10, 23, 10), 1, london(2026, 10, 26, 10)),
        # early May bank holiday
        (london(2026, 5, 1, 16, 30), 2, london(2026, 5, 6, 16, 30)),
    ],
)
def test_due_across_holidays_weekends_and_clock_changes(sent, days, expected):
    assert add(ENGLAND, sent, seconds_of(ENGLAND, days=days)) == expected


def test_office_opens_at_nine_in_winter_and_in_summer():
    assert add(ENGLAND, london(2026, 3, 28, 3), 0) == dt.datetime(2026, 3, 30, 8, tzinfo=dt.UTC)
    assert add(ENGLAND, london(2026, 10, 24, 3), 0) == dt.datetime(2026, 10, 26, 9, tzinfo=dt.UTC)


def test_one_off_closed_day_is_no_working_day():
    closed = Office(lambda day: is_working_day(day) and day != dt.date(2026, 6, 2))
    assert add(closed, london(2026, 6, 1, 10), DAY) == london(2026, 6, 3, 10)


def test_deadline_that_would_pass_on_a_holiday_is_on_the_day_after():
    assert due(ENGLAND, london(2026, 12, 23, 17), DAY + 1) == london(2026, 12, 29, 9) + dt.timedelta(seconds=1)


def test_pause_over_a_weekend_costs_no_working_time():
    before = due(ENGLAND, london(2026, 6, 5, 10), 2 * DAY)
    assert due(ENGLAND, london(2026, 6, 5, 10), 2 * DAY, [(london(2026, 6, 5, 17), london(2026, 6, 8, 9))]) == before


def test_pauses_one_after_the_other_each_move_it():
    pauses = [(london(2026, 6, 3, 9), london(2026, 6, 4, 9)), (london(2026, 6, 1, 12), london(2026, 6, 2, 12))]
    assert due(ENGLAND, london(2026, 6, 1, 10), 2 * DAY, pauses) == london(2026, 6, 5, 10)


def test_pause_once_it_was_due_changes_nothing():
    when = london(2026, 6, 2, 10)
    assert due(ENGLAND, london(2026, 6, 1, 10), DAY, [(when, london(2026, 6, 9, 10))]) == when
    assert moved(ENGLAND, london(2026, 6, 2, 17), when, when) == london(2026, 6, 2, 17)


def test_office_that_never_opens_is_refused():
    with pytest.raises(NeverOpen):
        add(Office(lambda day: False), london(2026, 6, 1), 1)
    with pytest.raises(NeverOpen):
        back(Office(lambda day: False), london(2026, 6, 1), 1)
    with pytest.raises(ValueError, match="open before"):
        Office(is_working_day, dt.time(17), dt.time(9))
    with pytest.raises(ValueError, match="forward"):
        add(ENGLAND, london(2026, 6, 1), -1)


def test_office_is_open_from_nine_until_before_five():
    assert ENGLAND.is_open(london(2026, 6, 1, 9))
    assert not ENGLAND.is_open(london(2026, 6, 1, 17))
    assert not ENGLAND.is_open(london(2026, 6, 6, 12))
    assert not ENGLAND.is_open(london(2026, 12, 25, 12))
