"""Pages where organisations express interest, see their own, and read the interest list."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commissioners.actions import interests
from commissioners.choices import InterestKind
from commissioners.forms.interests import InterestForm
from commissioners.interest.listing import groups, listed
from commissioners.interest.own import interest_page, lines, my_interests
from commissioners.interest.possible import SHOWN_TO, why_no_interest
from commissioners.interest.together import of_person
from commissioners.models import Interest
from commissioners.rules import acts_for_buyer
from mutuals.lineage import with_merged
from mutuals.models import Organisation
from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.pages import page_of

from .access import get_opportunity

PAGE_SIZE = 20
LISTED_ON_A_PAGE = 50


@require_safe
def interest(request, pk):
    """Where one's organisations stand; the buyer's people are shown who is interested."""
    opportunity = get_opportunity(request.user, pk)
    if acts_for_buyer(request.user, opportunity):
        return redirect("interests_received", pk)
    context = interest_page(opportunity, user=request.user, at=timezone.now())
    return render(request, "commissioners/interest_detail.html", context | {"back_url": opportunity.get_absolute_url()})


def _own(request, pk) -> Organisation:
    """One of the person's organisations, or 404; 403 where they do not decide for it, or it does not take part."""
    organisation = get_object_or_404(Organisation.objects.of(request.user).defer("public_search"), pk=pk)
    if not request.user.has_perm("commissioners.express_interest", organisation):
        raise PermissionDenied
    return organisation


@limited("interest", "60/h/user")
@require_http_methods(["GET", "HEAD", "POST"])
def interest_express(request, pk, organisation_pk):
    """Answers, then a look at who will see what, then sent; the same to change them."""
    opportunity, organisation = get_opportunity(request.user, pk), _own(request, organisation_pk)
    if refusal := why_no_interest(opportunity, timezone.now()):
        messages.info(request, f"{refusal} Interest can no longer be expressed or changed.")
        return redirect("interest", pk)
    stands = _standing(opportunity, organisation)
    form = InterestForm(request.POST if request.method == "POST" else None, opportunity=opportunity, interest=stands)
    then = request.POST.get("then", "check")
    if request.method == "POST" and then != "change" and form.is_valid():
        if then != "send":
            return _check(request, opportunity, organisation, form, stands)
        if _sent(request, opportunity, organisation, form, stands):
            return redirect("interest", pk)
    if then == "change":
        form.errors.clear()
    context = {"form": form, "opportunity": opportunity, "organisation": organisation, "stands": stands}
    return render(request, "commissioners/interest_express.html", context)


def _standing(opportunity, organisation) -> Interest | None:
    """Its interest that stands, its own before one that it took over."""
    rows = Interest.objects.filter(
        opportunity=opportunity, organisation__in=with_merged([organisation.pk]), withdrawn_at=None
    )
    return next(iter(sorted(rows, key=lambda one: one.organisation_id != organisation.pk)), None)


def _check(request, opportunity, organisation, form, stands):
    context = {
        "form": form,
        "opportunity": opportunity,
        "organisation": organisation,
        "stands": stands,
        "kind": InterestKind(form.values["kind"]).label,
        "lots": form.lots_chosen,
        "list_shown_to": SHOWN_TO[opportunity.interest_shown_to],
        "several_lots": "lots" in form.fields,
        "joint_buyers": [*opportunity.joint_buyers.all(), *filter(None, [opportunity.claimed_by])],
    }
    return render(request, "commissioners/interest_check.html", context)


def _sent(request, opportunity, organisation, form, stands) -> bool:
    """Whether the form is done with. What was typed stays where the buyer was quicker."""
    try:
        changed = interests.express(
            opportunity=opportunity,
            organisation=organisation,
            values=form.values,
            lots=form.lots_chosen,
            shown_to=form.cleaned_data["shown_to"],
            by=request.user,
            at=timezone.now(),
        )
    except interests.ShownToMore as refusal:
        opportunity.refresh_from_db(fields=["interest_shown_to"])
        form.ask_again(str(refusal))
        return False
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return True
    if changed and stands:
        messages.success(request, f"The buyer now reads this of {organisation}. It binds nobody.")
        return True
    told = f"that {organisation} is interested" if changed else f"this already from {organisation}"
    messages.success(request, f"The buyer knows {told}. It binds nobody.")
    return True


@limited("interest", "60/h/user")
@require_http_methods(["GET", "HEAD", "POST"])
def interest_withdraw(request, pk, organisation_pk):
    """Asks, then takes it back. What was told stays in the organisation's own history."""
    opportunity, organisation = get_opportunity(request.user, pk), _own(request, organisation_pk)
    if _standing(opportunity, organisation) is None:
        messages.info(request, f"{organisation} has no interest that could be withdrawn.")
        return redirect("interest", pk)
    if request.method == "POST":
        interests.withdraw(opportunity=opportunity, organisation=organisation, by=request.user, at=timezone.now())
        messages.success(request, f"{organisation} is no longer interested. The buyer is told so.")
        return redirect("interest", pk)
    context = {"opportunity": opportunity, "organisation": organisation}
    return render(request, "commissioners/interest_withdraw.html", context)


@require_safe
def interest_list(request, pk):
    """Who else is interested, for those whom the buyer shows it to; for others it does not exist."""
    opportunity = get_opportunity(request.user, pk)
    entries = listed(opportunity, user=request.user, at=timezone.now())
    if entries is None:
        raise Http404
    page = page_of(Paginator(entries, LISTED_ON_A_PAGE), request.GET.get("page"))
    context = {
        "opportunity": opportunity,
        "page_obj": page,
        "groups": groups(list(page.object_list)),
        "list_shown_to": SHOWN_TO[opportunity.interest_shown_to],
        "own": list(Organisation.objects.active().of(request.user).only("name").order_by("name", "pk")),
    }
    return render(request, "commissioners/interest_list.html", context)


@require_safe
def my_interest_list(request):
    """What the person's organisations are interested in, with the dates that come next."""
    page = page_of(Paginator(my_interests(request.user), PAGE_SIZE), request.GET.get("page"))
    context = {
        "page_obj": page,
        "lines": lines(list(page.object_list), user=request.user, at=timezone.now()),
        "as_one": of_person(request.user) if page.number == 1 else [],
    }
    return render(request, "commissioners/my_interests.html", context)
