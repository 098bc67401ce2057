import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioners.choices import PartnershipModel
from commissioners.law.answers import Verdict
from commissioners.law.timing import WEEKS_TO_FORM, Deadline, clock, expected_deadline, shut_out

from .law_cases import NO, NOT_KNOWN, day

TODAY = day("2026-11-22")
INFORMAL, SUBCONTRACT, JOINT_VENTURE, ALLIANCE, COMPANY, CIC, LLP = PartnershipModel


def left(days, weeks=WEEKS_TO_FORM):
    return clock(Deadline(TODAY + dt.timedelta(days=days)), today=TODAY, weeks=weeks)


@pytest.mark.parametrize(
    ("days", "feasible"),
    [
        (140, (INFORMAL, SUBCONTRACT, JOINT_VENTURE, ALLIANCE, COMPANY, CIC, LLP)),
        (139, (INFORMAL, SUBCONTRACT, JOINT_VENTURE, ALLIANCE)),
        (70, (INFORMAL, SUBCONTRACT, JOINT_VENTURE, ALLIANCE)),
        (69, (INFORMAL, SUBCONTRACT)),
        (42, (INFORMAL, SUBCONTRACT)),
        (41, (INFORMAL,)),
        (28, (INFORMAL,)),
        (27, ()),
        (0, ()),
        (-5, ()),
    ],
)
def test_a_model_needs_its_weeks_to_the_day(days, feasible):
    found = left(days)
    assert found.feasible == feasible
    assert found.days_left == max(0, days)


def test_each_model_has_its_latest_day_to_start():
    latest = {one.model: one.latest_start for one in left(140).models}
    assert latest[COMPANY] == TODAY
    assert latest[INFORMAL] == TODAY + dt.timedelta(days=112)


def test_staff_may_set_other_weeks():
    assert left(7, {**WEEKS_TO_FORM, CIC: 1}).feasible == (CIC,)
    with pytest.raises(ValueError, match="Alliance"):
        left(7, {**WEEKS_TO_FORM, ALLIANCE: -1})
    with pytest.raises(ValueError, match="Informal"):
        left(7, {})


def test_in_early_engagement_the_expected_tender_and_its_period_are_assumed():
    found = expected_deadline(deadline=None, expected_tender_on=day("2027-01-04"), tender_days=40)
    assert found == Deadline(
        day("2027-02-13"), "Assumes a tender on 4 January 2027 that is open for 40 days (as planned)."
    )
    usual = expected_deadline(deadline=None, expected_tender_on=day("2027-01-04"))
    assert usual.on == day("2027-01-29")
    assert "25 days (the usual shortest period)" in usual.assumption
    assert all(usual.assumption in one.answer.because for one in clock(usual, today=TODAY).models)


def test_a_stated_deadline_needs_no_assumption():
    found = expected_deadline(deadline=day("2027-03-01"), expected_tender_on=day("2027-01-04"))
    assert found == Deadline(day("2027-03-01"))


def test_without_any_date_nothing_is_known():
    found = clock(expected_deadline(deadline=None, expected_tender_on=None), today=TODAY)
    assert (found.days_left, found.feasible) == (None, ())
    assert {one.answer.verdict for one in found.models} == {NOT_KNOWN}
    assert shut_out(found.deadline, published_on=TODAY) == ()


def test_a_timetable_that_shuts_models_out_is_seen_while_drafting():
    short = Deadline(TODAY + dt.timedelta(days=30))
    assert shut_out(short, published_on=TODAY) == (SUBCONTRACT, JOINT_VENTURE, ALLIANCE, COMPANY, CIC, LLP)
    assert shut_out(Deadline(TODAY + dt.timedelta(weeks=20)), published_on=TODAY) == ()


@given(st.integers(-30, 400), st.integers(0, 60))
def test_more_time_never_takes_a_model_away(days, more):
    assert set(left(days).feasible) <= set(left(days + more).feasible)


@given(st.integers(0, 400))
def test_the_closer_the_model_the_earlier_it_has_to_start(days):
    found = left(days)
    starts = [one.latest_start for one in found.models]
    assert starts == sorted(starts, reverse=True)
    assert [one.answer.verdict for one in found.models] == sorted(
        (one.answer.verdict for one in found.models), key=(Verdict.YES, NO).index
    )
