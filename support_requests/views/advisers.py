"""Pages of advisers."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from support_requests.models import Adviser


@require_safe
def adviser(request, pk):
    """One adviser, for staff and for themselves."""
    one = get_object_or_404(Adviser.objects.visible_to(request.user).select_related("person"), pk=pk)
    return render(request, "support_requests/advisers/detail.html", {"adviser": one})
