"""Files that show a service: handing them in and taking them back."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from mutuals.models import ClaimEvidence, Organisation, ServiceClaim
from partnerships_portal.documents.actions import check_number, check_size, remove_file, sha256_of, store_file
from partnerships_portal.documents.models import StoredFile

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
    every = ClaimEvidence.objects.filter(claim__organisation=claim.organisation_id)
    check_number(_stored(claim.files), most=ClaimEvidence.MOST_FILES, whose="A service")
    check_size(_stored(every), upload=upload, most=ClaimEvidence.MOST_BYTES, whose="An organisation")
    evidence = ClaimEvidence.objects.create(claim=claim, stored=store_file(upload=upload, by=by, at=at))
    _changed(claim, action="evidence_file_added", by=by, at=at)
    return evidence


def _stored(evidence):
    return StoredFile.objects.filter(pk__in=evidence.values("stored"))


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
