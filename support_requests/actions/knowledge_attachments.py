"""Links and files of a page. They are part of what organisations agree to: another one is another wording."""

import datetime as dt
import uuid

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.documents.actions import check_number, check_size, remove_file, store_file
from partnerships_portal.documents.models import StoredFile
from support_requests.models import KnowledgeAttachment, KnowledgePage

from .knowledge import hold_page
from .knowledge_names import attachment_names_nobody
from .knowledge_telling import ask_again

LINKS_AT_MOST = 30
USED = "This page was used before. Open it again to add more."
TOO_MANY = f"A page can have {LINKS_AT_MOST} links. Take one off before you add another."


@transaction.atomic
def attach(
    *,
    page: KnowledgePage,
    title: str,
    url: str,
    upload: UploadedFile | None,
    form_key: uuid.UUID,
    by: User,
    at: dt.datetime,
) -> KnowledgeAttachment:
    """Add a link or a file; sent twice from one page it is one. Raises NotPossible, and documents.checking.Refused."""
    current = hold_page(page.pk)
    same = KnowledgeAttachment.objects.filter(form_key=form_key).first()
    if same is not None:
        if (same.page_id, same.added_by_id) != (current.pk, by.pk):
            raise NotPossible(USED)
        return same
    stored = _kept(current, upload, by, at) if upload else None
    _check(current, [title, url], stored)
    attachment = KnowledgeAttachment.objects.create(
        page=current, title=title, url=url, file=stored, added_by=by, added_at=at, form_key=form_key
    )
    record(actor=by, action="knowledge_attachment_added", target=current, at=at, attachment=attachment.pk)
    _other_wording(current, by, at)
    return attachment


@transaction.atomic
def detach(*, attachment: KnowledgeAttachment, by: User, at: dt.datetime) -> bool:
    """Take a link off, or a file for good; returns whether it was there."""
    current = hold_page(attachment.page_id)
    stored = StoredFile.objects.filter(knowledge_attachment=attachment.pk).first()
    removed, _ = KnowledgeAttachment.objects.filter(pk=attachment.pk).delete()
    if not removed:
        return False
    if stored:
        remove_file(stored=stored)
    record(actor=by, action="knowledge_attachment_removed", target=current, at=at, attachment=attachment.pk)
    _other_wording(current, by, at)
    return True


def _kept(page: KnowledgePage, upload: UploadedFile, by: User, at: dt.datetime) -> StoredFile:
    files = StoredFile.objects.filter(knowledge_attachment__page=page)
    check_number(files, most=settings.KNOWLEDGE_FILES_AT_MOST, whose="A page")
    check_size(files, upload=upload, most=settings.KNOWLEDGE_FILES_MB * 1024**2, whose="A page")
    return store_file(upload=upload, by=by, at=at)


def _check(page: KnowledgePage, said: list[str], stored: StoredFile | None) -> None:
    """Neither too many links, nor a name in what is shown of them, or inside a file as far as that can be read."""
    if page.attachments.filter(file=None).count() >= LINKS_AT_MOST:
        raise NotPossible(TOO_MANY)
    attachment_names_nobody(page, said, stored)


def _other_wording(page: KnowledgePage, by: User, at: dt.datetime) -> None:
    page.version += 1
    page.changed_at, page.written_by = at, by
    page.save(update_fields=["version", "changed_at", "written_by"])
    ask_again(page, by=by, at=at)
