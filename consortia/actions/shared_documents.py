"""Documents that members share: every file is a version with a number of its own, and none takes another's place."""

import uuid
from typing import cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils.text import Truncator

from consortia.models import Consortium, ConsortiumMember, SharedDocument, SharedVersion
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.documents.actions import check_number, check_size, remove_file, store_file
from partnerships_portal.documents.models import StoredFile

from .messages import USED
from .seats import take_seat
from .telling import tell_members

ALSO_THERE = "There is a document of this title. Open it and add a version, or choose another title."
NOT_YOURS = "{member} put this version in: only {member} can remove it."


@transaction.atomic
def add_document(
    *, member: ConsortiumMember, title: str, upload: UploadedFile, note: str = "", form_key: uuid.UUID, by, at
) -> SharedVersion:
    """Put a document in, with its first version. Sent twice from one page it is there once.

    Raises NotPossible, and documents.checking.Refused for a file of the wrong kind.
    """
    consortium = take_seat(member=member, by=by)
    if same := _same(consortium, form_key, by):
        return same
    if consortium.shared_documents.filter(title__iexact=title).exists():
        raise NotPossible(ALSO_THERE)
    document = SharedDocument.objects.create(consortium=consortium, title=title, created_at=at)
    return _keep(document, member, upload, note, form_key, by=by, at=at)


@transaction.atomic
def add_version(
    *, document: SharedDocument, member: ConsortiumMember, upload: UploadedFile, note: str = "", form_key, by, at
) -> SharedVersion:
    """Put a newer version in, for any member. Two at once are both kept, each with its own number. Raises as above."""
    consortium = take_seat(member=member, by=by)
    if same := _same(consortium, form_key, by):
        return same
    current = SharedDocument.objects.get(pk=document.pk, consortium=consortium)
    return _keep(current, member, upload, note, form_key, by=by, at=at)


@transaction.atomic
def remove_version(*, version: SharedVersion, member: ConsortiumMember, by, at) -> bool:
    """Take the file of one's own version away for good; returns whether this did. The other versions stay."""
    consortium = take_seat(member=member, by=by)
    current = SharedVersion.objects.select_related("file", "member__organisation", "document").get(pk=version.pk)
    if current.member.organisation_id != member.organisation_id:
        raise NotPossible(NOT_YOURS.format(member=current.member.organisation))
    if current.removed_at is not None:
        return False
    stored = cast(StoredFile, current.file)
    current.file, current.removed_by, current.removed_at = None, by, at
    current.save(update_fields=["file", "removed_by", "removed_at"])
    remove_file(stored=stored)
    _record(current, "shared_version_removed", consortium, by, at)
    return True


def _same(consortium: Consortium, form_key: uuid.UUID, by) -> SharedVersion | None:
    """What was put in from the same page before."""
    same = SharedVersion.objects.select_related("document").filter(form_key=form_key).first()
    if same and (same.document.consortium_id, same.added_by_id) != (consortium.pk, by.pk):
        raise NotPossible(USED)
    return same


def _keep(document: SharedDocument, member: ConsortiumMember, upload, note, form_key, *, by, at) -> SharedVersion:
    consortium = document.consortium
    kept = StoredFile.objects.filter(shared_version__document__consortium=consortium)
    check_number(kept, most=settings.CONSORTIUM_FILES_AT_MOST, whose="A consortium")
    check_size(kept, upload=upload, most=settings.CONSORTIUM_FILES_MB * 1024**2, whose="A consortium")
    newest = document.versions.aggregate(newest=Max("number"))["newest"] or 0
    version = SharedVersion.objects.create(
        document=document,
        number=newest + 1,
        member=member,
        file=store_file(upload=upload, by=by, at=at),
        note=note,
        added_by=by,
        added_at=at,
        form_key=form_key,
    )
    _record(version, "shared_version_added", consortium, by, at)
    what = f"version {version.number} of “{document}”" if newest else f"the document “{document}”"
    tell_members(
        consortium,
        event="shared_version_added",
        key=version.pk,
        subject=Truncator(f"{member.organisation} added {what} to {consortium}").chars(190),
        url=document.get_absolute_url(),
        by=by,
        at=at,
    )
    return version


def _record(version: SharedVersion, action: str, consortium: Consortium, by, at) -> None:
    record(actor=by, action=action, target=consortium, at=at, document=version.document_id, version=version.number)
