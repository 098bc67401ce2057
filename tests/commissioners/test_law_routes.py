from dataclasses import fields, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioners.choices import BodyKind, Regime
from commissioners.law.below_threshold import needs_notices
from commissioners.law.facts import Facts
from commissioners.law.routes import Lists, routes
from commissioners.law.selection_processes import ProcessQuestions

from .law_cases import (
    CENTRAL,
    HEALTH_CARE,
    MEDICAL,
    NO,
    NO_CLASS,
    NOT_KNOWN,
    RESERVABLE,
    RESERVED,
    RISK,
    SMALL,
    YES,
    Case,
    day,
    holds,
    rules_of,
)

LISTS = Lists(reservable=RESERVABLE, health_care=HEALTH_CARE)
GUIDANCE, ORDER = "Guidance: reserving", "(England) Order 2026"


def found(facts, lists=LISTS, questions=None):
    return {one.key: one.answer for one in routes(facts, lists, questions)}


def case(rule, what, verdict, key, facts=RESERVED, lists=LISTS, questions=None, **changes):
    return Case(rule, f"{key}, {what}", found(replace(facts, **changes), lists, questions)[key], verdict)


def notices(what, verdict, **changes):
    return Case("section 87", what, needs_notices(replace(SMALL, **changes), HEALTH_CARE), verdict)


CASES = [
    case("section 20", "a public contract", YES, "open"),
    case("section 20", "a public contract", YES, "competitive_flexible"),
    case("section 20", "below the threshold", NO, "open", SMALL),
    case("section 20", "value not known", NOT_KNOWN, "open", value_with_vat=None),
    case("section 20", "under the health regime", NO, "open", MEDICAL),
    case(
        "section 33",
        "whatever procedure is stated so far",
        YES,
        "reserved_for_mutuals",
        SMALL,
        value_with_vat=Decimal(700_000),
        is_light_touch=True,
    ),
    case("section 33", "list not entered", NOT_KNOWN, "reserved_for_mutuals", lists=Lists(health_care=HEALTH_CARE)),
    case("section 33", "below the threshold", NO, "reserved_for_mutuals", SMALL),
    case("section 33", "not under the health regime", NO, "reserved_for_mutuals", MEDICAL),
    case("section 41", "grounds are listed, never judged", NOT_KNOWN, "direct_award"),
    case("sections 84 and 85", "below the threshold no ground is needed", YES, "direct_award", SMALL),
    case("section 41", "value not known", NOT_KNOWN, "direct_award", value_with_vat=None),
    case("section 41", "under the health regime", NO, "direct_award", MEDICAL),
    case("section 45", "there is one", YES, "framework_call_off", suitable_framework=True),
    case("section 45", "there is one, below the threshold", YES, "framework_call_off", SMALL, suitable_framework=True),
    case("section 45", "there is none", NO, "framework_call_off", suitable_framework=False),
    case("section 45", "not said", NOT_KNOWN, "framework_call_off"),
    case("section 34", "there is one", YES, "dynamic_market", suitable_dynamic_market=True),
    case("section 34", "there is none", NO, "dynamic_market", suitable_dynamic_market=False),
    case("sections 84 and 85", "a small contract", YES, "below_threshold", SMALL),
    case("sections 84 and 85", "a public contract", NO, "below_threshold"),
    case("sections 84 and 85", "value not known", NOT_KNOWN, "below_threshold", value_with_vat=None),
    case("sections 84 and 85", "old law", NO, "below_threshold", SMALL, regime=Regime.PCR_2015),
    case("section 4", "a small first contract", YES, "pilot", SMALL),
    case("section 4", "too large", NO, "pilot"),
    case(ORDER, "a council", YES, "reserved_locally", SMALL),
    case(ORDER, "on its first day", YES, "reserved_locally", SMALL, began_on=day("2026-02-04")),
    case(ORDER, "the day before", NO, "reserved_locally", SMALL, began_on=day("2026-02-03")),
    case(ORDER, "central government", NO, "reserved_locally", SMALL, buyer_class=CENTRAL),
    case(ORDER, "not a best value authority", NO, "reserved_locally", SMALL, is_best_value_authority=False),
    case(ORDER, "perhaps one", NOT_KNOWN, "reserved_locally", SMALL, buyer_kind=BodyKind.OTHER),
    case(
        ORDER,
        "another best value authority",
        YES,
        "reserved_locally",
        SMALL,
        buyer_kind=BodyKind.OTHER,
        is_best_value_authority=True,
    ),
    case(ORDER, "outside England", NO, "reserved_locally", SMALL, is_in_england=False),
    case(ORDER, "above the threshold", NO, "reserved_locally"),
    case(GUIDANCE, "rests on guidance", RISK, "reserved_for_small", SMALL),
    case(GUIDANCE, "above the threshold", NO, "reserved_for_small"),
    case(GUIDANCE, "value not known", NOT_KNOWN, "reserved_for_small", value_with_vat=None),
    case(
        "regulation 11",
        "nothing binds to A or B",
        YES,
        "selection_competitive",
        MEDICAL,
        questions=ProcessQuestions(has_existing_provider=False, patients_choose=False),
    ),
    case("regulation 11", "social care", NO, "selection_competitive", questions=ProcessQuestions(is_framework=True)),
    case("regulation 10", "nothing answered", NOT_KNOWN, "selection_most_suitable", MEDICAL),
    notices("from 30,000", YES, value_with_vat=Decimal(30_000)),
    notices("below 30,000", NO, value_with_vat=Decimal("29999.99")),
    notices("central from 12,000", YES, buyer_class=CENTRAL, value_with_vat=Decimal(12_000)),
    notices("central below 12,000", NO, buyer_class=CENTRAL, value_with_vat=Decimal("11999.99")),
    notices("class not known, between", NOT_KNOWN, buyer_class=NO_CLASS, value_with_vat=Decimal(20_000)),
    notices("class not known, above both", YES, buyer_class=NO_CLASS, value_with_vat=Decimal(30_000)),
    notices("only without VAT, on both sides", NOT_KNOWN, value_with_vat=None, value_without_vat=Decimal(28_000)),
    notices("a school", NO, is_school=True),
    notices("a body of education that may be a school", NOT_KNOWN, is_school=None, buyer_kind=BodyKind.EDUCATION),
    notices("a council is no school", YES, is_school=None),
    notices("above the threshold", NO, value_with_vat=Decimal(900_000)),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_route(case):
    holds(case)


def test_nothing_known_opens_and_closes_no_route():
    verdicts = {key: answer.verdict for key, answer in found(Facts(), Lists()).items()}
    assert set(verdicts.values()) == {NOT_KNOWN}


def test_a_route_of_the_act_and_one_of_the_health_regime_are_never_both_open():
    questions = ProcessQuestions(is_framework=True)
    for facts in (RESERVED, SMALL, MEDICAL, replace(RESERVED, regime=Regime.PROCUREMENT_ACT)):
        answers = found(facts, questions=questions)
        health = any(answer.is_yes for key, answer in answers.items() if key.startswith("selection_"))
        others = any(answer.is_yes for key, answer in answers.items() if not key.startswith("selection_"))
        assert (health, others) in {(True, False), (False, True)}


def test_health_care_that_is_said_to_be_bought_under_the_act_is_a_risk_on_both_sides():
    answers = found(replace(MEDICAL, regime=Regime.PROCUREMENT_ACT), questions=ProcessQuestions(is_framework=True))
    assert (answers["open"].verdict, answers["selection_competitive"].verdict) == (RISK, RISK)
    assert "By its other answers this regime does. Check it." in answers["open"].because


FORGETTABLE = [one.name for one in fields(Facts) if getattr(Facts(), one.name) is None]
FRAMEWORK = ProcessQuestions(is_framework=True)


@given(
    facts=st.sampled_from((RESERVED, SMALL, MEDICAL)),
    forgotten=st.sets(st.sampled_from(FORGETTABLE)),
    lists=st.booleans(),
)
def test_forgetting_facts_never_opens_a_closed_route_or_closes_an_open_one(facts, forgotten, lists):
    before = found(facts, questions=FRAMEWORK)
    less = replace(facts, **dict.fromkeys(forgotten))
    after = found(less, LISTS if lists else Lists(), FRAMEWORK)
    for key, one in after.items():
        assert one.verdict in (before[key].verdict, NOT_KNOWN), (key, one.because)


def test_direct_award_lists_its_grounds_and_the_notice():
    because = " ".join(found(RESERVED)["direct_award"].because)
    assert "transparency notice (UK5)" in because
    assert "extreme and unavoidable urgency" in because
    assert "user choice" in because


def test_every_route_has_a_name_reasons_and_a_rule_to_read():
    for one in routes(RESERVED, LISTS):
        assert one.name and one.answer.because
        assert all(rules_of(one.answer))
    names = [one.name for one in routes(RESERVED, LISTS)]
    assert len(names) == len(set(names))
    assert "Provider Selection Regime: direct award process A" in names
