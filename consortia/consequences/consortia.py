"""What members decide about the consortium itself."""

from commissioners.choices import PartnershipModel
from consortia.actions import consortia
from consortia.deciding.kinds import DecisionKind, register
from consortia.models import Consortium, ConsortiumMember, Decision

State, Role = Consortium.State, ConsortiumMember.Role


def _is(*states: str):
    """Refuses where the consortium is in one of these states already, or still."""

    def refusal(decision: Decision) -> str:
        consortium = decision.consortium
        return f"The consortium is {consortium.get_state_display().lower()}." if consortium.state in states else ""

    return refusal


def _leads_already(decision: Decision) -> str:
    return f"{decision.concerned.organisation} leads already." if decision.concerned.role == Role.LEAD else ""


def _has_role(decision: Decision) -> str:
    if decision.concerned.role != decision.details["role"]:
        return ""
    return f"{decision.concerned.organisation} is {decision.concerned.get_role_display().lower()} already."


def _is_rule(decision: Decision) -> str:
    return "This is the rule already." if decision.consortium.decision_rule == decision.details["rule"] else ""


def _is_model(decision: Decision) -> str:
    is_same = decision.consortium.partnership_model == decision.details["model"]
    return "This is the partnership model already." if is_same else ""


def _stands(decision: Decision) -> str:
    return "You stay together already: this is a standing consortium." if decision.consortium.is_standing else ""


register(
    DecisionKind(
        "choose_model",
        "Choose the partnership model",
        hint="“Models compared” in this workspace shows what your answers speak for and against each",
        what_follows="It is shown as the partnership model of this consortium, with the documents that it needs. It "
        "makes no contract.",
        asks=("model",),
        consequence=consortia.choose_model,
        refusal=_is_model,
        title=lambda decision: f"Choose the partnership model: {PartnershipModel(decision.details['model']).label}",
    )
)
register(
    DecisionKind(
        "name_lead",
        "Name the lead provider",
        what_follows="It leads from then on, and whoever led before is an equal partner.",
        asks=("member",),
        by_everyone=True,  # whoever leads now gives it up by its own yes
        consequence=consortia.name_lead,
        refusal=_leads_already,
        title=lambda decision: f"Name {decision.concerned.organisation} as lead provider",
    )
)
register(
    DecisionKind(
        "change_role",
        "Change a member’s role",
        hint="It always needs the yes of that member itself",
        what_follows="The member has that role from then on.",
        asks=("member", "role"),
        consequence=consortia.change_role,
        refusal=_has_role,
        title=lambda decision: f"{decision.concerned.organisation}: {Role(decision.details['role']).label.lower()}",
    )
)
register(
    DecisionKind(
        "become_active",
        "Become active",
        hint="You have agreed enough to work together",
        what_follows="The consortium is shown as active.",
        asks=(),
        consequence=consortia.become_active,
        refusal=_is(State.ACTIVE, State.DISSOLVED),
        title=lambda decision: "Become active",
    )
)
register(
    DecisionKind(
        "go_dormant",
        "Become dormant",
        hint="You wait for work: the workspace stays open, and you can become active again",
        what_follows="The consortium is shown as dormant. Nothing in its workspace changes.",
        asks=(),
        consequence=consortia.go_dormant,
        refusal=_is(State.FORMING, State.DORMANT, State.DISSOLVED),
        title=lambda decision: "Become dormant",
    )
)
register(
    DecisionKind(
        "stay_together",
        "Stay together as a standing consortium",
        hint="You partner beyond one opportunity",
        what_follows="It lives on after this opportunity, and is matched to others as one.",
        asks=(),
        by_everyone=True,  # it says of each member that it partners beyond this
        consequence=consortia.stay_together,
        refusal=_stands,
        title=lambda decision: "Stay together as a standing consortium",
    )
)
register(
    DecisionKind(
        "change_rule",
        "Change how you decide",
        hint="Every member has to agree to a new rule",
        what_follows="The new rule counts for what is proposed from then on. What is open keeps the old one.",
        asks=("rule",),
        by_everyone=True,
        consequence=consortia.change_rule,
        refusal=_is_rule,
        title=lambda decision: f"How we decide: {Consortium.Rule(decision.details['rule']).label.lower()}",
    )
)
register(
    DecisionKind(
        "dissolve",
        "Dissolve the consortium",
        hint="Every member has to agree. Whoever only wants to go can leave by itself",
        what_follows="The consortium ends. Members can still read its workspace, and nothing can be added or changed.",
        asks=(),
        by_everyone=True,
        consequence=consortia.dissolve,
        title=lambda decision: "Dissolve the consortium",
    )
)
register(
    DecisionKind(
        "adopt_terms",
        "Adopt joint terms on intellectual property",
        hint="Who owns what you make together, and who may use what, during and after",
        what_follows="They stand on the page about intellectual property, in place of earlier ones. They are what you "
        "mean, not a contract.",
        asks=("terms",),
        by_everyone=True,  # nobody else decides about what is yours
        title=lambda decision: "Adopt joint terms on intellectual property",
    )
)
