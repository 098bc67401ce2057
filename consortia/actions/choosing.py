"""Choosing a partnership model: what members answer, and who looks after which paper of the model that they chose."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from commissioners.actions.meanwhile import ChangedMeanwhile, plain
from consortia.choosing.documents import Paper
from consortia.choosing.questions import SECTIONS
from consortia.models import Consortium, ConsortiumMember, ModelAnswer, ModelPaper
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.conflicts.versions import changed_since

from .seats import take_seat


@transaction.atomic
def answer(
    *, member: ConsortiumMember, section: str, answers: Mapping[str, str], seen: str = "", by, at: dt.datetime
) -> list[str]:
    """Keep the answers that differ, for all members, and return their codes; those left out stay as they are.

    `answers`: code of a question to its answer, "" for not known. `seen`: fingerprints of what the person had opened
    (conflicts.versions), "" to save regardless. Raises ChangedMeanwhile if an answer that would be replaced is another
    one by now, NotPossible if the person no longer acts for the member.
    """
    consortium = take_seat(member=member, by=by)
    kept = dict(ModelAnswer.objects.filter(consortium=consortium).values_list("question", "answer"))
    replaced = {code: kept.get(code, "") for code, said in answers.items() if kept.get(code, "") != said}
    if changed_since(seen, replaced):
        raise ChangedMeanwhile
    signed = {"changed_at": at, "changed_by": by, "changed_for": member.organisation}
    for code in replaced:
        ModelAnswer.objects.update_or_create(
            consortium=consortium, question=code, defaults={"answer": answers[code], **signed}
        )
    if replaced:
        title = SECTIONS[section]
        record(actor=by, action="model_questions_answered", target=consortium, at=at, section=title, codes=[*replaced])
    return list(replaced)


@transaction.atomic
def keep_paper(
    *,
    member: ConsortiumMember,
    paper: Paper,
    ours: bool,
    due_on: dt.date | None,
    done_on: dt.date | None,
    note: str,
    seen: str = "",
    by,
    at: dt.datetime,
) -> bool:
    """Say how a document of the checklist stands, and whether the member looks after it; whether anything changed.

    Raises NotPossible for what another member that is present looks after, or if the person no longer acts for the
    member, ChangedMeanwhile if somebody else changed what would be replaced after it was opened.
    """
    consortium = take_seat(member=member, by=by)
    kept = ModelPaper.objects.filter(consortium=consortium, code=paper.code).first()
    holder = holder_of(kept, consortium)
    if holder is not None and holder != member.organisation:
        raise NotPossible(f"{holder} looks after this document. Ask it to hand it on before you change it.")
    own = member.organisation if ours else None
    values = {"looked_after_by": own, "due_on": due_on, "done_on": done_on, "note": note}
    if not (replaced := _replaced(paper_state(kept, holder), values, seen)):
        return False
    signed = {"changed_at": at, "changed_by": by, "changed_for": member.organisation}
    ModelPaper.objects.update_or_create(consortium=consortium, code=paper.code, defaults={**values, **signed})
    record(actor=by, action="model_paper_kept", target=consortium, at=at, paper=paper.title, fields=replaced)
    return True


def _replaced(before: dict, values: dict, seen: str) -> list[str]:
    """What would be replaced, by name. Raises ChangedMeanwhile if any of it is not as it was when `seen` was made."""
    replaced = {name: before[name] for name, value in values.items() if before[name] != _compared(value)}
    if changed_since(seen, replaced):
        raise ChangedMeanwhile
    return list(replaced)


def holder_of(kept: ModelPaper | None, consortium: Consortium):
    """The member that looks after a document: none once that has left."""
    if kept is None or kept.looked_after_by_id is None:
        return None
    present = ConsortiumMember.objects.present().filter(consortium=consortium, organisation=kept.looked_after_by_id)
    return kept.looked_after_by if present.exists() else None


def paper_state(kept: ModelPaper | None, holder) -> dict:
    """What is stored about a document, as it compares."""
    if kept is None:
        return {"looked_after_by": None, "due_on": None, "done_on": None, "note": ""}
    return {
        "looked_after_by": _compared(holder),
        "due_on": kept.due_on,
        "done_on": kept.done_on,
        "note": kept.note,
    }


def _compared(value):
    return plain(getattr(value, "pk", value))
