"""Who acts for an organisation: seeing them, changing roles, removing people, leaving."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mutuals import people
from mutuals.actions import memberships
from mutuals.forms.people import RoleForm
from mutuals.models import Membership, Organisation
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.pages import page_of

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])
PAGE_SIZE = 25


def organisation_for(request, pk, *, to: str) -> Organisation:
    """The organisation, if its people exist for the person who asks (404) and they may do `to` (403)."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user).defer("public_search"), pk=pk)
    if not request.user.has_perm("mutuals.read_people", organisation):
        raise Http404
    if not request.user.has_perm(f"mutuals.{to}", organisation):
        raise PermissionDenied
    return organisation


@require_safe
def organisation_people(request, pk):
    """Who acts for it, who is invited and who asks to join; what owners can do about each."""
    organisation, at = organisation_for(request, pk, to="read_people"), timezone.now()
    requests = people.waiting_requests(organisation, request.user)
    context = {
        "organisation": organisation,
        "page": page_of(Paginator(people.members(organisation), PAGE_SIZE), request.GET.get("page")),
        "invitations": people.waiting_invitations(organisation, request.user, at),
        "requests": requests[: people.ASKED_SHOWN],
        "request_count": requests.count(),
        "may_manage": request.user.has_perm("mutuals.manage_people", organisation),
        "may_decide": request.user.has_perm("mutuals.decide_join_request", organisation),
        "may_leave": request.user.has_perm("mutuals.leave_organisation", organisation),
        "may_ask_to_close": request.user.has_perm("mutuals.ask_to_close", organisation),
        "at": at,
    }
    return render(request, "mutuals/people.html", context)


def _membership(request, pk) -> Membership:
    """One that an owner may change: 404 for people of elsewhere, 403 for colleagues who may not."""
    found = get_object_or_404(Membership.objects.select_related("organisation", "user"), pk=pk)
    organisation_for(request, found.organisation_id, to="manage_people")
    return found


@FORM_METHODS
def membership_change(request, pk):
    """Another role for one person."""
    membership = _membership(request, pk)
    form = RoleForm(request.POST if request.method == "POST" else None, initial={"role": membership.role})
    if request.method == "POST" and form.is_valid():
        role = Membership.Role(form.cleaned_data["role"])
        try:
            changed = memberships.change_role(membership=membership, role=role, by=request.user, at=timezone.now())
        except NotPossible as refusal:
            form.add_error("role", str(refusal))
        else:
            words = f"is {'now' if changed else 'already'} {role.label.lower()}"
            messages.success(request, f"{membership.user} {words} of {membership.organisation}.")
            return _back(request, membership.organisation)
    return render(request, "mutuals/membership_change.html", {"form": form, "membership": membership})


@FORM_METHODS
def membership_remove(request, pk):
    """Asks, then removes a person."""
    membership = _membership(request, pk)
    organisation, person = membership.organisation, membership.user
    if request.method == "POST":
        try:
            memberships.remove_member(organisation=organisation, person=person, by=request.user, at=timezone.now())
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{person} no longer acts for {organisation}.")
        return _back(request, organisation)
    return render(request, "mutuals/membership_remove.html", {"membership": membership})


@FORM_METHODS
def organisation_leave(request, pk):
    """Asks, then lets the person who asks go."""
    organisation = organisation_for(request, pk, to="leave_organisation")
    if request.method == "POST":
        try:
            memberships.leave(organisation=organisation, person=request.user, at=timezone.now())
        except NotPossible as refusal:
            messages.error(request, str(refusal))
            return _back(request, organisation)
        messages.success(request, f"You no longer act for {organisation}.")
        return redirect("home")
    return render(request, "mutuals/organisation_leave.html", {"organisation": organisation})


def _back(request, organisation):
    """To the people, or, for who can no longer see them, home."""
    if organisation.memberships.filter(user=request.user).exists():
        return redirect("organisation_people", organisation.pk)
    return redirect("home")
