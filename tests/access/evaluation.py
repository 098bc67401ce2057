"""Policies of the evaluation. The link of an e-mail opens to whoever holds it; a guess leads nowhere."""

from tests.factories import MembershipFactory
from tests.factories.evaluation import EvaluationFactory, EvaluationLinkFactory

from .outcomes import FORBIDDEN, OK, Policy, everyone, nobody, only
from .support import NO_POST, SUPPORT_PEOPLE, of_programme, with_more

TOKEN = "a-link-of-the-sweep"


def questionnaire(world, wave="six_months"):
    """One that waits for an answer of the organisation."""
    return EvaluationFactory(request=world.support.advised, wave=wave)


def link(world):
    """Of the owner of the organisation."""
    person = MembershipFactory(organisation=world.support.organisation, role="owner").user
    return EvaluationLinkFactory(evaluation=questionnaire(world, "twelve_months"), person=person, token=TOKEN)


def _link_args(world) -> list:
    link(world)
    return [TOKEN]


ANYBODY = everyone() | dict.fromkeys(SUPPORT_PEOPLE, OK)
OWN = with_more(only("viewer", "editor", "owner", "staff", triage=FORBIDDEN, analyst=FORBIDDEN))

POLICIES: dict[str, Policy] = {
    "evaluation_link": Policy(get=ANYBODY, post=ANYBODY, args=_link_args),
    "evaluation_answer": Policy(
        get=OWN,
        post=OWN | {"viewer": FORBIDDEN, "staff": FORBIDDEN},
        args=lambda world: [questionnaire(world).pk],
    ),
    "support_evidence": Policy(get=ANYBODY, post=nobody(ANYBODY)),
    "support_evidence_csv": Policy(get=ANYBODY, post=nobody(ANYBODY)),
    "support_evaluation": Policy(get=of_programme(), post=NO_POST),
    "support_evaluation_csv": Policy(get=of_programme(), post=NO_POST),
    "support_answers_csv": Policy(get=NO_POST, post=with_more(only("staff", triage=FORBIDDEN, analyst=FORBIDDEN))),
}
