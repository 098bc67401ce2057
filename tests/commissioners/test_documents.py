"""Promises about the documents of an opportunity."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from commissioners.actions import documents, opportunities
from commissioners.models import OpportunityDocument
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.documents.actions import remove_orphans
from partnerships_portal.documents.models import StoredFile
from partnerships_portal.notifications.models import Notification
from tests.documents import files
from tests.factories import FollowingFactory, OpportunityDocumentFactory

pytestmark = pytest.mark.django_db

OTHER_PDF = files.PDF + b"\n% second edition"


@pytest.fixture
def send(published, commissioner, sign_in):
    """`send(title, name, content)` adds a document as the commissioner and gives the page that follows."""

    def post(title="Specification", name="specification.pdf", content=files.PDF, person=None, **more):
        address = reverse("document_add", args=[published.pk])
        typed = {"title": title, "file": files.upload(name, content)} | more
        return sign_in(person or commissioner).post(address, typed, follow=True).content.decode()

    return post


def address(document, word="download"):
    return reverse(f"document_{word}", args=[document.opportunity_id, document.pk])


def test_a_document_is_public_at_once_and_those_who_follow_are_told(published, send, sign_in):
    follower = FollowingFactory(opportunity=published).person
    send(note="Early sight of it")
    page = sign_in(None).get(published.get_absolute_url()).content.decode()
    assert "Specification (PDF, " in page
    assert "Document: Specification" in page, "the change history says so"
    row = Notification.objects.get(person=follower, event="news_amended")
    assert "Early sight of it" in row.body and "- Document: now Specification" in row.body
    published.refresh_from_db()
    assert published.version == 2


def test_a_document_is_handed_out_to_be_saved_and_nothing_else(send, sign_in):
    send(name="règlement – 建物.pdf")
    response = sign_in(None).get(address(OpportunityDocument.objects.get()))
    assert b"".join(response.streaming_content) == files.PDF
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''r%C3%A8glement")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_the_same_file_sent_twice_is_one_document_and_one_amendment(published, send):
    send()
    send(title="Specification again")
    assert OpportunityDocument.objects.count() == StoredFile.objects.count() == 1
    assert AuditEvent.objects.filter(action="opportunity_amended").count() == 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("plan.pdf", files.EXE, "“plan.pdf” cannot be taken: it is not the PDF file that its name says"),
        ("plan.pdf", b"", "“plan.pdf” is empty"),
        ("plan.docx", files.PDF, "is in fact a PDF file"),
    ],
)
def test_what_is_not_what_it_says_is_refused_and_the_title_stays(send, name, content, said):
    page = send(title="Floor plan", name=name, content=content)
    assert said in page and "Floor plan" in page
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("times", [2, 11])
def test_a_file_over_the_limit_is_refused_and_the_form_says_so(times, send, settings):
    settings.FILE_MAX_BYTES = 1024**2
    assert "is larger than 1 MB" in send(content=files.PDF + b"\x00" * times * 1024**2)
    assert not StoredFile.objects.exists()


def test_a_document_without_file_or_title_is_asked_for_both(published, commissioner, sign_in):
    page = sign_in(commissioner).post(reverse("document_add", args=[published.pk]), {}).content.decode()
    assert "Choose a file" in page and "Enter what the document is" in page


def test_replacing_keeps_the_former_file_for_the_buyer_alone(published, send, commissioner, onlooker, sign_in):
    send()
    former = OpportunityDocument.objects.get()
    typed = {"title": "Specification", "file": files.upload("specification.pdf", OTHER_PDF)}
    sign_in(commissioner).post(address(former, "replace"), typed)
    newer = OpportunityDocument.objects.standing().get()
    assert b"".join(sign_in(None).get(address(newer)).streaming_content) == OTHER_PDF
    assert sign_in(None).get(address(former)).status_code == 404
    assert sign_in(onlooker).get(address(former)).status_code == 200


def test_taking_off_asks_first_is_told_and_keeps_it_for_the_record(published, send, commissioner, sign_in):
    send()
    document, client = OpportunityDocument.objects.get(), sign_in(commissioner)
    follower = FollowingFactory(opportunity=published).person
    assert "Take off “Specification”?" in client.get(address(document, "remove")).content.decode()
    page = client.post(address(document, "remove"), {"note": "It was the wrong one"}, follow=True).content.decode()
    assert "Taken off" in page
    assert "- Document: no longer Specification" in Notification.objects.get(person=follower).body
    assert sign_in(None).get(address(document)).status_code == 404
    client.post(address(document, "remove"))
    assert AuditEvent.objects.filter(action="opportunity_amended").count() == 2


def test_a_download_that_has_begun_ends_well_though_the_document_is_taken_off(send, commissioner, sign_in):
    send()
    document = OpportunityDocument.objects.get()
    response = sign_in(None).get(address(document))
    documents.remove(document=document, by=commissioner, at=timezone.now())
    assert b"".join(response.streaming_content) == files.PDF


def test_nightly_clearing_leaves_documents_alone(send, sign_in):
    send()
    remove_orphans(at=timezone.now() + dt.timedelta(days=30))
    assert sign_in(None).get(address(OpportunityDocument.objects.get())).status_code == 200


def test_documents_of_a_draft_are_seen_by_its_buyer_alone(draft, commissioner, stranger, sign_in):
    document = OpportunityDocumentFactory(opportunity=draft, added_by=commissioner)
    assert sign_in(commissioner).get(address(document)).status_code == 200
    for person in (stranger, None):
        assert sign_in(person).get(address(document)).status_code == 404


def test_who_reads_for_the_buyer_changes_no_documents(send, onlooker, stranger, sign_in):
    send()
    document = OpportunityDocument.objects.get()
    for person in (onlooker, stranger):
        for word in ("replace", "remove"):
            assert sign_in(person).post(address(document, word)).status_code == 403
        assert send(person=person, content=OTHER_PDF, title="Mine").count("Mine") == 0
    assert OpportunityDocument.objects.count() == 1


def test_there_is_a_limit_to_how_many(published, send, monkeypatch):
    monkeypatch.setattr(OpportunityDocument, "MOST_FILES", 1)
    send()
    assert "An opportunity can have 1 files" in send(content=OTHER_PDF)


def test_taking_files_off_makes_no_room_without_end(published, send, commissioner, sign_in, monkeypatch):
    monkeypatch.setattr(OpportunityDocument, "MOST_BYTES_EVER", len(files.PDF) + len(OTHER_PDF) - 1)
    send()
    sign_in(commissioner).post(address(OpportunityDocument.objects.get(), "remove"), {})
    assert "there is no room for more" in send(content=OTHER_PDF)
    assert OpportunityDocument.objects.count() == 1


def test_when_it_is_over_documents_no_longer_change(published, send, commissioner):
    send()
    published.refresh_from_db()
    opportunities.cancel(opportunity=published, reason="No money", by=commissioner, at=timezone.now())
    with pytest.raises(NotPossible):
        documents.remove(document=OpportunityDocument.objects.get(), by=commissioner, at=timezone.now())
