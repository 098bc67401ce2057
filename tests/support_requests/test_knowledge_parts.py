"""Headings in the text of a guide."""

from hypothesis import given
from hypothesis import strategies as st

from support_requests.knowledge.parts import under_headings

LETTERS = st.text(alphabet="ab .\n", max_size=200)


def test_short_lines_by_themselves_head_what_stands_below_them():
    text = "What it is.\r\n\r\nWhy it matters\r\n\r\nBecause.\r\n\r\nAnd more.\r\n\r\nWhat you can do\r\n\r\nAsk."
    assert under_headings(text) == [
        ("", "What it is."),
        ("Why it matters", "Because.\n\nAnd more."),
        ("What you can do", "Ask."),
    ]


def test_a_last_line_and_a_sentence_head_nothing():
    assert under_headings("Ask early.\n\nThank you") == [("", "Ask early.\n\nThank you")]


@given(LETTERS)
def test_no_word_is_lost(text):
    found = under_headings(text)
    assert " ".join(f"{heading} {below}" for heading, below in found).split() == text.split()
