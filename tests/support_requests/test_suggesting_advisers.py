"""Whom to ask for a line: the order is explained, and nobody with a conflict of interest is in it."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from support_requests.delivering.suggesting import Candidate, Need, conflicted, suggest
from support_requests.delivering.years import in_days

NEED = Need(support_type="legal", label="legal advice", days=Decimal(3), regions=frozenset({1, 2}))
QUARTERS = st.integers(0, 40).map(lambda n: Decimal(n) / 4)
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        pk=st.integers(1, 10**6),
        name=st.sampled_from(["Ada Vell", "Idris Norrey", "Mina Tarle"]),
        expertise=st.frozensets(st.sampled_from(["legal", "governance", "marketing"])),
        days_a_month=QUARTERS,
        regions=st.frozensets(st.integers(1, 4)),
        promised=QUARTERS,
        worked=QUARTERS,
        helped_before=st.integers(0, 3),
        conflict=st.sampled_from(["", "", "Belongs to Harrowmere"]),
        declined=st.booleans(),
    ),
    max_size=8,
    unique_by=lambda one: one.pk,
)


def adviser(**known) -> Candidate:
    usual = {"pk": 1, "name": "Ada Vell", "expertise": frozenset({"legal"}), "days_a_month": Decimal(4)}
    return Candidate(**(usual | known))


@given(CANDIDATES)
def test_each_is_suggested_once_or_told_apart_for_a_conflict(candidates):
    suggested = {one.candidate.pk for one in suggest(NEED, candidates)}
    apart = {one.pk for one in conflicted(candidates)}
    assert suggested | apart == {one.pk for one in candidates}
    assert not suggested & apart
    assert apart == {one.pk for one in candidates if one.conflict}


@given(CANDIDATES, st.randoms())
def test_the_order_does_not_hang_on_the_order_in_which_they_were_read(candidates, random):
    mixed = random.sample(candidates, len(candidates))
    assert suggest(NEED, candidates) == suggest(NEED, mixed)


@given(CANDIDATES)
def test_whoever_fits_in_everything_comes_before_whoever_does_not(candidates):
    fits = [not one.against for one in suggest(NEED, candidates)]
    assert fits == sorted(fits, reverse=True)


@given(CANDIDATES, QUARTERS)
def test_more_free_days_never_put_somebody_further_down(candidates, more):
    suggested = suggest(NEED, candidates)
    if not suggested:
        return
    last = suggested[-1].candidate
    freer = [replace(one, days_a_month=one.days_a_month + more) if one is last else one for one in candidates]
    place = [one.candidate.pk for one in suggest(NEED, freer)].index(last.pk)
    assert place <= len(suggested) - 1
    assert all(one.reasons or one.against for one in suggested)


def test_reasons_say_what_speaks_for_and_against():
    good = adviser(regions=frozenset({2}), promised=Decimal("0.5"), helped_before=1)
    said = suggest(NEED, [good])[0]
    assert said.reasons == (
        "Knows legal advice",
        "3½ days free of 4 days a month",
        "Works in the organisation’s regions",
        "Has helped this organisation before",
    )
    assert said.against == ()


def test_somebody_with_too_few_days_and_another_subject_is_told_so():
    said = suggest(NEED, [adviser(expertise=frozenset({"marketing"}), promised=Decimal(5), regions=frozenset({9}))])[0]
    assert said.against == (
        "Has not said that they know legal advice",
        "No days free of 4 days a month, and this needs 3 days",
        "Does not usually work in the organisation’s regions",
    )


def test_days_are_told_in_quarters():
    told = {"0": "0 days", "0.25": "¼ day", "1": "1 day", "1.5": "1½ days", "12.75": "12¾ days", "0.1": "0.1 day"}
    assert {days: in_days(Decimal(days)) for days in told} == told
    assert in_days(Decimal("-2.5")) == "−2½ days"
