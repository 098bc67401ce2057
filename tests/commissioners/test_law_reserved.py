import datetime as dt
from dataclasses import fields, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioners.choices import Regime, Route
from commissioners.law.facts import Facts
from commissioners.law.regulation_77 import QualifyingTests, could_be_reserved, is_qualifying_organisation
from commissioners.law.reserved import has_term_within, may_be_reserved
from commissioners.law.sources import MUTUALS
from commissioners.law.terms import first_day, last_day

from .law_cases import (
    CARE,
    HEALTH_CARE,
    NO,
    NO_CLASS,
    NOT_KNOWN,
    PAPER,
    RESERVABLE,
    RESERVED,
    YES,
    Case,
    day,
    holds,
    listed,
)

SECTION_33, REGULATION_77 = "section 33", "regulation 77"


def case(what, verdict, rule=SECTION_33, reservable=RESERVABLE, health_care=HEALTH_CARE, **changes):
    facts = replace(RESERVED, **changes)
    return Case(rule, what, may_be_reserved(facts, reservable=reservable, health_care=health_care), verdict)


def term(what, verdict, starts_on, ends_on, **changes):
    changes = {"may_extend_to": None, "may_be_extended": False, **changes}
    return case(what, verdict, starts_on=day(starts_on), ends_on=day(ends_on) if ends_on else None, **changes)


CASES = [
    case("every condition is met", YES),
    case("not light touch", NO, rule="regulation 42", is_light_touch=False),
    case("list of reservable services not entered", NOT_KNOWN, rule="regulation 42", reservable=None),
    case("services not named", NOT_KNOWN, rule="regulation 42", services=None),
    case("a service that is not in the list", NO, rule="regulation 42", services=frozenset({PAPER})),
    case("a wider code than the listed one", NOT_KNOWN, rule="regulation 42", services=frozenset({"85000000-9"})),
    case("a narrower code than the listed one", NOT_KNOWN, rule="regulation 42", services=frozenset({"85312100-0"})),
    case("listed and other services together", NOT_KNOWN, rule="regulation 42", services=frozenset({CARE, PAPER})),
    case("a list that began later", NOT_KNOWN, rule="regulation 42", reservable=listed(CARE, since="2026-07-01")),
    case("below the light touch threshold", NO, rule="SI 2025/1200", value_with_vat=Decimal(663_539)),
    case("at the light touch threshold", YES, rule="SI 2025/1200", value_with_vat=Decimal(663_540)),
    case("value not stated", NOT_KNOWN, rule="SI 2025/1200", value_with_vat=None),
    case("class of buyer does not matter", YES, rule="SI 2025/1200", buyer_class=NO_CLASS),
    case("light touch not said, too small for it", NO, is_light_touch=None, value_with_vat=Decimal(300_000)),
    case("open procedure", NO, route=Route.OPEN),
    case("direct award", NO, route=Route.DIRECT_AWARD),
    case("call-off from a framework", NO, route=Route.FRAMEWORK_CALL_OFF),
    case("procedure not stated", NOT_KNOWN, route=Route.NOT_STATED),
    case("a dynamic market is a competitive flexible procedure", YES, route=Route.DYNAMIC_MARKET),
    case("Provider Selection Regime", NO, rule="regulation 43", regime=Regime.PSR),
    case("a process of the Provider Selection Regime", NO, route=Route.PSR_COMPETITIVE),
    case("Public Contracts Regulations 2015", NO, rule="regulation 5", regime=Regime.PCR_2015),
    case("began the day before the Act", NO, rule="regulation 5", began_on=day("2025-02-23")),
    case("began on the day of the Act", YES, rule="regulation 5", began_on=day("2025-02-24")),
    case("day of beginning not known", NOT_KNOWN, rule="regulation 5", began_on=None),
    case(
        "may be health care, list not entered", NOT_KNOWN, rule="regulation 43", is_health_care=None, health_care=None
    ),
    term("five years to the day", YES, "2027-04-01", "2032-03-31"),
    term("five years and a day", NO, "2027-04-01", "2032-04-01"),
    term("extensions count", NO, "2027-04-01", "2030-03-31", may_extend_to=day("2032-04-01")),
    term("from 29 February to the last of February", YES, "2028-02-29", "2033-02-28"),
    term("from 29 February to 1 March", NO, "2028-02-29", "2033-03-01"),
    term("to 29 February of a leap year", YES, "2027-03-01", "2032-02-29"),
    term("extensions not known", NOT_KNOWN, "2027-04-01", "2030-03-31", may_be_extended=None),
    term("may be extended, until when not known", NOT_KNOWN, "2027-04-01", "2030-03-31", may_be_extended=True),
    term("too long whatever the extensions", NO, "2027-04-01", "2033-03-31", may_be_extended=None),
    term("end not known", NOT_KNOWN, "2027-04-01", None),
    term("ends before it starts", NOT_KNOWN, "2027-04-01", "2026-04-01"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_opportunity(case):
    holds(case)


def old(what, verdict, services=RESERVABLE, **changes):
    base = replace(RESERVED, regime=Regime.PCR_2015, began_on=day("2024-06-01"), starts_on=day("2024-09-01"))
    facts = replace(base, **{"ends_on": day("2027-08-31"), "may_extend_to": None, "may_be_extended": False, **changes})
    return Case(REGULATION_77, what, could_be_reserved(facts, services), verdict)


def organisation(what, verdict, **changes):
    every = {"pursues_public_service_mission": True, "reinvests_profits": True, "is_participatory": True}
    tests = QualifyingTests(**{**every, "had_reserved_contract": False, **changes})
    return Case(REGULATION_77, what, is_qualifying_organisation(tests), verdict)


OLD_CASES = [
    old("three years to the day", YES),
    old("three years and a day", NO, ends_on=day("2027-09-01")),
    old("a contract of the Act", NO, regime=Regime.PROCUREMENT_ACT),
    old("began under the Act", NO, regime=Regime.NOT_KNOWN, began_on=day("2025-02-24")),
    old("an old framework, called off later", YES, began_on=day("2025-03-01")),
    old("law not known", NOT_KNOWN, regime=Regime.NOT_KNOWN),
    old("list not entered", NOT_KNOWN, services=None),
    old("a service that is not listed", NO, services=listed(PAPER)),
    old("a wider code than the listed one", NOT_KNOWN, services=listed("85312100-0")),
    organisation("all four conditions", YES),
    organisation("not participatory", NO, is_participatory=False),
    organisation("profits go elsewhere", NO, reinvests_profits=False),
    organisation("had a reserved contract", NO, had_reserved_contract=True),
    organisation("has not said whether it had one", NOT_KNOWN, had_reserved_contract=None),
]


@pytest.mark.parametrize("case", OLD_CASES, ids=str)
def test_old_law(case):
    holds(case)


DAYS = st.dates(min_value=dt.date(2000, 1, 1), max_value=dt.date(2060, 12, 31))


@given(starts_on=DAYS, years=st.integers(1, 10))
def test_a_period_ending_with_the_last_day_of_a_term_begins_with_it_or_takes_in_29_february(starts_on, years):
    ends_on = last_day(starts_on, years=years)
    begins_on = first_day(ends_on, years=years)
    assert begins_on == starts_on or (begins_on.month, begins_on.day, starts_on.month, starts_on.day) == (2, 29, 3, 1)
    assert abs((ends_on - starts_on).days + 1 - 365.25 * years) <= 1


@given(starts_on=DAYS, first=st.integers(0, 4000), second=st.integers(0, 4000))
def test_a_longer_contract_is_never_nearer_to_five_years(starts_on, first, second):
    def found(days):
        facts = Facts(starts_on=starts_on, ends_on=starts_on + dt.timedelta(days=days), may_be_extended=False)
        return has_term_within(facts, years=5, source=MUTUALS).is_yes

    shorter, longer = sorted((first, second))
    assert found(shorter) or not found(longer)


CAN_BE_UNKNOWN = [one.name for one in fields(Facts) if getattr(Facts(), one.name) is None or one.name == "regime"]


@given(forgotten=st.sets(st.sampled_from(CAN_BE_UNKNOWN)))
def test_forgetting_a_fact_never_turns_yes_into_no_or_no_into_yes(forgotten):
    blank = {name: getattr(Facts(), name) for name in forgotten}
    facts = replace(RESERVED, **blank)
    found = may_be_reserved(facts, reservable=RESERVABLE, health_care=HEALTH_CARE)
    assert found.verdict in (YES, NOT_KNOWN)
    facts = replace(replace(RESERVED, route=Route.OPEN), **blank)
    assert may_be_reserved(facts, reservable=RESERVABLE, health_care=HEALTH_CARE).verdict in (NO, NOT_KNOWN)


def test_nothing_known_is_not_known():
    assert may_be_reserved(Facts(), reservable=None).verdict == NOT_KNOWN
    assert may_be_reserved(Facts(), reservable=RESERVABLE, health_care=HEALTH_CARE).verdict == NOT_KNOWN
