import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioners.ocds.merging import merge

from .notices import award_notice, planning_notice, tender_notice


def dated(day, **fields):
    return {"ocid": "o", "id": f"r{day}", "date": f"2026-01-{day:02}T00:00:00Z", "tag": ["tender"]} | fields


def merged_tender(*tenders):
    return merge([dated(day, tender=tender) for day, tender in enumerate(tenders, start=1)])["tender"]


def test_objects_are_merged_and_values_replaced():
    first = {"title": "Old", "status": "planned", "value": {"amount": 1, "currency": "GBP"}}
    assert merged_tender(first, {"title": "New", "value": {"amount": 2}}) == {
        "title": "New",
        "status": "planned",
        "value": {"amount": 2, "currency": "GBP"},
    }


def test_null_removes():
    assert merged_tender({"title": "T", "value": {"amount": 1}}, {"value": None}) == {"title": "T"}
    assert merged_tender({"value": {"amount": 1, "x": 2}}, {"value": {"amount": None}}) == {"value": {"x": 2}}


def test_null_in_a_first_release_is_nothing():
    assert merged_tender({"title": None, "lots": [{"id": "1", "description": None}]}) == {"lots": [{"id": "1"}]}


def test_lists_of_objects_with_ids_are_merged_by_id():
    first = {"lots": [{"id": "1", "title": "A", "status": "active"}, {"id": "2", "title": "B"}]}
    second = {"lots": [{"id": "2", "title": "B2"}, {"id": "3", "title": "C"}, {"id": 1, "status": "cancelled"}]}
    assert merged_tender(first, second) == {
        "lots": [
            {"id": 1, "title": "A", "status": "cancelled"},
            {"id": "2", "title": "B2"},
            {"id": "3", "title": "C"},
        ]
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (["sme", "vcse"], ["vcse"]),
        ([{"region": "UKC"}, {"region": "UKD"}], [{"region": "UKE"}]),
        ([{"id": "1"}, {"id": "2"}], []),
        ([{"id": "1"}], [{"name": "no id"}]),
        ([{"name": "no id"}], [{"id": "1"}]),
        ("text", [{"id": "1"}]),
        ([{"id": "1"}], "text"),
        ({"id": "1"}, [{"id": "1", "a": 2}]),
    ],
)
def test_other_lists_and_changed_shapes_are_replaced(old, new):
    assert merged_tender({"field": old}, {"field": new}) == {"field": new}


def test_classifications_are_one_value_although_they_have_ids():
    old, new = [{"id": "85000000", "scheme": "CPV"}], [{"id": "92000000", "scheme": "CPV"}]
    assert merged_tender({"additionalClassifications": old}, {"additionalClassifications": new}) == {
        "additionalClassifications": new
    }


def test_id_used_twice_in_a_list_loses_nothing():
    lots = [{"id": "1", "title": "A"}, {"id": "1", "title": "B"}]
    assert merged_tender({"lots": lots}, {"lots": [{"id": "1", "x": 1}, {"id": "1", "x": 2}]}) == {
        "lots": [{"id": "1", "title": "A", "x": 1}, {"id": "1", "title": "B", "x": 2}]
    }


def test_last_release_gives_id_and_date_and_all_give_tags():
    both = merge([dated(2, tag=["award"]), dated(1, tag="tender")])
    assert (both["id"], both["date"], both["tag"]) == ("r2", "2026-01-02T00:00:00Z", ["award", "tender"])


def test_undated_releases_come_first_and_zones_count():
    early = dated(1, title="early") | {"date": "2026-01-01T23:30:00-02:00"}
    late = dated(2, title="late") | {"date": "2026-01-02T02:00:00+00:00"}
    undated = dated(3, title="undated") | {"date": "not a date"}
    assert merge([late, undated, early])["title"] == "late"


def test_award_of_a_later_notice_with_other_suppliers_is_another_award():
    first = award_notice("000102-2026", "2026-07-20T09:00:00Z", suppliers=("Saltwick Youth CIC",))
    second = award_notice("000103-2026", "2026-07-21T09:00:00Z", suppliers=("Marlbeck Clubs Ltd",))
    for award in (second["awards"][0]["suppliers"][0], second["parties"][1]):
        award["id"] = "GB-COH-00000009"
    awards = merge([second, first])["awards"]
    assert [[supplier["name"] for supplier in award["suppliers"]] for award in awards] == [
        ["Saltwick Youth CIC"],
        ["Marlbeck Clubs Ltd"],
    ]


def test_update_of_an_award_stays_the_same_award():
    second = award_notice("000103-2026", "2026-07-21T09:00:00Z") | {"tag": ["awardUpdate"]}
    second["awards"][0] = {"id": "1", "value": {"amount": 5}}
    award = merge([award_notice(), second])["awards"][0]
    assert award["value"] == {"amount": 5, "currency": "GBP"}
    assert len(award["suppliers"]) == 1


def test_nothing_merges_to_nothing():
    assert merge([]) == {"tag": []}


def test_releases_given_are_not_changed():
    releases = [planning_notice(), tender_notice(), award_notice()]
    before = copy.deepcopy(releases)
    merge(releases)
    assert releases == before


KEYS = st.sampled_from(["id", "title", "lots", "awards", "tender", "suppliers", "tag"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["", "1", "2", "active"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
RELEASES = st.lists(
    st.builds(
        lambda day, fields: fields | {"ocid": "o", "id": f"r{day}", "date": f"2026-01-{day:02}T00:00:00Z"},
        st.integers(1, 28),
        st.dictionaries(KEYS, JSON, max_size=4),
    ),
    max_size=4,
    unique_by=lambda release: release["id"],
)


@given(RELEASES, st.randoms())
def test_order_of_arrival_does_not_matter_whatever_the_content(releases, random):
    shuffled = releases[:]
    random.shuffle(shuffled)
    assert merge(shuffled) == merge(releases)


@given(RELEASES)
def test_merged_releases_hold_no_null(releases):
    assert not any(value is None for value in _values_of_objects(merge(releases)))


@given(RELEASES)
def test_repeating_the_last_release_changes_nothing(releases):
    again = [release | {"tag": ["tenderUpdate"]} for release in releases[-1:]]
    fields = {key: value for key, value in merge(releases + again).items() if key != "tag"}
    last = max(releases, key=lambda release: release["date"], default=None)
    if releases and last is releases[-1]:
        assert fields == {key: value for key, value in merge(releases).items() if key != "tag"}


def _values_of_objects(thing):
    """Values in objects; whole lists are kept as they come."""
    if isinstance(thing, dict):
        for value in thing.values():
            yield value
            yield from _values_of_objects(value)
