"""Documents of a package."""

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
from support_requests.delivering.budgets import held_package
from support_requests.models import Package, PackageFile

from .budgets import must_go_on
from .holding import hold
from .telling_package import tell_all


@transaction.atomic
def add_file(
    *, package: Package, upload: UploadedFile, note: str, form_key: uuid.UUID, by: User, at: dt.datetime
) -> PackageFile:
    """Keep a document; sent twice from one page it is one. Raises NotPossible, and documents.checking.Refused."""
    hold(package.request_id)
    current = held_package(package.pk)
    same = PackageFile.objects.select_related("file").filter(form_key=form_key).first()
    if same is not None:
        if (same.package_id, same.added_by_id) != (current.pk, by.pk):
            raise NotPossible("This page was used before. Open it again to add more.")
        return same
    must_go_on(current)
    kept = StoredFile.objects.filter(package_file__package=current)
    check_number(kept, most=settings.PACKAGE_FILES_AT_MOST, whose="A package")
    check_size(kept, upload=upload, most=settings.PACKAGE_FILES_MB * 1024**2, whose="A package")
    stored = store_file(upload=upload, by=by, at=at)
    file = PackageFile.objects.create(
        package=current, file=stored, note=note, added_by=by, added_at=at, form_key=form_key
    )
    record(actor=by, action="package_file_added", target=current, at=at, file=file.pk)
    tell_all(current, happening="file", key=file.pk, said=f"{by} added “{file}”", by=by, at=at)
    return file


@transaction.atomic
def remove_file_of(*, file: PackageFile, by: User, at: dt.datetime) -> bool:
    """Take a document off for good; returns whether it was there."""
    hold(file.package.request_id)
    current = held_package(file.package_id)
    must_go_on(current)
    stored = StoredFile.objects.filter(package_file=file.pk).first()
    removed, _ = PackageFile.objects.filter(pk=file.pk).delete()
    if removed and stored:
        remove_file(stored=stored)
        record(actor=by, action="package_file_removed", target=current, at=at, file=file.pk)
    return bool(removed)
