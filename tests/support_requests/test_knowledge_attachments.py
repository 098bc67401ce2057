"""Promises about links and files of guidance: they are checked, counted, and part of what organisations agree to."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.documents.models import StoredFile
from support_requests.actions import knowledge_attachments as actions
from support_requests.actions.knowledge_consents import list_organisation
from support_requests.models import KnowledgeAttachment, KnowledgeConsent, KnowledgePage
from support_requests.retention.knowledge import DRAFTS, WITHDRAWN, delete_old_drafts, delete_withdrawn_pages
from tests.factories.knowledge import KnowledgeAttachmentFactory, KnowledgeConsentFactory, KnowledgePageFactory

pytestmark = pytest.mark.django_db


def pdf(name="memorandum.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n", content_type="application/pdf")


def attach(page, by, **more):
    said = {"title": "Memorandum", "url": "", "upload": None, "form_key": uuid.uuid4()}
    return actions.attach(page=page, by=by, at=timezone.now(), **(said | more))


def test_officer_adds_a_file_and_a_link_that_everyone_opens(client, sign_in, triage):
    page = KnowledgePageFactory()
    browser, address = sign_in(triage), reverse("knowledge_attachments", args=[page.pk])
    browser.post(address, {"title": "Memorandum", "upload": pdf()})
    browser.post(address, {"title": "The law", "url": "https://www.legislation.gov.uk/"})
    seen = client.get(page.get_absolute_url()).content.decode()
    assert "Memorandum (PDF" in seen and 'href="https://www.legislation.gov.uk/"' in seen
    file = page.attachments.exclude(file=None).get()
    response = client.get(reverse("knowledge_file", args=[page.pk, file.pk]))
    assert response.status_code == 200 and "attachment" in response["Content-Disposition"]


@pytest.mark.parametrize(
    "said, problem",
    [
        ({"title": "Both", "url": "https://a.example/"}, "one of the two"),
        ({"title": "Script", "url": "javascript:alert(1)", "upload": ""}, "begins with https://"),
        ({"title": "Neither", "upload": ""}, "one of the two"),
        ({"title": ""}, "Enter what it is"),
    ],
)
def test_what_is_no_link_and_no_file_is_explained_and_not_kept(said, problem, sign_in, staff):
    page = KnowledgePageFactory()
    response = sign_in(staff).post(reverse("knowledge_attachments", args=[page.pk]), {"upload": pdf()} | said)
    assert problem in response.content.decode() and not page.attachments.exists()


def test_program_is_not_taken_for_a_document(sign_in, staff):
    page = KnowledgePageFactory()
    program = SimpleUploadedFile("tool.pdf", b"MZ\x90\x00" + b"\x00" * 200)
    response = sign_in(staff).post(
        reverse("knowledge_attachments", args=[page.pk]), {"title": "Tool", "upload": program}
    )
    assert "There is a problem" in response.content.decode() and not StoredFile.objects.exists()


def test_another_file_asks_those_again_who_agreed_to_be_named(staff, organisation):
    consent = KnowledgeConsentFactory(organisation=organisation, state="agreed")
    attach(consent.page, staff, upload=pdf())
    consent.refresh_from_db()
    assert (consent.state, consent.version) == ("asked", 2)


def test_name_of_a_file_must_name_nobody_either(staff, organisation):
    consent = KnowledgeConsentFactory(organisation=organisation)
    with pytest.raises(NotPossible, match="the words name “Harrowmere"):
        attach(consent.page, staff, upload=pdf("harrowmere_community-health plan.pdf"))
    assert not KnowledgeAttachment.objects.exists() and not StoredFile.objects.exists()


def test_file_that_names_somebody_in_its_properties_is_refused(staff, organisation):
    consent = KnowledgeConsentFactory(organisation=organisation)
    signed = b"%PDF-1.7\n1 0 obj\n<< /Author (Harrowmere Community Health) >>\nendobj\n%%EOF\n"
    with pytest.raises(NotPossible, match=r"“plan\.pdf” names “Harrowmere Community Health” inside"):
        attach(consent.page, staff, upload=SimpleUploadedFile("plan.pdf", signed))
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    "title, content", [("Of Harrowmere Community Health", b"Plan"), ("Plan", b"Harrowmere Community Health")]
)
def test_organisation_that_a_link_or_file_names_is_not_listed_before_that_is_gone(title, content, staff, organisation):
    page = KnowledgePageFactory(kind="case_study")
    attach(page, staff, title=title, upload=SimpleUploadedFile("plan.txt", content))
    with pytest.raises(NotPossible, match="A link or file of this page names “Harrowmere Community Health”"):
        list_organisation(page=page, organisation=organisation, by=staff, at=timezone.now())
    assert not page.consents.exists()


def test_added_twice_from_one_page_it_is_there_once(staff):
    page, key = KnowledgePageFactory(), uuid.uuid4()
    first, second = (attach(page, staff, url="/offers/", form_key=key) for _ in range(2))
    page.refresh_from_db()
    assert first == second and page.version == 2


def test_page_takes_so_many_files_and_no_more(staff, settings):
    settings.KNOWLEDGE_FILES_AT_MOST = 1
    page = KnowledgePageFactory()
    attach(page, staff, upload=pdf())
    with pytest.raises(NotPossible, match="A page can have 1 files"):
        attach(page, staff, upload=pdf())


def test_file_that_is_taken_off_is_gone(sign_in, staff):
    one = KnowledgeAttachmentFactory()
    browser = sign_in(staff)
    for _ in range(2):
        browser.post(reverse("knowledge_attachment_remove", args=[one.pk]))
    assert not KnowledgeAttachment.objects.exists() and not StoredFile.objects.exists()


def test_page_withdrawn_long_ago_is_deleted_with_its_files(staff):
    at = timezone.now()
    old = KnowledgeAttachmentFactory(page__state="withdrawn", page__changed_at=WITHDRAWN.before(at)).page
    recent = KnowledgePageFactory(state="withdrawn")
    assert delete_withdrawn_pages(at) == 1
    assert not type(old).objects.filter(pk=old.pk).exists() and type(old).objects.filter(pk=recent.pk).exists()
    assert not StoredFile.objects.exists()


def test_draft_that_nobody_touched_for_a_year_is_deleted_with_its_files_and_consents(organisation):
    at = timezone.now()
    long_ago = {"state": "draft", "changed_at": DRAFTS.before(at)}
    old = KnowledgeAttachmentFactory(**{f"page__{name}": value for name, value in long_ago.items()}).page
    KnowledgeConsentFactory(page=old, organisation=organisation, state="agreed")
    answered = KnowledgePageFactory(**long_ago)
    KnowledgeConsentFactory(page=answered, state="agreed", answered_at=at)
    others = [KnowledgePageFactory(state="draft"), KnowledgePageFactory(changed_at=DRAFTS.before(at))]
    assert delete_old_drafts(at) == 1
    assert set(KnowledgePage.objects.filter(is_demo=False, written_by__isnull=False)) == {answered, *others}
    assert not StoredFile.objects.exists()
    assert KnowledgeConsent.objects.get().page == answered
