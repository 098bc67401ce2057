"""What the buyer's people see of who is interested, and to whom they show it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from commissioners.actions import interest_lists
from commissioners.forms.interests import ShownToForm
from commissioners.interest.listing import everyone, groups
from commissioners.interest.possible import SHOWN_TO
from commissioners.interest.spreadsheet import as_csv
from commissioners.interest.together import as_one
from commissioners.models import Interest, Opportunity
from commissioners.rules import acts_for_buyer
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.pages import page_of

from .access import get_opportunity

PAGE_SIZE = 50


def get_bought(request, pk) -> Opportunity:
    """One that the person's bodies buy; 403 for others who can see that it is there."""
    opportunity = get_opportunity(request.user, pk)
    if not acts_for_buyer(request.user, opportunity):
        raise PermissionDenied
    return opportunity


@require_safe
def interests_received(request, pk):
    """Everyone who is interested, in two groups, with what they tell the buyer."""
    opportunity = get_bought(request, pk)
    found = everyone(opportunity)
    page = page_of(Paginator(found, PAGE_SIZE), request.GET.get("page"))
    context = {
        "opportunity": opportunity,
        "page_obj": page,
        "total": len(found),
        "as_one": as_one(opportunity),
        "groups": groups(list(page.object_list)),
        "list_shown_to": SHOWN_TO[opportunity.interest_shown_to],
        "may_change": request.user.has_perm("commissioners.change_opportunity", opportunity),
        "several_lots": opportunity.lots.count() > 1,
        "back_url": opportunity.get_absolute_url(),
    }
    return render(request, "commissioners/interests_received.html", context)


@never_cache
@require_safe
def interests_csv(request, pk):
    """The same as a spreadsheet."""
    opportunity = get_bought(request, pk)
    answer = HttpResponse(as_csv(everyone(opportunity), as_one(opportunity)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="interested-in-{opportunity.pk}.csv"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def interest_visibility(request, pk):
    """To whom the list is shown. Where it would reach further, the page says what that does to those on it."""
    opportunity = get_opportunity(request.user, pk, to="change_opportunity")
    form = ShownToForm(
        request.POST if request.method == "POST" else None, initial={"shown_to": opportunity.interest_shown_to}
    )
    if request.method == "POST" and form.is_valid():
        shown_to = form.cleaned_data["shown_to"]
        try:
            interest_lists.show_to(opportunity=opportunity, shown_to=shown_to, by=request.user, at=timezone.now())
            messages.success(request, f"The interest list is shown to {SHOWN_TO[shown_to]}.")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect("interests_received", pk)
    context = {
        "form": form,
        "opportunity": opportunity,
        "on_list": Interest.objects.filter(opportunity=opportunity, listed=True).standing().count(),
        "back_url": reverse("interests_received", args=[pk]),
    }
    return render(request, "commissioners/interest_visibility.html", context)
