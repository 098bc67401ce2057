import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioners.law.answers import Verdict
from commissioners.law.thresholds import THRESHOLDS, is_above_threshold

from .law_cases import CENTRAL, NO, NO_CLASS, NOT_KNOWN, SUB_CENTRAL, YES, Case, day, holds

OLD, NEW = "SI 2025/163", "SI 2025/1200"


def case(rule, what, verdict, value, buyer_class, light, on, net=None):
    value, net = (None if one is None else Decimal(one) for one in (value, net))
    answer = is_above_threshold(value, buyer_class, light, day(on) if on else None, value_without_vat=net)
    return Case(rule, what, answer, verdict)


CASES = [
    case(NEW, "light touch at the amount is above", YES, "663540", SUB_CENTRAL, True, "2026-01-01"),
    case(NEW, "light touch a penny less is below", NO, "663539.99", SUB_CENTRAL, True, "2026-01-01"),
    case(NEW, "light touch does not ask for the class of buyer", YES, "700000", NO_CLASS, True, "2026-06-01"),
    case(NEW, "light touch has no two-year review", NO, "600000", CENTRAL, True, "2029-06-01"),
    case(NEW, "sub-central at the amount is above", YES, "207720", SUB_CENTRAL, False, "2026-11-22"),
    case(NEW, "sub-central a penny less is below", NO, "207719.99", SUB_CENTRAL, False, "2026-11-22"),
    case(NEW, "central at the amount is above", YES, "135018", CENTRAL, False, "2026-11-22"),
    case(NEW, "central a penny less is below", NO, "135017.99", CENTRAL, False, "2026-11-22"),
    case(NEW, "class not known, between the amounts", NOT_KNOWN, "150000", NO_CLASS, False, "2026-11-22"),
    case(NEW, "class not known, both above", YES, "207720", NO_CLASS, False, "2026-11-22"),
    case(NEW, "class not known, both below", NO, "135017", NO_CLASS, False, "2026-11-22"),
    case(NEW, "kind not known, above both", YES, "663540", SUB_CENTRAL, None, "2026-11-22"),
    case(NEW, "kind not known, below both", NO, "100000", SUB_CENTRAL, None, "2026-11-22"),
    case(NEW, "kind not known, between", NOT_KNOWN, "300000", SUB_CENTRAL, None, "2026-11-22"),
    case(OLD, "sub-central in 2025 had a higher amount", NO, "210000", SUB_CENTRAL, False, "2025-12-31"),
    case(NEW, "the same value from 1 January 2026", YES, "210000", SUB_CENTRAL, False, "2026-01-01"),
    case(OLD, "central on the first day of the Act", YES, "139688", CENTRAL, False, "2025-02-24"),
    case(OLD, "sub-central at the amount of 2025", YES, "214904", SUB_CENTRAL, False, "2025-02-24"),
    case(OLD, "light touch in 2025", NO, "663539", SUB_CENTRAL, True, "2025-06-01"),
    case(OLD, "before the Act the table is silent", NOT_KNOWN, "900000", SUB_CENTRAL, True, "2025-02-23"),
    case(NEW, "amounts of 2028 are not made yet", NOT_KNOWN, "900000", SUB_CENTRAL, False, "2028-01-01"),
    case(NEW, "the day is not known", NOT_KNOWN, "900000", SUB_CENTRAL, False, None),
    case(NEW, "no value", NOT_KNOWN, None, SUB_CENTRAL, False, "2026-11-22"),
    case(NEW, "a penny stands for no value", NOT_KNOWN, "0.01", SUB_CENTRAL, False, "2026-11-22"),
    case(NEW, "without VAT: above even at 0 per cent", YES, None, SUB_CENTRAL, False, "2026-11-22", "207720"),
    case(NEW, "without VAT: below even at 20 per cent", NO, None, SUB_CENTRAL, False, "2026-11-22", "173099"),
    case(NEW, "without VAT: at 20 per cent exactly there", NOT_KNOWN, None, SUB_CENTRAL, False, "2026-11-22", "173100"),
    case(NEW, "the value with VAT is the one that counts", NO, "207719", SUB_CENTRAL, False, "2026-11-22", "400000"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_threshold(case):
    holds(case)


def test_what_is_missing_is_named():
    found = is_above_threshold(None, NO_CLASS, None, day("2026-11-22"), value_without_vat=Decimal(150_000))
    assert found.verdict == NOT_KNOWN
    assert found.because[:3] == (
        "It is not known whether these are light touch services.",
        "It is not known whether the buyer is a central government authority.",
        "Only the value without VAT is known.",
    )
    assert "£135,018 for goods and other services (central government authority)" in found.because[3]


def test_a_negative_value_is_refused():
    with pytest.raises(ValueError, match="negative"):
        is_above_threshold(Decimal(-1), CENTRAL, False, day("2026-11-22"))


def test_no_day_has_two_amounts_for_the_same_contract():
    for on in (day("2025-02-24") + dt.timedelta(days=number) for number in range(1200)):
        held = [
            (row.is_light_touch, row.buyer_class)
            for row in THRESHOLDS
            if row.holds(row.buyer_class, row.is_light_touch, on)
        ]
        assert len(held) == len(set(held)), on


ORDER = {Verdict.NO: 0, Verdict.NOT_KNOWN: 1, Verdict.YES: 2}
values = st.decimals(min_value=2, max_value=2_000_000, places=2)
classes = st.sampled_from((CENTRAL, SUB_CENTRAL, NO_CLASS))
kinds = st.sampled_from((True, False, None))
days = st.dates(min_value=day("2025-02-24"), max_value=day("2027-12-31"))


@given(first=values, second=values, buyer_class=classes, light=kinds, on=days)
def test_more_money_never_makes_it_less_of_a_public_contract(first, second, buyer_class, light, on):
    less, more = sorted((first, second))
    found = [is_above_threshold(value, buyer_class, light, on).verdict for value in (less, more)]
    assert ORDER[found[0]] <= ORDER[found[1]]


@given(value=values, light=st.booleans(), on=days, with_vat=st.booleans())
def test_an_answer_for_an_unknown_class_is_the_answer_of_every_class(value, light, on, with_vat):
    def found(buyer_class):
        return is_above_threshold(
            value if with_vat else None, buyer_class, light, on, value_without_vat=None if with_vat else value
        ).verdict

    each = {found(CENTRAL), found(SUB_CENTRAL)}
    assert found(NO_CLASS) == (each.pop() if len(each) == 1 else NOT_KNOWN)


@given(value=values, buyer_class=classes, light=kinds, on=days, rate=st.decimals(0, "0.20", places=2))
def test_an_answer_without_vat_is_the_answer_at_every_rate(value, buyer_class, light, on, rate):
    without = is_above_threshold(None, buyer_class, light, on, value_without_vat=value)
    if without.is_known:
        assert is_above_threshold(value * (1 + rate), buyer_class, light, on).verdict == without.verdict
