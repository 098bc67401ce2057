"""Following opportunities: the button on their pages, and the list of one's own."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from commissioners.actions import following
from commissioners.talking.following import followed

from .access import get_opportunity


@require_POST
def opportunity_follow(request, pk):
    """Follow it. Again: changes nothing."""
    opportunity = get_opportunity(request.user, pk)
    following.follow(opportunity=opportunity, by=request.user, at=timezone.now())
    messages.success(request, "You follow this opportunity. We tell you of every change, and nobody sees that you do.")
    return redirect(opportunity)


@require_POST
def opportunity_unfollow(request, pk):
    """Stop following it, from its page or from the list."""
    opportunity = get_opportunity(request.user, pk)
    if following.unfollow(opportunity=opportunity, by=request.user, at=timezone.now()):
        messages.success(request, f"You no longer follow “{opportunity.title}”.")
    return redirect("opportunities_followed" if "list" in request.POST else opportunity)


@require_safe
def opportunities_followed(request):
    """What the person follows, with a button to stop each."""
    context = followed(user=request.user, at=timezone.now(), page=request.GET.get("page"))
    return render(request, "commissioners/opportunities_followed.html", context)
