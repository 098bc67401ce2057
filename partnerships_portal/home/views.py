"""The first page of each kind of person, and the pages about the portal."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnerships_portal.accounts import register
from partnerships_portal.notifications.awaiting import awaiting_in

from . import programme, today
from .cookies import COOKIES
from .standing import standing_of


@require_safe
@login_not_required
def home(request):
    """What the portal is, for a visitor; what needs a person today, for everyone else."""
    at = timezone.now()
    if not request.user.is_authenticated:
        return render(request, "home/visitor.html", {"figures": today.figures(request.user, at)})
    standing = standing_of(request)
    context = {
        "standing": standing,
        "waiting": today.waiting(awaiting_in(request, at)),
        "sections": today.sections(request.user, standing, at),
        "unread": today.unread(request.user),
        "asked": () if standing.organisations or standing.bodies else today.asked_of_bodies(request.user),
    }
    return render(request, "home/today.html", context)


@require_safe
def programme_page(request):
    """Every queue and list of programme staff, in one place."""
    if not standing_of(request).is_staff:
        raise Http404
    return render(request, "home/programme.html", {"sections": programme.sections(request.user, timezone.now())})


@require_safe
@login_not_required
def privacy(request):
    """The privacy notice, made from the register of personal data."""
    return render(request, "home/privacy.html", {"groups": register.grouped()})


@require_safe
@login_not_required
def cookies(request):
    """Every cookie that the portal sets."""
    return render(request, "home/cookies.html", {"cookies": COOKIES})


def page(template: str):
    """A view of a page that is the same for everyone."""

    @require_safe
    @login_not_required
    def show(request):
        return render(request, template)

    return show
