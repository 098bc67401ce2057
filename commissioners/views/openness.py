"""The guided statement on partnerships: one question after another, checked at the end."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from commissioners import overview
from commissioners.actions import opportunities
from commissioners.actions.amending import CHANGEABLE
from commissioners.actions.meanwhile import ChangedMeanwhile
from commissioners.forms.openness import STEPS, ChangeForm
from commissioners.models import Opportunity
from commissioners.openness.guide import Guide, step_url
from commissioners.openness.partnership_models import MODELS
from partnerships_portal.accounts.transitions import NotPossible

from .access import get_opportunity
from .edits import refuse

CHANGED = (
    "Someone else changed these answers while you were writing. Compare yours below with what is published now, then "
    "publish again."
)
FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@FORM_METHODS
def opportunity_openness(request, pk):
    """What is asked and why; POST lets go of answers that were kept and not published."""
    opportunity = get_opportunity(request.user, pk, to="change_opportunity")
    if opportunity.state not in CHANGEABLE:
        return _too_late(request, opportunity)
    guide = Guide(opportunity, request.session)
    if request.method == "POST":
        guide.forget()
        messages.success(request, "Your answers are deleted. What is published has not changed.")
        return redirect("opportunity_openness", pk)
    context = {
        "opportunity": opportunity,
        "guide": guide,
        "has_kept": bool(guide.changed),
        "first": step_url(opportunity, guide.order[0]),
    }
    return render(request, "commissioners/openness/start.html", context | overview.back(opportunity))


@FORM_METHODS
def opportunity_openness_step(request, pk, step):
    """One question or two."""
    opportunity = get_opportunity(request.user, pk, to="change_opportunity")
    if step not in STEPS:
        raise Http404
    if opportunity.state not in CHANGEABLE:
        return _too_late(request, opportunity)
    guide = Guide(opportunity, request.session)
    form = guide.form(step, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            return _kept(request, guide, form, step)
        except NotPossible as refusal:
            refuse(form, opportunity, refusal)
    context = {
        "form": form,
        "opportunity": opportunity,
        "guide": guide,
        "back_url": _back(request, guide, step),
        "position": list(STEPS).index(step) + 1,
        "steps": len(STEPS),
        "models": MODELS if step == "models" else (),
        "check": guide.check() if step == "money" else {},
    }
    return render(request, "commissioners/openness/step.html", context)


def _kept(request, guide, form, step):
    """Save a draft's answers; keep those to what is published. Then onwards."""
    opportunity = guide.opportunity
    seen = form.cleaned_data["seen"]
    if guide.is_draft:
        opportunities.save(opportunity=opportunity, values=form.values, seen=seen, by=request.user, at=timezone.now())
        guide = Guide(Opportunity.objects.get(pk=opportunity.pk), request.session)
    else:
        guide.keep(form.values, seen=seen)
    if request.POST.get("then") == "later":
        where = "in the draft" if guide.is_draft else "in this browser until you sign out, and nothing is published yet"
        messages.success(request, f"Your answers are saved {where}.")
        return redirect("opportunity_openness", opportunity.pk)
    following = None if request.GET.get("then") == "check" else guide.after(step)
    return redirect(step_url(opportunity, following) if following else _check_url(opportunity))


def _check_url(opportunity) -> str:
    return reverse("opportunity_openness_check", args=[opportunity.pk])


def _back(request, guide, step) -> str:
    if request.GET.get("then") == "check":
        return _check_url(guide.opportunity)
    before = guide.before(step)
    return (
        step_url(guide.opportunity, before) if before else reverse("opportunity_openness", args=[guide.opportunity.pk])
    )


@FORM_METHODS
def opportunity_openness_check(request, pk):
    """All answers. Those to what is published become one change, with a reason."""
    opportunity = get_opportunity(request.user, pk, to="change_opportunity")
    if opportunity.state not in CHANGEABLE:
        return _too_late(request, opportunity)
    guide = Guide(opportunity, request.session)
    form = ChangeForm(request.POST if request.method == "POST" else None)
    shown = guide.check()
    if form.is_bound and form.is_valid() and not shown["contradictions"] and _published(request, guide, form):
        return redirect(
            opportunity if not guide.is_draft else "opportunity_edit", *([] if not guide.is_draft else [pk])
        )
    context = {
        "form": form,
        "opportunity": opportunity,
        "guide": guide,
        "back_url": step_url(opportunity, guide.order[-1]),
    }
    return render(request, "commissioners/openness/check.html", context | shown)


def _published(request, guide, form) -> bool:
    """Whether it is done. If somebody was quicker, the page shows what is published now beside these answers."""
    opportunity = guide.opportunity
    try:
        if guide.changed:
            opportunities.save(
                opportunity=opportunity,
                values=guide.changed,
                seen=guide.seen,
                note=form.cleaned_data["note"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "What you say about partnerships is published.")
    except ChangedMeanwhile:
        form.add_error(None, CHANGED)
        guide.look_again()
        return False
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return False
    guide.forget()
    return True


def _too_late(request, opportunity):
    messages.info(request, f"It is {opportunity.get_state_display().lower()} and can no longer be changed.")
    return redirect(opportunity)
