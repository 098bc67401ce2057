"""Shares by quartile of turnover, from bands alone. Pure."""

import numpy as np

FEWEST = 5  # organisations: what fewer have is not told
LABELS = ("Lowest quarter by turnover", "Second quarter", "Third quarter", "Highest quarter by turnover")
NOT_SHOWN = "Turnover not shown"


def by_quartile(bands: list[int | None], counts) -> list[dict]:
    """For each quarter by turnover, and those that show none: how many they are and what share of `counts` they have.

    `bands`: positions of bands, None where it is not shown. All of a band are in one quarter, that of its middle, so
    quarters are of unequal size and may be empty. `share` and `organisations` are None where they are not told: of a
    group of fewer than FEWEST, and then of the smallest other one too, or the first could be worked out.
    """
    counts = np.asarray(counts, dtype=np.float64)
    quarter = quarters(bands)
    total = counts.sum() or 1.0
    groups = [(label, quarter == number) for number, label in enumerate((*LABELS, NOT_SHOWN))]
    found = [
        {"label": label, "organisations": int(chosen.sum()), "share": round(float(counts[chosen].sum() / total), 4)}
        for label, chosen in groups
        if chosen.any()
    ]
    for group in _untold(found):
        group["organisations"] = group["share"] = None
    return found


def quarters(bands: list[int | None]) -> np.ndarray:
    """0 to 3 for each organisation; 4 where the band is not shown."""
    told = np.array([-1 if band is None else band for band in bands], dtype=np.int64)
    known = np.sort(told[told >= 0])
    middle = (np.searchsorted(known, told, "left") + np.searchsorted(known, told, "right")) / 2
    found = np.minimum(4 * middle // max(len(known), 1), 3).astype(np.int64)
    return np.where(told >= 0, found, 4)


def _untold(groups: list[dict]) -> list[dict]:
    few = [group for group in groups if group["organisations"] < FEWEST]
    others = sorted((group for group in groups if group not in few), key=lambda group: group["organisations"])
    hidden = sum(group["organisations"] for group in few)
    return few + others[:1] if few and (len(few) == 1 or hidden < FEWEST) else few
