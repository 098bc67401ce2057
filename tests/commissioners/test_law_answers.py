import inspect
from importlib import import_module
from pkgutil import iter_modules

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioners import law
from commissioners.law import NOT_LEGAL_ADVICE, sources
from commissioners.law.answers import Verdict, all_of, answer, any_of, conclude, no, not_known, opposite, said, yes
from commissioners.law.facts import ListedServices, listing, plain_code

from .law_cases import NO, NOT_KNOWN, RISK, YES, day

verdicts = st.lists(st.sampled_from(Verdict), min_size=1, max_size=5)


def as_bool(verdict):
    return {YES: True, NO: False}[verdict]


@given(verdicts)
def test_all_of_and_any_of_mirror_each_other(found):
    assert all_of(found) == opposite(any_of(opposite(verdict) for verdict in found))


@given(st.lists(st.sampled_from((YES, NO, NOT_KNOWN)), min_size=1, max_size=4), st.data())
def test_a_known_answer_holds_however_the_gaps_are_filled(found, data):
    filled = [data.draw(st.sampled_from((YES, NO))) if verdict == NOT_KNOWN else verdict for verdict in found]
    if all_of(found) != NOT_KNOWN:
        assert as_bool(all_of(found)) == all(as_bool(verdict) for verdict in filled)
    if any_of(found) != NOT_KNOWN:
        assert as_bool(any_of(found)) == any(as_bool(verdict) for verdict in filled)


def test_a_risk_is_no_yes_and_gives_way_to_what_is_not_known():
    assert all_of([YES, RISK]) == RISK
    assert all_of([RISK, NOT_KNOWN]) == NOT_KNOWN
    assert all_of([RISK, NOT_KNOWN, NO]) == NO
    assert any_of([RISK, NO]) == RISK


def test_a_conclusion_gives_the_reasons_of_the_parts_that_decide():
    parts = [yes(sources.VALUE, "Fine."), no(sources.VALUE, "Too late."), not_known(sources.VALUE, "Who knows.")]
    found = conclude(sources.MUTUALS, parts, when_yes="All well.")
    assert (found.verdict, found.because, found.parts) == (NO, ("Too late.",), tuple(parts))
    assert conclude(sources.MUTUALS, parts[:1], when_yes="All well.").because == ("All well.",)


def test_a_question_that_nobody_answered_is_not_known():
    words = {"yes": "So.", "no": "Not so.", "unknown": "Not said."}
    assert [said(value, sources.VALUE, **words).as_bool for value in (True, False, None)] == [True, False, None]
    assert said(None, sources.VALUE, **words).because == ("Not said.",)


def test_an_answer_without_a_reason_is_refused():
    with pytest.raises(ValueError, match="says why"):
        answer(YES, sources.VALUE)


def test_every_rule_says_where_it_is_and_when_and_against_what_it_was_checked():
    rules = [one for one in vars(sources).values() if isinstance(one, sources.Source)]
    assert len(rules) > 25
    for rule in rules:
        assert rule.link.startswith("https://") == (rule.checked_against != sources.PORTAL)
        assert rule.checked_on == day("2026-11-22")
        assert rule.checked_against in {
            sources.TEXT,
            sources.DRAFT,
            sources.GUIDANCE,
            sources.COMMENTARY,
            sources.PORTAL,
        }
    assert sources.MUTUALS.link == "https://www.legislation.gov.uk/ukpga/2023/54/section/33"


def test_every_rule_function_names_its_source():
    rules = ("thresholds", "public_contracts", "reserved", "qualifying", "regulation_77", "below_threshold", "routes")
    for name in (*rules, "selection_regime", "selection_processes", "standstills", "engagement", "timing"):
        module = import_module(f"commissioners.law.{name}")
        for found in vars(module).values():
            if inspect.isfunction(found) and found.__module__ == module.__name__ and not found.__name__.startswith("_"):
                assert "Source" in (found.__doc__ or ""), f"{name}.{found.__name__}"


def test_the_law_reads_neither_the_clock_nor_the_database():
    for one in iter_modules(law.__path__):
        source = inspect.getsource(import_module(f"commissioners.law.{one.name}"))
        assert [word for word in ("django", "today()", "now()") if word in source] == [], one.name


def test_the_page_can_say_that_it_is_not_legal_advice():
    assert NOT_LEGAL_ADVICE.startswith("This is not legal advice.")


LISTED = frozenset({"85121200-5", "85300000-2"})


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("85121200-5", True),
        ("85121200", True),
        (" 85300000-2 ", True),
        ("85312000-9", None),
        ("85121210-8", None),
        ("85100000-0", None),
        ("85000000-9", None),
        ("85131000-6", False),
        ("30197630-1", False),
    ],
)
def test_a_code_is_listed_not_listed_or_too_wide_or_narrow_to_tell(code, expected):
    assert listing(code, LISTED) is expected


@given(st.integers(10_000_000, 99_999_999))
def test_the_check_digit_of_a_code_never_matters(number):
    assert listing(f"{number}-1", LISTED) is listing(str(number), LISTED)
    assert plain_code(f"{number}-7") == str(number)


def test_a_list_holds_on_its_days_only():
    held = ListedServices(
        LISTED, "https://www.legislation.gov.uk", day("2025-02-24"), day("2026-11-22"), day("2026-12-31")
    )
    days = ("2025-02-23", "2025-02-24", "2026-12-31", "2027-01-01")
    assert [held.holds_on(day(one)) for one in days] == [False, True, True, False]
