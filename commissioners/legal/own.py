"""The pages on which an organisation answers for itself about reserved contracts."""

from commissioners.law import NOT_LEGAL_ADVICE
from commissioners.law.qualifying import WINDOW_YEARS
from commissioners.law.terms import first_day
from commissioners.models import Award, Opportunity, QualifyingAnswers

from .qualifying import Qualifications, reserved_opportunities

# Test of section 33 (name of the field): question, and what the law means by it
QUESTIONS = {
    "delivers_public_services": (
        "Do you operate to deliver public services?",
        "The first test is about what you are for.",
    ),
    "mainly_reservable_services": (
        "Are these mainly reservable light touch services?",
        "One or more of the services marked R in Schedule 1 of the Procurement Regulations 2024.",
    ),
    "is_not_for_profit": (
        "Are you run on a not-for-profit basis?",
        "The second test is about profits. Yes to this question or to the next is enough.",
    ),
    "distributes_only_to_members": (
        "Do you distribute profits to your members only?",
        "For organisations that are not run on a not-for-profit basis.",
    ),
    "employees_manage_and_control": (
        "Are you under the management and control of your employees?",
        "The third test. It asks for more than the significant degree of staff influence or control of a Mutual here.",
    ),
}
MOST_OPPORTUNITIES = 20
SAID = {True: "Yes", False: "No", None: ""}


def answers_of(organisation) -> QualifyingAnswers | None:
    """What the organisation answered, or None."""
    return QualifyingAnswers.objects.filter(organisation=organisation).first()


def own_page(organisation, *, user) -> dict:
    """The context of the page of the organisation's own people. A constant number of queries."""
    found = Qualifications([organisation.pk])
    answers = found.answers.get(organisation.pk)
    opportunities = list(reserved_opportunities(user)[:MOST_OPPORTUNITIES])
    return {
        "organisation": organisation,
        "answers": answers,
        "tests": [(question, SAID[getattr(answers, name, None)]) for name, (question, _) in QUESTIONS.items()],
        "is_mutual": found.is_mutual(organisation.pk),
        "contracts": [row for row, _ in found.contracts[organisation.pk] if not isinstance(row, Award)],
        "awards": [row for row, _ in found.contracts[organisation.pk] if isinstance(row, Award)],
        "opportunities": [(one, found.answer(organisation.pk, one)) for one in opportunities],
        "may_answer": user.has_perm("commissioners.answer_qualifying", organisation),
        "not_legal_advice": NOT_LEGAL_ADVICE,
    }


def check_page(organisation, opportunity: Opportunity) -> dict:
    """Whether the organisation would qualify for one opportunity, part by part, with the three years in days."""
    found = Qualifications([organisation.pk])
    on = opportunity.award_expected_on
    return {
        "organisation": organisation,
        "opportunity": opportunity,
        "answer": found.answer(organisation.pk, opportunity),
        "window": (first_day(on, years=WINDOW_YEARS), on) if on else None,
        "not_legal_advice": NOT_LEGAL_ADVICE,
    }
