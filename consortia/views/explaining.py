"""How matching works, for everyone."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from consortia.explaining import explained


@login_not_required
@require_safe
def how_matching_works(request):
    """What is compared, the weights in force, how evenly it suggests, and how to contest a match."""
    return render(request, "consortia/how_matching_works.html", explained())
