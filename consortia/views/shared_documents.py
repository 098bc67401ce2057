"""Documents that members share."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from consortia.actions import shared_documents as actions
from consortia.forms.sharing import DocumentForm, VersionForm
from consortia.models import SharedDocument, SharedVersion
from consortia.sharing.documents import documents_page, versions
from consortia.workspace.seats import Workspace, acting, in_workspace
from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.documents.serving import handed_out
from partnerships_portal.documents.uploading import too_large

from .limits import working

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])
adding = limited("shared_document_add", "120/h/user")


@require_safe
@in_workspace
def shared_documents(request, workspace: Workspace):
    """All documents, each with its newest version."""
    page = documents_page(workspace.consortium, number=request.GET.get("page"))
    return render(request, "consortia/sharing/documents.html", {"workspace": workspace, "page": page})


@FORM_METHODS
@adding
@in_workspace
@acting
def shared_document_add(request, workspace: Workspace):
    """A new document."""
    form = _form(DocumentForm, request, workspace)
    if form.is_valid():
        version = form.done(actions.add_document, by=request.user, at=timezone.now())
        if version:
            messages.success(request, f"“{version.document}” is added. The other members are told.")
            return redirect(version.document)
    return render(request, "consortia/sharing/document_form.html", {"workspace": workspace, "form": form})


@require_safe
@in_workspace
def shared_document(request, workspace: Workspace, document_pk):
    """One document with all its versions."""
    document = _document(workspace, document_pk)
    own = {seat.organisation_id for seat in workspace.acting}
    rows = [(one, one.member.organisation_id in own) for one in versions().filter(document=document)]
    context = {"workspace": workspace, "document": document, "versions": rows}
    return render(request, "consortia/sharing/document.html", context)


@FORM_METHODS
@adding
@in_workspace
@acting
def shared_version_add(request, workspace: Workspace, document_pk):
    """A newer version."""
    document = _document(workspace, document_pk)
    form = _form(VersionForm, request, workspace)
    if form.is_valid():
        version = form.done(actions.add_version, document=document, by=request.user, at=timezone.now())
        if version:
            messages.success(request, f"Version {version.number} is added. The other members are told.")
            return redirect(version.document)
    context = {"workspace": workspace, "form": form, "document": document}
    return render(request, "consortia/sharing/document_form.html", context)


@require_safe
@in_workspace
def shared_version(request, workspace: Workspace, document_pk, number):
    """The file of a version, to be saved."""
    version = _version(workspace, document_pk, number)
    if version.file is None:
        raise Http404("This version was removed")
    return handed_out(version.file)


@FORM_METHODS
@working
@in_workspace
@acting
def shared_version_remove(request, workspace: Workspace, document_pk, number):
    """Asked once more: the file is gone for good. 403 for the other members."""
    version = _version(workspace, document_pk, number)
    seats = [one for one in workspace.acting if one.organisation_id == version.member.organisation_id]
    if not seats:
        raise PermissionDenied
    if request.method != "POST":
        context = {"workspace": workspace, "version": version}
        return render(request, "consortia/sharing/version_remove.html", context)
    try:
        actions.remove_version(version=version, member=seats[0], by=request.user, at=timezone.now())
        messages.success(request, f"The file of version {version.number} is removed.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect(version.document)


def _form(kind, request, workspace: Workspace):
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    return kind(*posted, seats=workspace.acting, is_too_large=too_large(request))


def _document(workspace: Workspace, document_pk) -> SharedDocument:
    return get_object_or_404(SharedDocument, consortium=workspace.consortium, pk=document_pk)


def _version(workspace: Workspace, document_pk, number) -> SharedVersion:
    found = versions().select_related("document").filter(document__consortium=workspace.consortium)
    return get_object_or_404(found, document=document_pk, number=number)
