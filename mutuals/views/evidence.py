"""Files that show a service: adding, opening and removing them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mutuals import actions
from mutuals.forms import EvidenceFileForm
from mutuals.models import OPENS_FILES, ClaimEvidence, Organisation, ServiceClaim
from partnerships_portal.documents.serving import handed_out
from partnerships_portal.documents.uploading import too_large

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@FORM_METHODS
def claim_evidence_add(request, pk):
    """The files of one claim, and one more: for the organisation's own people, and its editors may add."""
    own = ServiceClaim.objects.filter(organisation__in=Organisation.objects.of(request.user))
    claim = get_object_or_404(own.select_related("organisation", "service_area"), pk=pk)
    may_add = request.user.has_perm("mutuals.edit_organisation", claim.organisation)
    form = EvidenceFileForm() if may_add else None
    if request.method == "POST":
        if not may_add:
            raise PermissionDenied
        form = EvidenceFileForm(request.POST, request.FILES, is_too_large=too_large(request))
        if form.is_valid() and form.save(claim, by=request.user, at=timezone.now()):
            messages.success(request, f"“{form.cleaned_data['file'].name}” is kept with {claim.service_area}.")
            return redirect("claim_evidence_add", claim.pk)
    context = {"claim": claim, "form": form, "files": claim.files.select_related("stored__uploaded_by")}
    return render(request, "mutuals/claim_evidence_add.html", context)


@require_safe
def claim_evidence_download(request, pk):
    """The file itself. That staff opened it is noted; those without a purpose are led to say why they need it."""
    at = timezone.now()
    visible = ClaimEvidence.objects.visible_to(request.user, at=at).select_related("stored", "claim__organisation")
    evidence = visible.filter(pk=pk).first()
    if evidence is None:
        return _ask_why(request, pk)
    organisation = evidence.claim.organisation
    if not organisation.memberships.filter(user=request.user).exists():
        purpose = request.user.declared_purposes.filter(
            organisation=organisation, purpose__in=OPENS_FILES, declared_at__lte=at, expires_at__gt=at
        ).latest("declared_at")
        actions.log_reading(
            reader=request.user, organisation=organisation, sections=["evidence"], purpose=purpose.purpose, at=at
        )
    return handed_out(evidence.stored)


def _ask_why(request, pk):
    """Staff who may declare a purpose are asked for it; for everybody else the file does not exist."""
    evidence = ClaimEvidence.objects.filter(pk=pk).select_related("claim__organisation").first()
    if evidence is None or not request.user.has_perm("mutuals.declare_purpose", evidence.claim.organisation):
        raise Http404
    messages.info(request, "Files open to you for checking a service, or for a support request.")
    return redirect("purpose_declare", evidence.claim.organisation_id)


@FORM_METHODS
def claim_evidence_remove(request, pk):
    """Asked once more, because the file does not come back."""
    own = ClaimEvidence.objects.filter(claim__organisation__in=Organisation.objects.of(request.user))
    evidence = get_object_or_404(own.select_related("stored", "claim__organisation", "claim__service_area"), pk=pk)
    if not request.user.has_perm("mutuals.edit_organisation", evidence.claim.organisation):
        raise PermissionDenied
    if request.method == "POST":
        actions.remove_evidence(evidence=evidence, by=request.user, at=timezone.now())
        messages.success(request, f"“{evidence.stored.name}” is removed.")
        return redirect("claim_evidence_add", evidence.claim_id)
    return render(request, "mutuals/claim_evidence_remove.html", {"evidence": evidence})
