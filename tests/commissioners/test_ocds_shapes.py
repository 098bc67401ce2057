import datetime as dt
from decimal import Decimal

import pytest

from commissioners.ocds.dates import day, moment
from commissioners.ocds.shapes import long_text, pounds


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-06-01T12:00:00+01:00", "2026-06-01T11:00:00Z"),
        ("2026-06-01T12:00:00Z", "2026-06-01T12:00:00Z"),
        ("2026-06-01T12:00:00", "2026-06-01T11:00:00Z"),  # no zone: UK summer time
        ("2026-01-05T12:00:00", "2026-01-05T12:00:00Z"),  # no zone: UK winter time
        ("2026-06-01", "2026-06-01T22:59:59Z"),  # the last second of the day, in the UK
        ("2026-06-01T12:00:00.1234567Z", "2026-06-01T12:00:00.123456Z"),
        ("01/06/2026 12:00", "2026-06-01T11:00:00Z"),
    ],
)
def test_moments_have_the_right_zone(written, meant):
    assert moment(written) == dt.datetime.fromisoformat(meant)


@pytest.mark.parametrize(
    "written",
    [
        *(None, "", "soon", 5, True, [], {"a": 1}, "2026-02-29T00:00:00Z", "2026-01-01T25:61:00Z", "31/02/2026"),
        *("13/13/2026", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-05:00"),
    ],
)
def test_what_is_no_date_is_not_known(written):
    assert moment(written) is None
    assert day(written) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-04-01T00:00:00+01:00", (2026, 4, 1)),
        ("2026-03-31T23:00:00Z", (2026, 4, 1)),  # midnight of British summer time, told in UTC
        ("2026-06-30T23:59:59Z", (2026, 6, 30)),  # the end of a day, though the zone is wrong
        ("2026-06-30T23:59:59+01:00", (2026, 6, 30)),
        ("2026-06-01T00:00:00Z", (2026, 6, 1)),
        ("2026-06-01", (2026, 6, 1)),
    ],
)
def test_days_of_contracts_are_days_in_the_uk(written, meant):
    assert day(written) == dt.date(*meant)


@pytest.mark.parametrize(
    ("amount", "meant"),
    [(2500, "2500"), (2500.5, "2500.50"), ("1,250.40", "1250.40"), ("£3000", "3000"), (10**7, "10000000")],
)
def test_amounts_are_pounds(amount, meant):
    assert pounds({"amount": amount, "currency": "GBP"}) == Decimal(meant)


@pytest.mark.parametrize("amount", [0, 0.01, 1, -5, None, "", "unknown", True, [], {}, float("inf"), 10**15, "1e400"])
def test_nominal_or_impossible_amounts_are_not_known(amount):
    assert pounds({"amount": amount, "currency": "GBP"}) is None
    assert pounds({"amount": 500, "currency": "EUR"}) is None


def test_line_breaks_of_contracts_finder_become_breaks_and_words_stay():
    assert long_text("One.rnrnTwo:rnThree modern barn") == "One.\n\nTwo:\nThree modern barn"
