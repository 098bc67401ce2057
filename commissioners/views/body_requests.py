"""Deciding on people who ask to act for a public body."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commissioners import duplicates
from commissioners.actions import body_requests
from commissioners.forms.joining import RequestDecisionForm
from commissioners.models import BodyRequest, CommissioningBody
from commissioners.people import for_staff, hints_about, line
from partnerships_portal.accounts import roles
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.queues import queue_page


@require_safe
def body_request_queue(request):
    """Those that wait for programme staff, longest waiting first."""
    if not request.user.has_perm("commissioners.read_body_requests"):
        raise Http404
    waiting = for_staff(BodyRequest.objects.visible_to(request.user).waiting()).select_related("body", "person")
    searched = ("person__name", "body__name", "body_name")
    queue = queue_page(waiting, request.GET, search=searched, since="asked_at")
    may_decide = request.user.has_perm("commissioners.decide_body_requests")
    lines = [line(asked, timezone.now(), may_decide=may_decide) for asked in queue.page]
    context = {"queue": queue, "page": queue.page, "lines": lines}
    return render(request, "commissioners/body_request_queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def body_request_decide(request, pk):
    """Who asks, what they say, what their address hints at, and the decision."""
    found = BodyRequest.objects.visible_to(request.user).select_related("body", "person", "decided_by")
    asked = get_object_or_404(found, pk=pk)
    if not request.user.has_perm("commissioners.decide_body_request", asked):
        raise PermissionDenied
    if request.method == "POST" and request.POST.get("is"):
        return _pointed(request, asked)
    first = asked.body is None or not roles.has_active_owner(asked.body)
    form = RequestDecisionForm(request.POST if request.method == "POST" else None, first=first)
    if request.method == "POST" and form.is_valid():
        return _decided(request, asked, form.cleaned_data)
    is_new = asked.body is None
    same = list(duplicates.of_the_same_name(asked.body_name)[: duplicates.SHOWN]) if is_new else []
    context = {
        "asked": asked,
        "form": form,
        "first": first,
        "hints": hints_about(asked),
        "is_open": asked.state == BodyRequest.State.WAITING,
        "same": same,
        "alike": duplicates.of_a_similar_name(asked.body_name, other_than=same)[: duplicates.SHOWN] if is_new else [],
    }
    return render(request, "commissioners/body_request_decide.html", context)


def _decided(request, asked, answers):
    by, at, name = request.user, timezone.now(), asked.body or asked.body_name
    try:
        if answers["decision"] == "decline":
            body_requests.decline(asked=asked, reason=answers["reason"], by=by, at=at)
            messages.success(request, f"{asked.person} is told that you declined.")
        else:
            body = body_requests.accept(asked=asked, role=answers["decision"], by=by, at=at)
            role = body.memberships.get(user=asked.person).get_role_display().lower()
            messages.success(request, f"{asked.person} is now {role} of {name}.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return _onwards(request, asked)


def _pointed(request, asked):
    key = request.POST["is"]
    is_id = key.isascii() and key.isdecimal() and len(key) < 19
    body = get_object_or_404(CommissioningBody.objects.visible_to(request.user), pk=int(key) if is_id else 0)
    try:
        body_requests.point_to(asked=asked, body=body, by=request.user, at=timezone.now())
        messages.success(request, f"The request is for {body} now.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("body_request_decide", asked.pk) if may_decide(request.user, asked) else _onwards(request, asked)


def may_decide(user, asked) -> bool:
    return user.has_perm("commissioners.decide_body_request", asked)


def _onwards(request, asked):
    """Staff go on with the queue, owners with the people of their body."""
    if request.user.has_perm("commissioners.read_body_requests"):
        return redirect("body_request_queue")
    return redirect("body_people", asked.body_id)
