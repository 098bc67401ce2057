"""The directory of organisations."""

from dataclasses import replace

from django.contrib.auth.decorators import login_not_required
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from mutuals.belonging import acts_for_active
from mutuals.comparison.choosing import NAME, chosen
from mutuals.directory import asking, spreadsheet
from mutuals.directory.facets import distance_of, sorts_of
from mutuals.directory.helping import help_for
from mutuals.directory.listing import listing
from mutuals.directory.mapping import directory_map
from mutuals.directory.selected import selected
from mutuals.directory.vocabulary import vocabulary
from mutuals.viewers import viewer_of
from mutuals.visibility import Visibility
from partnerships_portal.accounts.limits import limited


@login_not_required
@require_safe
def organisation_list(request):
    words, viewer = vocabulary(), viewer_of(request.user)
    asked = asking.read(request.GET, level=viewer.directory_level, words=words)
    found = listing(asked.filters, page_number=request.GET.get("page"), viewer=viewer, user=request.user, words=words)
    basket = chosen(request.GET.getlist("with"), user=request.user)
    shown = found.page.object_list = [replace(item, is_picked=item.pk in basket.ids) for item in found.page.object_list]
    number = found.page.number if found.page.number > 1 else ""
    context = _form(asked, "organisation_list", **{NAME: basket.ids}) | {
        "listing": found,
        "page": found.page,
        "basket": basket,
        "may_propose": bool(viewer.own) and acts_for_active(request.user),
        "elsewhere": basket.but({item.pk for item in shown}).hidden,
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
    context = _form(asked, "organisation_map") | {
        "map": directory_map(asked.filters, **paths, words=words),
        "canonical": _absolute(request, "organisation_map", asked),
    }
    return render(request, "mutuals/organisation_map.html", context)


@login_not_required
@limited("organisation_csv", "30/h/ip", methods=("GET", "HEAD"))
@require_safe
def organisation_csv(request):
    """What is public, also to those who see more on pages: a spreadsheet is passed on."""
    words = vocabulary()
    asked = asking.read(request.GET, level=Visibility.PUBLIC, words=words)
    lines = spreadsheet.rows(asked.filters, words=words, site=request.build_absolute_uri("/").rstrip("/"))
    name = f"organisations-{timezone.localdate():%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Robots-Tag": "noindex"}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


def _form(asked: asking.Asked, name: str, **also) -> dict:
    """What the form of the filters of the page `name` shows, and the same question as a list and as a map."""
    in_use = selected(asked.filters, path=reverse(name), **also)
    return {
        "asked": asked,
        "query": asked.filters.words,
        "sorts": sorts_of(asked.filters),
        "distance": distance_of(asked),
        "selected": in_use,
        "chosen": len(in_use.choices),
        "list_url": asking.address(reverse("organisation_list"), asked.filters),
        "map_url": asking.address(reverse("organisation_map"), asked.filters),
        "csv_url": asking.address(reverse("organisation_csv"), asked.filters, but=("sort",)),
    }


def _absolute(request, name: str, asked: asking.Asked, **also) -> str:
    return request.build_absolute_uri(asking.address(reverse(name), asked.filters, **also))
