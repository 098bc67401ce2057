"""Holding one line of a package: its request first, then the package, then the line as it is now."""

from partnerships_portal.accounts.transitions import NotPossible
from support_requests.delivering.budgets import held_package
from support_requests.models import Package, PackageLine, SupportRequest

from .holding import hold

GONE = "This type of support was taken off the package meanwhile."


def hold_line(pk: int) -> tuple[SupportRequest, Package, PackageLine]:
    """Request, package and line, locked until the transaction ends. Raises NotPossible where the line was taken off."""
    found = Package.objects.filter(lines=pk).first()
    if found is None:
        raise NotPossible(GONE)
    request, package = hold(found.request_id), held_package(found.pk)
    line = PackageLine.objects.select_for_update().filter(pk=pk).first()
    if line is None:
        raise NotPossible(GONE)
    return request, package, line
