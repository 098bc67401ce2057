import datetime as dt
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioners.choices import BodyKind, Regime
from commissioners.law.answers import Verdict
from commissioners.law.facts import Facts
from commissioners.law.selection_processes import QUESTIONS, Process, ProcessQuestions, processes
from commissioners.law.selection_regime import selection_regime_applies
from commissioners.law.standstills import act_standstill, selection_standstill

from .law_cases import CARE, HEALTH, HEALTH_CARE, MEDICAL, NO, NOT_KNOWN, RISK, YES, Case, day, holds, listed

ACT = Regime.PROCUREMENT_ACT
MIXED = {"is_mixed": True, "main_subject_is_health_care": True, "could_be_separate": False}


def regime(rule, what, verdict, health_care=HEALTH_CARE, **changes):
    return Case(rule, what, selection_regime_applies(replace(MEDICAL, **changes), health_care), verdict)


REGIME = "Provider Selection Regime Regulations 2023"
CASES = [
    regime(f"{REGIME}, regulation 3", "an integrated care board buys health care", YES),
    regime("section 12ZB", "a council buys health care", YES, buyer_kind=BodyKind.COUNCIL),
    regime("section 12ZB", "an NHS trust buys health care", YES, buyer_kind=BodyKind.NHS_TRUST),
    regime("section 12ZB", "a police commissioner does not", NO, buyer_kind=BodyKind.POLICE_AND_CRIME_COMMISSIONER),
    regime("section 12ZB", "a university does not", NO, buyer_kind=BodyKind.EDUCATION),
    regime("section 12ZB", "NHS England has no kind of its own", NOT_KNOWN, buyer_kind=BodyKind.OTHER),
    regime("section 12ZB", "kind of buyer not known", NOT_KNOWN, buyer_kind=None),
    regime(f"{REGIME}, Schedule 1", "social care stays in the Act", NO, services=frozenset({CARE})),
    regime(f"{REGIME}, Schedule 1", "no health care at all", NO, is_health_care=False, health_care=None),
    regime(f"{REGIME}, Schedule 1", "list not entered", NOT_KNOWN, health_care=None),
    regime(f"{REGIME}, Schedule 1", "services not named", NOT_KNOWN, services=frozenset()),
    regime(f"{REGIME}, Schedule 1", "a wider code", NOT_KNOWN, services=frozenset({"85000000-9"})),
    regime(f"{REGIME}, Schedule 1", "list of a later day", NOT_KNOWN, health_care=listed(HEALTH, since="2027-01-01")),
    regime(f"{REGIME}, regulation 3", "mixed, inseparable, mainly health care", YES, **MIXED),
    regime(
        f"{REGIME}, regulation 3", "mixed, mainly something else", NO, **{**MIXED, "main_subject_is_health_care": False}
    ),
    regime(f"{REGIME}, regulation 3", "mixed, separable", NO, **{**MIXED, "could_be_separate": True}),
    regime(
        f"{REGIME}, regulation 3", "mixed, main subject not known", NOT_KNOWN, is_mixed=True, could_be_separate=False
    ),
    regime(f"{REGIME}, regulation 3", "mixed or not is not known", NOT_KNOWN, is_mixed=None),
    regime(f"{REGIME}, regulation 3", "outside England", NO, is_in_england=False),
    regime(f"{REGIME}, regulation 3", "began before the regime", NO, began_on=day("2023-12-31")),
    regime(f"{REGIME}, regulation 3", "the buyer says so", YES, regime=Regime.PSR, services=None, buyer_kind=None),
    regime(f"{REGIME}, regulation 3", "the buyer names the Act, of care", NO, regime=ACT, is_health_care=False),
    regime(f"{REGIME}, regulation 3", "the buyer names the Act, of health care", RISK, regime=ACT),
    regime(f"{REGIME}, regulation 3", "the buyer names the Act, services not known", NO, regime=ACT, services=None),
    regime(f"{REGIME}, regulation 3", "no threshold", YES, value_with_vat=None),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_regime(case):
    holds(case)


ALL_NO = dict.fromkeys(QUESTIONS, False)
A = {"has_existing_provider": True, "only_existing_provider_can": True}
B = {
    "patients_choose": True,
    "providers_are_unlimited": True,
    "all_who_qualify_get_a_contract": True,
    "providers_can_express_interest": True,
}
C = {"has_existing_provider": True, "replaces_expiring_contract": True, "provider_satisfies": True}


def process(number, what, verdict, process, **answers):
    found = processes(ProcessQuestions(**{**ALL_NO, **answers}))[process]
    return Case(f"regulation {number} ", what, found, verdict)


PROCESS_CASES = [
    process(7, "only the existing provider can", YES, Process.DIRECT_A, **A),
    process(7, "others can too", NO, Process.DIRECT_A, has_existing_provider=True),
    process(7, "not for a framework", NO, Process.DIRECT_A, **A, is_framework=True),
    process(7, "existing provider not said", NOT_KNOWN, Process.DIRECT_A, **{**A, "has_existing_provider": None}),
    process(8, "patients choose among all who qualify", YES, Process.DIRECT_B, **B),
    process(8, "numbers are limited", NO, Process.DIRECT_B, **{**B, "providers_are_unlimited": False}),
    process(9, "the old provider goes on", YES, Process.DIRECT_C, **C),
    process(9, "considerable change", NO, Process.DIRECT_C, **C, considerable_change=True),
    process(9, "change not said", NOT_KNOWN, Process.DIRECT_C, **{**C, "considerable_change": None}),
    process(9, "not where A must be followed", NO, Process.DIRECT_C, **{**C, **A}),
    process(
        10, "most suitable provider can be identified", YES, Process.MOST_SUITABLE, can_identify_most_suitable=True
    ),
    process(10, "not for a framework", NO, Process.MOST_SUITABLE, can_identify_most_suitable=True, is_framework=True),
    process(10, "not where B must be followed", NO, Process.MOST_SUITABLE, **B, can_identify_most_suitable=True),
    process(11, "always, where A and B need not be", YES, Process.COMPETITIVE),
    process(11, "the only one for a framework", YES, Process.COMPETITIVE, is_framework=True),
    process(11, "not where A must be followed", NO, Process.COMPETITIVE, **A),
]


@pytest.mark.parametrize("case", PROCESS_CASES, ids=str)
def test_process(case):
    holds(case)


def test_nothing_answered_leaves_every_process_open():
    assert {found.verdict for found in processes(ProcessQuestions()).values()} == {NOT_KNOWN}


def test_every_question_has_its_words():
    assert set(QUESTIONS) == {one.name for one in fields(ProcessQuestions)}


HOLIDAYS = {day("2026-04-03"), day("2026-04-06"), day("2026-12-25"), day("2026-12-28"), day("2027-01-01")}


def is_working_day(on):
    return on.weekday() < 5 and on not in HOLIDAYS


@pytest.mark.parametrize(
    ("published", "begins", "ends"),
    [
        (
            "2026-06-01",
            "2026-06-02",
            "2026-06-12",
        ),  # Monday: Tuesday begins it, Friday of the next week is the 8th after
        ("2026-06-05", "2026-06-06", "2026-06-17"),  # Friday: a Saturday may begin it
        ("2026-04-01", "2026-04-02", "2026-04-16"),  # over Easter
        ("2026-12-21", "2026-12-22", "2027-01-06"),  # over Christmas
    ],
)
def test_standstill_of_the_selection_regime_counts_from_the_day_after_it_begins(published, begins, ends):
    found = selection_standstill(Process.DIRECT_C, day(published), is_working_day)
    assert (found.begins_on, found.ends_on) == (day(begins), day(ends))
    assert found.answer.verdict == YES
    assert "regulation 12" in found.answer.rule


@pytest.mark.parametrize("process", [Process.DIRECT_A, Process.DIRECT_B])
def test_direct_awards_a_and_b_have_no_standstill(process):
    assert selection_standstill(process, day("2026-06-01"), is_working_day).answer.verdict == NO


def test_standstill_of_the_act_counts_the_day_of_the_notice():
    found = act_standstill(day("2026-06-01"), is_working_day, is_light_touch=False)
    assert (found.begins_on, found.ends_on, found.answer.verdict) == (day("2026-06-01"), day("2026-06-10"), YES)
    light = act_standstill(day("2026-06-01"), is_working_day, is_light_touch=True)
    assert (light.ends_on, light.answer.verdict) == (None, NO)
    assert act_standstill(day("2026-06-01"), is_working_day, is_light_touch=None).answer.verdict == NOT_KNOWN
    assert act_standstill(None, is_working_day, is_light_touch=False).answer.verdict == NOT_KNOWN
    assert selection_standstill(None, None, is_working_day).answer.verdict == NOT_KNOWN


def test_a_calendar_without_working_days_is_refused():
    with pytest.raises(ValueError, match="calendar"):
        act_standstill(day("2026-06-01"), lambda on: False, is_light_touch=False)


@given(st.dates(min_value=dt.date(2024, 1, 1), max_value=dt.date(2040, 12, 31)))
def test_health_buyers_never_wait_shorter_than_others(published):
    act = act_standstill(published, is_working_day, is_light_touch=False)
    selection = selection_standstill(Process.COMPETITIVE, published, is_working_day)
    assert act.ends_on <= selection.ends_on
    assert is_working_day(selection.ends_on)
    worked = sum(
        is_working_day(selection.begins_on + dt.timedelta(n))
        for n in range(1, (selection.ends_on - selection.begins_on).days + 1)
    )
    assert worked == 8


UNKNOWABLE = ["began_on", "buyer_kind", "services", "is_health_care", "is_mixed", "is_in_england"]


@given(forgotten=st.sets(st.sampled_from(UNKNOWABLE)))
def test_forgetting_a_fact_never_takes_health_care_out_of_its_regime(forgotten):
    facts = replace(MEDICAL, **{name: getattr(Facts(), name) for name in forgotten})
    assert selection_regime_applies(facts, HEALTH_CARE).verdict in (Verdict.YES, Verdict.NOT_KNOWN)
