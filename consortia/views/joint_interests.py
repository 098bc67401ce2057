"""Pages where a consortium tells a buyer that it is interested as one, and where its members stay together or not."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commissioners.models import Opportunity
from consortia.actions import joint_interests
from consortia.bidding.prices import says_a_price
from consortia.forms.joint_interests import JointInterestForm
from consortia.models import Decision
from consortia.standing.finding import taking_part
from consortia.standing.interest import interest_page
from consortia.workspace.seats import Workspace, acting, in_workspace
from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible

ASK_AND_DO = ["GET", "HEAD", "POST"]
speaking = limited("deciding", "120/h/user")  # each tells every member
STANDING = ("stay_together", "stop_staying_together")


def _opportunity(request, pk) -> Opportunity:
    visible = Opportunity.objects.visible_to(request.user).select_related("body").defer("search")
    return get_object_or_404(visible, pk=pk)


@require_safe
@in_workspace
def consortium_interest(request, workspace: Workspace, opportunity_pk):
    """What the buyer reads of them as one, or how to tell it."""
    context = interest_page(workspace, _opportunity(request, opportunity_pk), timezone.now())
    return render(request, "consortia/standing/interest.html", context)


@speaking
@require_http_methods(ASK_AND_DO)
@in_workspace
@acting
def consortium_interest_propose(request, workspace: Workspace, opportunity_pk):
    """The words, then a look at what the buyer would read, then proposed to the other members."""
    opportunity, at = _opportunity(request, opportunity_pk), timezone.now()
    context = interest_page(workspace, opportunity, at)
    if context["why_not"] or context["proposed"]:
        return redirect("consortium_interest", workspace.consortium.pk, opportunity.pk)
    posted = request.POST if request.method == "POST" else None
    form = JointInterestForm(posted, workspace=workspace, opportunity=opportunity, initial=_said(context["told"]))
    context["form"], then = form, request.POST.get("then", "check")
    if posted is not None and then != "change" and form.is_valid():
        if then != "send":
            context["price"] = says_a_price(form.cleaned_data["message"])
            return render(request, "consortia/standing/interest_check.html", context | form.proposed)
        try:
            done = joint_interests.propose(opportunity=opportunity, **form.proposed, by=request.user, at=at)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect(done)
    if then == "change":
        form.errors.clear()
    return render(request, "consortia/standing/interest_propose.html", context)


def _said(told) -> dict:
    """What the buyer reads now, to be changed."""
    return {"message": told.interest.message, "lots": list(told.interest.lots.all())} if told else {}


@speaking
@require_http_methods(ASK_AND_DO)
@in_workspace
@acting
def consortium_interest_withdraw(request, workspace: Workspace, opportunity_pk):
    """Asks, then takes it back for all: it stands only as long as each member agrees."""
    opportunity = _opportunity(request, opportunity_pk)
    context = interest_page(workspace, opportunity, timezone.now())
    if request.method == "POST":
        try:
            seat = workspace.seat(request.POST.get("seat"))
            joint_interests.take_back(member=seat, opportunity=opportunity, by=request.user, at=timezone.now())
            messages.success(request, "The buyer no longer reads that you are interested as one. The others are told.")
        except NotPossible as problem:
            messages.error(request, str(problem))
        return redirect("consortium_interest", workspace.consortium.pk, opportunity.pk)
    if context["told"] is None:
        messages.info(request, "There is nothing to take back: the buyer reads nothing of you as one.")
        return redirect("consortium_interest", workspace.consortium.pk, opportunity.pk)
    return render(request, "consortia/standing/interest_withdraw.html", context)


@require_safe
@in_workspace
def consortium_standing(request, workspace: Workspace):
    """Whether they stay together beyond one bid, what that means, and how to change it."""
    proposed = Decision.objects.open().filter(consortium=workspace.consortium, kind__in=STANDING).first()
    context = {"workspace": workspace, "proposed": proposed, "taking_part": taking_part(workspace.consortium)}
    return render(request, "consortia/standing/stay_together.html", context)
