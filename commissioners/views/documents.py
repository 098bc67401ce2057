"""Documents of an opportunity: reading, adding, replacing, taking off."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commissioners.actions import documents
from commissioners.forms.documents import DocumentForm
from commissioners.forms.publishing import RemoveForm
from commissioners.models import OpportunityDocument
from commissioners.talking.documents import documents_page
from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.documents.serving import handed_out
from partnerships_portal.documents.uploading import too_large

from .access import get_opportunity

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@require_safe
def opportunity_documents(request, pk):
    """The documents of one opportunity; for its buyer also those that were taken off."""
    opportunity = get_opportunity(request.user, pk)
    context = documents_page(opportunity, user=request.user)
    return render(request, "commissioners/document_list.html", context)


@login_not_required
@require_safe
def document_download(request, pk, document_pk):
    """The file itself, to be saved."""
    return handed_out(_document(request.user, pk, document_pk).file)


@FORM_METHODS
@limited("document_add", "120/h/user")
def document_add(request, pk):
    """One more document."""
    opportunity = get_opportunity(request.user, pk, to="change_opportunity")
    form = _form(request, opportunity)
    if form.is_valid() and form.done(documents.add, opportunity=opportunity, by=request.user, at=timezone.now()):
        messages.success(request, f"“{form.cleaned_data['title']}” is added.")
        return redirect("opportunity_documents", pk)
    return render(request, "commissioners/document_form.html", {"opportunity": opportunity, "form": form})


@FORM_METHODS
@limited("document_add", "120/h/user")
def document_replace(request, pk, document_pk):
    """A newer file in the place of one."""
    document = _document(request.user, pk, document_pk, to_change=True)
    form = _form(request, document.opportunity, title=document.title)
    if form.is_valid() and form.done(documents.replace, document=document, by=request.user, at=timezone.now()):
        messages.success(request, f"“{form.cleaned_data['title']}” is the newer file now.")
        return redirect("opportunity_documents", pk)
    context = {"opportunity": document.opportunity, "document": document, "form": form}
    return render(request, "commissioners/document_form.html", context)


@FORM_METHODS
def document_remove(request, pk, document_pk):
    """Asked once more, because people may rely on it."""
    document = _document(request.user, pk, document_pk, to_change=True)
    form = RemoveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            documents.remove(document=document, by=request.user, at=timezone.now(), note=form.cleaned_data["note"])
            messages.success(request, f"“{document.title}” is taken off.")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect("opportunity_documents", pk)
    context = {"opportunity": document.opportunity, "document": document, "form": form}
    return render(request, "commissioners/document_remove.html", context)


def _form(request, opportunity, *, title: str = "") -> DocumentForm:
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    is_published = opportunity.published_at is not None
    return DocumentForm(*posted, is_too_large=too_large(request), is_published=is_published, title=title)


def _document(user, pk, document_pk, *, to_change: bool = False) -> OpportunityDocument:
    """The document with its file, or 404; 403 where the person may not change the opportunity."""
    visible = OpportunityDocument.objects.visible_to(user).select_related("file", "opportunity__body")
    document = get_object_or_404(visible, pk=document_pk, opportunity=pk)
    if to_change and not user.has_perm("commissioners.change_opportunity", document.opportunity):
        raise PermissionDenied
    return document
