"""Documents of an opportunity: adding, replacing and taking off. On a published one each is an amendment."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Sum

from commissioners.differences import difference
from commissioners.models import OpportunityDocument
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.documents.actions import check_number, check_size, sha256_of, store_file
from partnerships_portal.documents.models import StoredFile

from .amending import finish, lock

CHANGED = {"documents"}  # what no notice can say of itself: also what was imported and claimed may have them


@transaction.atomic
def add(*, opportunity, title: str, upload: UploadedFile, by, at, note: str = "") -> OpportunityDocument:
    """Put a file on the opportunity. The same content once more is the document that is there.

    Raises NotPossible over a limit or once it can no longer be changed, and documents.checking.Refused.
    """
    current = lock(opportunity, version=None, fields=CHANGED)
    same = current.documents.standing().filter(file__sha256=sha256_of(upload)).first()
    if same is not None:
        return same
    document = _keep(current, title, upload, by=by, at=at)
    finish(current, changes=[difference("Document", "", title)], note=note, by=by, at=at)
    return document


@transaction.atomic
def replace(
    *, document: OpportunityDocument, title: str, upload: UploadedFile, by, at, note: str = ""
) -> OpportunityDocument:
    """Put a newer file in the place of one, which stays for the record. The same content again changes nothing."""
    current = lock(document.opportunity, version=None, fields=CHANGED)
    held = _standing(document)
    digest = sha256_of(upload)
    if held.title == title and held.file.sha256 == digest:
        return held
    if current.documents.standing().exclude(pk=held.pk).filter(file__sha256=digest).exists():
        raise NotPossible("This file is there already, as another document. Choose another file.")
    _take_off(held, by=by, at=at)
    newer = _keep(current, title, upload, by=by, at=at)
    finish(current, changes=[difference("Document", held.title, f"{title} (a newer file)")], note=note, by=by, at=at)
    return newer


@transaction.atomic
def remove(*, document: OpportunityDocument, by, at, note: str = "") -> None:
    """Take a document off; it stays for the record. Taken off already: nothing changes."""
    current = lock(document.opportunity, version=None, fields=CHANGED)
    held = OpportunityDocument.objects.get(pk=document.pk)
    if held.removed_at:
        return
    _take_off(held, by=by, at=at)
    finish(current, changes=[difference("Document", held.title, "")], note=note, by=by, at=at)


def _standing(document: OpportunityDocument) -> OpportunityDocument:
    held = OpportunityDocument.objects.select_related("file").get(pk=document.pk)
    if held.removed_at:
        raise NotPossible("Somebody else has taken this document off. Add yours as a new one.")
    return held


def _keep(opportunity, title: str, upload: UploadedFile, *, by, at) -> OpportunityDocument:
    kept = StoredFile.objects.filter(opportunity_document__in=opportunity.documents.standing())
    check_number(kept, most=OpportunityDocument.MOST_FILES, whose="An opportunity")
    check_size(kept, upload=upload, most=OpportunityDocument.MOST_BYTES, whose="An opportunity")
    ever = StoredFile.objects.filter(opportunity_document__opportunity=opportunity)
    if (ever.aggregate(bytes=Sum("size"))["bytes"] or 0) + (upload.size or 0) > OpportunityDocument.MOST_BYTES_EVER:
        raise NotPossible("So much was put here and taken off that there is no room for more. Link to it instead.")
    stored = store_file(upload=upload, by=by, at=at)
    return OpportunityDocument.objects.create(
        opportunity=opportunity, file=stored, title=title, added_at=at, added_by=by
    )


def _take_off(document: OpportunityDocument, *, by, at) -> None:
    document.removed_at, document.removed_by = at, by
    document.save(update_fields=["removed_at", "removed_by"])
