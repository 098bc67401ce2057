"""Invented sectors: who teams up and who bids is known there, by rules that are not the scorer's.

In every sector organisations have hidden skills (eight, in no relation to the six determinants), a home, a size in
pounds and a quality that nobody sees. Tenders come one after another, first those of two years, then those of now. For
each, two organisations take the lead (by a hidden `appeal` plus chance), each asks up to three others one by one (by a
hidden `wish` plus chance), and one team wins (by quality, a price by chance, and earlier contracts with the buyer).
What came before is history that the portal may know in part; what comes now is the truth to be found. Nobody teams up
for a buyer that does not accept it, nobody bids alone where teams are required, and who has less than a quarter of the
minimum turnover seldom takes the lead. The rules of `appeal` and `wish` are what differs:

- **missions**: organisations of one mission and one regional labour market find each other and bring different crafts.
- **trust**: people who sit on two boards, buyers in common, and preferential attachment: who has partnered is asked.
- **skills**: each next member is who adds most to the skills that the tender needs, within a day's travel. The services
  that a profile tells are a noisy observation of skills.
- **alike**: adverse to a scorer that looks for complements: partners offer the same, in the same places, at the same
  size, and the larger wins.
- **chance**: a control. Nothing decides but chance, so nothing can be found: whoever finds something here is cheating.

Nothing here knows the scorer: a test reads the imports. What of it shows on a profile is in quality_visible.py.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

ORGANISATIONS, PAST, NOW = 300, 240, 120
DISTRICTS, REGIONS, BUYERS = 40, 6, 30
GROUPS, SUB_AREAS, SKILLS, MISSIONS = 6, 30, 8, 5
OF_GROUP = np.arange(SUB_AREAS) % GROUPS  # the service group of each sub-area
BOARD_MEMBERS = 240
LEADS = 2  # teams that bid for each tender
TEAM_SIZES = (1, 2, 3, 4)
STANCES = (0.1, 0.45, 0.35, 0.1)  # of buyers: teams are not accepted, accepted, welcomed, required
TEAM_SHARES = ((1, 0, 0, 0), (0.35, 0.35, 0.2, 0.1), (0.15, 0.4, 0.3, 0.15), (0, 0.45, 0.35, 0.2))  # by stance
TOO_SMALL = 3.0  # what the appeal of a tender loses for a lead with less than a quarter of the minimum turnover


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


class Rule:
    """What decides in a sector; all numbers count against standard Gumbel chance."""

    def __init__(self, sector: Sector, tenders: Tenders):
        self.s, self.t = sector, tenders
        able = sector.skills @ tenders.need.T
        self.able = (able - able.mean()) / able.std()  # float64 [N, T]

    def loss(self, tender: int) -> np.ndarray:
        """float64 [N]; of the appeal to take the lead."""
        return TOO_SMALL * (self.s.turnover < self.t.minimum[tender] / 4)

    def sizes(self, tender: int):
        """The share of teams of each of TEAM_SIZES."""
        return TEAM_SHARES[self.t.stance[tender]]

    def appeal(self, tender: int, memory: Memory) -> np.ndarray:
        """float64 [N]; of a tender to each."""
        return np.zeros(len(self.s))

    def wish(self, tender: int, team: list[int], memory: Memory) -> np.ndarray:
        """float64 [N]; of a team (its lead first) to have each as its next member."""
        return np.zeros(len(self.s))


class Missions(Rule):
    def __init__(self, sector: Sector, tenders: Tenders):
        super().__init__(sector, tenders)
        self.craft = sector.skills.argmax(axis=1)
        self.market = sector.land.region[sector.home]

    def appeal(self, tender: int, memory: Memory) -> np.ndarray:
        same = self.s.mission == self.t.mission[tender]
        near = self.market == self.s.land.region[self.t.seat[tender]]
        return 1.5 * same + 2.0 * near + 1.5 * self.able[:, tender] + 0.5 * self.s.quality

    def wish(self, tender: int, team: list[int], memory: Memory) -> np.ndarray:
        lead = team[0]
        other_craft = ~np.isin(self.craft, self.craft[team])
        return 2.5 * (self.s.mission == self.s.mission[lead]) + 2.0 * (self.market == self.market[lead]) + other_craft


class Trust(Rule):
    def __init__(self, sector: Sector, tenders: Tenders):
        super().__init__(sector, tenders)
        self.shared = sector.boards @ sector.boards.T

    def appeal(self, tender: int, memory: Memory) -> np.ndarray:
        far = self.s.land.apart[self.s.home, self.t.seat[tender]]
        incumbent = np.log1p(memory.known[:, self.t.buyer[tender]])
        return 2.0 * incumbent + self.able[:, tender] - far + 0.4 * self.s.quality

    def wish(self, tender: int, team: list[int], memory: Memory) -> np.ndarray:
        in_common = np.minimum(memory.known, memory.known[team[0]]).sum(axis=1)
        return 2.0 * self.shared[team].sum(axis=0) + np.log1p(in_common) + 0.7 * np.log1p(memory.teams)


class Skills(Rule):
    def appeal(self, tender: int, memory: Memory) -> np.ndarray:
        far = self.s.land.apart[self.s.home, self.t.seat[tender]]
        return 2.0 * self.able[:, tender] - 1.5 * far + 0.5 * self.s.quality

    def wish(self, tender: int, team: list[int], memory: Memory) -> np.ndarray:
        added = np.maximum(self.s.skills - self.s.skills[team].max(axis=0), 0) @ self.t.need[tender]
        far = self.s.land.apart[self.s.home, self.s.home[team[0]]]
        return 6.0 * added - 1.5 * np.maximum(far - 1, 0)


class Alike(Rule):
    def appeal(self, tender: int, memory: Memory) -> np.ndarray:
        far = self.s.land.apart[self.s.home, self.t.seat[tender]]
        return 1.2 * self.s.scale + self.able[:, tender] - far + memory.contracts[:, self.t.buyer[tender]]

    def wish(self, tender: int, team: list[int], memory: Memory) -> np.ndarray:
        lead = team[0]
        far = self.s.land.apart[self.s.home, self.s.home[lead]]
        return 4.0 * self.s.likeness[lead] - 1.5 * far - np.abs(self.s.scale - self.s.scale[lead])


class Chance(Rule):
    def loss(self, tender: int) -> np.ndarray:
        return np.zeros(len(self.s))

    def sizes(self, tender: int):
        return TEAM_SHARES[1]


RULES = {"missions": Missions, "trust": Trust, "skills": Skills, "alike": Alike, "chance": Chance}


def play(rule, sector: Sector, tenders: Tenders, when: range, memory: Memory, rng) -> np.ndarray:
    """Let the tenders `when` happen, adding to `memory`; bool [N, len(when)]: who bid for which."""
    bids = np.zeros((len(sector), len(when)), dtype=bool)
    for column, tender in enumerate(when):
        appeal = rule.appeal(tender, memory) - rule.loss(tender) + rng.gumbel(size=len(sector))
        teams = [_team(rule, tender, lead, memory, rng) for lead in np.argsort(-appeal)[:LEADS].tolist()]
        winner = max(teams, key=lambda team: _offer(sector, team, tenders.buyer[tender], memory, rng))
        for team in teams:
            memory.bid(team, tenders.buyer[tender])
            bids[team, column] = True
        memory.contracts[winner, tenders.buyer[tender]] += 1
    return bids


def _team(rule, tender: int, lead: int, memory: Memory, rng) -> list[int]:
    team = [lead]
    for _ in range(rng.choice(TEAM_SIZES, p=rule.sizes(tender)) - 1):
        wish = rule.wish(tender, team, memory) + rng.gumbel(size=len(memory.teams))
        wish[team] = -np.inf
        team.append(int(wish.argmax()))
    return team


def _offer(sector: Sector, team: list[int], buyer: int, memory: Memory, rng) -> float:
    price = rng.normal()
    return sector.quality[team].mean() - price + np.log1p(memory.contracts[team, buyer].sum())


@dataclass(frozen=True)
class Truth:
    """What happens now, and how likely it was."""

    partners: np.ndarray  # bool [N, N]; in one team now and never before
    strangers: np.ndarray  # bool [N, N]; two different organisations that have not been in one team before
    bids: np.ndarray  # bool [N, M]
    likely_partners: (
        np.ndarray
    )  # float64 [N, N]; how often in as many repetitions of now: no ranking can do much better
    likely_bids: np.ndarray  # float64 [N, M]


REPETITIONS = 30


@dataclass(frozen=True)
class Made:
    """A sector with its past, before any of it is told, and its truth."""

    sector: Sector
    tenders: Tenders
    past: Memory
    truth: Truth


def make(name: str, seed: int, organisations: int = ORGANISATIONS, past: int = PAST, now: int = NOW) -> Made:
    """The sector of that rule (of RULES): the same for the same seed."""
    rng = np.random.default_rng([list(RULES).index(name), seed])
    sector = Sector.drawn(rng, organisations)
    tenders = Tenders.drawn(rng, sector, past + now)
    rule, memory = RULES[name](sector, tenders), Memory.empty(organisations)
    play(rule, sector, tenders, range(past), memory, rng)
    before, when = memory.copy(), range(past, past + now)

    def happens():
        after = before.copy()
        bids = play(rule, sector, tenders, when, after, rng)
        return after.met > before.met, bids

    met, bids = happens()
    again = [happens() for _ in range(REPETITIONS)]
    strangers = (before.met == 0) & ~np.eye(organisations, dtype=bool)
    likely = [np.sum(one, axis=0, dtype=float) for one in zip(*again, strict=True)]
    return Made(sector, tenders, before, Truth(met & strangers, strangers, bids, *likely))
