"""One matching: a world, a weight set, and the rows to score and write."""

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from mutuals.models import Membership, Organisation

from .bulk import positions
from .fit import best_fits
from .fit_tables import FitTables
from .leaving_out import best_without
from .newcomers import best_newcomers
from .pair import best_pairs
from .pair_tables import PairTables
from .scope import scopes
from .store_matches import PartnerMatches, ScopeRows, Stamp, TenderMatches
from .timings import Timings
from .world import World, rows_of

# Beyond so many pairs, partners are found only for organisations that somebody signs in for.
MOST_PARTNER_PAIRS = 400_000_000
# So many of the newest organisations have places of their own in the lists of others.
MOST_NEWCOMERS = 100


@dataclass
class Matcher:
    """`rows` are positions of organisations in the world; `ids` those whose old matches are replaced (None: all)."""

    world: World
    w: dict
    weight_set: int
    at: dt.datetime
    timings: Timings

    @cached_property
    def fits(self) -> FitTables:
        with self.timings.phase("encode"):
            return FitTables.of(self.world, self.w)

    @cached_property
    def pairs(self) -> PairTables:
        return PairTables.of(self.world, self.w)

    @cached_property
    def rows_with_partners(self) -> np.ndarray:
        """Positions of the organisations whose partners are kept."""
        ids = self.world.shown.ids
        if len(ids) ** 2 <= MOST_PARTNER_PAIRS:
            return np.arange(len(ids))
        members = np.unique(list(Membership.objects.values_list("organisation_id", flat=True)))
        found = positions(ids, members)
        return found[found >= 0]

    @property
    def stamp(self) -> Stamp:
        return Stamp(self.weight_set, self.at)

    # -- what a change moved: the rows of `ids` are made equal to what is found

    @cached_property
    def newcomers(self) -> np.ndarray:
        """Positions of those admitted last, as long as they count as new: so many that comparing them stays cheap."""
        since = self.at - dt.timedelta(days=self.w["constants"]["newcomer_days"])
        new = Organisation.objects.active().filter(admitted_at__gte=since).order_by("-admitted_at", "-pk")
        found = positions(self.world.shown.ids, sorted(new.values_list("pk", flat=True)[:MOST_NEWCOMERS]))
        return found[found >= 0]

    def everything(self) -> None:
        rows = np.arange(len(self.world.organisations))
        self.tenders(rows, None)
        with self.timings.phase("scopes"):
            self.scopes(rows, None)
        with self.timings.phase("partners"):
            self.partners(self.rows_with_partners, None)

    def tenders(self, rows: np.ndarray, ids) -> None:
        staged = TenderMatches()
        self._find_tenders(rows, staged)
        with self.timings.phase("write"):
            staged.merge(self.stamp, ids)

    def partners(self, rows: np.ndarray, ids) -> None:
        staged = PartnerMatches()
        self._find_partners(rows, staged)
        staged.merge(self.stamp, ids)

    def scopes(self, rows: np.ndarray, ids) -> None:
        staged = ScopeRows()
        self._find_scopes(rows, staged)
        staged.merge(self.stamp, ids)

    # -- blocks of a full run: rows are appended to tables that are empty at first

    def append_tenders(self, rows: np.ndarray) -> None:
        self._find_tenders(rows, TenderMatches(self.stamp))

    def append_partners(self, rows: np.ndarray) -> None:
        with self.timings.phase("partners"):
            self._find_partners(rows, PartnerMatches(self.stamp))

    def append_scopes(self, rows: np.ndarray) -> None:
        with self.timings.phase("scopes"):
            self._find_scopes(rows, ScopeRows(self.stamp))

    def _find_tenders(self, rows: np.ndarray, staged: TenderMatches) -> None:
        found = best_without(
            lambda some, keep: best_fits(self.fits, some, self.w, keep), rows, self.world.left_out.tenders
        )
        while True:
            with self.timings.phase("score"):
                scores = next(found, None)
            if scores is None:
                return
            with self.timings.phase("write"):
                staged.add_scores(scores, self.world.organisations.ids, self.world.opportunities.ids)

    def _find_partners(self, rows: np.ndarray, staged: PartnerMatches) -> None:
        ids, left_out = self.world.shown.ids, self.world.left_out.partners
        for scores in best_without(lambda some, keep: best_pairs(self.pairs, some, self.w, keep), rows, left_out):
            staged.add_scores(scores, ids)
            for some in best_newcomers(self.pairs, scores, self.newcomers, left_out, self.w):
                staged.add_scores(some, ids, are_newcomers=True)

    def _find_scopes(self, rows: np.ndarray, staged: ScopeRows) -> None:
        some = replace(self.world, organisations=rows_of(self.world.organisations, rows))
        staged.add_scopes(scopes(some, self.w), some.organisations.ids)
