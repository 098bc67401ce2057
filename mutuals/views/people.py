"""Who acts for an organisation: seeing them, changing roles, removing people, leaving."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from mutuals import people
from mutuals.joining import KIND
from mutuals.models import Membership, Organisation
from partnerships_portal.joining.pages import people as pages

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])


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
    organisation = organisation_for(request, pk, to="read_people")
    requests = people.waiting_requests(organisation, request.user)
    context = {
        "requests": requests[: people.ASKED_SHOWN],
        "request_count": requests.count(),
        "may_decide": request.user.has_perm("mutuals.decide_join_request", organisation),
        "may_ask_to_close": request.user.has_perm("mutuals.ask_to_close", organisation),
    }
    return pages.people_page(request, KIND, organisation, **context)


def _membership(request, pk) -> Membership:
    """One that an owner may change: 404 for people of elsewhere, 403 for colleagues who may not."""
    found = get_object_or_404(Membership.objects.select_related("organisation", "user"), pk=pk)
    organisation_for(request, found.organisation_id, to="manage_people")
    return found


@FORM_METHODS
def membership_change(request, pk):
    """Another role for one person."""
    return pages.change_role(request, KIND, _membership(request, pk))


@FORM_METHODS
def membership_remove(request, pk):
    """Asks, then removes a person."""
    return pages.remove_member(request, KIND, _membership(request, pk))


@FORM_METHODS
def organisation_leave(request, pk):
    """Asks, then lets the person who asks go."""
    return pages.leave(request, KIND, organisation_for(request, pk, to="leave_organisation"))
