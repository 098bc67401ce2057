"""Worlds from elsewhere, as JSON, and what is answered. Pure.

A world is an object. Only `organisations` and `cells` must be there; what is missing or null has the value in brackets:

    {"cells": n, "threshold": pounds [none], "max_members": k [8],
     "organisations": [{"id": number or text, "covers": [cells [none]], "turnover": pounds [0], "lead": bool [false],
                        "fit": number [0], "penalty": number [0]}],
     "pair": [[i, j, score]], "conflicts": [[i, j]]}

Cells are numbered from 0. In `pair` and `conflicts` i and j are ids where every one of them is an id, in both lists
together; otherwise they are positions in `organisations`, from 0. So ids that are 0 to n-1 in their order read the
same either way, and where both readings are possible ids win. Pairs of an organisation with itself say nothing and are
passed over; of two scores of one pair the later one counts. What is not listed here is passed over too.
"""

import json
from collections.abc import Sequence
from math import isfinite
from typing import Any

from consortia.composing.problem import MAX_MEMBERS, Composition, Id, Problem

NAMED = {dict: "an object", list: "a list", bool: "true or false", int: "a whole number", float: "a number"}


class MalformedError(ValueError):
    """The world cannot be read. The message says what is wrong and where."""


def problem_from(text: str) -> Problem:
    """The world in this JSON. Raises MalformedError."""
    world = _world(text)
    cells = _whole(_present(world, "cells", "The world"), "cells", least=0)
    organisations = _list(world, "organisations", needed=True)
    people = [_organisation(one, f"organisations[{place}]", cells) for place, one in enumerate(organisations)]
    ids = [one["id"] for one in people]
    _check_once(ids)
    pairs = [_entry(one, 3, f"pair[{place}]") for place, one in enumerate(_list(world, "pair"))]
    conflicts = [_entry(one, 2, f"conflicts[{place}]") for place, one in enumerate(_list(world, "conflicts"))]
    named = _names([(*entry[:2], where) for where, entry in _placed(pairs, conflicts)], ids)
    scores = [_number(entry[2], f"pair[{place}][2]") for place, entry in enumerate(pairs)]
    return Problem(
        cells=cells,
        ids=ids,
        covers=[one["covers"] for one in people],
        turnover=[one["turnover"] for one in people],
        lead=[one["lead"] for one in people],
        fit=[one["fit"] for one in people],
        penalty=[one["penalty"] for one in people],
        threshold=_number(world.get("threshold"), "threshold", least=0.0),
        max_members=MAX_MEMBERS if world.get("max_members") is None else _whole(world["max_members"], "max_members", 1),
        pair=dict(zip(named, scores, strict=False)),
        conflicts=set(named[len(pairs) :]),
    )


def _world(text: str) -> dict[str, Any]:
    try:
        world = json.loads(text)
    except ValueError as error:
        raise MalformedError(f"This is not JSON: {error}.") from None
    except RecursionError:
        raise MalformedError("This is not a world: its lists are nested too deeply.") from None
    return _typed(world, dict, "The world")


def answer_of(composition: Composition) -> dict[str, Any]:
    """What is answered to a world."""
    teams = [
        {
            "members": list(team.members),
            "uncovered": list(team.uncovered),
            "shortfall": team.shortfall,
            "lead_shortfall": team.lead_shortfall,
            "objective": team.objective,
        }
        for team in composition.teams
    ]
    return {"teams": teams, "proven": composition.proven}


def _organisation(one: Any, where: str, cells: int) -> dict[str, Any]:
    one = _typed(one, dict, where)
    name = _present(one, "id", where)
    if isinstance(name, bool) or not isinstance(name, int | str):
        raise MalformedError(f"{where}.id must be a whole number or a text, not {_shown(name)}.")
    covers = 0
    for place, cell in enumerate(_list(one, "covers", where=f"{where}.covers")):
        at = f"{where}.covers[{place}]"
        if _whole(cell, at, least=0) >= cells:
            raise MalformedError(
                f"{at} is {cell}, but the cells are 0 to {cells - 1}." if cells else f"{at}: no cells."
            )
        covers |= 1 << int(cell)
    lead = one.get("lead")
    return {
        "id": name,
        "covers": covers,
        "turnover": _number(one.get("turnover"), f"{where}.turnover", least=0.0),
        "lead": False if lead is None else _typed(lead, bool, f"{where}.lead"),
        "fit": _number(one.get("fit"), f"{where}.fit"),
        "penalty": _number(one.get("penalty"), f"{where}.penalty"),
    }


def _placed(pairs: Sequence[list], conflicts: Sequence[list]):
    yield from ((f"pair[{place}]", entry) for place, entry in enumerate(pairs))
    yield from ((f"conflicts[{place}]", entry) for place, entry in enumerate(conflicts))


def _names(entries: Sequence[tuple[Any, Any, str]], ids: Sequence[Id]) -> list[tuple[Id, Id]]:
    """Each (i, j, where) as two ids: i and j are ids where all of them are, else positions."""
    known = set(ids)
    if all(end in known for one, other, _ in entries for end in (one, other)):
        return [(one, other) for one, other, _ in entries]
    ends = [(end, where) for one, other, where in entries for end in (one, other)]
    no_position = [(end, where) for end, where in ends if not isinstance(end, int) or not 0 <= end < len(ids)]
    for end, where in no_position:
        if end not in known:
            raise MalformedError(f"{where} names {_shown(end)}, which is neither an id nor a position.")
    for end, where in no_position:
        other = next(other for other, _ in ends if other not in known)
        raise MalformedError(
            f"{where} names {_shown(end)}, which is no position, and {_shown(other)} is no id elsewhere."
        )
    return [(ids[one], ids[other]) for one, other, _ in entries]


def _entry(value: Any, length: int, where: str) -> list:
    entry = _typed(value, list, where)
    if len(entry) != length:
        form = "[i, j, score]" if length == 3 else "[i, j]"
        raise MalformedError(f"{where} must be {form}, not {_shown(value)}.")
    for end in entry[:2]:
        if isinstance(end, bool) or not isinstance(end, int | str):
            raise MalformedError(f"{where} must name two organisations, not {_shown(end)}.")
    return entry


def _check_once(ids: Sequence[Id]) -> None:
    seen: dict[Id, int] = {}
    for place, one in enumerate(ids):
        if one in seen:
            raise MalformedError(f"organisations[{place}].id is {_shown(one)}, as organisations[{seen[one]}].id is.")
        seen[one] = place


def _present(holder: dict, key: str, where: str) -> Any:
    if holder.get(key) is None:
        raise MalformedError(f'{where} has no "{key}".')
    return holder[key]


def _list(holder: dict, key: str, *, needed: bool = False, where: str = "") -> list:
    if holder.get(key) is None and not needed:
        return []
    return _typed(_present(holder, key, "The world"), list, where or key)


def _typed(value: Any, kind: type, where: str) -> Any:
    if not isinstance(value, kind):
        raise MalformedError(f"{where} must be {NAMED[kind]}, not {_shown(value)}.")
    return value


def _whole(value: Any, where: str, least: int) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise MalformedError(f"{where} must be a whole number, {least} or more, not {_shown(value)}.")
    return value


def _number(value: Any, where: str, least: float | None = None) -> float:
    """A finite number; 0 where there is none."""
    if value is None:
        return 0.0
    if isinstance(value, bool) or not isinstance(value, int | float) or not _is_finite(value):
        raise MalformedError(f"{where} must be a number, not {_shown(value)}.")
    if least is not None and value < least:
        raise MalformedError(f"{where} must be {least:g} or more, not {_shown(value)}.")
    return float(value)


def _is_finite(value: float) -> bool:
    try:
        return isfinite(value)
    except OverflowError:
        return False


def _shown(value: Any) -> str:
    """A value in a message, shortened."""
    text = json.dumps(value, default=str)
    return text if len(text) <= 60 else f"{text[:57]}..."
