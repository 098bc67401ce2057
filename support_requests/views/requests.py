"""Pages of whoever asks for support."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from support_requests.models import SupportRequest


@require_safe
def support_request(request, pk):
    """One request, as its asker, staff and its advisers see it."""
    one = get_object_or_404(SupportRequest.objects.visible_to(request.user), pk=pk)
    return render(request, "support_requests/requests/detail.html", {"request_for_support": one})
