"""Teams for an opportunity: for the people of an organisation that takes part, and for programme staff."""

from dataclasses import replace
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from commissioners.models import Opportunity
from consortia.actions import teams
from consortia.forms.teams import WishesForm, as_typed
from consortia.models import TeamSearch
from consortia.team_page import team_page
from consortia.teams.wishes import Wishes
from mutuals.models import Organisation
from partnerships_portal.accounts.limits import limited
from partnerships_portal.pages import number_in

LOOK_AGAIN = 3  # seconds, while teams are being composed


@limited("teams_at_once", "12/m/user")
@limited("teams", "120/h/user")
@require_http_methods(["GET", "HEAD", "POST"])
def opportunity_teams(request, pk):
    """What is wished, and what was found; `?organisation=` where one has several, `?search=` for an earlier one."""
    at = timezone.now()
    mine = list(Organisation.objects.of(request.user).active().defer("public_search").order_by("name", "pk"))
    organisation = _asking(request, mine)
    if not request.user.has_perm("consortia.ask_teams", organisation):
        raise Http404
    opportunities = Opportunity.objects.visible_to(request.user).select_related("body").defer("search")
    opportunity = get_object_or_404(opportunities.prefetch_related("lots"), pk=pk)
    is_live = Opportunity.objects.live(at).filter(pk=pk).exists()
    if request.method == "POST" and is_live:
        return _asked(request, opportunity, organisation, mine, at)
    search = _search(request, opportunity, organisation)
    form = _form(request, opportunity, organisation, search)
    return _shown(request, opportunity, organisation, mine, search, form, at)


def _asking(request, mine: list[Organisation]) -> Organisation | None:
    """The organisation that is asked for; None for staff who belong to none, or who ask for none."""
    chosen = request.GET.get("organisation")
    if chosen:
        found = next((one for one in mine if str(one.pk) == chosen), None)
        if found is None:
            raise Http404
        return found
    return None if request.user.is_programme_staff or not mine else mine[0]


def _search(request, opportunity, organisation) -> TeamSearch | None:
    """The one in the address, or else the last that was asked for the organisation."""
    searches = TeamSearch.objects.visible_to(request.user).filter(opportunity=opportunity, organisation=organisation)
    chosen = request.GET.get("search", "")
    if chosen:
        return get_object_or_404(searches, pk=number_in(chosen) or 0)
    return searches.first()


def _form(request, opportunity, organisation, search: TeamSearch | None) -> WishesForm:
    initial = as_typed(Wishes.of_json(search.wishes)) if search else {}
    return WishesForm(user=request.user, organisation=organisation, opportunity=opportunity, initial=initial)


def _asked(request, opportunity, organisation, mine, at):
    """Compose what is wished; what is wrong is shown with what was typed."""
    search = _search(request, opportunity, organisation)
    pressed = request.POST.get("then", "")
    if pressed == "again" and search is not None:
        teams.try_again(search=search, at=at)
        return redirect(_address(opportunity, organisation, search))
    form = WishesForm(request.POST, user=request.user, organisation=organisation, opportunity=opportunity)
    if not form.is_valid():
        return _shown(request, opportunity, organisation, mine, search, form, at)
    wishes = _pressed(form.wishes, pressed, organisation)
    search = teams.ask(opportunity=opportunity, organisation=organisation, wishes=wishes, by=request.user, at=at)
    return redirect(_address(opportunity, organisation, search))


def _pressed(wishes: Wishes, pressed: str, organisation: Organisation | None) -> Wishes:
    """The wishes with what the button beside a member adds to them."""
    verb, _, number = pressed.partition("-")
    pk = number_in(number)
    if pk is None:
        return wishes
    is_own = organisation is not None and organisation.pk == pk
    if verb == "without" and not is_own:
        lead = None if wishes.lead == pk else wishes.lead
        include = tuple(one for one in wishes.include if one != pk)
        return replace(wishes, exclude=(*wishes.exclude, pk), include=include, lead=lead)
    return replace(wishes, lead=pk) if verb == "lead" else wishes


def _address(opportunity, organisation, search: TeamSearch) -> str:
    query = {"organisation": organisation.pk} if organisation else {}
    return f"{reverse('opportunity_teams', args=[opportunity.pk])}?{urlencode(query | {'search': search.pk})}"


def _shown(request, opportunity, organisation, mine, search, form, at):
    page = team_page(opportunity, organisation, search, user=request.user, at=at)
    context = {"form": form, "mine": mine, "search": search, "organisation": organisation, "opportunity": opportunity}
    context["may_propose"] = request.user.has_perm("consortia.propose", organisation)
    response = render(request, "consortia/teams.html", context | page)
    if page["is_waiting"]:
        response["Refresh"] = str(LOOK_AGAIN)
    return response
