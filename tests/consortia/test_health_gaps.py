"""The health check shows how far apart answers are, and nothing else of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consortia.health.gaps import ENOUGH, Gap, gap_of, gaps, in_a_sentence, least, needed, widest_first
from consortia.health.questions import GROUPS, QUESTIONS
from consortia.health.voices import voices

answers = st.lists(
    st.dictionaries(st.sampled_from([question.key for question in QUESTIONS]), st.integers(1, 5)),
    min_size=0,
    max_size=8,
)


def shown(said):
    found = gaps(said, at_least=ENOUGH)
    return widest_first(found), in_a_sentence(found)


@given(answers, st.randoms(use_true_random=False))
def test_who_answered_what_changes_nothing(said, chance):
    before = shown(said)
    for question in QUESTIONS:  # even where members change places in single questions
        given_ = [one.pop(question.key) for one in said if question.key in one]
        holders = chance.sample(said, len(given_))
        chance.shuffle(given_)
        for one, value in zip(holders, given_, strict=True):
            one[question.key] = value
    assert shown(said) == before


@given(answers)
def test_on_which_side_anybody_stands_changes_nothing(said):
    mirrored = [{key: 6 - value for key, value in one.items()} for one in said]
    assert shown(mirrored) == shown(said)


@given(answers, st.integers(-4, 4))
def test_moving_all_together_changes_nothing(said, by):
    moved = [{key: value + by for key, value in one.items()} for one in said]
    if all(1 <= value <= 5 for one in moved for value in one.values()):
        assert shown(moved) == shown(said)


@given(answers)
def test_whoever_stands_between_two_others_changes_nothing(said):
    found = gaps(said, at_least=1)
    inside = {
        question.key: min(values)
        for question in QUESTIONS
        if (values := [one[question.key] for one in said if question.key in one]) and len(values) > 1
    }
    assert {key: gaps([*said, inside], at_least=1)[key] for key in inside} == {key: found[key] for key in inside}


@given(st.lists(st.integers(1, 5), max_size=2))
def test_fewer_than_three_answers_show_nothing(given_):
    assert gap_of(given_, at_least=ENOUGH) is Gap.UNKNOWN


@given(st.integers(1, 5), st.integers(1, 5), st.integers(1, 5))
def test_a_gap_of_three_answers_never_tells_what_the_two_others_said(own, second, third):
    """Whoever knows their own answer still finds more than one answer possible for each of the others."""
    told = gap_of([own, second, third], at_least=ENOUGH)
    possible = {
        (one, two) for one in range(1, 6) for two in range(1, 6) if gap_of([own, one, two], at_least=ENOUGH) is told
    }
    assert len({one for one, _ in possible}) > 1 and len({two for _, two in possible}) > 1


@pytest.mark.parametrize(
    ("given_", "gap"),
    [([2, 2, 2], Gap.CLOSE), ([2, 3, 3], Gap.CLOSE), ([2, 3, 4], Gap.SOME), ([1, 3, 4], Gap.FAR), ([1, 5, 3], Gap.FAR)],
)
def test_three_words_for_a_gap(given_, gap):
    assert gap_of(given_, at_least=ENOUGH) is gap


def test_what_was_promised_when_the_round_began_is_kept():
    assert [least(members) for members in (2, 3, 8)] == [2, 3, 3]
    assert needed(3, 2) == 3, "one left: the other two had answered on the promise of three"
    assert needed(2, 3) == 3, "one joined: two answers do not show anything to three"


def test_it_names_what_to_talk_about_first():
    said = [{"pace": 1, "trust": 2, "risk": 3}, {"pace": 5, "trust": 4, "risk": 3}, {"pace": 3, "trust": 3, "risk": 3}]
    found = gaps(said, at_least=ENOUGH)
    assert in_a_sentence(found) == "You differ most on pace of decisions."
    assert [(one.question.key, one.gap) for one in widest_first(found)[:3]] == [
        ("pace", Gap.FAR),
        ("trust", Gap.SOME),
        ("risk", Gap.CLOSE),
    ]


def test_every_question_has_a_group_a_topic_and_two_ends():
    assert len({question.key for question in QUESTIONS}) == len(QUESTIONS)
    assert {question.group for question in QUESTIONS} == set(GROUPS)
    assert all(
        question.topic and question.one and question.five and question.one != question.five for question in QUESTIONS
    )


belonging = st.lists(st.sets(st.integers(1, 5), max_size=3), min_size=3, max_size=6).map(
    lambda all_: dict(enumerate(all_))
)


def test_members_that_share_somebody_speak_with_one_voice():
    assert voices({1: {10}, 2: {20}, 3: {30}}) == {1: 1, 2: 2, 3: 3}
    assert voices({1: {10}, 2: {10, 20}, 3: {30}}) == {1: 1, 2: 1, 3: 3}
    assert voices({1: {10}, 2: {20}, 3: {10, 20}}) == {1: 1, 2: 1, 3: 1}, "through a third, too"
    assert voices({1: set(), 2: set()}) == {1: 1, 2: 2}


@given(belonging)
def test_whoever_belongs_to_two_members_never_counts_as_two(people):
    found = voices(people)
    for person in {person for each in people.values() for person in each}:
        assert len({found[one] for one, each in people.items() if person in each}) == 1


@given(belonging, st.data())
def test_nobody_reads_an_answer_from_the_gap_and_all_that_they_know(people, data):
    """Whoever belongs to several members still finds more than one answer possible for each of the others."""
    found = voices(people)
    said = {one: data.draw(st.integers(1, 5)) for one in people}

    def told(answers):
        return gaps([{"pace": answers[one]} for one in people], at_least=ENOUGH, voices=[found[one] for one in people])

    shown_ = told(said)["pace"]
    if shown_ is Gap.UNKNOWN:
        return
    for person in range(1, 6):
        hidden = [one for one, each in people.items() if person not in each]
        for one in hidden:
            possible = {
                other
                for other in range(1, 6)
                for rest in range(1, 6)
                if told(said | dict.fromkeys(hidden, rest) | {one: other})["pace"] is shown_
            }
            assert len(possible) > 1


def test_voices_are_counted_for_each_question():
    said = [{"pace": 1, "trust": 1}, {"pace": 5, "trust": 5}, {"trust": 3}, {"pace": 3}]
    found = gaps(said, at_least=ENOUGH, voices=[1, 1, 3, 4])
    assert found["trust"] is Gap.UNKNOWN and found["pace"] is Gap.UNKNOWN, "two voices each"
    assert gaps([*said, {"pace": 4}], at_least=ENOUGH, voices=[1, 1, 3, 4, 5])["pace"] is Gap.FAR
