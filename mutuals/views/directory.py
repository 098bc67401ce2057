"""The directory of organisations."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from mutuals.directory import asking
from mutuals.directory.facets import distance_of, sorts_of
from mutuals.directory.helping import help_for
from mutuals.directory.listing import listing
from mutuals.directory.vocabulary import vocabulary
from mutuals.viewers import viewer_of


@login_not_required
@require_safe
def organisation_list(request):
    words, viewer = vocabulary(), viewer_of(request.user)
    asked = asking.read(request.GET, level=viewer.directory_level, words=words)
    found = listing(asked.filters, page_number=request.GET.get("page"), viewer=viewer, user=request.user, words=words)
    path, page = reverse("organisation_list"), found.page
    context = {
        "listing": found,
        "page": page,
        "asked": asked,
        "query": asked.filters.words,
        "sorts": sorts_of(asked.filters),
        "distance": distance_of(asked),
        "help": None if found.total else help_for(asked.filters, path=path, words=words),
        "canonical": _absolute(
            request, asking.address(path, asked.filters, page=page.number if page.number > 1 else "")
        ),
    }
    return render(request, "mutuals/organisation_list.html", context)


def _absolute(request, address: str) -> str:
    return request.build_absolute_uri(address)
