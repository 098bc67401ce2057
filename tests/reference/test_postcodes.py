"""Postcodes as people type them."""

import string

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships_portal.reference.cache import load_places
from partnerships_portal.reference.postcode_index import Found, PostcodeIndex, build_index
from partnerships_portal.reference.postcodes import (
    PostcodeProblem,
    country_of_postcode,
    find_postcode,
    postcode_problem,
)
from partnerships_portal.reference.sources import NO_PLACE, PostcodeColumns

letters = st.sampled_from(string.ascii_uppercase)
digits = st.sampled_from(string.digits)
inwards = st.builds("".join, st.tuples(digits, letters, letters))
outwards = st.one_of(
    st.builds("".join, st.tuples(letters, digits)),
    st.builds("".join, st.tuples(letters, letters, digits)),
    st.builds("".join, st.tuples(letters, letters, digits, st.one_of(digits, letters))),
)
postcodes = st.tuples(outwards, inwards)


@pytest.mark.parametrize("typed", ["LS1 1UR", "ls11ur", " ls1 1ur ", "L S 1 1 U R", "ls1-1ur.", "ls1\u00a01ur"])
def test_case_and_spaces_do_not_matter(typed):
    found = find_postcode(typed)
    assert found.text == "LS1 1UR"
    assert found.authority_code == "E08000035"
    assert abs(found.easting - 430_000) < 2_000 and abs(found.northing - 434_000) < 2_000


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", PostcodeProblem.NOT_A_POSTCODE),
        ("Leeds", PostcodeProblem.NOT_A_POSTCODE),
        ("LS1", PostcodeProblem.NOT_A_POSTCODE),
        ("LS1 1U", PostcodeProblem.NOT_A_POSTCODE),
        ("LS1 1UR 5", PostcodeProblem.NOT_A_POSTCODE),
        (None, PostcodeProblem.NOT_A_POSTCODE),
        ("ZZ1 1ZZ", PostcodeProblem.UNKNOWN),
        ("LS1 0ZZ", PostcodeProblem.UNKNOWN),
        ("EH1 1YZ", PostcodeProblem.OUTSIDE_ENGLAND),
        ("GY1 1AA", PostcodeProblem.OUTSIDE_ENGLAND),
        ("AB11 3AG", PostcodeProblem.NO_PLACE),
    ],
)
def test_what_cannot_be_placed_says_why(typed, problem):
    assert find_postcode(typed) is None
    assert postcode_problem(typed) is problem


def test_a_good_postcode_has_no_problem():
    assert postcode_problem("LS1 1UR") is None


@pytest.mark.parametrize(
    ("typed", "country"),
    [
        ("LS1 1UR", "England"),
        ("EH1 1YZ", "Scotland"),
        ("CF10 1EP", "Wales"),
        ("BT1 5GS", "Northern Ireland"),
        ("IM1 1AA", "the Isle of Man"),
        ("JE2 3AB", "the Channel Islands"),
        ("ZZ1 1ZZ", None),
        ("nowhere", None),
    ],
)
def test_country_of_a_postcode(typed, country):
    assert country_of_postcode(typed) == country


@given(st.text(max_size=12))
def test_any_text_gets_a_postcode_or_a_problem_and_never_both(text):
    assert (find_postcode(text) is None) == (postcode_problem(text) is not None)


@given(st.dictionaries(postcodes, st.integers(0, 2), min_size=1, max_size=60), postcodes)
def test_the_index_finds_what_a_dictionary_would(known, stranger):
    index = index_of(known)
    for halves, authority in known.items():
        assert index.find(*halves) == Found("ABC"[authority], authority * 10, NO_PLACE)
    assert (index.find(*stranger) is not None) == (stranger in known)


def index_of(known) -> PostcodeIndex:
    rows = sorted((f"{outward:<4}{inward}", authority) for (outward, inward), authority in known.items())
    return build_index(
        PostcodeColumns(
            np.array([text for text, _ in rows], dtype="S7"),
            np.array([authority for _, authority in rows], dtype=np.uint16),
            np.array([authority * 10 for _, authority in rows], dtype=np.int32),
            np.full(len(rows), NO_PLACE, dtype=np.int32),
            ("A", "B", "C"),
        )
    )


def test_the_index_written_to_disk_is_the_index_read_back(tmp_path):
    index = index_of({("LS1", "1UR"): 0, ("M1", "1AA"): 2})
    index.write(tmp_path)
    again = PostcodeIndex.read(tmp_path)
    assert again.find("M1", "1AA") == index.find("M1", "1AA") == Found("C", 20, NO_PLACE)
    assert again.find("M1", "1AB") is None
    assert len(again) == 2


def test_the_whole_country_is_there_and_mapped_not_read_into_memory():
    index = load_places()[1]
    assert len(index) > 2_500_000
    assert isinstance(index.eastings, np.memmap)
