"""Bids: the person's own list, one bid, and what is recorded of it until it is decided."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commissioners.choices import State
from commissioners.models import Opportunity
from consortia.actions import bids
from consortia.bidding import pages
from consortia.bidding.parties import Desk, Party, desk_of, parties_for
from consortia.bidding.words import checklist
from consortia.forms.bids import ContributionForm, IntendForm, SubmittedForm, WithdrawForm
from consortia.models import Bid, Reflection
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.pages import page_of

from .limits import working

PAGE_SIZE = 20
ASK_AND_DO = ["GET", "HEAD", "POST"]
CANCELLED = "The buyer has cancelled the opportunity."


def in_bid(view):
    """A view `view(request, desk, ...)` at an address with the bid's `pk`: 404 for whoever is not of its side."""

    @wraps(view)
    def found(request, pk, *args, **kwargs):
        visible = Bid.objects.visible_to(request.user).select_related("opportunity", "consortium", "body")
        bid = get_object_or_404(visible.defer("opportunity__search"), pk=pk)
        return view(request, desk_of(request.user, bid), *args, **kwargs)

    return found


def acting(view):
    """Under `in_bid`: `view(request, desk, party, ...)`, or 403 for whoever may act for nobody in it."""

    @wraps(view)
    def allowed(request, desk: Desk, *args, **kwargs):
        asked = request.POST.get("party", "") or request.GET.get("party", "")
        party = desk.party(asked)
        if party is None:
            raise PermissionDenied
        return view(request, desk, party, *args, **kwargs)

    return allowed


def bidding(view):
    """Under `acting`: for organisations that are in the bid; others go back to it and read why, before they type."""

    @wraps(view)
    def allowed(request, desk: Desk, party: Party, *args, **kwargs):
        try:
            bids.must_be_in(desk.bid, party)
        except NotPossible as error:
            return refused(request, desk, error)
        return view(request, desk, party, *args, **kwargs)

    return allowed


def page(request, desk: Desk, template: str, **context) -> HttpResponse:
    """A page of a bid, in its workspace where it has one."""
    base = "consortia/workspace/base.html" if desk.workspace else "consortia/bidding/own_base.html"
    shared = {"base": base, "workspace": desk.workspace, "bid": desk.bid, "desk": desk}
    return render(request, f"consortia/bidding/{template}", shared | context)


def done(request, desk: Desk, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(desk.bid)


def refused(request, desk: Desk, error: NotPossible) -> HttpResponse:
    """Somebody was quicker: the page as it stands now, and why."""
    messages.error(request, str(error))
    return redirect(desk.bid)


def only_while(*states):
    """Under `acting`: a page of a bid in one of these states; otherwise back to the bid, saying how it stands."""

    def decorate(view):
        @wraps(view)
        def in_time(request, desk: Desk, *args, **kwargs):
            if desk.bid.state not in states:
                messages.info(request, f"This bid is {desk.bid.get_state_display().lower()}: nothing was changed.")
                return redirect(desk.bid)
            return view(request, desk, *args, **kwargs)

        return in_time

    return decorate


@require_safe
def your_bids(request):
    """The bids that the person's organisations are in, with others or alone."""
    at = timezone.now()
    listed = page_of(Paginator(pages.bids_of(request.user), PAGE_SIZE), request.GET.get("page"))
    own = request.user.memberships.values("organisation")
    shared = Reflection.objects.shared().filter(organisation__in=own).select_related("bid", "organisation")
    lines = pages.lines(listed, user=request.user, at=at)
    return render(request, "consortia/bidding/your_bids.html", {"page": listed, "lines": lines, "shared": shared})


@working
@require_http_methods(ASK_AND_DO)
def bid_intend(request, pk):
    """Who intends to bid for an opportunity, and for which lots."""
    visible = Opportunity.objects.visible_to(request.user).select_related("body").defer("search")
    opportunity, parties = get_object_or_404(visible, pk=pk), parties_for(request.user)
    if not parties:
        raise PermissionDenied
    form = IntendForm(
        request.POST if request.method == "POST" else None,
        parties=parties,
        opportunity=opportunity,
        chosen=request.GET.get("party", ""),
    )
    if request.method == "POST" and form.is_valid():
        party, lots = form.party_chosen, form.lots_chosen
        try:
            bid = bids.intend(party=party, opportunity=opportunity, lots=lots, by=request.user, at=timezone.now())
        except NotPossible as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Your intention to bid is recorded. The buyer does not see it.")
            return redirect(bid)
    context = {"opportunity": opportunity, "form": form, "back_url": opportunity.get_absolute_url()}
    return render(request, "consortia/bidding/intend.html", context)


@require_safe
@in_bid
def bid(request, desk: Desk):
    """One bid: how long is left, who brings what, how it ended, what was learnt."""
    return page(request, desk, "bid.html", **pages.bid_page(desk, user=request.user, at=timezone.now()))


@require_http_methods(ASK_AND_DO)
@working
@in_bid
@acting
@only_while(Bid.State.INTENDED)
def bid_contribution(request, desk: Desk, party: Party):
    """What one organisation says for itself."""
    part = desk.bid.participants.filter(organisation=party.organisation).first()
    posted = request.POST if request.method == "POST" else None
    form = ContributionForm(posted, bid=desk.bid, organisation=party.organisation, part=part)
    if posted is not None and form.is_valid() and not form.warns():
        try:
            bids.take_part(bid=desk.bid, party=party, by=request.user, at=timezone.now(), **form.values())
        except NotPossible as error:
            return refused(request, desk, error)
        return done(request, desk, f"{party.organisation} is in this bid, with what you said.")
    return page(request, desk, "contribution.html", party=party, form=form, is_in=part is not None)


@require_http_methods(ASK_AND_DO)
@working
@in_bid
@acting
@only_while(Bid.State.INTENDED)
def bid_step_out(request, desk: Desk, party: Party):
    """One organisation says that it is not in the bid."""
    if request.method == "POST":
        try:
            bids.step_out(bid=desk.bid, party=party, by=request.user, at=timezone.now())
        except NotPossible as error:
            return refused(request, desk, error)
        return done(request, desk, f"{party.organisation} is not in this bid. The other members are told.")
    return page(request, desk, "step_out.html", party=party)


@require_http_methods(ASK_AND_DO)
@working
@in_bid
@acting
@only_while(Bid.State.INTENDED)
@bidding
def bid_submit(request, desk: Desk, party: Party):
    """A checklist, and the day on which the tender was submitted elsewhere."""
    at = timezone.now()
    form = SubmittedForm(request.POST if request.method == "POST" else None, at=at)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["submitted_on"]
        try:
            bids.submit(bid=desk.bid, party=party, submitted_on=day, by=request.user, at=at)
        except NotPossible as error:
            return refused(request, desk, error)
        return done(request, desk, "The bid is recorded as submitted.")
    parts = pages.bid_page(desk, user=request.user, at=at)
    return page(request, desk, "submit.html", party=party, form=form, checklist=checklist(desk.bid), **parts)


@require_http_methods(ASK_AND_DO)
@working
@in_bid
@acting
@only_while(*Bid.LIVE)
@bidding
def bid_withdraw(request, desk: Desk, party: Party):
    """Why a bid is withdrawn; that of a cancelled opportunity in one step."""
    posted = request.POST if request.method == "POST" else None
    is_cancelled = desk.bid.opportunity is not None and desk.bid.opportunity.state == State.CANCELLED
    is_one_step = posted is not None and "cancelled" in posted and is_cancelled
    form = WithdrawForm({"reason": CANCELLED} if is_one_step else posted)
    if posted is not None and form.is_valid() and not form.warns():
        reason, seen = form.cleaned_data["reason"], posted.get("seen", "")
        try:
            bids.withdraw(bid=desk.bid, party=party, reason=reason, seen=seen, by=request.user, at=timezone.now())
        except NotPossible as error:
            return refused(request, desk, error)
        return done(request, desk, "The bid is withdrawn.")
    return page(request, desk, "withdraw.html", party=party, form=form)
