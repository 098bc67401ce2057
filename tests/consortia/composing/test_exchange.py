"""Worlds from elsewhere: what is read, what is refused and why, and what is printed."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from consortia.composing.exchange import MalformedError, problem_from

TWO = [{"id": 7, "covers": [0], "turnover": 5, "lead": True, "fit": 0.5}, {"id": 9, "covers": [1, 1], "fit": 1}]


def read(**world):
    return problem_from(json.dumps({"cells": 2, "organisations": TWO} | world))


def test_a_world_is_read_whole():
    world = read(threshold=3.5, max_members=2, pair=[[7, 9, 0.25]], conflicts=[[9, 7]])
    assert (world.cells, world.threshold, world.max_members) == (2, 3.5, 2)
    assert list(world.ids) == [7, 9] and list(world.covers) == [1, 2] and list(world.lead) == [True, False]
    assert world.pair == {(7, 9): 0.25} and world.conflicts == {(9, 7)}


def test_what_is_missing_or_null_has_a_default():
    world = read(threshold=None, max_members=None, pair=None, organisations=[{"id": "a", "covers": None, "lead": None}])
    assert (world.threshold, world.max_members, world.pair) == (0, 8, {})
    assert list(world.covers) == [0] and list(world.turnover) == [0] and list(world.lead) == [False]


def test_positions_are_read_where_not_all_are_ids():
    assert read(pair=[[0, 1, 0.5]], conflicts=[[1, 0]]).pair == {(7, 9): 0.5}


def test_ids_win_where_both_readings_are_possible():
    organisations = [{"id": 1}, {"id": 0}]
    assert read(organisations=organisations, pair=[[0, 0, 1], [1, 0, 0.5]]).pair[1, 0] == 0.5


@pytest.mark.parametrize(
    ("world", "why"),
    [
        ("{", "not JSON"),
        ("[]", "The world must be an object"),
        ('{"organisations": []}', 'no "cells"'),
        ('{"cells": 1}', 'no "organisations"'),
        ('{"cells": -1, "organisations": []}', "cells must be a whole number, 0 or more, not -1"),
        ('{"cells": 1.5, "organisations": []}', "cells must be a whole number"),
        ('{"cells": 1, "organisations": [], "max_members": 0}', "max_members must be a whole number, 1 or more"),
        ('{"cells": 1, "organisations": [], "threshold": "x"}', "threshold must be a number"),
        ('{"cells": 1, "organisations": [], "threshold": NaN}', "threshold must be a number"),
        ('{"cells": 1, "organisations": [3]}', "organisations[0] must be an object, not 3"),
        ('{"cells": 1, "organisations": [{"covers": []}]}', 'organisations[0] has no "id"'),
        ('{"cells": 1, "organisations": [{"id": true}]}', "organisations[0].id must be a whole number or a text"),
        (
            '{"cells": 1, "organisations": [{"id": 1}, {"id": 1}]}',
            "organisations[1].id is 1, as organisations[0].id is",
        ),
        ('{"cells": 1, "organisations": [{"id": 1, "covers": 0}]}', "organisations[0].covers must be a list"),
        ('{"cells": 1, "organisations": [{"id": 1, "covers": [1]}]}', "covers[0] is 1, but the cells are 0 to 0"),
        ('{"cells": 1, "organisations": [{"id": 1, "turnover": -1}]}', "organisations[0].turnover must be 0 or more"),
        ('{"cells": 1, "organisations": [{"id": 1, "lead": 1}]}', "organisations[0].lead must be true or false"),
        ('{"cells": 1, "organisations": [{"id": 1}], "pair": [[1, 1]]}', "pair[0] must be [i, j, score]"),
        ('{"cells": 1, "organisations": [{"id": 1}], "pair": [[0, 0, "x"]]}', "pair[0][2] must be a number"),
        ('{"cells": 1, "organisations": [{"id": 1}], "conflicts": [[1, 5]]}', "conflicts[0] names 5, which is neither"),
        ('{"cells": 1, "organisations": [{"id": 1}], "conflicts": [[1, null]]}', "conflicts[0] must name two"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(world, why):
    with pytest.raises(MalformedError) as raised:
        problem_from(world)
    assert why in str(raised.value)


def test_the_command_prints_the_answer_and_nothing_else(tmp_path, capsys):
    path = tmp_path / "world.json"
    path.write_text(json.dumps({"cells": 3, "organisations": TWO, "pair": [[7, 9, 0.25]]}))
    call_command("compose", "--world", str(path), "--json")
    answer = json.loads(capsys.readouterr().out)
    assert answer == {
        "teams": [{"members": [7, 9], "uncovered": [2], "shortfall": 0.0, "lead_shortfall": 0, "objective": 0.5}],
        "proven": True,
    }


def test_the_command_reads_stdin(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"cells": 0, "organisations": []}'))
    call_command("compose", "--world", "-", "--json")
    assert json.loads(capsys.readouterr().out) == {"teams": [], "proven": True}


def test_the_command_says_what_is_wrong(tmp_path):
    path = tmp_path / "world.json"
    path.write_text('{"cells": 1}')
    with pytest.raises(CommandError) as raised:
        call_command("compose", "--world", str(path), "--json")
    assert 'The world has no "organisations"' in str(raised.value) and str(path) in str(raised.value)
    with pytest.raises(CommandError, match="No such file"):
        call_command("compose", "--world", str(tmp_path / "none.json"), "--json")
