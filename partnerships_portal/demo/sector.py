"""Draws the organisations of the invented sector as arrays: one row each, no text yet. Pure."""

from dataclasses import dataclass

import numpy as np

from . import shape
from .drawing import deal, log_normal, some
from .ground import Ground
from .parts import Part


@dataclass
class Sector:
    """`n` organisations, Mutuals first. Money in pounds a year; staff as people; ages in years.

    What an organisation does not tell is in `unknown`: field -> mask of (n,).
    """

    kind: np.ndarray  # (n,) of str
    group: np.ndarray  # (n,) of str: main service group
    turnover: np.ndarray
    staff: np.ndarray
    age: np.ndarray
    experienced: np.ndarray  # has partnered before
    capacity: np.ndarray
    load: np.ndarray
    district: np.ndarray  # position in Ground
    reach: np.ndarray  # number of districts served
    national: np.ndarray
    definition: np.ndarray  # status with the three-part definition; "" for partners
    unknown: dict[str, np.ndarray]

    def __len__(self) -> int:
        return len(self.kind)


def draw(number: int, mutuals: int, seed: int, ground: Ground, parts: dict[int, Part]) -> Sector:
    """The sector of `number` organisations that belongs to `seed`, with `parts` in their places."""
    rng = np.random.default_rng([seed, 1])
    partners = number - mutuals
    group = np.concatenate([deal(rng, shape.MUTUAL_GROUPS, mutuals), deal(rng, shape.PARTNER_GROUPS, partners)])
    kind = np.concatenate([np.full(mutuals, "mutual", dtype=object), deal(rng, shape.PARTNER_KINDS, partners)])
    turnover, age = _turnover(rng, mutuals, partners), _ages(rng, mutuals, partners)
    unknown = {field: some(rng, share, number) for field, share in shape.UNKNOWN.items()}
    definition = np.concatenate([deal(rng, shape.DEFINITIONS, mutuals), np.full(partners, "", dtype=object)])
    for i, part in parts.items():
        kind[i], group[i], turnover[i], age[i] = part.kind, part.group, part.turnover, part.age
        definition[i] = "verified" if part.kind == "mutual" else ""
        for mask in unknown.values():
            mask[i] = False
    staff = _staff(rng, turnover, unknown, mutuals, parts)
    told = np.where(unknown["turnover"], np.nan, turnover.astype(float))[:mutuals]
    experienced = _experienced(rng, told, group, list(parts))
    return Sector(
        kind=kind,
        group=group,
        turnover=turnover,
        staff=staff,
        age=age,
        experienced=experienced,
        capacity=np.maximum(0.5, np.round(staff * rng.uniform(0.6, 0.95, number), 1)),
        load=np.round(rng.lognormal(np.log(0.85), 0.35, number), 2),
        district=rng.choice(len(ground.ids), size=number, p=ground.weights),
        reach=_reach(rng, turnover),
        national=some(rng, shape.NATIONAL, number),
        definition=definition,
        unknown=unknown,
    )


def _turnover(rng: np.random.Generator, mutuals: int, partners: int) -> np.ndarray:
    """Partners are of the same sizes as the Mutuals, a little larger in the middle. Rounded to 1,000 pounds."""
    low, high = shape.SMALLEST_TURNOVER, shape.LARGEST_TURNOVER
    drawn = np.concatenate([log_normal(rng, low, high, mutuals), log_normal(rng, low * 1.5, high * 1.5, partners)])
    return (np.round(drawn / 1_000) * 1_000).astype(np.int64)


def _staff(
    rng: np.random.Generator,
    turnover: np.ndarray,
    unknown: dict[str, np.ndarray],
    mutuals: int,
    parts: dict[int, Part],
) -> np.ndarray:
    """People. The smallest and the largest Mutual tell what the report found, turnover too (changed here)."""
    staff = np.clip(turnover / (shape.STAFF_COST * rng.lognormal(0, 0.35, len(turnover))), 1, shape.LARGEST_STAFF)
    drawn = np.setdiff1d(np.arange(mutuals), list(parts))
    if len(drawn):
        smallest, largest = drawn[np.argmin(turnover[drawn])], drawn[np.argmax(turnover[drawn])]
        turnover[[smallest, largest]] = shape.SMALLEST_TURNOVER, shape.LARGEST_TURNOVER
        for field in ("turnover", "staff"):
            unknown[field][[smallest, largest]] = False
        staff[[smallest, largest]] = shape.SMALLEST_STAFF, shape.LARGEST_STAFF
    for i, part in parts.items():
        staff[i] = part.staff
    return staff.astype(int)


def _ages(rng: np.random.Generator, mutuals: int, partners: int) -> np.ndarray:
    """Mutuals left the public sector 1 to 20 years ago, most of them about 12; partners are often older."""
    return np.concatenate(
        [
            np.clip(rng.normal(11.5, 4, mutuals), 0.5, 21),
            np.clip(rng.lognormal(np.log(22), 0.8, partners), 1, 140),
        ]
    )


def _reach(rng: np.random.Generator, turnover: np.ndarray) -> np.ndarray:
    """Districts served, 1 to 20: the larger, the more, with much luck."""
    expected = 0.9 * (turnover / 1e6) ** 0.45
    return np.clip(np.round(expected * rng.lognormal(0.35, 0.5, len(turnover))), 1, 20).astype(int)


def _experienced(rng: np.random.Generator, told: np.ndarray, group: np.ndarray, certain: list[int]) -> np.ndarray:
    """Who has partnered: all of the top quartile of known turnover, few of the bottom and of culture and leisure.

    `told`: turnover of the Mutuals, NaN where unknown. `certain`: positions of those in a story, who have.
    """
    mutuals = len(told)
    experienced = np.concatenate([np.zeros(mutuals, bool), some(rng, shape.EXPERIENCED_PARTNERS, len(group) - mutuals)])
    experienced[certain] = True
    if mutuals < 4 or np.isnan(told).all():
        return experienced
    bottom, top = told <= np.nanquantile(told, 0.25), told >= np.nanquantile(told, 0.75)
    culture = group[:mutuals] == "culture-and-leisure"
    chosen = top | experienced[:mutuals]
    _fill(rng, chosen, culture & ~top, round(shape.EXPERIENCED_IN_CULTURE_AND_LEISURE * culture.sum()), within=culture)
    _fill(rng, chosen, bottom & ~culture, round(shape.EXPERIENCED_IN_BOTTOM_QUARTILE * bottom.sum()), within=bottom)
    everyone = np.ones(mutuals, bool)
    _fill(rng, chosen, ~(bottom | top | culture), round(shape.EXPERIENCED * mutuals), within=everyone)
    experienced[:mutuals] = chosen
    return experienced


def _fill(rng: np.random.Generator, chosen: np.ndarray, among: np.ndarray, wanted: int, *, within: np.ndarray) -> None:
    """Choose at random `among` until `wanted` are chosen `within`, or nobody is left."""
    candidates = rng.permutation(np.flatnonzero(among & ~chosen))
    chosen[candidates[: max(0, wanted - int((chosen & within).sum()))]] = True
