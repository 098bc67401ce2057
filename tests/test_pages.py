"""Promises about the pages of lists."""

import pytest
from django.core.paginator import Paginator

from partnerships_portal.pages import page_of


@pytest.mark.parametrize(
    ("asked", "opened"), [("2", 2), ("-1", 1), ("0", 1), (None, 1), ("x", 1), ("9" * 5000, 1), ("99", 3)]
)
def test_page_below_the_first_opens_the_first_and_past_the_last_the_last(asked, opened):
    assert page_of(Paginator(range(30), 10), asked).number == opened
