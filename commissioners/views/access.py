"""Scope, then fetch, then ask whether it may be done."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from commissioners.models import CommissioningBody, Opportunity


def get_body(user, pk, *, to: str = "") -> CommissioningBody:
    """The body, or 404; 403 where the person may not do `to` (a permission's name) with it."""
    body = get_object_or_404(CommissioningBody.objects.visible_to(user), pk=pk)
    return _allowed(user, to, body)


def get_opportunity(user, pk, *, to: str = "") -> Opportunity:
    """The opportunity with its body, or 404; 403 where the person may not do `to` with it."""
    opportunities = Opportunity.objects.visible_to(user).select_related("body", "claimed_by").defer("search")
    return _allowed(user, to, get_object_or_404(opportunities, pk=pk))


def _allowed(user, to, thing):
    if to and not user.has_perm(f"commissioners.{to}", thing):
        raise PermissionDenied
    return thing
