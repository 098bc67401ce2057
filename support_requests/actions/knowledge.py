"""Pages of knowledge: staff write them, publish them and withdraw them."""

import datetime as dt
import uuid

from django.db import transaction

from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible, move
from support_requests.knowledge.drafting import drafted
from support_requests.models import KnowledgeConsent, KnowledgePage, SupportRequest

from .holding import hold
from .knowledge_names import WORDING, all_names_nobody, names_nobody
from .knowledge_telling import ask_again, tell_named

CHANGED = "Somebody changed this while you were editing. Open it again to see how it is now."
NOT_DONE = "A case study is drafted from a request that was completed."
EMPTY = "Write the text before you publish it."


@transaction.atomic
def write(*, kind: str, form_key: uuid.UUID, by: User, at: dt.datetime, **said) -> KnowledgePage:
    """Begin a draft; sent twice from one page it is there once."""
    page, is_new = KnowledgePage.objects.get_or_create(
        form_key=form_key, defaults={"kind": kind, "written_by": by, "changed_at": at, **said}
    )
    if is_new:
        record(actor=by, action="knowledge_written", target=page, at=at)
    return page


@transaction.atomic
def draft_from(*, case: SupportRequest, by: User, at: dt.datetime) -> KnowledgePage:
    """Begin a case study from a completed case, with those whom it is about; twice is once. Raises NotPossible."""
    current = hold(case.pk)
    same = KnowledgePage.objects.filter(request=current).first()
    if same is not None:
        return same
    if current.state != SupportRequest.State.COMPLETED:
        raise NotPossible(NOT_DONE)
    page = KnowledgePage.objects.create(
        request=current, written_by=by, changed_at=at, form_key=uuid.uuid4(), **drafted(current)
    )
    KnowledgeConsent.objects.bulk_create(
        KnowledgeConsent(page=page, organisation_id=pk) for pk in sorted(_helped(current))
    )
    record(actor=by, action="knowledge_drafted_from_case", target=page, at=at)
    return page


@transaction.atomic
def change(*, page: KnowledgePage, seen: str, by: User, at: dt.datetime, **said) -> bool:
    """Save other words or tags; returns whether that changed anything.

    Other words are another version: whoever had agreed to be named is not named any more, and asked again.
    Raises NotPossible for a page that is not as it was `seen`, and for words that name somebody.
    """
    current = hold_page(page.pk)
    changed = [name for name, value in said.items() if getattr(current, name) != value]
    if not changed:
        return False
    if seen != version_of(current):
        raise NotPossible(CHANGED)
    for name in changed:
        setattr(current, name, said[name])
    names_nobody(current)
    current.changed_at, current.written_by = at, by
    if any(name in WORDING for name in changed):
        current.version += 1
    current.save()
    record(actor=by, action="knowledge_changed", target=current, at=at, version=current.version)
    ask_again(current, by=by, at=at)
    return True


@transaction.atomic
def publish(*, page: KnowledgePage, version: int, by: User, at: dt.datetime) -> bool:
    """Let everyone read the wording that was checked; returns whether it was not published already."""
    current = hold_page(page.pk)
    if current.version != version:
        raise NotPossible(CHANGED)
    if current.state == KnowledgePage.State.PUBLISHED:
        return False
    if not current.text:
        raise NotPossible(EMPTY)
    all_names_nobody(current)
    _move(current, to=KnowledgePage.State.PUBLISHED, published_at=at, withdrawn_at=None)
    record(actor=by, action="knowledge_published", target=current, at=at, version=version)
    tell_named(current, by=by, at=at)
    return True


@transaction.atomic
def withdraw(*, page: KnowledgePage, by: User, at: dt.datetime) -> bool:
    """Let nobody but staff read it; returns whether it was not withdrawn already."""
    current = hold_page(page.pk)
    if current.state == KnowledgePage.State.WITHDRAWN:
        return False
    _move(current, to=KnowledgePage.State.WITHDRAWN, withdrawn_at=at)
    record(actor=by, action="knowledge_withdrawn", target=current, at=at)
    return True


def hold_page(pk: int) -> KnowledgePage:
    """The page as it is now, locked until the transaction ends; before rows of its consents."""
    return KnowledgePage.objects.select_for_update().get(pk=pk)


def version_of(page: KnowledgePage) -> str:
    """What an editor saw, to be compared when they save."""
    return page.changed_at.isoformat()


def _move(page: KnowledgePage, *, to: str, **changes) -> None:
    move(page, field="state", to=to, transitions=KnowledgePage.TRANSITIONS, **changes)


def _helped(case: SupportRequest) -> set[int]:
    """The organisation that asked, and for a joint package every member that is in the consortium."""
    package = getattr(case, "package", None)
    joint = package.consortium if package else None
    members = joint.members.present().values_list("organisation", flat=True) if joint else ()
    return {case.organisation_id, *members}
