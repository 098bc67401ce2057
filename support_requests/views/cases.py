"""A request as programme staff see it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from support_requests.models import SupportRequest


@require_safe
def support_case(request, pk):
    """What was asked, and all that is known of it."""
    if not request.user.has_perm("support_requests.read_queue"):
        raise Http404
    case = get_object_or_404(SupportRequest.objects.visible_to(request.user).sent(), pk=pk)
    return render(request, "support_requests/cases/detail.html", {"case": case})
