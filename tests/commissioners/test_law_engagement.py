import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioners.law.engagement import (
    NOTICES,
    PURPOSES,
    Step,
    is_qualifying_notice,
    may_engage,
    notices_of,
    planned_notice_window,
    shortest_tendering_period,
)

from .law_cases import NO, NOT_KNOWN, YES, Case, day, holds

USUAL = {"is_light_touch": False, "has_qualifying_notice": False, "is_electronic": True, "has_all_documents": True}


def notice(what, verdict, notice_on, tender_on="2026-11-22"):
    days = (day(one) if one else None for one in (notice_on, tender_on))
    return Case("section 15", what, is_qualifying_notice(*days), verdict)


def period(what, verdict, **changes):
    return Case("section 54", what, shortest_tendering_period(**{**USUAL, **changes}).answer, verdict)


CASES = [
    notice("40 days before", YES, "2026-10-13"),
    notice("39 days before", NO, "2026-10-14"),
    notice("12 months before", YES, "2025-11-22"),
    notice("12 months and a day before", NO, "2025-11-21"),
    notice("on the day of the tender", NO, "2026-11-22"),
    notice("12 months before 29 February", YES, "2027-02-28", "2028-02-29"),
    notice("no tender date yet", NOT_KNOWN, "2026-10-13", None),
    notice("no notice", NOT_KNOWN, None),
    period("electronic, with all documents", YES),
    period("after a qualifying notice", YES, has_qualifying_notice=True),
    period("light touch is left to the section", NOT_KNOWN, is_light_touch=True),
    period("kind not known", NOT_KNOWN, is_light_touch=None),
    period("documents come later", NOT_KNOWN, has_all_documents=False),
    period("notice not known", NOT_KNOWN, has_qualifying_notice=None),
    Case("section 16", "before the tender notice", may_engage(has_tender_notice=False), YES),
    Case("section 16", "after the tender notice", may_engage(has_tender_notice=True), NO),
    Case("section 16", "not known", may_engage(has_tender_notice=None), NOT_KNOWN),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_engagement(case):
    holds(case)


def test_the_periods_that_are_stated():
    assert shortest_tendering_period(**USUAL).days == 25
    assert shortest_tendering_period(**{**USUAL, "has_qualifying_notice": True}).days == 10
    assert shortest_tendering_period(**{**USUAL, "is_light_touch": True}).days is None


def test_building_capacity_among_suppliers_is_a_lawful_purpose():
    assert PURPOSES["f"] == "building capacity among suppliers for the contract"
    assert "unfair advantage" in may_engage(has_tender_notice=False).because[0]


def test_there_are_seventeen_notices_in_order_and_three_are_early():
    assert [one.code for one in NOTICES] == [f"UK{number}" for number in range(1, 18)]
    assert [one.code for one in notices_of(Step.EARLY_ENGAGEMENT)] == ["UK1", "UK2", "UK3"]
    assert [one.code for one in notices_of(Step.DYNAMIC_MARKET)] == ["UK13", "UK14", "UK15", "UK16"]
    assert all(notices_of(step) for step in Step)


@given(st.dates(min_value=dt.date(2025, 3, 1), max_value=dt.date(2050, 1, 1)), st.integers(0, 500))
def test_a_notice_qualifies_exactly_inside_its_window(tender_on, before):
    notice_on = tender_on - dt.timedelta(days=before)
    first, last = planned_notice_window(tender_on)
    assert is_qualifying_notice(notice_on, tender_on).is_yes == (first <= notice_on <= last)
    assert (tender_on - last).days == 40
    assert 365 <= (tender_on - first).days <= 366
