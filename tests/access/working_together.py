"""Policies of key steps, red lines, the health check, risks and costs: pages of a workspace."""

from tests.factories.working_together import BenefitFactory, CostLineFactory, HealthRoundFactory, RiskFactory

from .outcomes import FORBIDDEN, Policy
from .partnering import NO_POST, acting_in_consortium, in_consortium

NO_GET = NO_POST


def _consortium(world):
    return [world.partnering.consortium.pk]


def _of_one(factory, **said):
    """The address of a row in the consortium, which no member holds."""

    def args(world):
        return [world.partnering.consortium.pk, factory(consortium=world.partnering.consortium, **said).pk]

    return args


def _own_risk(world):
    """A risk that the organisation of the owner, the editor and the viewer is asked to own."""
    risk = RiskFactory(
        consortium=world.partnering.consortium,
        owner=world.organisation,
        asked_at=world.partnering.consortium.created_at,
    )
    return [risk.consortium_id, risk.pk]


def _own_seat(world):
    consortium = world.partnering.consortium
    HealthRoundFactory(consortium=consortium, promised=2)
    return [consortium.pk, consortium.members.get(organisation=world.organisation).pk]


def _shown(args):
    return Policy(get=in_consortium(), post=NO_POST, args=args)


def _done(args):
    return Policy(get=acting_in_consortium(), post=acting_in_consortium(), args=args)


def _sent(args, **exceptions):
    return Policy(get=NO_GET, post=acting_in_consortium() | exceptions, args=args)


POLICIES: dict[str, Policy] = {
    "key_steps": _shown(_consortium),
    "key_step_add": _done(_consortium),
    "key_step": _done(lambda world: [*_consortium(world), "funding"]),
    "red_lines": _shown(_consortium),
    "red_line": _done(lambda world: [*_consortium(world), "mission"]),
    "health_check": _shown(_consortium),
    "health_begin": _sent(_consortium),
    "health_answer": Policy(
        get=acting_in_consortium() | {"fellow": FORBIDDEN},  # each member answers for itself
        post=acting_in_consortium() | {"fellow": FORBIDDEN},
        args=_own_seat,
    ),
    "health_show": _done(_consortium),
    "health_give_up": _done(_consortium),
    "risks": _shown(_consortium),
    "risk_add": _done(_consortium),
    "risk": _shown(_of_one(RiskFactory)),
    "risk_change": _done(_of_one(RiskFactory)),
    "risk_answer": _sent(_own_risk, fellow=FORBIDDEN),  # who is asked answers, nobody for them
    "risk_close": _done(_of_one(RiskFactory)),
    "risk_reopen": _sent(_of_one(RiskFactory)),
    "costs": _shown(_consortium),
    "cost_changes": _shown(_consortium),
    "cost_add": _done(_consortium),
    "cost_change": _done(_of_one(CostLineFactory)),
    "cost_remove": _done(_of_one(CostLineFactory)),
    "benefit_add": _done(_consortium),
    "benefit_change": _done(_of_one(BenefitFactory)),
    "benefit_remove": _done(_of_one(BenefitFactory)),
}
