"""The queue of requests for support, and giving requests from it to officers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.pages import page_of
from partnerships_portal.queues import PER_PAGE
from support_requests.actions import assigning
from support_requests.forms.queue import AssignForm
from support_requests.forms.saved_views import NameForm
from support_requests.models import SavedView
from support_requests.officers import officers
from support_requests.queue.finding import SupportFilter, in_order, list_asked, shown_to
from support_requests.queue.kept import query_of
from support_requests.queue.lists import conditions, tabs
from support_requests.queue.rows import lines

BY_FORM = require_http_methods(["GET", "HEAD", "POST"])


def check_reads_queue(user) -> None:
    """404 for whoever the queue does not exist for."""
    if not user.has_perm("support_requests.read_queue"):
        raise Http404


@require_safe
def support_queue(request):
    """What waits, narrowed and ordered by what the address says."""
    check_reads_queue(request.user)
    first = None if request.GET else SavedView.objects.visible_to(request.user).filter(is_default=True).first()
    return redirect(first) if first else queue_page(request)


def queue_page(request, *, give: AssignForm | None = None, keep: NameForm | None = None):
    """The queue that the address says, with what could not be done and what was chosen for it."""
    at, user = timezone.now(), request.user
    views = list(SavedView.objects.visible_to(user))
    everything, key = shown_to(user), list_asked(request.GET, user)
    form = SupportFilter(request.GET)
    found = form.narrowed(everything.filter(conditions(user)[key][1]), at)
    page = page_of(Paginator(found.values_list("pk", flat=True), PER_PAGE), request.GET.get("page"))
    may_decide = user.has_perm("support_requests.decide", None)
    rows = lines(in_order(page.object_list), user=user, may_decide=may_decide, at=at)
    context = {
        "tabs": tabs(user, everything),
        "here": key,
        "form": form,
        "page": page,
        "lines": rows,
        "may_decide": may_decide,
        "officers": officers().exclude(pk=user.pk) if may_decide else (),
        "back": request.GET.urlencode(),
        "views": views,
        "kept_now": next((view for view in views if view.query == query_of(request.GET, user)), None),
        "give": give,
        "keep": keep,
        "problems": _problems(give, keep, [row.pk for row in rows if row.may_be_given]),
    }
    return render(request, "support_requests/cases/queue.html", context)


def _problems(give, keep, givable: list[int]) -> list[tuple[str, str]]:
    """(words, id of the control that mends it)"""
    ticks = f"case-{givable[0]}" if givable else "give-to"
    found = [(error, "view-name") for error in keep.errors.get("name", ())] if keep else []
    if give:
        found += [(error, ticks) for error in give.non_field_errors()]
        found += [(error, "give-to") for error in give.errors.get("to", ())]
    return found


@BY_FORM
def support_assign(request):
    """Gives what was ticked, or what a button stands beside, to an officer; says what became of each.

    The address says the queue as it was shown. Somebody who opens it again, or turns a page after a problem, is led
    to the queue.
    """
    check_reads_queue(request.user)
    back = f"{reverse('support_queue')}?{request.GET.urlencode()}"
    if request.method != "POST":
        return redirect(back)
    if not request.user.has_perm("support_requests.decide", None):
        raise PermissionDenied
    form = AssignForm(request.POST, user=request.user, requests=shown_to(request.user))
    if not form.is_valid():
        return _not_given(request, form)
    to = form.cleaned_data["to"]
    try:
        given = assigning.assign(seen=form.seen, to=to, by=request.user, at=timezone.now())
    except NotPossible as refusal:
        form.add_error("to", str(refusal))
        return _not_given(request, form)
    if len(given) == 1 and given[0].is_done:
        messages.success(request, f"“{given[0].request}”: {given[0].words}")
        return redirect(back)
    return _given_page(request, to, given)


def _not_given(request, form: AssignForm):
    """The page again on which it was chosen: the queue, or what somebody else has (`again`)."""
    if "again" in request.POST and "to" not in form.errors:
        to = form.cleaned_data["to"]
        if held := assigning.held(form.shown.exclude(officer=to), by=request.user):
            return _given_page(request, to, held, problems=form.non_field_errors())
    return queue_page(request, give=form)


def _given_page(request, to, given: list[assigning.Given], problems=()):
    held = [one for one in given if one.has_it]
    context = {
        "to": to,
        "done": [one for one in given if one.is_done],
        "held": held,
        "refused": [one for one in given if not one.is_done and not one.has_it],
        "back": request.GET.urlencode(),
        "problems": [(words, f"case-{held[0].request.pk}") for words in problems],
    }
    return render(request, "support_requests/cases/queue_assigned.html", context)
