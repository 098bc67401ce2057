"""Draws and writes what happened before: who bid, alone or together, who won, and how many bid."""

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Callable, Iterator

from commissioners.models import Award, AwardSupplier
from consortia.models import Bid, BidParticipant

from . import shape
from .bodies import Body
from .cast import Cast
from .copying import copy_instances, copy_pairs, reserve_ids
from .opportunities import Drawn
from .words import notice, notices

BIDS_PER_ORGANISATION = 0.6  # besides those for awarded opportunities
JOINT = 0.5  # of the bids of organisations with experience of partnering
WON = 0.3
BLOCK = 10_000


class Market:
    """Finds organisations by what they do and where, so that bids make sense."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.by_group_region: dict[tuple[str, int], list[int]] = defaultdict(list)
        self.by_kind_region: dict[tuple[str, int], list[int]] = defaultdict(list)
        self.by_kind: dict[str, list[int]] = defaultdict(list)
        for i in range(len(cast.ids)):
            region = cast.region(i)
            self.by_group_region[cast.sector.group[i], region].append(i)
            if cast.sector.experienced[i]:
                self.by_kind_region[cast.sector.kind[i], region].append(i)
                self.by_kind[cast.sector.kind[i]].append(i)

    def bidder(self, group: str, region: int, chooser: random.Random) -> int | None:
        """One that works in `group` and is based in `region`, if any."""
        found = self.by_group_region.get((group, region))
        return chooser.choice(found) if found else None

    def with_partners(self, i: int, chooser: random.Random) -> list[int]:
        """`i` with one or two partners, of the kinds that the report names and near by; alone without experience."""
        if not self.cast.sector.experienced[i] or chooser.random() >= JOINT:
            return [i]
        region = self.cast.region(i)
        together = [i]
        for kind in chooser.choices(*KINDS, k=chooser.choice((1, 1, 1, 2))):
            near = self.by_kind_region.get((kind, region)) or self.by_kind.get(kind)
            if near and (partner := chooser.choice(near)) not in together:
                together.append(partner)
        return together


KINDS = (list(shape.BID_PARTNERS), list(shape.BID_PARTNERS.values()))


class Historian:
    """Writes bids and awards in blocks."""

    def __init__(self, cast: Cast, bodies: list[Body], *, seed: int, at: dt.datetime) -> None:
        self.cast, self.at, self.market = cast, at, Market(cast)
        self.chooser = random.Random(f"history {seed}")
        self.by_region: dict[int, list[Body]] = defaultdict(list)
        for body in bodies:
            self.by_region[body.region].append(body)
        self.bids: list[Bid] = []
        self.participants: list[tuple[int, int]] = []
        self.awards: list[tuple[Award, list[int], list[int], list[int]]] = []

    def write(self, drawn: list[Drawn], say: Callable[[int], None]) -> None:
        """Bids for what is closed or awarded, awards, and older bids without an opportunity of the portal."""
        for each in drawn:
            if each.row.state in ("closed", "awarded"):
                self._decide(each)
        for i in self._old_bidders():
            self._old_bid(i)
        self._write_bids(say)
        self._write_awards()

    def _decide(self, drawn: Drawn) -> None:
        """Two to four bids from the region's own, of which the first wins once it is awarded."""
        submitted = drawn.submitted_on
        teams: list[list[int]] = []
        for _ in range(self.chooser.choice((1, 2, 2, 3, 4))):
            bidder = self.market.bidder(drawn.group, drawn.body.region, self.chooser)
            if bidder is not None and not any(bidder in team for team in teams):
                teams.append(self.market.with_partners(bidder, self.chooser))
        won = drawn.row.state == "awarded"
        for place, team in enumerate(teams):
            state = ("won" if place == 0 else "lost") if won else "submitted"
            self._bid(team, drawn.body.pk, drawn.row.title, state, submitted, opportunity=drawn.row.pk)
        if won:
            self._award(drawn, teams, submitted)

    def _award(self, drawn: Drawn, teams: list[list[int]], submitted: dt.date) -> None:
        """An award with its suppliers; where nobody of the directory bid, someone from outside won."""
        winners = teams[0] if teams else []
        many = len(teams) + self.chooser.randint(0 if teams else 1, 4)
        award = Award(
            body_id=drawn.body.pk,
            opportunity_id=drawn.row.pk,
            title=drawn.row.title,
            awarded_on=submitted + dt.timedelta(days=self.chooser.randint(30, 75)),
            value=drawn.row.value,
            is_joint=len(winners) > 1,
            bids_received=many if self.chooser.random() < 0.85 else None,
            voluntary_bids_received=self.chooser.randint(0, many) if self.chooser.random() < 0.6 else None,
            is_demo=True,
        )
        self.awards.append((award, winners, [area.pk for area in drawn.services], drawn.districts))

    def _old_bidders(self) -> list[int]:
        number = round(BIDS_PER_ORGANISATION * len(self.cast.ids))
        return self.chooser.choices(range(len(self.cast.ids)), k=number)

    def _old_bid(self, i: int) -> None:
        """A bid of the last four years; one in three was won, and then there is an award to show it."""
        bodies = self.by_region.get(self.cast.region(i))
        if not bodies:
            return
        body, team = self.chooser.choice(bodies), self.market.with_partners(i, self.chooser)
        day = self.at.date() - dt.timedelta(days=self.chooser.randint(30, 1400))
        area, district = self.chooser.choice(self.cast.services[i]), self.chooser.choice(self.cast.districts[i])
        title = notice.title(area.name, self.cast.ground.names[district], self.chooser)
        won = self.chooser.random() < WON
        self._bid(team, body.pk, title, "won" if won else "lost", day)
        if won:
            award = Award(
                body_id=body.pk,
                title=title,
                awarded_on=day + dt.timedelta(days=40),
                is_joint=len(team) > 1,
                bids_received=self.chooser.randint(1, 8),
                is_demo=True,
            )
            self.awards.append((award, team, [area.pk], [district]))

    def _bid(
        self, team: list[int], body: int, title: str, state: str, day: dt.date, opportunity: int | None = None
    ) -> None:
        lessons = self.chooser.choice(notices.LESSONS) if state == "lost" and self.chooser.random() < 0.5 else ""
        bid = Bid(
            body_id=body,
            opportunity_id=opportunity,
            title=title,
            state=state,
            submitted_on=day,
            is_joint=len(team) > 1,
            lessons=lessons,
            is_demo=True,
        )
        self.bids.append(bid)
        self.participants += [(len(self.bids) - 1, i) for i in team]

    def _write_bids(self, say: Callable[[int], None]) -> None:
        ids = reserve_ids(Bid, len(self.bids))
        for pk, bid in zip(ids, self.bids, strict=True):
            bid.pk = pk
        copy_instances(Bid, self.bids)
        rows = (BidParticipant(bid_id=ids[bid], organisation_id=self.cast.ids[i]) for bid, i in self.participants)
        copy_instances(BidParticipant, rows)
        say(len(self.bids))

    def _write_awards(self) -> None:
        ids, ground = reserve_ids(Award, len(self.awards)), self.cast.ground
        for pk, (award, *_) in zip(ids, self.awards, strict=True):
            award.pk = pk
        copy_instances(Award, (award for award, *_ in self.awards))
        copy_instances(AwardSupplier, self._suppliers())
        copy_pairs(Award.services.through, [(a.pk, area) for a, _, areas, _ in self.awards for area in areas])
        places = [(a.pk, int(ground.ids[i])) for a, _, _, districts in self.awards for i in districts]
        copy_pairs(Award.places.through, places)

    def _suppliers(self) -> Iterator[AwardSupplier]:
        for award, winners, _, _ in self.awards:
            for i in winners:
                yield AwardSupplier(
                    award_id=award.pk,
                    name=self.cast.names[i],
                    organisation_id=self.cast.ids[i],
                    is_small=int(self.cast.sector.staff[i]) < 250,
                    is_voluntary=self.cast.sector.kind[i] in ("mutual", "charity", "social_enterprise"),
                )
            if not winners:
                yield AwardSupplier(award_id=award.pk, name="A supplier outside the directory (invented)")
