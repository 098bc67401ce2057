"""Views of the queue that an officer keeps."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from partnerships_portal.accounts.transitions import NotPossible
from support_requests.actions import saved_views
from support_requests.forms.saved_views import NameForm, ViewForm
from support_requests.models import SavedView
from support_requests.queue.kept import in_words, query_of

from .queue import BY_FORM, check_reads_queue, queue_page


@BY_FORM
def support_view_save(request):
    """Keeps what the queue shows now, which the address says, under a name."""
    check_reads_queue(request.user)
    query = query_of(request.GET, request.user)
    form = NameForm(request.POST)
    if request.method == "POST" and form.is_valid():
        try:
            view = saved_views.save(name=form.cleaned_data["name"], query=query, by=request.user, at=timezone.now())
            messages.success(request, f"“{view}” is kept among your views.")
        except NotPossible as refusal:
            form.add_error("name", str(refusal))
    if request.method == "POST" and form.errors:
        return queue_page(request, keep=form)
    return redirect(f"{reverse('support_queue')}?{query}")


@BY_FORM
def support_view(request, pk):
    """Renames a view, and says whether the queue opens with it."""
    view = _view(request, pk)
    told = {"name": view.name, "is_default": view.is_default}
    form = ViewForm(request.POST if request.method == "POST" else None, initial=told)
    if request.method == "POST" and form.is_valid():
        try:
            saved_views.change(view=view, by=request.user, at=timezone.now(), **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect(view)
        except NotPossible as refusal:
            form.add_error("name", str(refusal))
    context = {"view": view, "form": form, "told": in_words(view), "back_url": view.get_absolute_url()}
    return render(request, "support_requests/cases/view.html", context | {"back_text": "Requests for support"})


@require_POST
def support_view_delete(request, pk):
    """Keeps it no longer."""
    view = _view(request, pk)
    saved_views.delete(view=view, by=request.user, at=timezone.now())
    messages.success(request, f"“{view}” is deleted.")
    return redirect(f"{reverse('support_queue')}?list=decide")


def _view(request, pk) -> SavedView:
    check_reads_queue(request.user)
    return get_object_or_404(SavedView.objects.visible_to(request.user).select_related("owner"), pk=pk)
