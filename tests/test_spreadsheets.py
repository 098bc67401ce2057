"""Promises about lines of CSV."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from partnerships_portal import spreadsheets

CELLS = st.lists(st.one_of(st.none(), st.text(), st.integers()))


@given(CELLS)
def test_cells_never_begin_as_formulas_do_and_lose_nothing(cells):
    for cell, text in zip(cells, spreadsheets.safe(cells), strict=True):
        assert not text.startswith(("=", "+", "-", "@", "\t", "\r"))
        plain = "" if cell is None else str(cell).replace("\x00", "")
        assert text.removeprefix("'") == plain.removeprefix("'")


@given(st.lists(st.lists(st.text(), min_size=1), max_size=3))
def test_lines_are_read_as_they_were_written(rows):
    found = list(csv.reader(io.StringIO(spreadsheets.lines(rows), newline="")))
    assert found == [spreadsheets.safe(cells) for cells in rows]
