"""Files that officers add to a request."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.documents.models import StoredFile
from partnerships_portal.notifications.models import Notification
from tests.documents import files
from tests.factories.support import SupportFileFactory, SupportRequestFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(organisation, triage):
    return SupportRequestFactory(organisation=organisation, officer=triage, officer_since=timezone.now())


def add(client, case, *names):
    uploads = [SimpleUploadedFile(name, files.PDF + name.encode(), content_type="application/pdf") for name in names]
    program = SimpleUploadedFile("setup.exe", b"MZ" + bytes(200))
    return client.post(reverse("support_case_files", args=[case.pk]), {"chosen": [*uploads, program]}, follow=True)


def test_officer_adds_what_can_be_kept_and_the_asker_is_told_and_can_open_it(sign_in, case, triage, owner):
    page = add(sign_in(triage), case, "letter.pdf")
    assert "setup.exe" in page.text and "letter.pdf" in page.text
    kept = case.files.get()
    assert (kept.side, kept.added_by) == ("programme", triage)
    told = Notification.objects.get(event="support_programme_added_files", person=owner)
    assert told.subject == f"The programme added “letter.pdf” to “{case}”"
    browser = sign_in(owner)
    assert "letter.pdf" in browser.get(case.get_absolute_url()).text
    assert browser.get(reverse("support_file", args=[case.pk, kept.pk])).status_code == 200
    assert "support_case_file" not in browser.get(reverse("support_files", args=[case.pk])).text


def test_only_whoever_has_the_request_adds_files(sign_in, case, staff):
    page = add(sign_in(staff), case, "letter.pdf")
    assert not case.files.exists() and not StoredFile.objects.exists()
    assert "Take the request first" in page.text


def test_officer_removes_the_programmes_files_and_no_other(sign_in, case, triage):
    own, askers = (SupportFileFactory(request=case, side=side) for side in ("programme", "asker"))
    browser = sign_in(triage)
    assert browser.get(reverse("support_case_file_remove", args=[case.pk, askers.pk])).status_code == 404
    browser.post(reverse("support_case_file_remove", args=[case.pk, own.pk]))
    assert list(case.files.all()) == [askers]
