"""The directory of organisations."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mutuals.directory import filters
from mutuals.directory.facets import sorts_of
from mutuals.directory.listing import listing
from mutuals.directory.vocabulary import vocabulary
from mutuals.viewers import viewer_of


@login_not_required
@require_safe
def organisation_list(request):
    words, viewer = vocabulary(), viewer_of(request.user)
    asked = filters.read(request.GET, level=viewer.directory_level, words=words)
    found = listing(asked, page_number=request.GET.get("page"), viewer=viewer, user=request.user, words=words)
    context = {"listing": found, "page": found.page, "query": asked.words, "sorts": sorts_of(asked)}
    return render(request, "mutuals/organisation_list.html", context)
