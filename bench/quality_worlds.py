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
- **licensed**: as skills, but who is not among the three in ten that are most able for a tender stays away from it.
- **alike**: adverse to a scorer that looks for complements: partners offer the same, in the same places, at the same
  size, and the larger wins.
- **chance**: a control. Nothing decides but chance, so nothing can be found: whoever finds something here is cheating.

Nothing here knows the scorer: a test reads the imports. What of it shows on a profile is in quality_visible.py.
"""

from dataclasses import dataclass

import numpy as np

from bench.quality_sectors import Memory, Sector, Tenders

ORGANISATIONS, PAST, NOW = 300, 240, 120
LEADS = 2  # teams that bid for each tender
TEAM_SIZES = (1, 2, 3, 4)
TEAM_SHARES = (
    (1, 0, 0, 0),
    (0.35, 0.35, 0.2, 0.1),
    (0.15, 0.4, 0.3, 0.15),
    (0, 0.45, 0.35, 0.2),
)  # by stance
TOO_SMALL = 3.0  # what the appeal of a tender loses for a lead with less than a quarter of the minimum turnover
TOO_UNABLE = 8.0  # the same where only the able may take part


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


class Licensed(Skills):
    def appeal(self, tender: int, memory: Memory) -> np.ndarray:
        return super().appeal(tender, memory) - self._barred(tender)

    def wish(self, tender: int, team: list[int], memory: Memory) -> np.ndarray:
        return super().wish(tender, team, memory) - self._barred(tender)

    def _barred(self, tender: int) -> np.ndarray:
        able = self.able[:, tender]
        return TOO_UNABLE * (able < np.quantile(able, 0.7))


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


RULES = {"missions": Missions, "trust": Trust, "skills": Skills, "licensed": Licensed, "alike": Alike, "chance": Chance}


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


REPETITIONS = 20


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
