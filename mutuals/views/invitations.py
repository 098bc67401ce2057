"""Asking people in by e-mail, and the link in that e-mail."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mutuals.actions import invitations
from mutuals.forms.people import InvitationForm
from mutuals.models import Membership, MembershipInvitation
from partnerships_portal.accounts.transitions import NotPossible

from .people import organisation_for

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])
State = MembershipInvitation.State


@FORM_METHODS
def invitation_create(request, pk):
    """Addresses and a role, then a look at what will happen, then sent."""
    organisation = organisation_for(request, pk, to="manage_people")
    form = InvitationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and request.POST.get("then") != "change" and form.is_valid():
        if request.POST.get("then") == "send":
            return _sent(request, organisation, form)
        return _check(request, organisation, form)
    if request.POST.get("then") == "change":
        form = InvitationForm(initial={name: request.POST.get(name, "") for name in form.fields})
    return render(request, "mutuals/invitation_create.html", {"form": form, "organisation": organisation})


def _check(request, organisation, form):
    at, chosen = timezone.now(), form.cleaned_data
    lines = [
        (address, invitations.refusal(organisation=organisation, address=address, by=request.user, at=at))
        for address in chosen["addresses"]
    ]
    context = {
        "organisation": organisation,
        "lines": lines,
        "to_send": [address for address, refused in lines if not refused],
        "days": settings.INVITATION_DAYS,
        "typed": ", ".join(chosen["addresses"]),
        "role": Membership.Role(chosen["role"]),
    }
    return render(request, "mutuals/invitation_check.html", context)


def _sent(request, organisation, form):
    chosen, role = form.cleaned_data["addresses"], Membership.Role(form.cleaned_data["role"])
    try:
        sent = invitations.invite(
            organisation=organisation, addresses=chosen, role=role, by=request.user, at=timezone.now()
        )
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("organisation_people", organisation.pk)
    if sent:
        messages.success(request, f"Invited as {role.label.lower()}: {', '.join(sent)}.")
    else:
        messages.info(request, "Nobody new was invited: see below who is invited or acts here already.")
    return redirect("organisation_people", organisation.pk)


def _own(request, pk) -> MembershipInvitation:
    """One that the owner who asks may change."""
    found = MembershipInvitation.objects.visible_to(request.user).select_related("organisation", "sent_by")
    invitation = get_object_or_404(found, pk=pk)
    if not request.user.has_perm("mutuals.manage_people", invitation.organisation):
        raise PermissionDenied
    return invitation


@require_POST
def invitation_send_again(request, pk):
    """Sends it once more, with a new link."""
    invitation = _own(request, pk)
    try:
        invitations.send_again(invitation=invitation, by=request.user, at=timezone.now())
        messages.success(request, f"Sent again to {invitation.email}. The link sent before no longer works.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("organisation_people", invitation.organisation_id)


@require_POST
def invitation_withdraw(request, pk):
    """Takes it back."""
    invitation = _own(request, pk)
    try:
        invitations.withdraw(invitation=invitation, by=request.user, at=timezone.now())
        messages.success(request, f"The invitation of {invitation.email} is withdrawn.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("organisation_people", invitation.organisation_id)


@never_cache
@login_not_required
@FORM_METHODS
def invitation_open(request, token):
    """The link of the e-mail: whoever holds it reads who invites; whoever has the address answers."""
    found = MembershipInvitation.objects.select_related("organisation", "sent_by", "answered_by")
    invitation = found.filter(token_hash=invitations.hash_of(token)).first()
    if invitation is None:
        return render(request, "mutuals/invitation_unknown.html", status=404)
    return _answer(request, invitation)


@FORM_METHODS
def invitation_answer(request, pk):
    """The same page for somebody who is signed in with the address, without the link."""
    mine = MembershipInvitation.objects.visible_to(request.user).to(request.user)
    return _answer(request, get_object_or_404(mine.select_related("organisation", "sent_by", "answered_by"), pk=pk))


def _answer(request, invitation):
    user, at = request.user, timezone.now()
    is_theirs = user.is_authenticated and MembershipInvitation.objects.to(user).filter(pk=invitation.pk).exists()
    if request.method == "POST":
        if not user.is_authenticated:
            return redirect_to_login(request.path)
        if not is_theirs:
            raise PermissionDenied
        return _answered(request, invitation, at)
    acts_here = user.is_authenticated and invitation.organisation.memberships.filter(user=user).exists()
    if acts_here and (invitation.state == State.ACCEPTED or not is_theirs):
        return redirect(invitation.organisation)
    is_overdue = invitation.state == State.SENT and invitation.expires_at <= at
    context = {
        "invitation": invitation,
        "organisation": invitation.organisation,
        "is_theirs": is_theirs,
        "is_open": invitation.state == State.SENT and not is_overdue and invitation.organisation.closed_at is None,
        "is_expired": invitation.state == State.EXPIRED or is_overdue,
    }
    return render(request, "mutuals/invitation_answer.html", context)


def _answered(request, invitation, at):
    organisation, declines = invitation.organisation, request.POST.get("answer") == "decline"
    deed = invitations.decline if declines else invitations.accept
    try:
        deed(invitation=invitation, by=request.user, at=at)
    except NotPossible as refusal:
        if organisation.memberships.filter(user=request.user).exists():  # a second click on Accept
            messages.info(request, f"You act for {organisation} already.")
            return redirect(organisation)
        messages.error(request, str(refusal))
        return redirect(request.path)
    if declines:
        messages.success(request, f"You declined. {invitation.sent_by} is told.")
        return redirect("home")
    messages.success(request, f"You act for {organisation} now, as {invitation.get_role_display().lower()}.")
    return redirect(organisation)
