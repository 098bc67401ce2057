"""Scope, then fetch, then ask whether it may be done."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
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


def must(user, deed: str, *, seen_with: str) -> None:
    """For pages of programme staff: 404 for whoever may not read them (`seen_with`), 403 for whoever may only read."""
    if not user.has_perm(f"commissioners.{seen_with}"):
        raise Http404
    if not user.has_perm(f"commissioners.{deed}"):
        raise PermissionDenied
