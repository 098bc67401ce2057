"""Whatever a release holds, importing it never fails: it is kept, or left out with a reason that names it."""

import copy
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commissioners.importing.prepared import Unusable, prepare
from commissioners.importing.runs import Run
from commissioners.ocds.reading import read_chunks

from .notices import AT, award_notice, contracts_finder_notice, planning_notice, tender_notice

NOTICES = (tender_notice(), planning_notice(), award_notice(), contracts_finder_notice())
STRANGE_WORDS = (
    *("", "\x00", "a\x00b", "\ud800", "\u202e", "x" * 600, "1" * 5000, "2026-02-30", "9999-12-31T23:59:59-14:00"),
    *("1e309", "NaN", "-1", "999999999999.99", "null", "UKX", "http://" + "a" * 600, "javascript:alert(1)"),
    *("GB-PPON-" + "9" * 400, "98133110-3", "Ωmega\n\r\t"),
)
STRANGE_THINGS = (
    *(None, True, False, 0, -1, 10**30, 1e308, 0.01, [], {}, [[]], [None], [{}]),
    *({"id": None}, {"id": []}, {"id": {"a": 1}}, [1, "a", None, {}]),
)
strange = st.sampled_from(STRANGE_WORDS) | st.sampled_from(STRANGE_THINGS) | st.text(max_size=30)


def places(thing, at=()):
    """The paths of everything inside `thing`."""
    inside = thing.items() if isinstance(thing, dict) else enumerate(thing) if isinstance(thing, list) else ()
    for key, value in inside:
        yield (*at, key)
        yield from places(value, (*at, key))


@st.composite
def broken_notices(draw):
    """A notice in which one to five things are replaced, taken out, doubled or moved to where they do not belong."""
    notice = copy.deepcopy(draw(st.sampled_from(NOTICES)))
    for _ in range(draw(st.integers(1, 5))):
        paths = list(places(notice))
        if not paths:
            break
        *above, last = draw(st.sampled_from(paths))
        parent = notice
        for key in above:
            parent = parent[key]
        deed = draw(st.sampled_from(("replace", "replace", "take out", "double", "wrap")))
        if deed == "replace":
            parent[last] = copy.deepcopy(draw(strange))
        elif deed == "take out":
            del parent[last]
        else:
            kept = copy.deepcopy(parent[last])
            parent[last] = [kept, copy.deepcopy(kept)] if deed == "double" else {"x": kept}
    return notice


@settings(max_examples=150, deadline=None)
@given(broken_notices())
def test_any_broken_release_is_made_ready_or_said_to_be_unusable(notice):
    try:
        prepare(notice, at=AT)
    except Unusable as reason:
        assert str(reason)


@pytest.mark.django_db
@pytest.mark.usefixtures("reference_data")
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(broken_notices(), min_size=5, max_size=15))
def test_database_takes_whatever_was_made_ready(notices):
    said: list[str] = []
    run = Run(at=AT, say=said.append)
    page = json.dumps({"releases": notices}).encode()
    run.import_items("The feed", read_chunks(iter([page]), "The page"))
    summary = run.finish()
    assert summary.releases == len(notices)
    assert not summary.reasons["not_understood"] + summary.reasons["not_stored"], said
    assert len([line for line in said if "was left out" in line]) == summary.failed
