"""Composing the teams that somebody asked for: from the database to an answer that can be kept as JSON.

The answer holds ids, cells and scores, no names and no sentences: those are made when it is read, from what is shown
then (reading.py).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from math import log1p
from statistics import mean

from commissioners.models import Opportunity
from consortia.composing.composer import compose
from consortia.composing.problem import MAX_MEMBERS, Options, Problem, Team
from consortia.fairness.lately import times_shown
from consortia.matching.weight_sets import ensured
from mutuals.models import Organisation

from .cells import Cells, cells_of
from .scores import Scorer
from .shown import Candidate, candidates
from .together import together
from .walls import Walls, walls
from .wishes import Wishes

PAIRED = 150  # candidates whose pairs are scored: 11,175 pairs
OF_EACH_CELL = 12  # candidates for a cell that are among them at least
LEADS_FROM_ELSEWHERE = 40  # who offer a service that is asked, in other places, and could lead


@dataclass(frozen=True)
class Asked:
    """What is composed for whom."""

    opportunity: Opportunity
    organisation: Organisation | None
    wishes: Wishes
    at: datetime

    @property
    def own(self) -> set[int]:
        return {self.organisation.pk} if self.organisation else set()

    @property
    def included(self) -> set[int]:
        return self.wishes.named(self.organisation.pk if self.organisation else None)


def answer(asked: Asked, *, seconds: float, say: Callable[[str], None] = lambda step: None) -> dict:
    """The teams for what was asked, composed within so many seconds (reading and scoring take their own time)."""
    say("reading")
    cells = cells_of(asked.opportunity, asked.wishes.lot)
    barriers = walls(asked.opportunity, asked.organisation, asked.included, asked.at)
    everybody = _field(asked, cells)
    field = {pk: one for pk, one in everybody.items() if pk not in barriers.out}
    impossible = _impossible(asked, field)
    if impossible or not len(cells):
        return _nothing(cells, asked, impossible)
    say("scoring")
    problem, is_all_paired = _problem(asked, cells, field, barriers)
    say("composing")
    composed = compose(problem, _options(asked, field), seconds=seconds)
    threshold = problem.threshold
    return {
        "cells": [list(cell) for cell in cells.cells],
        "missing": list(cells.missing),
        "threshold": threshold,
        **_counted(asked, everybody),
        "impossible": [],
        "teams": [_team(one, problem, field, threshold) for one in composed.teams],
        "gaps": list(composed.gaps),
        "proven_size": composed.proven_size,
        "proven": composed.proven and is_all_paired,
        "seconds": round(composed.seconds, 3),
    }


def _counted(asked: Asked, everybody: dict[int, Candidate]) -> dict[str, int]:
    """How many show something of what is asked; before walls, so that no count tells that somebody is behind one."""
    is_small_asked = asked.wishes.small_only
    return {
        "considered": sum(bool(one.covers) for one in everybody.values()),
        "size_not_shown": sum(one.is_small is None for one in everybody.values()) if is_small_asked else 0,
    }


def _impossible(asked: Asked, field: dict[int, Candidate]) -> list[dict]:
    """What stands against all teams: some who must be in take no part in the portal, or they are too many.

    What those have decided about suggestions, and whether they bid, never does (walls.py): it is for them to tell.
    """
    must = sorted(asked.included)
    absent = [pk for pk in must if pk not in field]
    if absent:
        return [{"why": "absent", "ids": absent}]
    if len(must) > (asked.wishes.most_members or MAX_MEMBERS):
        return [{"why": "too_many", "ids": must}]
    return []


def _nothing(cells: Cells, asked: Asked, impossible: list[dict]) -> dict:
    """The answer where nothing can be composed."""
    return {
        "cells": [list(cell) for cell in cells.cells],
        "missing": list(cells.missing),
        "threshold": float(asked.opportunity.minimum_turnover or 0),
        "considered": 0,
        "size_not_shown": 0,
        "impossible": impossible,
        "teams": [],
        "gaps": [],
        "proven_size": False,
        "proven": False,
        "seconds": 0.0,
    }


def _field(asked: Asked, cells: Cells) -> dict[int, Candidate]:
    """Who covers a cell, who must be in a team, and who could lead one; walls are not looked at."""
    threshold = asked.opportunity.minimum_turnover or 0
    found = candidates(cells, asked.at, also=asked.included)
    leads = [one for one in found.values() if not one.covers and one.offers and one.may_lead(threshold) and threshold]
    leads = sorted(leads, key=lambda one: (-one.certain, one.pk))[:LEADS_FROM_ELSEWHERE]
    wanted = {*asked.included, *(one.pk for one in leads), *(pk for pk, one in found.items() if one.covers)}
    return {pk: one for pk, one in found.items() if pk in wanted}


def _options(asked: Asked, field: dict[int, Candidate]) -> Options:
    wishes, included = asked.wishes, asked.included
    exclude = set(wishes.exclude) & field.keys()
    if wishes.small_only:
        exclude |= {pk for pk, one in field.items() if not one.is_small and pk not in included}
    return Options(
        include=tuple(sorted(included & field.keys())),
        exclude=tuple(sorted(exclude)),
        lead=wishes.lead if wishes.lead in field else None,
        max_members=wishes.most_members,
    )


def _problem(asked: Asked, cells: Cells, field: dict[int, Candidate], barriers: Walls) -> tuple[Problem, bool]:
    """The problem, and whether every pair of candidates was scored."""
    w = ensured(at=asked.at).values
    ids = sorted(field)
    threshold = float(asked.opportunity.minimum_turnover or 0)
    scorer = Scorer.at(asked.at, w)
    fits = scorer.fits(asked.opportunity.pk, ids)
    chosen = _in_the_running(field, fits, asked.included, len(cells))
    shown = times_shown(asked.at, days=w["constants"]["exposure_days"], organisations=ids)
    price = w["constants"]["exposure_penalty"]
    problem = Problem(
        cells=len(cells),
        ids=ids,
        covers=[field[pk].covers for pk in ids],
        turnover=[field[pk].certain for pk in ids],
        lead=[field[pk].may_lead(threshold) for pk in ids],
        fit=[fits[pk] for pk in ids],
        threshold=threshold,
        max_members=MAX_MEMBERS,
        pair=scorer.pairs(chosen, together(chosen, asked.organisation)),
        conflicts=sorted(pair for pair in barriers.apart if pair[0] in field and pair[1] in field),
        penalty=[0.0 if pk in asked.own else price * log1p(shown.get(pk, 0)) for pk in ids],
    )
    return problem, len(chosen) == len(ids)


def _in_the_running(field: dict[int, Candidate], fits: dict[int, float], included: set[int], cells: int) -> set[int]:
    """Up to PAIRED candidates: those who must be in, for each cell the best who cover it, then who covers most."""
    if len(field) <= PAIRED:
        return set(field)
    best = sorted(field, key=lambda pk: (-field[pk].covers.bit_count(), -fits[pk], pk))
    chosen, met = dict.fromkeys(sorted(included & field.keys())), [0] * cells
    for pk in best:
        scarce = [cell for cell in range(cells) if field[pk].covers >> cell & 1 and met[cell] < OF_EACH_CELL]
        if scarce and len(chosen) < PAIRED:
            chosen[pk] = None
            for cell in scarce:
                met[cell] += 1
    for pk in best:
        if len(chosen) >= PAIRED:
            break
        chosen.setdefault(pk)
    return set(chosen)


def _team(team: Team, problem: Problem, field: dict[int, Candidate], threshold: float) -> dict:
    """One team as it is kept. What each member showed is kept with it, so that it is noticed when that changes."""
    fits = dict(zip(problem.ids, problem.fit, strict=True))
    members = [int(pk) for pk in team.members]
    scored = [problem.pair[one, other] for one in members for other in members if (one, other) in problem.pair]
    return {
        "members": [
            {
                "id": pk,
                "covers": [cell for cell in range(problem.cells) if field[pk].covers >> cell & 1],
                "band": field[pk].band,
                "may_lead": field[pk].may_lead(threshold),
                "fit": round(fits[pk], 6),
            }
            for pk in members
        ],
        "uncovered": list(team.uncovered),
        "shortfall": team.shortfall,
        "lead_shortfall": team.lead_shortfall,
        "pair": round(mean(scored), 6) if scored else None,
        "objective": round(team.objective, 6),
    }
