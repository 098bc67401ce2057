"""The order in which possible partners are listed: who was shown often stands lower, and two places are for the new."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from consortia.matching.newcomers import PLACES as NEW_PLACES


@dataclass(frozen=True)
class Place:
    """One match where it stands. `is_lowered`: others stand before it only because it was shown often lately."""

    match: Any
    is_lowered: bool = False
    is_kept_for_new: bool = False  # it stands on the first page because it is new to the directory


def best_first(match) -> tuple:
    """The key of the order: by score less penalty, then by the least that the score can be."""
    return -round(match.point - match.penalty, 6), -match.low, match.partner_id


def placed(matches, *, at, newcomer_days: float, page: int) -> list[Place]:
    """Every match once, in the order of the list, whose first `page` stand on the first page."""
    ordered = sorted(matches, key=best_first)
    by_score = {match.pk: place for place, match in enumerate(sorted(ordered, key=_by_score))}
    lowered = {match.pk for place, match in enumerate(ordered) if match.penalty > 0 and place > by_score[match.pk]}
    since = at - dt.timedelta(days=newcomer_days)
    ordered, chosen = _with_new(ordered, page, lambda match: match.partner.admitted_at >= since)
    return [Place(match, match.pk in lowered and match.pk not in chosen, match.pk in chosen) for match in ordered]


def _by_score(match) -> tuple:
    return -match.point, -match.low, match.partner_id


def _with_new(ordered: list, page: int, is_new) -> tuple[list, set]:
    """The same list with up to NEW_PLACES new ones on its first page, in its last places; and who was brought there."""
    first, rest = ordered[:page], ordered[page:]
    wanted = NEW_PLACES - sum(map(is_new, first))
    chosen = [match for match in rest if is_new(match)][: max(wanted, 0)]
    if not chosen:
        return ordered, set()
    old = [match for match in first if not is_new(match)]
    making_room = old[len(old) - len(chosen) :]
    kept = [match for match in first if match not in making_room]
    left = sorted([*making_room, *(match for match in rest if match not in chosen)], key=best_first)
    return [*kept, *chosen, *left], {match.pk for match in chosen}
