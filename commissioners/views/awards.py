"""How an opportunity ended: for everyone, and for its buyer who says it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commissioners.actions import awards, outcomes
from commissioners.actions.opportunities import NotReady
from commissioners.choices import Source
from commissioners.delivery.hints import hints
from commissioners.delivery.outcomes import DECIDABLE, awards_page
from commissioners.forms.awards import AwardForm, DisputeForm, LeaveOutForm, WinnerSearch
from commissioners.legal.standstills import standstill_of
from commissioners.talking.ending import what_waits
from mutuals.models import Organisation
from partnerships_portal.accounts.transitions import NotPossible

from .access import get_opportunity

STEPS = ("look", "add", "add_typed", "remove", "change", "check", "announce", "csrfmiddlewaretoken")
FORM, CHECK = "commissioners/award_form.html", "commissioners/award_check.html"


@login_not_required
@require_safe
def opportunity_awards(request, pk):
    """How each lot ended, and every award."""
    opportunity = get_opportunity(request.user, pk)
    crumbs = [("Opportunities", reverse("opportunity_list")), (opportunity.title, opportunity.get_absolute_url())]
    context = awards_page(opportunity, user=request.user) | {"breadcrumbs": crumbs}
    return render(request, "commissioners/opportunity_awards.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def award_create(request, pk):
    """Who won, what is known of the contract, check your answers, publish."""
    opportunity = get_opportunity(request.user, pk, to="publish_opportunity")
    if opportunity.state not in DECIDABLE or not opportunity.lots.filter(outcome="").exists():
        messages.info(request, _why_not(opportunity))
        return redirect("opportunity_awards", pk)
    return _award_page(request, opportunity, None)


@require_http_methods(["GET", "HEAD", "POST"])
def award_edit(request, pk, award_pk):
    """Correct an award that was recorded here: the same form, and why."""
    opportunity = get_opportunity(request.user, pk, to="publish_opportunity")
    award = get_object_or_404(opportunity.awards.filter(source=Source.PORTAL), pk=award_pk)
    return _award_page(request, opportunity, award)


def _why_not(opportunity) -> str:
    if opportunity.state in DECIDABLE:
        return "Every lot is decided already. To change an award, correct it."
    if opportunity.state == "open":
        return "It is open for tenders. Say how it ended once its deadline has passed and it is closed."
    return f"It is {opportunity.get_state_display().lower()}: nothing can be awarded any more."


def _award_page(request, opportunity, award):
    posted = request.POST if request.method == "POST" else None
    form = AwardForm(posted, opportunity=opportunity, award=award)
    search = WinnerSearch(form)
    if posted is None:
        return _form_page(request, form, search)
    if _is_step(posted, form, search):
        form.set_errors_aside()
        return _form_page(request, form, search)
    if not form.winners:
        search.error = "Say who won: look for an organisation, or type a name"
    if not form.is_valid() or not form.winners:
        return _form_page(request, form, search)
    if "announce" not in posted:
        return _check_page(request, form)
    return _announced(request, form) or _form_page(request, form, search)


def _is_step(posted, form, search) -> bool:
    """Whether the press was one on the way, taken now: somebody is looked for, added or taken off."""
    added = [posted["add"]] if "add" in posted else []
    if "add_typed" in posted and (typed := search.typed()):
        added, search.name, search.number = [typed.key], "", ""
    form.name_winners(added=added, removed=posted.get("remove", ""))
    return not ("check" in posted or "announce" in posted)


def _announced(request, form):
    """Where to go once it is public; None where somebody was quicker or something is missing, said on the form."""
    doing = {
        "lots": list(form.cleaned_data["lots"]),
        "winners": form.winners,
        "values": form.values,
        "version": form.cleaned_data["version"],
        "by": request.user,
        "at": timezone.now(),
    }
    try:
        if form.award:
            awards.correct(award=form.award, reason=form.cleaned_data["reason"], **doing)
        else:
            awards.announce(opportunity=form.opportunity, **doing)
    except NotReady as refusal:
        form.refuse([gap.text for gap in refusal.gaps])
        return None
    except NotPossible as refusal:
        form.refuse([str(refusal)])
        return None
    messages.success(request, "The award is corrected." if form.award else "The award is published.")
    return redirect("opportunity_awards", form.opportunity.pk)


def _form_page(request, form, search):
    context = {
        "form": form,
        "search": search,
        "opportunity": form.opportunity,
        "award": form.award,
        "suggestion": standstill_of(form.opportunity, timezone.localdate()),
        "back_url": reverse("opportunity_awards", args=[form.opportunity.pk]),
        "back_text": "Outcome",
    }
    return render(request, FORM, context)


def _check_page(request, form):
    lots = list(form.cleaned_data["lots"])
    announced_on = form.award.announced_at if form.award else timezone.now()
    suggested = standstill_of(form.opportunity, timezone.localdate(announced_on)).ends_on
    context = {
        "opportunity": form.opportunity,
        "award": form.award,
        "winners": form.winners,
        "lots": lots,
        "answers": form.answers(),
        "hints": hints(form.values, lots, form.winners, suggested_standstill=suggested),
        "carried": [(name, value) for name, values in request.POST.lists() if name not in STEPS for value in values],
        "becomes_public": form.opportunity.published_at is None,
        "waits": what_waits(form.opportunity, at=timezone.now()),
    }
    return render(request, CHECK, context)


@require_http_methods(["GET", "HEAD", "POST"])
def lots_leave_out(request, pk):
    """Say that lots were not awarded or are cancelled: choose, check, publish."""
    opportunity = get_opportunity(request.user, pk, to="publish_opportunity")
    if opportunity.state not in DECIDABLE or opportunity.published_at is None:
        messages.info(request, _why_not(opportunity) if opportunity.published_at else "Cancel the draft instead.")
        return redirect("opportunity_awards", pk)
    form = LeaveOutForm(request.POST if request.method == "POST" else None, opportunity=opportunity)
    is_checked = form.is_bound and "change" not in request.POST and form.is_valid()
    if is_checked and "announce" in request.POST and _left_out(form, opportunity, request):
        return redirect("opportunity_awards", pk)
    context = {"form": form, "opportunity": opportunity, "back_url": reverse("opportunity_awards", args=[pk])}
    if is_checked and not form.errors:
        carried = [(name, value) for name, values in request.POST.lists() if name not in STEPS for value in values]
        context |= {"carried": carried, "ends_it": form.ends_it(opportunity)}
        context |= {"waits": what_waits(opportunity, at=timezone.now())}
        return render(request, "commissioners/lots_leave_out_check.html", context)
    return render(request, "commissioners/lots_leave_out.html", context | {"back_text": "Outcome"})


def _left_out(form, opportunity, request) -> bool:
    try:
        outcomes.leave_out(
            opportunity=opportunity,
            lots=list(form.cleaned_data["lots"]),
            outcome=form.outcome_of_lots,
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"],
            by=request.user,
            at=timezone.now(),
        )
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        form.data = form.data.copy()
        opportunity.refresh_from_db(fields=["version", "state"])
        form.data["version"] = opportunity.version
        return False
    messages.success(request, "It is published how these lots ended.")
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def award_dispute(request, pk, award_pk, organisation_pk):
    """An organisation that an award names says that this was not it."""
    opportunity = get_opportunity(request.user, pk)
    organisation = get_object_or_404(Organisation.objects.of(request.user).distinct(), pk=organisation_pk)
    award = get_object_or_404(opportunity.awards.filter(suppliers__organisation=organisation), pk=award_pk)
    if not request.user.has_perm("mutuals.edit_organisation", organisation):
        raise PermissionDenied
    form = DisputeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        message = form.cleaned_data["message"]
        try:
            awards.dispute(award=award, organisation=organisation, message=message, by=request.user, at=timezone.now())
            messages.success(request, "The buyer and programme staff have your message.")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect("opportunity_awards", pk)
    context = {"form": form, "opportunity": opportunity, "award": award, "organisation": organisation}
    context["back_url"] = reverse("opportunity_awards", args=[pk])
    return render(request, "commissioners/award_dispute.html", context)
