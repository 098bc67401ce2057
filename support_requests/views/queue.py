"""The queue of requests for support, and giving requests from it to officers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.pages import page_of
from partnerships_portal.queues import PER_PAGE
from support_requests.actions import assigning
from support_requests.forms.queue import AssignForm
from support_requests.models import SavedView
from support_requests.officers import officers
from support_requests.queue.finding import SupportFilter, in_order, list_asked, shown_to
from support_requests.queue.kept import query_of
from support_requests.queue.lists import conditions, tabs
from support_requests.queue.rows import lines


def check_reads_queue(user) -> None:
    """404 for whoever the queue does not exist for."""
    if not user.has_perm("support_requests.read_queue"):
        raise Http404


@require_safe
def support_queue(request):
    """What waits, narrowed and ordered by what the address says."""
    check_reads_queue(request.user)
    at, user = timezone.now(), request.user
    views = list(SavedView.objects.visible_to(user))
    if not request.GET and (first := next((view for view in views if view.is_default), None)):
        return redirect(first)
    everything, key = shown_to(user), list_asked(request.GET, user)
    form = SupportFilter(request.GET)
    found = form.narrowed(everything.filter(conditions(user)[key][1]), at)
    page = page_of(Paginator(found.values_list("pk", flat=True), PER_PAGE), request.GET.get("page"))
    may_decide = user.has_perm("support_requests.decide", None)
    context = {
        "tabs": tabs(user, everything),
        "here": key,
        "form": form,
        "page": page,
        "lines": lines(in_order(page.object_list), user=user, may_decide=may_decide, at=at),
        "may_decide": may_decide,
        "officers": officers().exclude(pk=user.pk) if may_decide else (),
        "back": request.GET.urlencode(),
        "views": views,
        "kept_now": next((view for view in views if view.query == query_of(request.GET, user)), None),
    }
    return render(request, "support_requests/cases/queue.html", context)


@require_POST
def support_assign(request):
    """Gives what was ticked, or what a button stands beside, to an officer; says what became of each."""
    check_reads_queue(request.user)
    if not request.user.has_perm("support_requests.decide", None):
        raise PermissionDenied
    back = f"{reverse('support_queue')}?{request.POST.get('back', '')[:1000]}"
    form = AssignForm(request.POST, user=request.user, requests=shown_to(request.user))
    if not form.is_valid():
        messages.error(request, " ".join(error for found in form.errors.values() for error in found))
        return redirect(back)
    try:
        given = assigning.assign(seen=form.seen, to=form.cleaned_data["to"], by=request.user, at=timezone.now())
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    if len(given) == 1 and given[0].is_done:
        messages.success(request, f"“{given[0].request}”: {given[0].words}")
        return redirect(back)
    context = {
        "to": form.cleaned_data["to"],
        "done": [one for one in given if one.is_done],
        "held": [one for one in given if one.has_it],
        "refused": [one for one in given if not one.is_done and not one.has_it],
        "back": request.POST.get("back", "")[:1000],
    }
    return render(request, "support_requests/cases/queue_assigned.html", context)
