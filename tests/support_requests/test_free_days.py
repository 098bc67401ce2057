"""Days that an adviser has free, month by month."""

import datetime as dt
from decimal import Decimal

import pytest

from support_requests.delivering.free_days import free_months

TODAY = dt.date(2026, 11, 30)


@pytest.mark.parametrize(
    ("promised", "worked", "words"),
    [
        ("0", "0", ["November: 4 days", "December: 4 days", "January: 4 days"]),
        ("2", "1.5", ["November: ½ day", "December: 4 days", "January: 4 days"]),
        ("6", "1", ["November: 0 days", "December: 1 day", "January: 4 days"]),
        ("1", "9", ["November: 0 days", "December: 3 days", "January: 4 days"]),
        ("99", "0", ["November: 0 days", "December: 0 days", "January: 0 days"]),
    ],
)
def test_what_is_promised_takes_the_first_days_that_are_free(promised, worked, words):
    months = free_months(a_month=Decimal(4), promised=Decimal(promised), worked=Decimal(worked), today=TODAY)
    assert [one.in_words for one in months] == words


def test_months_follow_each_other_from_any_day():
    for day in (dt.date(2027, 1, 31), dt.date(2027, 2, 1), dt.date(2028, 1, 1)):
        firsts = [
            one.first for one in free_months(a_month=Decimal(0), promised=Decimal(0), worked=Decimal(0), today=day)
        ]
        assert [one.month for one in firsts] == [(day.month + n - 1) % 12 + 1 for n in range(3)]
