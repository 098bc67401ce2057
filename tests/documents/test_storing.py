"""Promises about keeping files: checked, named by nothing on the disk, gone when they are gone, handed out safely."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from partnerships_portal.documents import actions
from partnerships_portal.documents.checking import Refused
from partnerships_portal.documents.models import StoredFile
from partnerships_portal.documents.serving import handed_out
from tests.factories import StoredFileFactory

from . import files

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_storage(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}


def on_disk() -> list[str]:
    return list(actions._places("documents"))


def test_file_is_kept_under_a_name_that_tells_nothing(owner):
    stored = actions.store_file(upload=files.upload("договор.pdf"), by=owner, at=timezone.now())
    stored.refresh_from_db()
    assert (stored.name, stored.content_type, stored.size) == ("договор.pdf", "application/pdf", len(files.PDF))
    assert on_disk() == [stored.file.name] and "договор" not in stored.file.name
    assert stored.file.open().read() == files.PDF


def test_what_the_browser_says_of_its_type_does_not_count(owner):
    stored = actions.store_file(upload=files.upload(content_type="text/html"), by=owner, at=timezone.now())
    assert stored.content_type == "application/pdf"


def test_file_without_an_ending_gets_one(owner):
    assert actions.store_file(upload=files.upload("contract"), by=owner, at=timezone.now()).name == "contract.pdf"


def test_refused_file_leaves_nothing(owner):
    with pytest.raises(Refused):
        actions.store_file(upload=files.upload(content=files.EXE), by=owner, at=timezone.now())
    assert not StoredFile.objects.exists() and not on_disk()


def test_file_over_the_limit_is_refused(owner, settings):
    settings.FILE_MAX_BYTES = 10
    with pytest.raises(Refused):
        actions.store_file(upload=files.upload(), by=owner, at=timezone.now())


def test_bytes_go_after_the_commit_and_stay_if_it_fails(owner, django_capture_on_commit_callbacks):
    stored = actions.store_file(upload=files.upload(), by=owner, at=timezone.now())
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.remove_file(stored=stored)
        raise RuntimeError
    assert StoredFile.objects.exists() and on_disk()
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_file(stored=stored)
    assert not StoredFile.objects.exists() and not on_disk()


def test_files_that_belong_to_nothing_are_deleted_after_a_day():
    kept = StoredFileFactory()
    orphan = default_storage.save("documents/2026/11/left-over", ContentFile(b"x"))
    assert actions.remove_orphans(at=timezone.now()) == 0  # a request may still be storing it
    assert actions.remove_orphans(at=timezone.now() + dt.timedelta(days=2)) == 1
    assert on_disk() == [kept.file.name] and not default_storage.exists(orphan)


def test_file_is_handed_out_as_a_download_that_a_browser_does_not_run():
    response = handed_out(StoredFileFactory(name='договор "2024".pdf'))
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%D0%B4")
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_file_whose_bytes_are_gone_is_not_there():
    stored = StoredFileFactory()
    default_storage.delete(stored.file.name)
    with pytest.raises(Http404):
        handed_out(stored)
