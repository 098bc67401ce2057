"""Who acts for a commissioning body: seeing them, changing roles, removing people, leaving, inviting."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commissioners.joining import KIND
from commissioners.models import BodyInvitation, BodyMembership, CommissioningBody
from commissioners.people import waiting_requests
from partnerships_portal.joining.pages import invitations as invitation_pages
from partnerships_portal.joining.pages import people as people_pages

from .access import get_body

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])
ASKED_SHOWN = 25


def body_for(request, pk, *, to: str) -> CommissioningBody:
    """The body, if its people exist for the person who asks (404) and they may do `to` (403)."""
    body = get_body(request.user, pk)
    if not request.user.has_perm("commissioners.read_people", body):
        raise Http404
    if not request.user.has_perm(f"commissioners.{to}", body):
        raise PermissionDenied
    return body


@require_safe
def body_people(request, pk):
    """Who acts for it, who is invited and who asks; what owners can do about each."""
    body = body_for(request, pk, to="read_people")
    requests = waiting_requests(body, request.user)
    context = {
        "requests": requests[:ASKED_SHOWN],
        "request_count": requests.count(),
        "may_decide": request.user.has_perm("commissioners.decide_requests_of_body", body),
    }
    return people_pages.people_page(request, KIND, body, **context)


def _membership(request, pk) -> BodyMembership:
    """One that an owner may change: 404 for people of elsewhere, 403 for colleagues who may not."""
    found = get_object_or_404(BodyMembership.objects.select_related("body", "user"), pk=pk)
    body_for(request, found.body_id, to="manage_people")
    return found


@FORM_METHODS
def body_membership_change(request, pk):
    """Another role for one person."""
    return people_pages.change_role(request, KIND, _membership(request, pk))


@FORM_METHODS
def body_membership_remove(request, pk):
    """Asks, then removes a person."""
    return people_pages.remove_member(request, KIND, _membership(request, pk))


@FORM_METHODS
def body_leave(request, pk):
    """Asks, then lets the person who asks go."""
    return people_pages.leave(request, KIND, body_for(request, pk, to="leave_body"))


@FORM_METHODS
def body_invitation_create(request, pk):
    """Addresses and a role, then a look at what will happen, then sent."""
    return invitation_pages.create(request, KIND, body_for(request, pk, to="manage_people"))


def _own(request, pk) -> BodyInvitation:
    """One that the owner who asks may change."""
    found = BodyInvitation.objects.visible_to(request.user).select_related("body", "sent_by")
    invitation = get_object_or_404(found, pk=pk)
    if not request.user.has_perm("commissioners.manage_people", invitation.body):
        raise PermissionDenied
    return invitation


@require_POST
def body_invitation_send_again(request, pk):
    """Sends it once more, with a new link."""
    return invitation_pages.send_again(request, KIND, _own(request, pk))


@require_POST
def body_invitation_withdraw(request, pk):
    """Takes it back."""
    return invitation_pages.withdraw(request, KIND, _own(request, pk))


@never_cache
@login_not_required
@FORM_METHODS
def body_invitation_open(request, token):
    """The link of the e-mail: whoever holds it reads who invites; whoever has the address answers."""
    return invitation_pages.with_link(request, KIND, token)


@FORM_METHODS
def body_invitation_answer(request, pk):
    """The same page for somebody who is signed in with the address, without the link."""
    mine = BodyInvitation.objects.visible_to(request.user).to(request.user)
    found = get_object_or_404(mine.select_related("body", "sent_by", "answered_by"), pk=pk)
    return invitation_pages.answer(request, KIND, found)
