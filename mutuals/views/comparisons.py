"""Organisations side by side, and the comparisons that a person keeps."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from mutuals import actions
from mutuals.belonging import acts_for_active
from mutuals.comparison.choosing import NAME, chosen
from mutuals.comparison.keeping import kept_by
from mutuals.comparison.table import comparison_of
from mutuals.directory.vocabulary import vocabulary
from mutuals.forms.comparing import SaveComparisonForm
from mutuals.models import SavedComparison
from mutuals.viewers import viewer_of


@login_not_required
@require_safe
def organisation_compare(request):
    asked = chosen(request.GET.getlist(NAME), user=request.user)
    return _page(request, asked, SaveComparisonForm(organisations=asked.organisations))


@require_POST
def comparison_save(request):
    asked = chosen(request.POST.getlist(NAME), user=request.user)
    form = SaveComparisonForm(request.POST, organisations=asked.organisations)
    if form.is_valid() and (saved := form.save(by=request.user, at=timezone.now())):
        messages.success(request, f"“{saved}” is saved.")
        return redirect("comparison_list")
    return _page(request, asked, form)


def _page(request, asked, form):
    viewer = viewer_of(request.user)
    compared = comparison_of(asked, viewer=viewer, words=vocabulary())
    here = asked.url(reverse("organisation_compare"))
    context = {
        "asked": asked,
        "comparison": compared,
        "form": form,
        "list_url": asked.url(reverse("organisation_list")),
        "canonical": request.build_absolute_uri(here),
        "here": here,
        "propose_url": asked.url(reverse("proposal_new")) if viewer.own and acts_for_active(request.user) else "",
    }
    return render(request, "mutuals/organisation_compare.html", context)


@require_safe
def comparison_list(request):
    return render(request, "mutuals/comparison_list.html", {"kept": kept_by(request.user)})


@require_POST
def comparison_remove(request, pk):
    comparison = get_object_or_404(SavedComparison.objects.visible_to(request.user), pk=pk)
    actions.remove_comparison(comparison=comparison, by=request.user, at=timezone.now())
    messages.success(request, f"“{comparison.name}” is removed from your comparisons.")
    return redirect("comparison_list")
