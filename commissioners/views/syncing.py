"""How the feed of live notices stands, for programme staff."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commissioners.syncing.standing import standing


@require_safe
def live_notices(request):
    """When notices were last read, how far, and what is in the way."""
    if not request.user.has_perm("commissioners.read_claims"):
        raise Http404
    context = {"standing": standing(timezone.now()), "address": settings.NOTICES_FEED_URL}
    return render(request, "commissioners/live_notices.html", context)
