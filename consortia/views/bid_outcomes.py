"""How a bid ended, and what each organisation learnt from it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consortia.actions import bid_outcomes, reflections
from consortia.bidding.lessons import as_read, as_shared, names_in, shared_lessons
from consortia.bidding.outcomes import suggested
from consortia.bidding.parties import Desk, Party
from consortia.forms.bids import CorrectionForm, FeedbackForm, OutcomeForm
from consortia.forms.lessons import LessonFilter, ReflectionForm
from consortia.models import Bid, Reflection
from consortia.models.consortia import mine
from mutuals.rules import owns
from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.pages import page_of

from .bids import ASK_AND_DO, acting, bidding, done, in_bid, only_while, page, refused
from .limits import working

LESSONS_SHOWN = 20


@require_http_methods(ASK_AND_DO)
@working
@in_bid
@acting
@only_while(Bid.State.SUBMITTED)
@bidding
def bid_outcome(request, desk: Desk, party: Party):
    """Won or lost, and what the buyer said; then check your answers; then it is recorded."""
    posted = request.POST if request.method == "POST" else None
    proposed = suggested(desk.bid) if posted is None else ""
    form = OutcomeForm(posted, initial={"outcome": proposed})
    if posted is None or "change" in posted or not form.is_valid():
        return page(request, desk, "outcome.html", party=party, form=form, proposed=proposed)
    values = form.values()
    if "record" not in posted:
        return page(request, desk, "outcome_check.html", party=party, form=form, values=values)
    try:
        bid_outcomes.record_outcome(bid=desk.bid, party=party, by=request.user, at=timezone.now(), **values)
    except NotPossible as error:
        return refused(request, desk, error)
    messages.success(request, "The outcome is recorded. Say now what your organisation learnt, while it is fresh.")
    return redirect("bid_lessons", desk.bid.pk)


@require_http_methods(ASK_AND_DO)
@working
@in_bid
@acting
@only_while(*Bid.DECIDED)
@bidding
def bid_outcome_correct(request, desk: Desk, party: Party):
    """An owner corrects won to lost, or lost to won, and says why."""
    if not owns(request.user, party.organisation):
        raise PermissionDenied
    posted = request.POST if request.method == "POST" else None
    form = CorrectionForm(posted)
    if posted is None or not form.is_valid() or form.warns():
        return page(request, desk, "outcome_correct.html", party=party, form=form)
    said = {"reason": form.cleaned_data["reason"], "seen": posted.get("seen", "")}
    try:
        bid_outcomes.correct_outcome(bid=desk.bid, party=party, by=request.user, at=timezone.now(), **said)
    except NotPossible as error:
        return refused(request, desk, error)
    return done(request, desk, "It is corrected.")


@require_http_methods(ASK_AND_DO)
@working
@in_bid
@acting
@only_while(*Bid.DECIDED)
@bidding
def bid_feedback(request, desk: Desk, party: Party):
    """What the buyer said later."""
    bid, posted = desk.bid, request.POST if request.method == "POST" else None
    kept = {"feedback": bid.feedback, "scores": bid.scores, "contract_value": bid.contract_value}
    form = FeedbackForm(posted, bid=bid, initial=kept)
    if posted is None or not form.is_valid():
        return page(request, desk, "feedback.html", party=party, form=form)
    try:
        bid_outcomes.keep_feedback(bid=bid, party=party, by=request.user, at=timezone.now(), **form.values())
    except NotPossible as error:
        return refused(request, desk, error)
    return done(request, desk, "What the buyer said is kept.")


@require_http_methods(ASK_AND_DO)
@working
@in_bid
@acting
@only_while(*Bid.DECIDED)
@bidding
def bid_lessons(request, desk: Desk, party: Party):
    """One organisation's own answers."""
    own = desk.bid.reflections.filter(organisation=party.organisation).first()
    posted = request.POST if request.method == "POST" else None
    form = ReflectionForm(posted, bid=desk.bid, reflection=own)
    if posted is None or not form.is_valid():
        return page(request, desk, "lessons.html", party=party, form=form, own=own)
    try:
        reflections.write(bid=desk.bid, party=party, values=form.values(), by=request.user, at=timezone.now())
    except NotPossible as error:
        return refused(request, desk, error)
    return done(request, desk, f"What {party.organisation} learnt is kept.")


@require_http_methods(ASK_AND_DO)
@working
@in_bid
@acting
@only_while(*Bid.DECIDED)
@bidding
def lesson_share(request, desk: Desk, party: Party):
    """Exactly what the network would read, with the names that the words still hold; then it is shared."""
    own = Reflection.objects.filter(bid=desk.bid, organisation=party.organisation).select_related("bid").first()
    if own is None or not (own.repeat or own.not_again):
        messages.info(request, "Write first what you would do again, or what not.")
        return redirect("bid_lessons", desk.bid.pk)
    if request.method == "POST":
        checked = request.POST.get("checked", "")
        try:
            reflections.share(bid=desk.bid, party=party, checked=checked, by=request.user, at=timezone.now())
        except NotPossible as error:
            return refused(request, desk, error)
        return done(request, desk, "Other organisations can read it now, without names. You can take it back any time.")
    return page(request, desk, "share.html", party=party, read=as_read(own), names=names_in(own))


@require_POST
def lesson_take_back(request, pk):
    """The network reads it no more; a second press changes nothing."""
    own = Reflection.objects.filter(organisation__in=mine(request.user)).select_related("organisation", "bid")
    reflection = get_object_or_404(own, pk=pk)
    try:
        reflections.take_back(reflection=reflection, by=request.user, at=timezone.now())
    except NotPossible as error:
        raise PermissionDenied from error
    messages.success(request, "Other organisations can no longer read it.")
    return redirect("your_bids")


@limited("lessons", "120/h/user", methods=("GET",))
@require_safe
def lesson_list(request):
    """What other organisations learnt, without names: for organisations that take part, and programme staff."""
    if not request.user.has_perm("consortia.read_lessons"):
        raise PermissionDenied
    form = LessonFilter(request.GET)
    listed = page_of(Paginator(shared_lessons(**form.asked), LESSONS_SHOWN), request.GET.get("page"))
    context = {"form": form, "page": listed, "lessons": [as_shared(one) for one in listed]}
    return render(request, "consortia/bidding/lesson_list.html", context)
