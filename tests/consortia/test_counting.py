"""Promises about when a decision is agreed."""

import pytest

from consortia.deciding.counting import Outcome, needed, outcome


@pytest.mark.parametrize(
    ("rule", "present", "number"),
    [
        *[("everyone", 1, 1), ("everyone", 5, 5)],
        *[("two_thirds", 2, 2), ("two_thirds", 3, 2), ("two_thirds", 4, 3), ("two_thirds", 6, 4)],
        *[("majority", 1, 1), ("majority", 2, 2), ("majority", 3, 2), ("majority", 4, 3)],
    ],
)
def test_so_many_members_have_to_agree(rule, present, number):
    assert needed(rule, present) == number


def test_it_is_agreed_as_soon_as_enough_agree():
    assert outcome("majority", present=3, agreed=2, objected=0) is Outcome.AGREED


def test_an_objection_ends_nothing_while_somebody_has_not_spoken():
    assert outcome("everyone", present=3, agreed=1, objected=1) is Outcome.OPEN
    assert outcome("everyone", present=3, agreed=2, objected=1) is Outcome.NOT_AGREED


def test_no_majority_speaks_for_the_member_that_it_is_about():
    assert outcome("majority", present=3, agreed=2, objected=0, own_yes=False) is Outcome.OPEN
    assert outcome("majority", present=3, agreed=2, objected=1, own_yes=False) is Outcome.NOT_AGREED
