"""Asking people in by e-mail, and the link in that e-mail."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mutuals.joining import KIND
from mutuals.models import MembershipInvitation
from partnerships_portal.joining.pages import invitations as pages

from .people import organisation_for

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@FORM_METHODS
def invitation_create(request, pk):
    """Addresses and a role, then a look at what will happen, then sent."""
    return pages.create(request, KIND, organisation_for(request, pk, to="manage_people"))


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
    return pages.send_again(request, KIND, _own(request, pk))


@require_POST
def invitation_withdraw(request, pk):
    """Takes it back."""
    return pages.withdraw(request, KIND, _own(request, pk))


@never_cache
@login_not_required
@FORM_METHODS
def invitation_open(request, token):
    """The link of the e-mail: whoever holds it reads who invites; whoever has the address answers."""
    return pages.with_link(request, KIND, token)


@FORM_METHODS
def invitation_answer(request, pk):
    """The same page for somebody who is signed in with the address, without the link."""
    mine = MembershipInvitation.objects.visible_to(request.user).to(request.user)
    found = get_object_or_404(mine.select_related("organisation", "sent_by", "answered_by"), pk=pk)
    return pages.answer(request, KIND, found)
