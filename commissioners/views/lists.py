"""Lists of opportunities and of commissioning bodies."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from commissioners.bodies import bodies_page
from commissioners.finding.page import found
from commissioners.models import CommissioningBody


@login_not_required
@require_safe
def opportunity_list(request):
    """Every published opportunity, by words and facets."""
    acts_for_body = CommissioningBody.objects.of(request.user).exists()
    context = found(data=request.GET, user=request.user, at=timezone.now(), acts_for_body=acts_for_body)
    return render(request, "commissioners/opportunity_list.html", context | {"list_url": reverse("opportunity_list")})


@login_not_required
@require_safe
def body_list(request):
    """Every commissioning body, by name and kind."""
    context = bodies_page(data=request.GET, page=request.GET.get("page"))
    return render(request, "commissioners/body_list.html", context | {"list_url": reverse("body_list")})
