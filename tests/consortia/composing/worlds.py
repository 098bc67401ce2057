"""Small worlds for composing, by hand and at random."""

from hypothesis import strategies as st

from consortia.composing.problem import Options, Problem

MONEY = st.one_of(st.sampled_from([0.0, 1.0, 2.0, 5.0, 250_000.0]), st.floats(0, 10).map(lambda x: round(x, 3)))
SCORE = st.one_of(st.sampled_from([0.0, 0.5, 1.0]), st.floats(0, 1).map(lambda x: round(x, 4)))


def problem(*organisations, cells=None, **other) -> Problem:
    """A world of (cells covered, turnover, may lead, fit), numbered from 0; trailing parts may be left out."""
    rows = [(*row, *(0.0, False, 0.5)[len(row) - 1 :]) for row in organisations]
    asked = max((cell for row in rows for cell in row[0]), default=-1) + 1 if cells is None else cells
    return Problem(
        cells=asked,
        ids=range(len(rows)),
        covers=[sum(1 << cell for cell in row[0]) for row in rows],
        turnover=[row[1] for row in rows],
        lead=[row[2] for row in rows],
        fit=[row[3] for row in rows],
        **other,
    )


@st.composite
def problems(draw, most: int = 9) -> Problem:
    """Any world of up to so many organisations."""
    size = draw(st.integers(0, most))
    cells = draw(st.sampled_from([0, 1, 2, 4, 6, 9, 70]))
    ids = draw(st.permutations([*range(size)])) if draw(st.booleans()) else [f"no {n}" for n in range(size)]
    lists = lambda one: st.lists(one, min_size=size, max_size=size)  # noqa: E731 - five lists of one length
    ends = [(one, other) for place, one in enumerate(ids) for other in ids[:place]]
    chosen = st.lists(st.sampled_from(ends), unique=True) if ends else st.just([])
    turnover = draw(lists(MONEY))
    return Problem(
        cells=cells,
        ids=ids,
        covers=draw(lists(st.integers(0, (1 << cells) - 1))),
        turnover=turnover,
        lead=draw(lists(st.booleans())),
        fit=draw(lists(SCORE)),
        threshold=draw(st.sampled_from([0.0, 0.3, 0.7, 1.0, 1.3])) * sum(turnover),
        max_members=draw(st.sampled_from([1, 2, 3, 4, 8])),
        pair=draw(st.dictionaries(st.sampled_from(ends), SCORE)) if ends else {},
        conflicts=set(draw(chosen)) if draw(st.booleans()) else set(),
        penalty=draw(st.one_of(st.just([]), lists(st.floats(0, 0.3)))),
    )


@st.composite
def asked(draw) -> tuple[Problem, Options]:
    """A world, and what somebody wants of the teams."""
    world = draw(problems(7))
    if not len(world):
        return world, Options()
    one = st.sampled_from(list(world.ids))
    return world, Options(
        include=draw(st.lists(one, max_size=2, unique=True)),
        exclude=draw(st.lists(one, max_size=2, unique=True)),
        lead=draw(st.one_of(st.none(), one)),
        max_members=draw(st.sampled_from([None, 1, 2, 3])),
    )
