"""How the members of a demo consortium came to their partnership model, and how far its papers are."""

import datetime as dt

from commissioners.choices import PartnershipModel
from consortia.models import Consortium, ModelAnswer, ModelPaper
from mutuals.models import Organisation
from partnerships_portal.accounts.models import User

ANSWERS = {
    "guarantees": "no",
    "contracts": "each",
    "equals": "all",
    "autonomy": "some",
    "risk": "shared",
    "binding": "yes",
    "administration": "no",
    "asset_lock": "yes",
    "surplus": "own",
    "lasting": "beyond",
    "formal": "A signed agreement on staff, data and money. How the hubs are run day by day stays a matter of trust.",
    "disagreements": "The two managers first, then the chairs. After that a mediator, whose cost we share.",
    "name": "The name of the hubs, without our logos. Both of us agree before anything goes to the press.",
}
PAPERS = (  # code, looked after by oneself, due in days, done days ago, note
    ("confidentiality", True, None, 280, "Signed by both."),
    ("venture", True, 20, None, "Second draft. Open: how one of us may leave."),
    ("data_sharing", False, 40, None, ""),
    ("insurance", True, None, 100, "Both certificates seen."),
)


def ensure(*, organisation: Organisation, at: dt.datetime) -> None:
    """Make them for a joint venture of the organisation where nobody has answered anything yet."""
    consortium = Consortium.objects.filter(
        is_demo=True,
        partnership_model=PartnershipModel.CONTRACTUAL_JOINT_VENTURE,
        members__organisation=organisation,
        members__left_at=None,
        model_answers=None,
    ).first()
    person = User.objects.filter(memberships__organisation=organisation).order_by("pk").first()
    if consortium is None or person is None:
        return
    signed = {"changed_at": at - dt.timedelta(days=90), "changed_by": person, "changed_for": organisation}
    ModelAnswer.objects.bulk_create(
        ModelAnswer(consortium=consortium, question=code, answer=answer, **signed) for code, answer in ANSWERS.items()
    )
    today = at.date()
    ModelPaper.objects.bulk_create(
        ModelPaper(
            consortium=consortium,
            code=code,
            looked_after_by=organisation if own else None,
            due_on=today + dt.timedelta(days=due) if due else None,
            done_on=today - dt.timedelta(days=done) if done else None,
            note=note,
            **signed,
        )
        for code, own, due, done, note in PAPERS
    )
