"""Keeping files that people hand in, and letting them go."""

import datetime as dt
import hashlib
import uuid

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet, Sum

from partnerships_portal.accounts.transitions import NotPossible

from .checking import Refused, clean_name, kind_of
from .models import StoredFile

FOLDER = "documents"
ORPHAN_HOURS = 24  # longer than any request that may still be storing


@transaction.atomic
def store_file(*, upload: UploadedFile, by, at) -> StoredFile:
    """Check a file and keep it; whoever calls records what it is for. Raises checking.Refused."""
    name = clean_name(upload.name or "")
    size = upload.size or 0
    kind = kind_of(upload, name)
    if size > settings.FILE_MAX_BYTES:
        raise Refused(f"“{name}” is too large")
    if "." not in name:
        name = f"{name}.{kind.extensions[0]}"
    digest = sha256_of(upload)
    stored = StoredFile(
        name=name, content_type=kind.content_type, size=size, sha256=digest, uploaded_by=by, uploaded_at=at
    )
    stored.file.save(uuid.uuid4().hex, upload, save=False)  # the name on the disk tells nothing
    stored.save()
    return stored


def check_number(kept: QuerySet[StoredFile], *, most: int, whose: str) -> None:
    """Raise NotPossible where one more file beside those that are `kept` would be too many. `whose`: "A service"."""
    if kept.count() >= most:
        raise NotPossible(f"{whose} can have {most} files. Remove one before you add another.")


def check_size(kept: QuerySet[StoredFile], *, upload: UploadedFile, most: int, whose: str) -> None:
    """Raise NotPossible where `upload` would be too large beside those that are `kept`: `most` bytes in all."""
    size = kept.aggregate(bytes=Sum("size"))["bytes"] or 0
    if size + (upload.size or 0) > most:
        raise NotPossible(f"{whose} can keep files of {most // 1024**2} MB in all. Remove some before you add another.")


def sha256_of(upload: UploadedFile) -> str:
    """Of the whole content, in hexadecimal; leaves it at its beginning."""
    digest = hashlib.sha256()
    upload.seek(0)
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()


@transaction.atomic
def remove_file(*, stored: StoredFile) -> None:
    """Forget a file; its bytes go once that is certain, after the commit. What it belonged to records why."""
    place = str(stored.file.name)
    StoredFile.objects.filter(pk=stored.pk).delete()
    transaction.on_commit(lambda: default_storage.delete(place))


def remove_orphans(*, at) -> int:
    """Delete files on the disk that no row knows, from requests or deletions that broke off; returns how many."""
    before, removed = at - dt.timedelta(hours=ORPHAN_HOURS), 0
    for places in _in_hundreds(_places(FOLDER)):
        known = set(StoredFile.objects.filter(file__in=places).values_list("file", flat=True))
        for place in places:
            if place not in known and default_storage.get_modified_time(place) < before:
                default_storage.delete(place)
                removed += 1
    return removed


def _places(folder: str):
    """Every file below a folder of the storage."""
    if not default_storage.exists(folder):
        return
    folders, files = default_storage.listdir(folder)
    yield from (f"{folder}/{name}" for name in sorted(files))
    for inner in sorted(folders):
        yield from _places(f"{folder}/{inner}")


def _in_hundreds(places):
    some: list[str] = []
    for place in places:
        some.append(place)
        if len(some) == 100:
            yield some
            some = []
    if some:
        yield some
