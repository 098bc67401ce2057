"""What is true of an invented sector before anybody bids: land, organisations, tenders, and a memory of events."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

DISTRICTS, REGIONS, BUYERS = 40, 6, 30
GROUPS, SUB_AREAS, SKILLS, MISSIONS = 6, 30, 8, 5
OF_GROUP = np.arange(SUB_AREAS) % GROUPS  # the service group of each sub-area
BOARD_MEMBERS = 240
STANCES = (0.1, 0.45, 0.35, 0.1)  # of buyers: teams are not accepted, accepted, welcomed, required


@dataclass(frozen=True)
class Land:
    at: np.ndarray  # float64 [D, 2]; on a square of side 1
    region: np.ndarray  # int [D]; the regional labour market

    @classmethod
    def drawn(cls, rng) -> "Land":
        centres, at = rng.random((REGIONS, 2)), rng.random((DISTRICTS, 2))
        return cls(at, _distances(at, centres).argmin(axis=1))

    @cached_property
    def apart(self) -> np.ndarray:
        """float64 [D, D]; in days' travel: across the square it is 5."""
        return 5 * _distances(self.at, self.at)


def _distances(one, other):
    return np.linalg.norm(one[:, None] - other[None], axis=2)


@dataclass(frozen=True)
class Sector:
    """Everything that is true of the organisations of one invented sector."""

    land: Land
    loadings: np.ndarray  # float64 [SUB_AREAS, SKILLS]; the skills that a sub-area of services takes, summing to 1
    skills: np.ndarray  # float64 [N, SKILLS]; each has three in all, mostly of a few kinds
    home: np.ndarray  # int [N]; district
    turnover: np.ndarray  # float64 [N]; pounds a year
    quality: np.ndarray  # float64 [N]; standard normal
    mission: np.ndarray  # int [N]
    boards: np.ndarray  # float64 [N, BOARD_MEMBERS]; 1 where one sits on the board

    @classmethod
    def drawn(cls, rng, organisations: int) -> "Sector":
        land = Land.drawn(rng)
        home = rng.integers(0, DISTRICTS, organisations)
        return cls(
            land=land,
            loadings=_loadings(rng),
            skills=3 * rng.dirichlet(np.full(SKILLS, 0.3), organisations),
            home=home,
            turnover=np.exp(rng.normal(13.6, 1.3, organisations)),
            quality=rng.normal(size=organisations),
            mission=rng.integers(0, MISSIONS, organisations),
            boards=_boards(rng, land.region[home]),
        )

    def __len__(self) -> int:
        return len(self.home)

    @cached_property
    def scale(self) -> np.ndarray:
        """float64 [N]; the logarithm of turnover, standardised."""
        logs = np.log(self.turnover)
        return (logs - logs.mean()) / logs.std()

    @cached_property
    def likeness(self) -> np.ndarray:
        """float64 [N, N]; the cosine of skills."""
        unit = self.skills / np.linalg.norm(self.skills, axis=1, keepdims=True)
        return unit @ unit.T


def _loadings(rng):
    """Half what the group takes, half what is peculiar to the sub-area."""
    groups, own = (rng.dirichlet(np.full(SKILLS, 0.3), number) for number in (GROUPS, SUB_AREAS))
    return (groups[OF_GROUP] + own) / 2


def _boards(rng, region):
    """Four people for each board, most of them from the region; some people sit on many."""
    boards = np.zeros((len(region), BOARD_MEMBERS))
    lives_in, sociable = rng.integers(0, REGIONS, BOARD_MEMBERS), rng.pareto(1.5, BOARD_MEMBERS) + 0.2
    for one, where in enumerate(region):
        likely = sociable * np.where(lives_in == where, 1.0, 0.05)
        boards[one, rng.choice(BOARD_MEMBERS, 4, replace=False, p=likely / likely.sum())] = 1
    return boards


@dataclass(frozen=True)
class Tenders:
    """What buyers ask for, in the order of time."""

    buyer: np.ndarray  # int [T]
    seat: np.ndarray  # int [T]; district of the buyer
    sub_areas: np.ndarray  # bool [T, SUB_AREAS]; as the notice says it
    need: np.ndarray  # float64 [T, SKILLS]; what it takes in truth, summing to 1
    mission: np.ndarray  # int [T]
    value: np.ndarray  # float64 [T]; pounds a year
    minimum: np.ndarray  # float64 [T]; turnover asked, 0 where none is
    stance: np.ndarray  # int [T]; of STANCES
    reach: np.ndarray  # int [T]; how many districts it covers

    @classmethod
    def drawn(cls, rng, sector: Sector, tenders: int) -> "Tenders":
        buyer, seats = rng.integers(0, BUYERS, tenders), rng.integers(0, DISTRICTS, BUYERS)
        asked = np.zeros((tenders, SUB_AREAS), dtype=bool)
        for row in asked:
            likely = np.where(rng.integers(0, GROUPS) == OF_GROUP, 1.0, 0.04)
            row[rng.choice(SUB_AREAS, rng.integers(1, 5), replace=False, p=likely / likely.sum())] = True
        value = np.exp(rng.normal(12.8, 1.0, tenders))
        taken = asked @ sector.loadings + rng.gamma(0.2, 0.3, (tenders, SKILLS))
        return cls(
            buyer=buyer,
            seat=seats[buyer],
            sub_areas=asked,
            need=taken / taken.sum(axis=1, keepdims=True),
            mission=rng.integers(0, MISSIONS, tenders),
            value=value,
            minimum=value * np.where(rng.random(tenders) < 0.4, rng.uniform(1, 2, tenders), 0),
            stance=rng.choice(len(STANCES), tenders, p=STANCES),
            reach=rng.integers(1, 6, tenders),
        )

    def __len__(self) -> int:
        return len(self.buyer)


@dataclass
class Memory:
    """What has happened so far."""

    teams: np.ndarray  # float64 [N]; in how many teams of more than one each has been
    met: np.ndarray  # float64 [N, N]; how often two were in one team
    known: np.ndarray  # float64 [N, BUYERS]; bids to each buyer
    contracts: np.ndarray  # float64 [N, BUYERS]; bids won

    @classmethod
    def empty(cls, n: int) -> "Memory":
        return cls(np.zeros(n), np.zeros((n, n)), np.zeros((n, BUYERS)), np.zeros((n, BUYERS)))

    def copy(self) -> "Memory":
        return Memory(self.teams.copy(), self.met.copy(), self.known.copy(), self.contracts.copy())

    def bid(self, team: list[int], buyer: int) -> None:
        self.known[team, buyer] += 1
        if len(team) > 1:
            self.teams[team] += 1
            self.met[np.ix_(team, team)] += 1
            self.met[team, team] = 0
