"""Matching standing consortia with opportunities: in full, and after what changed. They are a few hundred at most."""

import numpy as np

from consortia.models import ConsortiumMatch

from .fit import best_fits
from .matcher import Matcher
from .store_consortia import consortia_of, read_consortia
from .store_matches import ConsortiumMatches
from .union import united


def match_all(matcher: Matcher) -> None:
    """Match every standing consortium with everything, and forget what was matched before."""
    _match(matcher, None)


def match_again(matcher: Matcher, changes: list[tuple[str, int]]) -> None:
    """Match the consortia that these changes (what kind of thing, its key) can move: all where an opportunity did."""
    if any(kind in ("opportunity", "everything") for kind, _ in changes):
        match_all(matcher)
        return
    organisations = [pk for kind, pk in changes if kind == "organisation"]
    _match(matcher, {pk for kind, pk in changes if kind == "consortium"} | consortia_of(organisations))


def _match(matcher: Matcher, ids: set[int] | None) -> None:
    """Make the matches of the consortia with these keys (None: of all) equal to what is found now."""
    consortia = read_consortia(matcher.world.shown.ids)
    rows = np.flatnonzero(np.isin(consortia.ids, list(ids))) if ids is not None else np.arange(len(consortia))
    if len(rows) == 0 and (ids == set() or not ConsortiumMatch.objects.exists()):
        return
    staged = ConsortiumMatches()
    if len(rows):
        consortia = consortia.some(rows)
        tables = united(matcher.fits, matcher.world, consortia, matcher.w)
        for scores in best_fits(tables, np.arange(len(consortia)), matcher.w):
            staged.add_scores(scores, consortia.ids, matcher.world.opportunities.ids)
    staged.merge(matcher.stamp, ids)
