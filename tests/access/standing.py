"""Policies of what consortia that stay together are matched with, and say as one."""

from tests.factories import ConsortiumMatchFactory

from .outcomes import Policy
from .partnering import NO_POST, acting_in_consortium, in_consortium


def _matched(world) -> list:
    consortium = world.partnering.consortium
    type(consortium).objects.filter(pk=consortium.pk).update(is_standing=True, state="active")
    match = consortium.matches.first() or ConsortiumMatchFactory(consortium=consortium, opportunity=world.opportunity)
    return [consortium.pk, match.opportunity_id]


POLICIES: dict[str, Policy] = {
    "consortium_matches": Policy(get=in_consortium(), post=NO_POST, args=lambda world: _matched(world)[:1]),
    "consortium_match": Policy(get=in_consortium(), post=NO_POST, args=_matched),
    "consortium_standing": Policy(get=in_consortium(), post=NO_POST, args=lambda world: _matched(world)[:1]),
    "consortium_interest": Policy(get=in_consortium(), post=NO_POST, args=_matched),
    "consortium_interest_propose": Policy(get=acting_in_consortium(), post=acting_in_consortium(), args=_matched),
    "consortium_interest_withdraw": Policy(get=acting_in_consortium(), post=acting_in_consortium(), args=_matched),
}
