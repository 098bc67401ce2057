"""Pages of packages of support."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from support_requests.models import Package


@require_safe
def support_package(request, pk):
    """What was agreed, for all whom it concerns."""
    package = get_object_or_404(Package.objects.visible_to(request.user).select_related("request"), pk=pk)
    return render(request, "support_requests/packages/detail.html", {"package": package})
