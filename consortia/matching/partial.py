"""What a change to some profiles or some opportunities can move: their own rows, and the rows that they enter or leave.

An organisation's kept matches change through an opportunity only if it is among them already, or
now scores at least as high as the last of them. The same holds for partners. Medians and the
density of providers are refreshed by the full run.
"""

import numpy as np
from django.db.models import Count, F, Min
from django.db.models.expressions import CombinedExpression

from consortia.models import PartnerMatch, TenderMatch

from .bulk import positions
from .fit import fits_of_columns
from .matcher import Matcher
from .newcomers import PLACES as NEW_PLACES
from .pair import pair_of_block
from .scoring import KEEP, MARGIN, Scores, blocks

# Pairs scored exactly at once: each gathers all places of both sides, up to a few hundred numbers.
PAIRS_AT_ONCE = 100_000
# Beyond this share of all organisations or opportunities everything is matched again: chosen pairs are scored
# exactly, which costs many times the rough scores that a full run starts with, and most rows move anyway.
MOST_CHANGED = 0.2
POINT = F("point")


def refresh(matcher: Matcher, *, organisations: set[int], opportunities: set[int]) -> None:
    """Match again what these ids can move. Ids that are not in the world any more lose their matches."""
    changed = _known(matcher.world.organisations.ids, organisations)
    columns = _known(matcher.world.opportunities.ids, opportunities)
    if _is_much(changed, matcher.world.organisations) or _is_much(columns, matcher.world.opportunities):
        matcher.everything()
        return
    entered = _rows_that_opportunities_move(matcher, opportunities, columns)
    rows = np.union1d(changed, entered)
    if len(rows) or organisations:
        matcher.tenders(rows, {*organisations, *matcher.world.organisations.ids[rows].tolist()})
    if organisations:
        matcher.scopes(changed, organisations)
        rows = _rows_that_organisations_move(matcher, changed, organisations)
        matcher.partners(rows, {*organisations, *matcher.world.shown.ids[rows].tolist()})


def _known(ids: np.ndarray, wanted) -> np.ndarray:
    found = positions(ids, sorted(wanted))
    return found[found >= 0]


def _is_much(changed: np.ndarray, table) -> bool:
    return len(changed) > MOST_CHANGED * len(table)


def _rows_that_opportunities_move(matcher: Matcher, opportunities: set[int], columns: np.ndarray) -> np.ndarray:
    if not opportunities:
        return np.array([], dtype=np.int64)
    ids = matcher.world.organisations.ids
    kept = TenderMatch.objects.filter(opportunity__in=opportunities).values_list("organisation", flat=True)
    moved = [_known(ids, kept.distinct())]
    for rows in blocks(np.arange(len(ids)), len(columns), PAIRS_AT_ONCE):
        scores = fits_of_columns(matcher.fits, rows, columns, matcher.w)
        last = last_kept(TenderMatch.objects, ids, np.unique(scores.rows))
        moved.append(rows_entered(scores, last))
    return np.unique(np.concatenate(moved))


def rows_entered(scores: Scores, last: np.ndarray) -> np.ndarray:
    """The rows that score something no lower than the last match they keep. `last`: of each row of the world."""
    return np.unique(scores.rows[(scores.point >= last[scores.rows]) & (scores.point > 0)])


def _rows_that_organisations_move(matcher: Matcher, changed: np.ndarray, organisations: set[int]) -> np.ndarray:
    ids, with_partners = matcher.world.shown.ids, matcher.rows_with_partners
    if len(with_partners) == 0:
        return with_partners  # the tables of pairs take seconds to make in a large sector
    kept = PartnerMatch.objects.filter(partner__in=organisations).values_list("organisation", flat=True)
    moved = [changed, _known(ids, kept.distinct())]
    less = F("point") - F("penalty")
    last = last_kept(PartnerMatch.objects.filter(is_newcomer=False), ids, with_partners, less)
    # A newcomer may also enter the places that are kept for the new.
    last_new = last_kept(PartnerMatch.objects.filter(is_newcomer=True), ids, with_partners, less, NEW_PLACES)
    last_new = np.minimum(last, last_new)
    for row in changed:
        # Rough scores do: who is matched again without need keeps what it has.
        limit = last_new if row in matcher.newcomers else last
        points = pair_of_block(matcher.pairs, np.array([row]), matcher.w)[0]
        moved.append(np.flatnonzero((points > 0) & (points - matcher.pairs.penalty[row] >= limit - MARGIN)))
    return np.intersect1d(np.concatenate(moved), with_partners)


def last_kept(
    matches, ids: np.ndarray, rows: np.ndarray, order: F | CombinedExpression = POINT, keep: int = KEEP
) -> np.ndarray:
    """float64 [N]: the `order` of the last of `matches` that each of `rows` keeps; -inf where they are fewer."""
    kept = matches.filter(organisation__in=ids[rows].tolist()).values_list("organisation")
    found = list(kept.annotate(count=Count("pk"), least=Min(order)).filter(count__gte=keep).order_by())
    last = np.full(len(ids), -np.inf)
    if found:
        owners, _, least = zip(*found, strict=True)
        last[positions(ids, owners)] = least
    return last
