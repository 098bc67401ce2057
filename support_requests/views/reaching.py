"""How views of programme staff reach a request: 404 where it does not exist for a person, 403 where they only read."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from support_requests.models import SupportRequest
from support_requests.officers import may_have
from support_requests.triage.page import with_all


def case_of(request, pk) -> SupportRequest:
    """The request, for all programme staff, once it was sent."""
    if not request.user.has_perm("support_requests.read_queue"):
        raise Http404
    return get_object_or_404(with_all(SupportRequest.objects.visible_to(request.user).sent()), pk=pk)


def case_to_decide(request, pk) -> SupportRequest:
    """The same, for those who may act on it: neither analysts nor those who belong to the organisation, or to one
    whose request was joined with it."""
    case = case_of(request, pk)
    if not request.user.has_perm("support_requests.decide", case.organisation) or not may_have(request.user, case):
        raise PermissionDenied
    return case
