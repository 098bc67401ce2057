"""Promises about the suggested priority: reasons that staff can defend, which only ever add."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_requests.choices import Priority, SupportType
from support_requests.priority.suggesting import Facts, suggest

TODAY = dt.date(2026, 11, 23)
PRESSING = list(Priority.values)  # the most pressing first
DAYS = st.integers(-30, 400).map(lambda days: TODAY + dt.timedelta(days=days))
FACTS = st.builds(
    Facts,
    types=st.lists(st.sampled_from(SupportType.values), min_size=1, unique=True).map(tuple),
    wanted_by=st.none() | DAYS,
    tender_due=st.none() | DAYS,
    has_formed=st.booleans(),
    spare=st.none() | st.floats(-50, 50),
    staff_band=st.none() | st.integers(0, 4),
    declined_on=st.none() | DAYS,
    of_the_year=st.integers(1, 9),
)


def rank(facts: Facts) -> int:
    return PRESSING.index(suggest(facts, on=TODAY).priority)


def no_less(more: Facts, than: Facts) -> bool:
    """The first is at least as pressing, with at least as many points."""
    points = suggest(more, on=TODAY).points, suggest(than, on=TODAY).points
    return rank(more) <= rank(than) and points[0] >= points[1]


@given(facts=FACTS, sooner=st.integers(0, 300), field=st.sampled_from(["wanted_by", "tender_due"]))
def test_nearer_date_never_lowers_the_priority(facts, sooner, field):
    day = getattr(facts, field)
    nearer = (day or TODAY + dt.timedelta(days=400)) - dt.timedelta(days=sooner)
    assert no_less(replace(facts, **{field: nearer}), facts)


@given(facts=FACTS, kind=st.sampled_from(SupportType.values))
def test_one_more_kind_of_support_never_lowers_the_priority(facts, kind):
    assert no_less(replace(facts, types=tuple({*facts.types, kind})), facts)


@given(facts=FACTS, band=st.integers(0, 4), less=st.floats(0, 100))
def test_smaller_or_busier_organisation_is_never_lower(facts, band, less):
    larger = replace(facts, staff_band=max(band, facts.staff_band or 0))
    assert no_less(replace(facts, staff_band=band), larger)
    assert no_less(replace(facts, spare=(facts.spare or 0.0) - less), replace(facts, spare=facts.spare or 0.0))


@given(facts=FACTS, more=st.integers(0, 5))
def test_having_asked_before_never_lowers_the_priority(facts, more):
    assert no_less(replace(facts, of_the_year=facts.of_the_year + more), facts)
    assert no_less(replace(facts, declined_on=TODAY), facts)
    assert no_less(replace(facts, has_formed=True), facts)


@given(facts=FACTS)
def test_what_is_not_known_never_raises_the_priority(facts):
    unknown = replace(facts, wanted_by=None, tender_due=None, spare=None, staff_band=None, declined_on=None)
    assert no_less(facts, unknown)


@given(facts=FACTS)
def test_nothing_is_urgent_without_a_date_within_three_weeks(facts):
    if suggest(facts, on=TODAY).priority == Priority.URGENT:
        dates = [day for day in (facts.wanted_by, facts.tender_due) if day]
        assert min(dates) <= TODAY + dt.timedelta(days=21)


@pytest.mark.parametrize(
    ("facts", "priority", "words"),
    [
        (Facts(types=("marketing",)), "low", "Nothing we know of makes it urgent"),
        (Facts(types=("legal",), staff_band=0), "normal", "Asks for legal advice; small: fewer than 10 staff"),
        (
            Facts(types=("commercial", "legal", "governance"), wanted_by=TODAY + dt.timedelta(days=21)),
            "high",
            "Wanted by 14 December, in 21 days; asks for commercial advice and legal advice; needs 3 kinds of support",
        ),
        (
            Facts(types=("legal",), tender_due=TODAY + dt.timedelta(days=1), has_formed=True),
            "urgent",
            "Tender due 24 November, tomorrow; asks for legal advice; its consortium has formed and can use help now",
        ),
        (
            Facts(types=("marketing",), wanted_by=TODAY - dt.timedelta(days=3)),
            "high",
            "Wanted by 20 November, which has passed",
        ),
        (
            Facts(types=("project_capacity",), declined_on=dt.date(2026, 3, 2), of_the_year=3),
            "normal",
            "Asks for project capacity; asked before, declined on 2 March 2026; request number 3 in twelve months",
        ),
    ],
)
def test_reasons_are_said_in_words(facts, priority, words):
    said = suggest(facts, on=TODAY)
    assert (said.priority, said.in_words) == (priority, words)
