"""Linking an opportunity with its notices elsewhere."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from commissioners.actions import notice_links as actions
from commissioners.delivery.notices import imported_of, is_own, links_of, side_by_side
from commissioners.forms.notice_links import NoticeLinkForm
from partnerships_portal.accounts.transitions import NotPossible

from .access import get_opportunity


@require_http_methods(["GET", "HEAD", "POST"])
def notice_links(request, pk):
    """Its links, and naming another notice; where that was imported, both side by side before one gives way."""
    opportunity = get_opportunity(request.user, pk, to="publish_opportunity")
    form = NoticeLinkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["reference"]
        found = list(imported_of(name))
        own = [one for one in found if is_own(one, opportunity)]
        if own and "confirm" not in request.POST and opportunity.published_at:
            pairs = [(one, side_by_side(opportunity, one)) for one in own]
            context = {"opportunity": opportunity, "pairs": pairs, "form": form}
            return render(request, "commissioners/notice_link_check.html", context)
        return _linked(request, opportunity, form, found, supersede=bool(own))
    context = {
        "form": form,
        "opportunity": opportunity,
        "links": links_of(opportunity),
        "back_url": opportunity.get_absolute_url(),
        "back_text": "Opportunity",
    }
    return render(request, "commissioners/notice_links.html", context)


def _linked(request, opportunity, form, found, *, supersede: bool):
    name = form.cleaned_data["reference"]
    try:
        actions.link(opportunity=opportunity, name=name, supersede=supersede, by=request.user, at=timezone.now())
        messages.success(request, "The notice is linked.")
        if found and not supersede:
            messages.warning(
                request,
                f"The notice was imported and names {found[0].body} as the buyer, so both stay listed. If it is yours, "
                "claim the imported opportunity, then link it again.",
            )
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("notice_links", opportunity.pk)


@require_POST
def notice_unlink(request, pk, link_pk):
    """Take a link off."""
    opportunity = get_opportunity(request.user, pk, to="publish_opportunity")
    link = get_object_or_404(opportunity.notice_links, pk=link_pk)
    actions.unlink(notice_link=link, by=request.user, at=timezone.now())
    messages.success(request, "The link is taken off. What gave way to this opportunity is listed again.")
    return redirect(reverse("notice_links", args=[pk]))
