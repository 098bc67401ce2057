"""Links and files of a page of guidance, as staff add them and take them off."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.documents.checking import Refused
from partnerships_portal.documents.uploading import too_large
from support_requests.actions import knowledge_attachments as actions
from support_requests.forms.knowledge_attachments import AttachmentForm
from support_requests.models import KnowledgeAttachment

from .knowledge_desk import may_write, page_to_write


@limited("knowledge_attach", "60/h/user", methods=("POST",))
@require_http_methods(["GET", "HEAD", "POST"])
def knowledge_attachments(request, pk):
    """What a page has, and one more."""
    page = page_to_write(request, pk)
    form = AttachmentForm()
    if request.method == "POST":
        form = AttachmentForm(request.POST, request.FILES, is_too_large=too_large(request))
        if form.is_valid():
            try:
                actions.attach(page=page, **form.cleaned_data, by=request.user, at=timezone.now())
            except (NotPossible, Refused) as refusal:
                form.add_error("upload" if form.cleaned_data["upload"] else "url", str(refusal))
            else:
                messages.success(request, f"“{form.cleaned_data['title']}” is on the page.")
                return redirect("knowledge_attachments", pk)
    context = {"page": page, "form": form, "attachments": page.attachments.select_related("file")}
    return render(request, "support_requests/knowledge/attachments.html", context)


@require_POST
def knowledge_attachment_remove(request, pk):
    """Take it off."""
    may_write(request)
    attachment = get_object_or_404(KnowledgeAttachment, pk=pk)
    if actions.detach(attachment=attachment, by=request.user, at=timezone.now()):
        messages.success(request, f"“{attachment}” is off the page.")
    return redirect("knowledge_attachments", attachment.page_id)
