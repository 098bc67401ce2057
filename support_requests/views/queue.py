"""The queue of requests for support."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from support_requests.models import SupportRequest


@require_safe
def support_queue(request):
    """What waits, the first due first."""
    if not request.user.has_perm("support_requests.read_queue"):
        raise Http404
    rows = SupportRequest.objects.visible_to(request.user).undecided().order_by("decision_due_at", "pk")
    return render(request, "support_requests/cases/queue.html", {"rows": rows.select_related("organisation")})
