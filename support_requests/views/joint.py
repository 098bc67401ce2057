"""Support for a whole consortium, in its workspace."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from consortia.workspace.seats import Workspace, in_workspace
from support_requests.models import Package


@require_safe
@in_workspace
def consortium_support(request, workspace: Workspace):
    """The packages that are for all members, the newest first."""
    packages = Package.objects.visible_to(request.user).filter(consortium=workspace.consortium)
    rows = packages.select_related("request").prefetch_related("lines")[:50]
    return render(request, "support_requests/packages/joint.html", {"workspace": workspace, "packages": rows})
