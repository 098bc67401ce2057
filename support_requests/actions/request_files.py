"""Files that go with a request, from whoever asks or from the programme: several at once, each checked on its own."""

import datetime as dt
from dataclasses import dataclass, field

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.text import Truncator

from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.documents.actions import check_number, check_size, remove_file, sha256_of, store_file
from partnerships_portal.documents.checking import Refused, clean_name
from partnerships_portal.documents.forms import over_limit
from partnerships_portal.documents.models import StoredFile
from support_requests.models import SupportFile, SupportMessage, SupportRequest

from .handing_over import check_holder
from .holding import hold
from .telling import tell_advisers, tell_asker, tell_programme

AT_ONCE = 10
ENDED = "This request has ended: its files stay as they are."
WHOSE = "A request"
Side = SupportMessage.Side


@dataclass
class Added:
    """What came of each file, by name or with what to do."""

    kept: list[SupportFile] = field(default_factory=list)
    already: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@transaction.atomic
def add(*, request: SupportRequest, uploads: list[UploadedFile], side: str, by: User, at: dt.datetime) -> Added:
    """Keep those that can be taken. One that is there already, name and content, is not added again: sent twice, once.

    The programme's (`side`) are added by whoever has the request. Raises NotPossible, also where it has ended.
    """
    held = _open(request, side, by)
    added = Added()
    for number, upload in enumerate(uploads):
        if number >= AT_ONCE:
            added.refused.append(f"“{clean_name(upload.name or '')}” is one too many: add {AT_ONCE} files at a time")
        else:
            _add_one(held, upload, added, side=side, by=by, at=at)
    if added.kept:
        record(actor=by, action="support_files_added", target=held, at=at, number=len(added.kept))
        _tell(held, added, side=side, by=by, at=at)
    return added


def _add_one(held: SupportRequest, upload: UploadedFile, added: Added, *, side: str, by: User, at) -> None:
    name = clean_name(upload.name or "")
    there = StoredFile.objects.filter(support_file__request=held)
    if there.filter(name=name, sha256=sha256_of(upload)).exists():
        added.already.append(name)
        return
    try:
        if (upload.size or 0) > settings.FILE_MAX_BYTES:
            raise Refused(over_limit(name))
        check_number(there, most=settings.SUPPORT_FILES_AT_MOST, whose=WHOSE)
        check_size(there, upload=upload, most=settings.SUPPORT_FILES_MB * 1024**2, whose=WHOSE)
        stored = store_file(upload=upload, by=by, at=at)
    except Refused as refusal:
        added.refused.append(str(refusal))
    except NotPossible as refusal:
        added.refused.append(f"“{name}” was not kept. {refusal}")
    else:
        kept = SupportFile.objects.create(request=held, file=stored, side=side, added_by=by, added_at=at)
        added.kept.append(kept)


@transaction.atomic
def remove(*, file: SupportFile, side: str, by: User, at: dt.datetime) -> bool:
    """Take a file of one's own side away for good; returns whether this did. Raises as `add`."""
    _open(file.request, side, by)
    current = SupportFile.objects.select_related("file").filter(pk=file.pk, side=side).first()
    if current is None:
        return False
    stored, name = current.file, current.file.name
    current.delete()
    remove_file(stored=stored)
    record(actor=by, action="support_file_removed", target=file.request, at=at, file=name)
    return True


def _open(request: SupportRequest, side: str, by: User) -> SupportRequest:
    held = hold(request.pk)
    if held.state != SupportRequest.State.DRAFT and not held.is_open:
        raise NotPossible(ENDED)
    if side == Side.PROGRAMME:
        check_holder(held, by)
    return held


def _tell(held: SupportRequest, added: Added, *, side: str, by: User, at: dt.datetime) -> None:
    """Nobody is told of the files of a draft: they arrive with it."""
    if held.state == SupportRequest.State.DRAFT:
        return
    number = len(added.kept)
    what = f"{number} files" if number > 1 else f"“{added.kept[0].file.name}”"
    who = "The programme" if side == Side.PROGRAMME else held.organisation
    key, subject = added.kept[0].pk, Truncator(f"{who} added {what} to “{held}”").chars(190)
    if side == Side.PROGRAMME:
        tell_asker(held, event="support_programme_added_files", key=key, subject=subject, by=by, at=at)
    else:
        tell_programme(held, event="support_files_added", key=key, subject=subject, by=by, at=at)
    tell_advisers(held, event="advising_files_added", key=key, subject=subject, by=by, at=at)
