"""The directory of organisations."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from mutuals.directory import asking
from mutuals.directory.facets import distance_of, sorts_of
from mutuals.directory.helping import help_for
from mutuals.directory.listing import listing
from mutuals.directory.mapping import directory_map
from mutuals.directory.vocabulary import vocabulary
from mutuals.viewers import viewer_of


@login_not_required
@require_safe
def organisation_list(request):
    words, viewer = vocabulary(), viewer_of(request.user)
    asked = asking.read(request.GET, level=viewer.directory_level, words=words)
    found = listing(asked.filters, page_number=request.GET.get("page"), viewer=viewer, user=request.user, words=words)
    number = found.page.number if found.page.number > 1 else ""
    context = _form(asked) | {
        "listing": found,
        "page": found.page,
        "help": None if found.total else help_for(asked.filters, path=reverse("organisation_list"), words=words),
        "canonical": _absolute(request, "organisation_list", asked, page=number),
    }
    return render(request, "mutuals/organisation_list.html", context)


@login_not_required
@require_safe
def organisation_map(request):
    words, viewer = vocabulary(), viewer_of(request.user)
    asked = asking.read(request.GET, level=viewer.directory_level, words=words)
    paths = {"path": reverse("organisation_list"), "map_path": reverse("organisation_map")}
    context = _form(asked) | {
        "map": directory_map(asked.filters, **paths, words=words),
        "canonical": _absolute(request, "organisation_map", asked),
    }
    return render(request, "mutuals/organisation_map.html", context)


def _form(asked: asking.Asked) -> dict:
    """What the form of the filters shows, and the same question as a list and as a map."""
    return {
        "asked": asked,
        "query": asked.filters.words,
        "sorts": sorts_of(asked.filters),
        "distance": distance_of(asked),
        "list_url": asking.address(reverse("organisation_list"), asked.filters),
        "map_url": asking.address(reverse("organisation_map"), asked.filters),
    }


def _absolute(request, name: str, asked: asking.Asked, **also) -> str:
    return request.build_absolute_uri(asking.address(reverse(name), asked.filters, **also))
