"""The best team by looking at every team there is: slow, and written apart from the composer."""

from itertools import combinations

from consortia.composing.problem import Options, Problem

CLOSE = 1e-9
ANYTHING = Options()


def every_team(problem: Problem, options: Options = ANYTHING):
    """(levels, objective, members) of every team that is allowed."""
    position = {one: number for number, one in enumerate(problem.ids)}
    must = set(options.include) | ({options.lead} if options.lead is not None else set())
    most = problem.max_members if options.max_members is None else min(problem.max_members, options.max_members)
    clashes = {frozenset(pair) for pair in problem.conflicts if pair[0] != pair[1]}
    score = {frozenset(pair): value for pair, value in problem.pair.items()}
    for size in range(most + 1):
        for team in combinations(problem.ids, size):
            if not must <= set(team) or set(team) & set(options.exclude):
                continue
            if any(frozenset(pair) in clashes for pair in combinations(team, 2)):
                continue
            yield _valued(problem, options, [position[one] for one in team], team, score)


def _valued(problem, options, places, team, score):
    covered = set()
    for place in places:
        covered |= {cell for cell in range(problem.cells) if problem.covers[place] >> cell & 1}
    money = sum(problem.turnover[place] for place in places)
    leads = [
        one for one, place in zip(team, places, strict=True) if problem.lead[place] and options.lead in (None, one)
    ]
    levels = (problem.cells - len(covered), max(0.0, problem.threshold - money), int(not leads), len(team))
    return levels, _objective(problem, places, team, score), team


def _objective(problem, places, team, score):
    if not team:
        return 0.0
    penalty = sum(problem.penalty[place] for place in places) / len(team) if problem.penalty else 0.0
    fit = sum(problem.fit[place] for place in places) / len(team)
    if len(team) == 1:
        return fit - penalty
    pairs = [score.get(frozenset(pair), 0.0) for pair in combinations(team, 2)]
    return (fit + sum(pairs) / len(pairs)) / 2 - penalty


def the_best(problem: Problem, options: Options = ANYTHING):
    """The levels and the objective of the best team; None where no team is allowed."""
    teams = list(every_team(problem, options))
    if not teams:
        return None
    levels = min(levels for levels, _, _ in teams)
    return levels, max(objective for found, objective, _ in teams if found == levels)
