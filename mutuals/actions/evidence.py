"""Files that show a service: handing them in and taking them back."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Sum

from mutuals.models import ClaimEvidence, Organisation, ServiceClaim
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.documents.actions import remove_file, sha256_of, store_file

from .profile import finish


@transaction.atomic
def add_evidence(*, claim: ServiceClaim, upload: UploadedFile, by, at) -> ClaimEvidence:
    """Keep a file beside a claim, which staff then verify anew: they verified it for what they saw.

    The same content a second time gives the file that is there. Raises NotPossible over a limit, and
    documents.checking.Refused.
    """
    Organisation.objects.select_for_update(of=("self",)).get(pk=claim.organisation_id)
    same = claim.files.filter(stored__sha256=sha256_of(upload)).first()
    if same is not None:
        return same
    if claim.files.count() >= ClaimEvidence.MOST_FILES:
        raise NotPossible(f"A service can have {ClaimEvidence.MOST_FILES} files. Remove one before you add another.")
    every = ClaimEvidence.objects.filter(claim__organisation=claim.organisation_id)
    kept = every.aggregate(bytes=Sum("stored__size"))["bytes"] or 0
    if kept + (upload.size or 0) > ClaimEvidence.MOST_BYTES:
        most = ClaimEvidence.MOST_BYTES // 1024**2
        raise NotPossible(f"An organisation can keep files of {most} MB in all. Remove some before you add another.")
    evidence = ClaimEvidence.objects.create(claim=claim, stored=store_file(upload=upload, by=by, at=at))
    _changed(claim, action="evidence_file_added", by=by, at=at)
    return evidence


@transaction.atomic
def remove_evidence(*, evidence: ClaimEvidence, by, at) -> None:
    """Take a file away for good; what staff verified by it is to be verified again."""
    claim, stored = evidence.claim, evidence.stored
    evidence.delete()
    remove_file(stored=stored)
    _changed(claim, action="evidence_file_removed", by=by, at=at)


def forget_files(claims) -> None:
    """Take away the files of claims, a QuerySet, that are about to go."""
    for evidence in ClaimEvidence.objects.filter(claim__in=claims).select_related("stored"):
        evidence.delete()
        remove_file(stored=evidence.stored)


def _changed(claim: ServiceClaim, *, action: str, by, at) -> None:
    ServiceClaim.objects.filter(pk=claim.pk).update(verified_at=None, verified_by=None)
    organisation = Organisation.objects.get(pk=claim.organisation_id)
    finish(organisation, action=action, by=by, at=at, section="services", fields=["files"])
