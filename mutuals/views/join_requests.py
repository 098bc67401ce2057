"""Asking to join an organisation, and deciding on those who ask."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mutuals.actions import join_requests
from mutuals.forms.people import JoinForm
from mutuals.joining import KIND
from mutuals.models import JoinRequest, Membership, Organisation
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.joining.forms import JoinDecisionForm

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@FORM_METHODS
def join_request_create(request, pk):
    """Asks to be let in; shows how a request stands that was made already."""
    organisations = Organisation.objects.visible_to(request.user).active().defer("public_search")
    organisation, user, at = get_object_or_404(organisations, pk=pk), request.user, timezone.now()
    if not user.has_perm("mutuals.ask_to_join"):
        raise PermissionDenied
    form = JoinForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            join_requests.ask(organisation=organisation, message=form.cleaned_data["message"], by=user, at=at)
            messages.success(request, f"Sent. Those who decide for {organisation} are told, and we tell you.")
        except NotPossible as refusal:
            messages.info(request, str(refusal))
        return redirect("join_request_create", organisation.pk)
    context = {
        "form": form,
        "organisation": organisation,
        "asked": JoinRequest.objects.visible_to(user).filter(organisation=organisation, person=user).open().first(),
        "refusal": join_requests.refusal(organisation=organisation, person=user, at=at),
    }
    return render(request, "mutuals/join_request_create.html", context)


@FORM_METHODS
def join_request_decide(request, pk):
    """Who asks, what they say, and the decision."""
    found = JoinRequest.objects.visible_to(request.user).select_related("organisation", "person", "decided_by")
    asked = get_object_or_404(found, pk=pk)
    if not request.user.has_perm("mutuals.decide_join_request", asked.organisation):
        raise PermissionDenied
    form = JoinDecisionForm(request.POST if request.method == "POST" else None, kind=KIND)
    if request.method == "POST" and form.is_valid():
        _decided(request, asked, form.cleaned_data["decision"])
        return redirect("organisation_people", asked.organisation_id)
    is_open = asked.state == JoinRequest.State.OPEN
    return render(request, "mutuals/join_request_decide.html", {"form": form, "asked": asked, "is_open": is_open})


def _decided(request, asked, decision: str) -> None:
    by, at = request.user, timezone.now()
    try:
        if decision == "decline":
            join_requests.decline(join_request=asked, by=by, at=at)
            messages.success(request, f"{asked.person} is told that you declined.")
        else:
            role = Membership.Role(decision)
            join_requests.accept(join_request=asked, role=role, by=by, at=at)
            messages.success(request, f"{asked.person} is now {role.label.lower()} of {asked.organisation}.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))


@require_POST
def join_request_withdraw(request, pk):
    """Takes one's own request back."""
    mine = JoinRequest.objects.visible_to(request.user).filter(person=request.user).select_related("organisation")
    asked = get_object_or_404(mine, pk=pk)
    try:
        join_requests.withdraw(join_request=asked, by=request.user, at=timezone.now())
        messages.success(request, "Your request is withdrawn.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect(asked.organisation)
