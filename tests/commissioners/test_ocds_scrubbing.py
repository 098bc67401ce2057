import json
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commissioners.ocds.scrubbing import EMAIL_MASK, TELEPHONE_MASK, masked, scrub

from .notices import contracts_finder_notice, tender_notice

# 01632 960xxx, 020 7946 0xxx, 0161 496 0xxx and 07700 900xxx are set aside by Ofcom for fiction
TELEPHONES = """
020 7946 0123
(020) 7946 0123
0207 946 0123
+44 20 7946 0123
+44 (0)20 7946 0123
+44(0)1632960123
0044 1632 960123
01632 960123
01632-960-123
01632.960.123
01632960123
(01632) 960123
0161 496 0123
07700 900123
07700900123
07700–900–123
+447700900123
0800 123456
0345 496 0000
01632 960123 ext 45
+353 20 91 01234
""".strip().splitlines()

NOT_TELEPHONES = """
£1,234,567.89
£01234567890
GBP 1000000
1000000 2000000 3000000
0.1234567890
0.01632960777
2026-03-02T09:00:00Z
20260302
01/02/2026
01-02-2026
01.02.2026 - 31.03.2027
01 02 2026 to 01 02 2027
1 April 2027 - 31 March 2030
2025 2026 2027 2028
09:00 - 17:00
0900 2026-03-11
between 0800 and 1800 hours
85000000
85000000-9
083664-2026
2026/S 000-012345
ocds-h6vhtk-06f1b4
ocds-b5fd17-09a309a3-8541-48b9-91c4-411c52e5bd34
a1c11-07700900777
SW1A 2AA
07123456
UPRN 100023336956
010012345678
DN756876-84229729
GB 123 4567 89
https://www.find-tender.service.gov.uk/Notice/01632960777
+12 months
""".strip().splitlines()


@pytest.mark.parametrize("number", TELEPHONES)
@pytest.mark.parametrize("around", ["{}", "Call {} before noon.", "at:rn{}rnrnor", "({})", "a{} b/{}".replace("a", "")])
def test_telephone_numbers_are_masked_wherever_they_stand(number, around):
    words = masked(around.format(number, number))
    assert TELEPHONE_MASK in words
    assert not any(digit in words for digit in string.digits)


@pytest.mark.parametrize("words", ["Tel: 960123", "Telephone no. 96 01 23", "Fax 0123-456", "mobile: 7700 900123"])
def test_short_numbers_are_masked_where_a_label_says_what_they_are(words):
    assert TELEPHONE_MASK in masked(words)


@pytest.mark.parametrize("words", NOT_TELEPHONES)
def test_money_dates_codes_and_addresses_are_left_as_they_are(words):
    for around in ("{}", "see {} for more", "({})"):
        assert masked(around.format(words)) == around.format(words)


@pytest.mark.parametrize(
    "address",
    [
        *("ann@harrowmere.example", "Ann.O'Neill+bids@mail.harrowmere.gov.example", "mailto:a@b.example"),
        *("rnann@harrowmere.examplern", "ann (at) harrowmere.example", "ann @harrowmere.example"),
    ],
)
def test_email_addresses_are_masked(address):
    words = masked(f"Write to {address}, or not.")
    assert EMAIL_MASK in words and "harrowmere.example" not in words
    assert words.endswith(", or not.")


def test_email_inside_a_web_address_is_masked():
    assert masked("https://x.example/?to=ann@harrowmere.example&n=1") == f"https://x.example/?to={EMAIL_MASK}&n=1"


@pytest.mark.parametrize("notice", [tender_notice(), contracts_finder_notice()])
def test_contact_points_go_and_the_rest_stays(notice):
    notice["tender"]["contactPoint"] = {"name": "Ann Example"}
    notice["parties"][0]["additionalContactPoints"] = [{"name": "Ben Example"}]
    notice["parties"][0]["persones"] = [{"name": "Cat Example"}]
    notice["parties"][0]["Email"] = "x"
    kept = scrub(notice)
    assert "Example" not in json.dumps(kept)
    assert kept["parties"][0]["name"] == notice["parties"][0]["name"]
    assert kept["parties"][0]["address"] == notice["parties"][0]["address"]
    assert kept["tender"]["value"] == notice["tender"]["value"]
    assert kept["ocid"] == notice["ocid"]


def test_identifiers_that_look_like_telephone_numbers_stay():
    release = {"id": "01632960123", "awardID": "07700900123", "url": "tel:01632960123", "title": "01632960123"}
    assert scrub(release) == release | {"title": TELEPHONE_MASK}


def test_what_a_database_refuses_is_taken_out():
    assert scrub({"a\x00": ["b\x00c", "\ud800"]}) == {"a": ["bc", "?"]}


def test_long_text_is_masked_in_no_time():
    for words in ("a" * 200_000 + "@", "0" * 200_000, "01632 " * 40_000, "tel " * 50_000, "@" * 200_000):
        masked(words)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=10,
)
PIECES = st.lists(st.text(" abc.,:;()/-rn\n", max_size=6) | st.sampled_from(NOT_TELEPHONES), max_size=4)


@given(VALUES)
def test_scrubbing_twice_is_scrubbing_once(value):
    assert scrub(scrub(value)) == scrub(value)


@given(VALUES)
def test_scrubbed_values_can_always_be_stored(value):
    text = json.dumps(scrub(value), ensure_ascii=False)
    assert "\\u0000" not in text
    text.encode()


@given(st.text(max_size=60), st.text(max_size=60))
def test_an_email_address_never_survives(before, after):
    assert "ann.example@harrowmere.example" not in masked(f"{before} ann.example@harrowmere.example {after}")


@settings(max_examples=500)
@given(PIECES, st.sampled_from(TELEPHONES), PIECES)
def test_a_telephone_number_among_other_words_never_survives(before, number, after):
    assert number not in masked(f"{' '.join(before)} {number} {' '.join(after)}")


@given(st.decimals(0, 10**9, places=2), st.sampled_from(["£{:,}", "£{}", "{:,} pounds", "GBP {:,}"]))
def test_amounts_of_money_always_survive(amount, form):
    words = form.format(amount)
    assert masked(words) == words


@given(st.datetimes())
def test_dates_always_survive(moment):
    for words in (moment.isoformat(), f"{moment:%d/%m/%Y}", f"{moment:%d-%m-%Y %H:%M}", f"{moment:%d.%m.%Y}"):
        assert masked(words) == words


@given(st.from_regex(r"\d{8}-\d", fullmatch=True) | st.from_regex(r"0\d{5}-20\d\d", fullmatch=True))
def test_codes_and_notice_numbers_always_survive(code):
    assert masked(f"see {code} here") == f"see {code} here"
