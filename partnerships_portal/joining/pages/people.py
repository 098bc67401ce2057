"""Who acts for a place: seeing them, changing roles, removing people, leaving."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.joining import memberships, people
from partnerships_portal.joining.forms import ROLES, RoleForm
from partnerships_portal.joining.kinds import Kind
from partnerships_portal.pages import page_of

PAGE_SIZE = 25


def people_page(request, kind: Kind, place, **context):
    """Who acts for it and who is invited, and what owners can do about each. `context`: what only this kind has."""
    at = timezone.now()
    shared = {
        "kind": kind,
        "place": place,
        "page": page_of(Paginator(people.members(place), PAGE_SIZE), request.GET.get("page")),
        "invitations": people.waiting_invitations(kind, place, request.user, at),
        "may_manage": kind.may_do(request.user, "manage_people", place),
        "may_leave": kind.may_do(request.user, "leave", place),
        "at": at,
    }
    return render(request, "joining/people.html", shared | context)


def change_role(request, kind: Kind, membership):
    """Another role for one person."""
    data = request.POST if request.method == "POST" else None
    form = RoleForm(data, initial={"role": membership.role}, kind=kind)
    if request.method == "POST" and form.is_valid():
        role = form.cleaned_data["role"]
        try:
            changed = memberships.change_role(
                kind, membership=membership, role=role, by=request.user, at=timezone.now()
            )
        except NotPossible as refusal:
            form.add_error("role", str(refusal))
        else:
            words = f"is {'now' if changed else 'already'} {ROLES[role].lower()}"
            messages.success(request, f"{membership.user} {words} of {membership.place}.")
            return _back(request, kind, membership.place)
    context = {"form": form, "membership": membership, "kind": kind, "place": membership.place}
    return render(request, "joining/membership_change.html", context)


def remove_member(request, kind: Kind, membership):
    """Asks, then removes a person."""
    place, person = membership.place, membership.user
    if request.method == "POST":
        try:
            memberships.remove_member(kind, place, person=person, by=request.user, at=timezone.now())
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{person} no longer acts for {place}.")
        return _back(request, kind, place)
    return render(request, "joining/membership_remove.html", {"membership": membership, "kind": kind, "place": place})


def leave(request, kind: Kind, place):
    """Asks, then lets the person who asks go."""
    if request.method == "POST":
        try:
            memberships.leave(kind, place, person=request.user, at=timezone.now())
        except NotPossible as refusal:
            messages.error(request, str(refusal))
            return _back(request, kind, place)
        messages.success(request, f"You no longer act for {place}.")
        return redirect("home")
    return render(request, "joining/leave.html", {"place": place, "kind": kind})


def _back(request, kind: Kind, place):
    """To the people, or, for who can no longer see them, home."""
    if place.memberships.filter(user=request.user).exists():
        return redirect(kind.url("people", place.pk))
    return redirect("home")
