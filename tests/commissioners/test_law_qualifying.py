import datetime as dt
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioners.choices import Regime
from commissioners.law.answers import Verdict
from commissioners.law.qualifying import (
    Award,
    EarlierContract,
    MutualTests,
    bars,
    consortium_may_bid,
    has_no_comparable_contract,
    is_public_service_mutual,
    qualifies,
)
from commissioners.law.successions import Succession, same_authority

from .law_cases import NO, NOT_KNOWN, RESERVABLE, RISK, YES, Case, day, holds

RULE = "section 33"
MUTUAL = MutualTests(
    delivers_public_services=True,
    mainly_reservable_services=True,
    is_not_for_profit=True,
    distributes_only_to_members=False,
    employees_manage_and_control=True,
)
DEVON, KENT, NEW_DEVON = "devon", "kent", "new devon"
AWARD = Award(authority=DEVON, awarded_on=day("2029-06-10"))
# Reserved under section 33 by the same council for the same services, and entered into two years before.
WON = EarlierContract(
    authority=DEVON,
    authority_name="Devon County Council",
    awarded_on=day("2027-05-20"),
    entered_on=day("2027-06-10"),
    is_same_kind_of_services=True,
    relied_on_section_33=True,
)


def mutual(what, verdict, reservable=RESERVABLE, **changes):
    return Case(RULE, what, is_public_service_mutual(replace(MUTUAL, **changes), reservable), verdict)


def barred(what, verdict, award=AWARD, **changes):
    return Case(RULE, what, bars(replace(WON, **changes), award), verdict)


def merged(what, verdict, *successions, authority=DEVON):
    award = replace(AWARD, authority=NEW_DEVON, successions=successions)
    return barred(what, verdict, award=award, authority=authority)


CASES = [
    mutual("the three tests", YES),
    mutual("profits to members only", YES, is_not_for_profit=False, distributes_only_to_members=True),
    mutual("profits to others", NO, is_not_for_profit=False),
    mutual("profits not said", NOT_KNOWN, is_not_for_profit=None),
    mutual("not for public services", NO, delivers_public_services=False),
    mutual("mainly other services", NO, mainly_reservable_services=False),
    mutual("list not entered", NOT_KNOWN, reservable=None),
    mutual("mainly other services, list not entered", NO, reservable=None, mainly_reservable_services=False),
    mutual("employees do not manage and control", NO, employees_manage_and_control=False),
    mutual("control not said", NOT_KNOWN, employees_manage_and_control=None),
    barred("a comparable contract in the three years", YES),
    barred("entered into on the first day of the three years", YES, entered_on=day("2026-06-11")),
    barred("entered into a day before the three years", NO, entered_on=day("2026-06-10")),
    barred("entered into on the day of the award", YES, entered_on=day("2029-06-10")),
    barred("entered into a day after the award", NO, entered_on=day("2029-06-11")),
    barred("awarded before, entered into inside", YES, awarded_on=day("2026-06-01"), entered_on=day("2026-06-20")),
    barred("awarded inside, signing not known", RISK, entered_on=None),
    barred("awarded before, signing not known", NOT_KNOWN, awarded_on=day("2026-06-10"), entered_on=None),
    barred("awarded after, signing not known", NO, awarded_on=day("2029-06-11"), entered_on=None),
    barred("no dates", NOT_KNOWN, awarded_on=None, entered_on=None),
    barred("day of the new award not known", NOT_KNOWN, award=replace(AWARD, awarded_on=None)),
    barred("a win elsewhere", NO, authority=KENT),
    barred("an unreserved win", NO, relied_on_section_33=False),
    barred("reserved or not is not known", NOT_KNOWN, relied_on_section_33=None),
    barred("an award under regulation 77", NO, regime=Regime.PCR_2015, relied_on_section_33=None),
    barred("a health award", NO, regime=Regime.PSR, relied_on_section_33=None),
    barred(
        "before section 33", NO, awarded_on=day("2025-01-10"), entered_on=day("2025-02-23"), relied_on_section_33=None
    ),
    barred("another kind of services", NO, is_same_kind_of_services=False),
    barred("kind of services not known", NOT_KNOWN, is_same_kind_of_services=None),
    merged("the legal successor", YES, Succession(DEVON, NEW_DEVON, True)),
    merged("a successor in name only", NO, Succession(DEVON, NEW_DEVON, False)),
    merged("legal succession not known", NOT_KNOWN, Succession(DEVON, NEW_DEVON)),
    merged("two steps", YES, Succession(DEVON, "middle", True), Succession("middle", NEW_DEVON, True)),
    merged("two steps, one not known", NOT_KNOWN, Succession(DEVON, "middle", True), Succession("middle", NEW_DEVON)),
    merged("two steps, one not legal", NO, Succession(DEVON, "middle", True), Succession("middle", NEW_DEVON, False)),
    merged("the buyer is the predecessor", NO, Succession(NEW_DEVON, DEVON, True)),
    merged("another body's successor", NO, Succession(DEVON, NEW_DEVON, True), authority=KENT),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_organisation(case):
    holds(case)


def test_it_qualifies_with_the_three_tests_and_no_comparable_contract():
    assert qualifies(MUTUAL, [], AWARD, RESERVABLE).verdict == YES
    assert qualifies(MUTUAL, [replace(WON, authority=KENT)], AWARD, RESERVABLE).verdict == YES
    assert qualifies(MUTUAL, [WON], AWARD, RESERVABLE).verdict == NO
    assert qualifies(MUTUAL, None, AWARD, RESERVABLE).verdict == NOT_KNOWN
    assert qualifies(MUTUAL, [replace(WON, entered_on=None)], AWARD, RESERVABLE).verdict == RISK


def test_one_comparable_contract_among_others_is_enough():
    doubtful = replace(WON, is_same_kind_of_services=None)
    found = has_no_comparable_contract([replace(WON, authority=KENT), doubtful, WON], AWARD)
    assert found.verdict == NO
    assert (
        found.because[0]
        == "It entered into a comparable contract with Devon County Council, reserved under section 33."
    )
    assert "The three years run from 11 June 2026 to 10 June 2029." in found.because


def test_a_member_that_does_not_qualify_is_a_risk_and_is_named():
    fit, unfit = qualifies(MUTUAL, [], AWARD, RESERVABLE), qualifies(MUTUAL, [WON], AWARD, RESERVABLE)
    doubtful = qualifies(MUTUAL, None, AWARD, RESERVABLE)
    assert consortium_may_bid({"Ash": fit, "Birch": fit}).verdict == YES
    assert consortium_may_bid({"Ash": fit, "Birch": doubtful}).verdict == NOT_KNOWN
    found = consortium_may_bid({"Ash": fit, "Birch": unfit, "Cedar": doubtful})
    assert found.verdict == RISK
    assert found.because[:2] == (
        "Not a qualifying public service mutual, or not surely: Birch.",
        "Not known to qualify: Cedar.",
    )
    assert consortium_may_bid({}).verdict == NOT_KNOWN


def test_bodies_that_took_over_from_each_other_in_a_circle_come_to_an_end():
    circle = [Succession("one", "two", True), Succession("two", "one", True)]
    assert same_authority("three", "one", circle) == Verdict.NO
    assert same_authority("two", "one", circle) == Verdict.YES


NAMES = [one.name for one in fields(MutualTests)]


@given(
    answers=st.fixed_dictionaries({name: st.sampled_from((True, False, None)) for name in NAMES}),
    name=st.sampled_from(NAMES),
)
def test_an_answer_that_is_known_stays_when_a_gap_is_filled(answers, name):
    before = is_public_service_mutual(MutualTests(**{**answers, name: None}), RESERVABLE)
    if before.is_known:
        for value in (True, False):
            after = is_public_service_mutual(MutualTests(**{**answers, name: value}), RESERVABLE)
            assert after.verdict == before.verdict


@given(st.dates(min_value=dt.date(2025, 3, 1), max_value=dt.date(2040, 1, 1)), st.integers(-1500, 200))
def test_the_window_is_three_years_whatever_the_day(awarded_on, offset):
    entered_on = awarded_on + dt.timedelta(days=offset)
    contract = replace(WON, awarded_on=None, entered_on=entered_on)
    found = bars(contract, replace(AWARD, awarded_on=awarded_on)).verdict
    if entered_on < day("2025-02-24") or offset > 0 or offset < -1096:
        assert found == NO
    elif offset > -1095:
        assert found == YES
