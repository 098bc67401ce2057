"""Promises about files that show a service: who may add, open and remove them, and what they change."""

import datetime as dt

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from mutuals import actions
from mutuals.models import ClaimEvidence, DeclaredPurpose, Reading, ServiceClaim
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.changes.models import Change
from partnerships_portal.documents.models import StoredFile
from tests.documents import files
from tests.factories import ClaimEvidenceFactory, ServiceClaimFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(organisation):
    return ServiceClaimFactory(organisation=organisation)


@pytest.fixture
def add(claim, owner, sign_in):
    """`add(name, content)` hands in a file as the owner."""

    def send(name="contract.pdf", content=files.PDF, person=owner):
        address = reverse("claim_evidence_add", args=[claim.pk])
        return sign_in(person).post(address, {"file": files.upload(name, content)}, follow=True)

    return send


@pytest.fixture
def declared(organisation, triage):
    """`declared(purpose)`: the triage officer said so an hour ago."""

    def declare(purpose, *, hours_ago=1):
        at = timezone.now() - dt.timedelta(hours=hours_ago)
        actions.declare_purpose(organisation=organisation, purpose=purpose, note="", by=triage, at=at)

    return declare


def download(client, evidence):
    return client.get(reverse("claim_evidence_download", args=[evidence.pk]))


def test_editor_adds_a_file_and_opens_it(add, editor, claim, sign_in):
    assert "“contract.pdf” is kept" in add(person=editor).content.decode()
    evidence = claim.files.get()
    response = download(sign_in(editor), evidence)
    assert b"".join(response.streaming_content) == files.PDF
    assert response["Content-Disposition"] == 'attachment; filename="contract.pdf"'


def test_adding_is_recorded_and_marked_without_the_files_name(add, organisation):
    add("salaries.pdf")
    event = AuditEvent.objects.get()
    assert (event.action, event.target_id) == ("evidence_file_added", organisation.pk)
    assert "salaries" not in str(event.details)
    assert Change.objects.filter(object_id=organisation.pk).exists()


def test_same_file_sent_twice_is_kept_once(add, claim):
    add()
    add("contract again.pdf")
    assert claim.files.count() == StoredFile.objects.count() == 1


def test_disguised_file_is_refused_and_says_why(add, claim):
    said = add("contract.pdf", files.EXE).content.decode()
    assert "“contract.pdf” cannot be taken" in said
    assert not claim.files.exists()


def test_no_file_at_all_is_said(claim, owner, sign_in):
    said = sign_in(owner).post(reverse("claim_evidence_add", args=[claim.pk]), {}).content.decode()
    assert "Choose a file" in said


@pytest.mark.parametrize("times", [2, 11])
def test_file_over_the_limit_is_refused_however_far_over(times, add, claim, settings):
    settings.FILE_MAX_BYTES = 1024**2
    said = add("large.pdf", files.PDF + b"\x00" * times * 1024**2).content.decode()
    assert "is larger than 1 MB" in said
    assert not claim.files.exists()


def test_a_service_has_at_most_five_files(add, claim):
    ClaimEvidenceFactory.create_batch(5, claim=claim)
    assert "A service can have 5 files" in add().content.decode()
    assert claim.files.count() == 5


def test_an_organisation_has_at_most_100_mb(add, claim, organisation):
    other = ClaimEvidenceFactory(claim=ServiceClaimFactory(organisation=organisation))
    StoredFile.objects.filter(pk=other.stored_id).update(size=100 * 1024**2 - 3)
    assert "files of 100 MB in all" in add().content.decode()
    assert not claim.files.exists() and StoredFile.objects.count() == 1


def test_new_evidence_is_to_be_verified_anew_and_so_is_less(add, claim, triage, owner, sign_in):
    actions.verify_claim(claim=claim, by=triage, at=timezone.now())
    add()
    claim.refresh_from_db()
    assert claim.verified_at is None
    actions.verify_claim(claim=claim, by=triage, at=timezone.now())
    sign_in(owner).post(reverse("claim_evidence_remove", args=[claim.files.get().pk]))
    claim.refresh_from_db()
    assert claim.verified_at is None and not claim.files.exists()


def test_removing_asks_once_more_and_takes_the_bytes_away(claim, owner, sign_in, django_capture_on_commit_callbacks):
    evidence = ClaimEvidenceFactory(claim=claim)
    address = reverse("claim_evidence_remove", args=[evidence.pk])
    assert "is deleted for good" in sign_in(owner).get(address).content.decode()
    assert claim.files.exists()
    with django_capture_on_commit_callbacks(execute=True):
        sign_in(owner).post(address)
    assert not StoredFile.objects.exists() and not default_storage.exists(evidence.stored.file.name)


def test_service_that_is_no_longer_claimed_takes_its_files_with_it(claim, owner, django_capture_on_commit_callbacks):
    evidence = ClaimEvidenceFactory(claim=claim)
    kept = ServiceClaimFactory(organisation=claim.organisation)
    with django_capture_on_commit_callbacks(execute=True):
        actions.save_services(organisation=claim.organisation, areas=[kept.service_area], by=owner, at=timezone.now())
    assert list(ServiceClaim.objects.all()) == [kept]
    assert not StoredFile.objects.exists() and not default_storage.exists(evidence.stored.file.name)


def test_others_see_how_many_files_there_are_and_open_none(claim, other_owner, commissioner, sign_in):
    evidence = ClaimEvidenceFactory.create_batch(2, claim=claim)[0]
    for person in (None, other_owner, commissioner):
        page = sign_in(person).get(claim.organisation.get_absolute_url()).content.decode()
        assert "2 files show it" in page and evidence.stored.name not in page
    for person in (other_owner, commissioner):
        assert download(sign_in(person), evidence).status_code == 404


def test_staff_are_asked_why_before_they_open_a_file(claim, triage, sign_in):
    evidence = ClaimEvidenceFactory(claim=claim)
    response = download(sign_in(triage), evidence)
    assert response["Location"] == reverse("purpose_declare", args=[claim.organisation_id])


@pytest.mark.parametrize(("purpose", "opens"), [("verification", True), ("support", True), ("complaint", False)])
def test_files_open_to_staff_for_two_purposes_and_that_is_noted(purpose, opens, claim, triage, declared, sign_in):
    evidence = ClaimEvidenceFactory(claim=claim)
    declared(purpose)
    assert (download(sign_in(triage), evidence).status_code == 200) == opens
    page = sign_in(triage).get(claim.organisation.get_absolute_url()).content.decode()
    assert (evidence.stored.name in page) == opens
    noted = Reading.objects.filter(reader=triage, sections=["evidence"], purpose=purpose)
    assert noted.exists() == opens


def test_files_close_to_staff_when_the_purpose_is_over(claim, triage, declared, sign_in):
    evidence = ClaimEvidenceFactory(claim=claim)
    declared("verification", hours_ago=9)
    assert DeclaredPurpose.objects.exists()
    assert download(sign_in(triage), evidence).status_code == 302


def test_own_people_open_files_without_a_note(claim, viewer, sign_in):
    assert download(sign_in(viewer), ClaimEvidenceFactory(claim=claim)).status_code == 200
    assert not Reading.objects.exists()


def test_viewer_sees_the_files_and_cannot_add(add, claim, viewer, sign_in):
    ClaimEvidenceFactory(claim=claim)
    page = sign_in(viewer).get(reverse("claim_evidence_add", args=[claim.pk])).content.decode()
    assert "contract" in page and "Add the file" not in page and "Remove" not in page
    assert add(person=viewer).status_code == 403
    assert ClaimEvidence.objects.count() == 1


def test_profile_takes_the_same_queries_however_many_files(claim, owner, sign_in, django_assert_max_num_queries):
    def visit():
        return sign_in(owner).get(claim.organisation.get_absolute_url())

    ClaimEvidenceFactory(claim=claim)
    with django_assert_max_num_queries(60) as few:
        visit()
    for _ in range(6):
        another = ServiceClaimFactory(organisation=claim.organisation)
        ClaimEvidenceFactory.create_batch(3, claim=another)
    with django_assert_max_num_queries(len(few)):
        visit()
