"""Asking people in by e-mail, and the link in that e-mail."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.joining import invitations
from partnerships_portal.joining.forms import ROLES, InvitationForm
from partnerships_portal.joining.kinds import Kind


def create(request, kind: Kind, place):
    """Addresses and a role, then a look at what will happen, then sent."""
    form = InvitationForm(request.POST if request.method == "POST" else None, kind=kind)
    if request.method == "POST" and request.POST.get("then") != "change" and form.is_valid():
        if request.POST.get("then") == "send":
            return _sent(request, kind, place, form)
        return _check(request, kind, place, form)
    if request.POST.get("then") == "change":
        form = InvitationForm(initial={name: request.POST.get(name, "") for name in form.fields}, kind=kind)
    return render(request, "joining/invitation_create.html", {"form": form, "kind": kind, "place": place})


def _check(request, kind: Kind, place, form):
    at, chosen = timezone.now(), form.cleaned_data
    lines = [
        (address, invitations.refusal(kind, place, address=address, by=request.user, at=at))
        for address in chosen["addresses"]
    ]
    context = {
        "kind": kind,
        "place": place,
        "lines": lines,
        "to_send": [address for address, refused in lines if not refused],
        "days": settings.INVITATION_DAYS,
        "typed": ", ".join(chosen["addresses"]),
        "role": chosen["role"],
        "role_label": ROLES[chosen["role"]],
    }
    return render(request, "joining/invitation_check.html", context)


def _sent(request, kind: Kind, place, form):
    chosen, role = form.cleaned_data["addresses"], form.cleaned_data["role"]
    try:
        sent = invitations.invite(kind, place, addresses=chosen, role=role, by=request.user, at=timezone.now())
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect(kind.url("people", place.pk))
    if sent:
        messages.success(request, f"Invited as {ROLES[role].lower()}: {', '.join(sent)}.")
    else:
        messages.info(request, "Nobody new was invited: see below who is invited or acts here already.")
    return redirect(kind.url("people", place.pk))


def send_again(request, kind: Kind, invitation):
    """Sends it once more, with a new link."""
    try:
        invitations.send_again(kind, invitation=invitation, by=request.user, at=timezone.now())
        messages.success(request, f"Sent again to {invitation.email}. The link sent before no longer works.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect(kind.url("people", invitation.place.pk))


def withdraw(request, kind: Kind, invitation):
    """Takes it back."""
    try:
        invitations.withdraw(kind, invitation=invitation, by=request.user, at=timezone.now())
        messages.success(request, f"The invitation of {invitation.email} is withdrawn.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect(kind.url("people", invitation.place.pk))


def with_link(request, kind: Kind, token: str):
    """The link of the e-mail: whoever holds it reads who invites; whoever has the address answers."""
    found = kind.invitations.objects.select_related(kind.field, "sent_by", "answered_by")
    invitation = found.filter(token_hash=invitations.hash_of(token)).first()
    if invitation is None:
        return render(request, "joining/invitation_unknown.html", status=404)
    return answer(request, kind, invitation)


def answer(request, kind: Kind, invitation):
    """Who invites to what; the answer of whoever has the address."""
    user, at, place = request.user, timezone.now(), invitation.place
    is_theirs = user.is_authenticated and kind.invitations.objects.to(user).filter(pk=invitation.pk).exists()
    if request.method == "POST":
        if not user.is_authenticated:
            return redirect_to_login(request.path)
        if not is_theirs:
            raise PermissionDenied
        return _answered(request, kind, invitation, at)
    acts_here = user.is_authenticated and place.memberships.filter(user=user).exists()
    if acts_here and (invitation.state == invitations.ACCEPTED or not is_theirs):
        return redirect(place)
    is_overdue = invitation.state == invitations.SENT and invitation.expires_at <= at
    why_closed = kind.why_closed(place, at)
    context = {
        "invitation": invitation,
        "kind": kind,
        "place": place,
        "may": kind.may[invitation.role],
        "is_theirs": is_theirs,
        "is_open": invitation.state == invitations.SENT and not is_overdue and not why_closed,
        "is_expired": invitation.state == invitations.EXPIRED or is_overdue,
        "why_closed": why_closed,
    }
    return render(request, "joining/invitation_answer.html", context)


def _answered(request, kind: Kind, invitation, at):
    place, declines = invitation.place, request.POST.get("answer") == "decline"
    deed = invitations.decline if declines else invitations.accept
    try:
        deed(kind, invitation=invitation, by=request.user, at=at)
    except NotPossible as refusal:
        if place.memberships.filter(user=request.user).exists():  # a second click on Accept
            messages.info(request, f"You act for {place} already.")
            return redirect(place)
        messages.error(request, str(refusal))
        return redirect(request.path)
    if declines:
        messages.success(request, f"You declined. {invitation.sent_by} is told.")
        return redirect("home")
    messages.success(request, f"You act for {place} now, as {invitation.get_role_display().lower()}.")
    return redirect(place)
