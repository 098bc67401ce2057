"""What the members of a consortium of the demonstration have done together: key steps, red lines, health check, risks
and costs."""

import datetime as dt
from decimal import Decimal

from django.db.models import Count
from django.utils import timezone

from consortia.health.gaps import gaps
from consortia.health.questions import QUESTIONS
from consortia.models import (
    Benefit,
    Consortium,
    ConsortiumMember,
    CostLine,
    CostShare,
    HealthRound,
    KeyStep,
    RedLineNote,
    Risk,
)
from mutuals.models import Organisation
from partnerships_portal.accounts.models import User

DAY = dt.timedelta(days=1)
STEPS = (
    ("staff", "resources", "Agree which staff each member gives, and for how long", "done", "Two youth workers each."),
    ("roles", "activities", "Agree roles, responsibilities and who answers for what", "under_way", ""),
    ("steering", "practices", "Set up a steering group with all members", "done", "Meets on the first Monday."),
    ("own-1", "activities", "Visit each other’s youth clubs for a day", "to_do", ""),
)
RED_LINE = ("staff", "No zero-hours contracts. Staff are asked before any move from one member to another.")
RISKS = (
    ("financial", "The contract starts later than planned and we pay staff meanwhile", 4, 3, 8_000, 20_000),
    ("reputational", "Something goes wrong in a club and all three names stand for it", 2, 4, None, None),
    ("cost_against_benefit", "Meetings take more time than the joint work saves", 3, 2, 2_000, 5_000),
)
COSTS = (("Legal advice on the agreement", "3000.00"), ("A day a week of a coordinator, one year", "11000.00"))
BENEFITS = (
    ("income", "Work that none of us could have taken on alone", 15_000, 40_000),
    ("bidding", "Somebody in each organisation who has written a joint bid", None, None),
)
ANSWERS = (  # of three members, by question; what is not here is answered with the middle
    {"pace": 5, "trust": 4, "time": 2},
    {"pace": 2, "trust": 3, "time": 3},
    {"pace": 1, "trust": 4, "time": 4},
)


def ensure(*, member: Organisation, at: dt.datetime) -> None:
    """Make them in the largest consortium of the organisation that is active, where it has no risks yet."""
    own = Consortium.objects.filter(state=Consortium.State.ACTIVE, members__organisation=member, is_demo=True)
    consortium = own.annotate(size=Count("members__consortium__members")).order_by("-size", "pk").first()
    person = User.objects.filter(memberships__organisation=member).order_by("pk").first()
    if consortium is None or person is None or Risk.objects.filter(consortium=consortium).exists():
        return
    present = ConsortiumMember.objects.present().filter(consortium=consortium).order_by("pk")
    others = [one.organisation for one in present.exclude(organisation=member).select_related("organisation")]
    by = {"consortium": consortium, "changed_at": at - 9 * DAY, "changed_by": person, "changed_for": member}
    _steps(by, member, person, at)
    RedLineNote.objects.create(prompt=RED_LINE[0], text=RED_LINE[1], **by)
    _risks(by, member, others, at)
    _costs(by, [member, *others])
    _health(consortium, member, person, at)


def _steps(by: dict, member: Organisation, person: User, at: dt.datetime) -> None:
    for number, (code, group, what, state, evidence) in enumerate(STEPS):
        taken = {"organisation": member, "person": person} if number % 2 else {}
        due = timezone.localdate(at + 30 * number * DAY)
        KeyStep.objects.create(
            code=code, group=group, what=what, state=state, evidence=evidence, due_on=due, **taken, **by
        )


def _risks(by: dict, member: Organisation, others: list[Organisation], at: dt.datetime) -> None:
    """The first is the member's own and due for review, the second it is asked to own, the third nobody owns."""
    owning: tuple[dict, ...] = (
        {"owner": member, "asked_at": at - 9 * DAY, "accepted_at": at - 9 * DAY, "accepted_by": by["changed_by"]},
        {"owner": member, "asked_at": at - 2 * DAY},
        {},
    )
    for owned, (kind, what, likelihood, impact, low, high) in zip(owning, RISKS, strict=True):
        Risk.objects.create(
            kind=kind,
            what=what,
            likelihood=likelihood,
            impact=impact,
            cost_low=low,
            cost_high=high,
            review_on=timezone.localdate(at) if "accepted_at" in owned else None,
            added_at=at - 9 * DAY,
            **owned,
            **(by | ({"changed_for": others[0]} if others and "accepted_at" not in owned else {})),
        )


def _costs(by: dict, members: list[Organisation]) -> None:
    (advice, its_cost), (what, amount) = COSTS
    CostLine.objects.create(what=advice, amount=Decimal(its_cost), **by)
    line = CostLine.objects.create(what=what, amount=Decimal(amount), how=CostLine.How.PERCENTAGES, **by)
    parts = [Decimal(100) - 20 * (len(members) - 1), *[Decimal(20)] * (len(members) - 1)]
    CostShare.objects.bulk_create(
        CostShare(line=line, organisation=one, part=part) for one, part in zip(members, parts, strict=True) if part > 0
    )
    for kind, what, low, high in BENEFITS:
        Benefit.objects.create(kind=kind, what=what, low=low, high=high, **by)


def _health(consortium: Consortium, member: Organisation, person: User, at: dt.datetime) -> None:
    """A round that ended a month ago."""
    middle = {question.key: 3 for question in QUESTIONS}
    found = gaps([middle | said for said in ANSWERS], at_least=3)
    HealthRound.objects.create(
        consortium=consortium,
        begun_at=at - 40 * DAY,
        begun_by=person,
        begun_for=member,
        promised=3,
        ended_at=at - 30 * DAY,
        ended_by=person,
        answered=3,
        gaps={key: gap.name for key, gap in found.items()},
    )
