"""Confidentiality in a workspace: how far the members are, the agreement, and what each shows the others."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consortia.actions import disclosure
from consortia.disclosure.figures import figures_of
from consortia.disclosure.page import disclosure_of
from consortia.disclosure.wording import lines_of, wording_for
from consortia.forms.disclosure import AcceptForm, AgreementForm
from consortia.models import ConfidentialityAgreement
from consortia.workspace.seats import Workspace, acting, in_workspace
from mutuals.actions import log_readings
from mutuals.viewers import viewer_of
from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.documents.serving import handed_out
from partnerships_portal.documents.uploading import too_large

from .limits import working

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])
PAGE = "consortium_confidentiality"


@require_safe
@in_workspace
def consortium_confidentiality(request, workspace: Workspace):
    """The stage of each member, and the buttons of those for whom the person acts."""
    context = {"workspace": workspace, "page": disclosure_of(workspace)}
    return render(request, "consortia/disclosure/confidentiality.html", context)


@require_safe
@in_workspace
def consortium_figures(request, workspace: Workspace):
    """Figures side by side. That released ones were shown is noted in this very request (decision 0067)."""
    figures = figures_of(workspace, viewer=viewer_of(request.user))
    log_readings(reader=request.user, looks=figures.looks, at=timezone.now())
    return render(request, "consortia/disclosure/figures.html", {"workspace": workspace, "figures": figures})


@require_safe
@in_workspace
def agreement_detail(request, workspace: Workspace, version):
    """One version as it was put forward, also those that are not in force any more."""
    agreement = _version(workspace, version)
    page = disclosure_of(workspace)
    context = {
        "workspace": workspace,
        "agreement": agreement,
        "lines": lines_of(agreement.text),
        "page": page,
        "is_in_force": page.agreement == agreement,
        "accepted": agreement.acceptances.select_related("member__organisation"),
    }
    return render(request, "consortia/disclosure/agreement.html", context)


@require_safe
@in_workspace
def agreement_document(request, workspace: Workspace, version):
    """The file of an agreement of the parties' own, to be saved."""
    agreement = _version(workspace, version)
    if agreement.document is None:
        raise Http404
    return handed_out(agreement.document)


@FORM_METHODS
@limited("agreement_put_forward", "30/h/user")
@in_workspace
@acting
def agreement_put_forward(request, workspace: Workspace):
    """A new version, which every member has to accept anew."""
    seat = workspace.seat(request.POST.get("seat") or request.GET.get("seat"))
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AgreementForm(*posted, is_too_large=too_large(request))
    if form.is_valid() and (done := form.save(member=seat, by=request.user, at=timezone.now())):
        agreement, is_new = done
        told = "is put forward. Everyone is told" if is_new else "is in force already, with these very words"
        messages.success(request, f"Version {agreement.version} {told}.")
        return redirect("agreement_detail", workspace.consortium.pk, agreement.version)
    context = {
        "workspace": workspace,
        "form": form,
        "seat": seat,
        "lines": lines_of(wording_for(workspace.consortium)),
        "page": disclosure_of(workspace),
    }
    return render(request, "consortia/disclosure/agreement_put_forward.html", context)


@FORM_METHODS
@working
@in_workspace
@acting
def agreement_accept(request, workspace: Workspace, version):
    """A named person accepts the version in force for one member."""
    agreement = _version(workspace, version)
    seat = workspace.seat(request.POST.get("seat") or request.GET.get("seat"))
    if request.method != "POST" and disclosure.in_force(workspace.consortium) != agreement:
        messages.error(request, disclosure.NEWER.format(version=version))
        return redirect(PAGE, workspace.consortium.pk)
    form = AcceptForm(request.POST if request.method == "POST" else None, member=seat, name=request.user.name)
    if request.method == "POST" and form.is_valid():
        try:
            accepted, is_new = form.save(agreement=agreement, member=seat, by=request.user, at=timezone.now())
        except NotPossible as refusal:
            messages.error(request, str(refusal))
            return redirect(PAGE, workspace.consortium.pk)
        who = "" if is_new else f" {accepted.name} had done so before."
        messages.success(request, f"{seat.organisation} has accepted version {version}.{who}")
        return redirect(PAGE, workspace.consortium.pk)
    context = {
        "workspace": workspace,
        "agreement": agreement,
        "lines": lines_of(agreement.text),
        "seat": seat,
        "form": form,
    }
    return render(request, "consortia/disclosure/agreement_accept.html", context)


@require_POST
@working
@in_workspace
@acting
def agreement_withdraw(request, workspace: Workspace, version):
    """The member that put it forward takes it back, while not all have accepted."""
    agreement = _version(workspace, version)
    seat = next((one for one in workspace.acting if one.pk == agreement.put_forward_for_id), None)
    if seat is None:
        raise PermissionDenied
    try:
        disclosure.withdraw(agreement=agreement, member=seat, by=request.user, at=timezone.now())
        messages.success(request, f"Version {version} is withdrawn. Everyone is told.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect(PAGE, workspace.consortium.pk)


def _version(workspace: Workspace, version: int) -> ConfidentialityAgreement:
    versions = workspace.consortium.agreements.select_related("document", "put_forward_for__organisation")
    return get_object_or_404(versions.defer("put_forward_for__organisation__public_search"), version=version)
