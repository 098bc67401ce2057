"""The law of an opportunity, for everyone; and the guide to routes and rules, for its buyers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commissioners.actions import legal
from commissioners.forms.legal import QuestionsForm, RouteForm
from commissioners.law import NOT_LEGAL_ADVICE
from commissioners.legal import guide
from commissioners.legal.facts import questions_of
from commissioners.legal.guidance import guidance_page
from commissioners.legal.missing import missing
from commissioners.legal.pages import law_page
from commissioners.legal.reading import known_of
from partnerships_portal.accounts.transitions import NotPossible

from .access import get_opportunity
from .edits import refuse


@login_not_required
@require_safe
def law_detail(request, pk):
    """What is known of the law of an opportunity, answer by answer."""
    opportunity = get_opportunity(request.user, pk)
    return render(request, "commissioners/law_detail.html", law_page(opportunity, user=request.user))


@login_not_required
@require_safe
def law_guidance(request):
    """The rules that are applied, with their dates."""
    return render(request, "commissioners/law_guidance.html", guidance_page())


@require_safe
def law_questions(request, pk):
    """The first step of the guide."""
    get_opportunity(request.user, pk, to="change_opportunity")
    return redirect("law_question_step", pk, guide.STEPS[0].name)


@require_http_methods(["GET", "HEAD", "POST"])
def law_question_step(request, pk, step):
    """One step: what is answered is kept, and the next follows."""
    opportunity = get_opportunity(request.user, pk, to="change_opportunity")
    steps = guide.steps_for(opportunity)
    asked = next((one for one in steps if one.name == step), None)
    if asked is None:
        raise Http404
    form = QuestionsForm(request.POST or None, step=asked, kept=questions_of(opportunity))
    if request.method == "POST" and form.is_valid():
        legal.answer_route_questions(
            opportunity=opportunity, values=form.cleaned_data, by=request.user, at=timezone.now()
        )
        return redirect(guide.next_address(opportunity, asked))
    context = {"opportunity": opportunity, "step": asked, "number": steps.index(asked) + 1, "steps": steps}
    return render(request, "commissioners/law_questions.html", context | {"form": form})


@require_safe
def law_routes(request, pk):
    """Every route with its answer."""
    opportunity = get_opportunity(request.user, pk, to="change_opportunity")
    known = known_of(opportunity, for_buyer=True)
    choices = guide.choices(known)
    context = {
        "opportunity": opportunity,
        "open_choices": [one for one in choices if not one.answer.is_no],
        "closed_choices": [one for one in choices if one.answer.is_no],
        "missing": missing(known),
        "not_legal_advice": NOT_LEGAL_ADVICE,
    }
    return render(request, "commissioners/law_routes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def law_route_choose(request, pk, key):
    """Check one route, and choose it: a change of the draft, or an amendment of what is published."""
    opportunity = get_opportunity(request.user, pk, to="change_opportunity")
    known = known_of(opportunity, for_buyer=True)
    choice = next((one for one in guide.choices(known) if one.key == key and one.route), None)
    if choice is None:
        raise Http404
    form = RouteForm(request.POST or None, opportunity=opportunity, choice=choice)
    if request.method == "POST" and form.is_valid() and _chosen(form, opportunity, choice, request.user):
        messages.success(request, f"The route is now: {choice.name}.")
        return redirect("law_detail", pk)
    context = {"opportunity": opportunity, "choice": choice, "form": form, "missing": missing(known)}
    return render(request, "commissioners/law_route_choose.html", context | {"not_legal_advice": NOT_LEGAL_ADVICE})


def _chosen(form, opportunity, choice, user) -> bool:
    try:
        legal.choose_route(
            opportunity=opportunity,
            route=choice.route,
            regime=choice.regime,
            reservation=choice.reservation,
            version=form.cleaned_data["version"],
            note=form.cleaned_data.get("note", ""),
            by=user,
            at=timezone.now(),
        )
    except NotPossible as refusal:
        refuse(form, opportunity, refusal)
        return False
    return True
