"""The promise of the law's table: at least 60 cases, each of which names its rule, with a link and the day of check."""

from collections import Counter

from commissioners.law import sources

from . import (
    test_law_engagement,
    test_law_qualifying,
    test_law_reserved,
    test_law_routes,
    test_law_selection,
    test_law_thresholds,
)
from .law_cases import NO, NOT_KNOWN, RISK, YES, Case

TABLES = (
    *(test_law_thresholds.CASES, test_law_reserved.CASES, test_law_reserved.OLD_CASES, test_law_qualifying.CASES),
    *(test_law_routes.CASES, test_law_selection.CASES, test_law_selection.PROCESS_CASES, test_law_engagement.CASES),
)
TABLE = [case for cases in TABLES for case in cases]
RULES = {source.name for source in vars(sources).values() if isinstance(source, sources.Source)}


def test_table_has_at_least_sixty_cases_and_no_case_twice():
    assert all(isinstance(case, Case) for case in TABLE)
    assert len(TABLE) >= 60
    assert [case for case, number in Counter(map(str, TABLE)).items() if number > 1] == []


def test_every_case_names_its_rule_and_says_where_to_read_it_and_when_it_was_checked():
    for case in TABLE:
        assert case.rule and case.what, case
        assert any(case.rule in rule for rule in RULES), case
        for answer in everything(case.answer):
            assert answer.rule in RULES, (case, answer.rule)
            assert answer.because, case
            assert answer.link.startswith("https://") or answer.link == "", (case, answer.link)
            assert answer.checked_on is not None, case


def test_table_has_every_verdict():
    assert {case.verdict for case in TABLE} == {YES, NO, NOT_KNOWN, RISK}


def everything(answer):
    """The answer and every answer that it was made from."""
    yield answer
    for part in answer.parts:
        yield from everything(part)
