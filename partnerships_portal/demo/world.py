"""Makes, finds and removes the invented world. One seed, size and day always give the same world."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.db.models import Q

from commissioners import search as opportunity_search
from commissioners.models import Award, CommissioningBody, Opportunity
from consortia.models import Bid, Consortium
from mutuals import search as organisation_search
from mutuals.models import Network, Organisation
from partnerships_portal.accounts.audit import record
from partnerships_portal.changes.actions import mark
from support_requests.actions import clocks

from . import (
    advising,
    amending,
    bidding,
    bodies,
    buying_together,
    cast,
    choosing,
    claiming,
    deciding,
    delivering,
    disclosing,
    engaging,
    evaluating,
    funding,
    ground,
    history,
    joining,
    keeping_views,
    knowing,
    offering,
    opportunities,
    organisations,
    parts,
    people,
    proposing,
    reserving,
    sector,
    shape,
    sharing,
    standing,
    stories,
    supporting,
    talking,
    triaging,
    waiting,
    working_together,
)

Say = Callable[[str], None]
ALL_LIVE = {"open": 0.6, "early_engagement": 0.4}  # every opportunity can be matched: for benchmarks


@dataclass(frozen=True)
class Plan:
    """How large a world, and which. `states`: share of opportunities in each state."""

    organisations: int = 180
    opportunities: int = 80
    seed: int = 1
    states: dict[str, float] = field(default_factory=lambda: shape.STATES)
    stories: bool = True  # where there is room for them: parts.SMALLEST_WORLD

    @property
    def mutuals(self) -> int:
        """Two of three organisations are Mutuals, the third is a partner."""
        return round(self.organisations * shape.MUTUAL_SHARE)


def exists() -> bool:
    return Organisation.objects.filter(is_demo=True).exists()


@transaction.atomic
def make(plan: Plan, *, at: dt.datetime, say: Say) -> None:
    """Write the world in one transaction, all of it or nothing, and mark everything as changed.

    `at` is its present. Raises ground.NoGround without reference data.
    """
    verifier, here = people.verifier(), ground.read()
    buyers = bodies.write(plan.opportunities, here, seed=plan.seed, at=at)
    say(f"{len(buyers)} commissioning bodies")
    casting = parts.castings(
        plan.organisations if plan.stories else 0,
        plan.mutuals,
        here,
        youth_at=buyers[0].districts,
        founders_at=buyers[1].districts,
    )
    drawn = sector.draw(plan.organisations, plan.mutuals, plan.seed, here, casting.parts)
    players = cast.choose(drawn, here, casting.parts, seed=plan.seed, at=at)
    organisations.write(
        players,
        buyers=bodies.Buyers(buyers),
        verifier=verifier,
        say=lambda number: say(f"{number:,} of {plan.organisations:,} organisations"),
    )
    _write_market(plan, players, casting, buyers, at=at, say=say)
    if plan.stories:
        disclosing.write(by=verifier)
        waiting.write(at=at)
    _refresh(say)
    record(
        actor=None,
        action="demo_world_made",
        target=verifier,
        at=at,
        organisations=plan.organisations,
        opportunities=plan.opportunities,
        seed=plan.seed,
    )
    mark(kind="everything", at=at)


def _write_market(plan: Plan, players: cast.Cast, casting: parts.Casting, buyers, *, at: dt.datetime, say: Say) -> None:
    """Opportunities, their history, and the stories if the world is large enough."""
    told = bool(casting.parts) and plan.opportunities > stories.OPPORTUNITIES
    number = plan.opportunities - stories.OPPORTUNITIES * told
    drawn = opportunities.Drawer(buyers, players.ground, seed=plan.seed, at=at).draw(number, plan.states)
    opportunities.write(drawn, players.ground, lambda done: say(f"{done:,} of {number:,} opportunities"))
    historian = history.Historian(players, buyers, seed=plan.seed, at=at)
    historian.write(drawn, lambda done: say(f"{done:,} bids of the past"))
    if told:
        stories.Teller(players, casting, at).tell(council=buyers[0], care_board=buyers[1])


def _refresh(say: Say) -> None:
    """Bring what pages search and count in step with the rows, and tell the planner about them."""
    say("Preparing the search")
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    organisation_search.refresh()
    opportunity_search.refresh()
    with connection.cursor() as cursor:
        cursor.execute("analyze")


@transaction.atomic
def invite_people(*, at: dt.datetime) -> None:
    """Make the demo people who are missing: in the organisations of the first story, or else in the first of each."""
    here = Organisation.objects.filter(is_demo=True).order_by("pk")
    councils = CommissioningBody.objects.filter(is_demo=True, kind="council", ends_on=None).order_by("pk")
    mutual = here.filter(kind="mutual")
    partner = here.exclude(kind="mutual")
    owners = mutual.filter(name=parts.YOUTH_MUTUALS[0].name).first() or mutual[0]
    people.ensure(
        mutual=owners,
        partner=partner.filter(name=parts.LEAD_PROVIDER.name).first() or partner[0],
        body=councils[0],
        at=at,
    )
    joining.ensure(organisation=owners, at=at)
    working_together.ensure(member=owners, at=at)
    sharing.ensure(member=owners, at=at)
    claiming.ensure(council=councils[0], at=at)
    amending.ensure(body=councils[0], at=at)
    buying_together.ensure(council=councils[0], at=at)
    talking.ensure(body=councils[0], asker=owners, at=at)
    delivering.ensure(body=councils[0], organisation=owners, at=at)
    if unowned := councils.filter(memberships=None).last():
        joining.ensure_officer(body=unowned, at=at)
    reserving.ensure(mutual=owners, at=at)
    engaging.ensure(body=councils[0], first=owners, at=at)
    standing.ensure(body=councils[0], at=at)
    offering.ensure(first=owners, at=at)
    proposing.ensure(member=owners, at=at)
    choosing.ensure(organisation=owners, at=at)
    deciding.ensure(organisation=owners, at=at)
    bidding.ensure(organisation=owners, at=at)
    knowing.ensure(organisation=owners, at=at)
    evaluating.ensure(own=owners, at=at)
    triaging.ensure(first=owners, at=at)
    supporting.ensure(organisation=owners, at=at)
    keeping_views.ensure(at=at)
    funding.ensure(first=owners, at=at)
    advising.ensure(organisation=owners, at=at)
    clocks.store_worked()


@transaction.atomic
def remove() -> None:
    """Delete the invented world and what people have since made on it: bids, consortia, opportunities of its bodies.

    People and their sign-ins stay.
    """
    invented = Organisation.objects.filter(is_demo=True)
    buyers = CommissioningBody.objects.filter(is_demo=True)
    advising.remove(invented)
    triaging.remove(invented)
    funding.remove(invented)
    proposing.remove(invented)
    Bid.objects.filter(Q(body__in=buyers) | Q(participants__organisation__in=invented)).delete()
    together = Consortium.objects.filter(Q(is_demo=True) | Q(members__organisation__in=invented))
    sharing.remove(together)
    together.delete()
    Award.objects.filter(body__in=buyers).delete()
    talking.remove(Opportunity.objects.filter(body__in=buyers))
    Opportunity.objects.filter(body__in=buyers).delete()
    buyers.update(successor=None, is_duplicate=False)
    reserving.forget_bodies(buyers)
    buyers.delete()
    evaluating.remove(invented)
    invented.delete()
    Network.objects.filter(name__in=organisations.NETWORKS, organisations=None).delete()
