"""An answer as JSON: what the page of teams shows, for commands. Pure."""

from math import isfinite

from .reading import Answer, Member, TeamCard


def as_json(answer: Answer) -> dict:
    """Everything of the answer that the page says, with organisations by their number in the directory."""
    return {
        "cells": answer.cells,
        "considered": answer.considered,
        "proof": answer.proof,
        "proven_size": answer.proven_size,
        "proven": answer.proven,
        "gaps": list(answer.gaps),
        "missing": list(answer.missing),
        "impossible": list(answer.impossible),
        "size_not_shown": answer.size_not_shown,
        "time_to_form": answer.time_to_form,
        "teams": [_team(one) for one in answer.teams],
    }


def _team(team: TeamCard) -> dict:
    money = team.money
    return {
        "members": [_member(one) for one in team.members],
        "grid": [_row(team, place, cells) for place, cells in ((row.place, row.cells) for row in team.grid.rows)],
        "uncovered": list(team.uncovered),
        "turnover": {
            "asked": money.asked,
            "certain": money.certain,
            "possible": money.possible if isfinite(money.possible) else None,  # None: the largest band has no end
            "not_shown": money.silent,
            "sentence": money.sentence,
        },
        "leads": team.leads,
        "alignment": list(team.alignment),
        "history": list(team.history),
        "pair": team.pair,
        "objective": team.objective,
    }


def _member(one: Member) -> dict:
    return {
        "organisation": one.organisation.pk,
        "name": one.organisation.name,
        "letter": one.letter,
        "is_own": one.is_own,
        "may_lead": one.may_lead,
        "turnover": one.turnover,
        "role": one.role,
        "fit": one.fit,
        "not_shown": list(one.not_shown),
    }


def _row(team: TeamCard, place: str, cells) -> dict:
    """One place: for each service the letters of those who cover it, or None where it is not asked."""
    covered = {
        service: [mark.letter for mark in cell.marks] if cell.is_asked else None
        for service, cell in zip(team.grid.services, cells, strict=True)
    }
    return {"place": place, "services": covered}
