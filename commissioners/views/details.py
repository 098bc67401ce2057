"""The pages of one opportunity and of one commissioning body, as everyone sees them."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from commissioners.bodies import body_page
from commissioners.details import details

from .access import get_body, get_opportunity


@login_not_required
@require_safe
def opportunity_detail(request, pk):
    """One opportunity, with all that is known of it and what is not."""
    opportunity = get_opportunity(request.user, pk)
    context = details(opportunity, user=request.user, at=timezone.now())
    crumbs = [
        ("Opportunities", reverse("opportunity_list")),
        (opportunity.body.name, opportunity.body.get_absolute_url()),
    ]
    return render(request, "commissioners/opportunity_detail.html", context | {"breadcrumbs": crumbs})


@login_not_required
@require_safe
def body_detail(request, pk):
    """One commissioning body: its priorities and its opportunities."""
    body = get_body(request.user, pk)
    if body.is_duplicate and body.successor:
        return redirect(body.successor)
    context = body_page(body, user=request.user, at=timezone.now(), page=request.GET.get("page"))
    return render(
        request,
        "commissioners/body_detail.html",
        context | {"breadcrumbs": [("Commissioning bodies", reverse("body_list"))]},
    )
