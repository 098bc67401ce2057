"""Writing an opportunity: a draft, or an amendment of what is published."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commissioners import overview
from commissioners.actions import opportunities
from commissioners.actions.meanwhile import ChangedMeanwhile
from commissioners.choices import Source, State
from commissioners.forms.publishing import CreateForm
from commissioners.forms.sections import SECTIONS
from commissioners.models import Opportunity
from partnerships_portal.accounts.transitions import NotPossible

from .access import get_body, get_opportunity


@require_http_methods(["GET", "HEAD", "POST"])
def opportunity_create(request, pk):
    """Start a draft with a title."""
    body = get_body(request.user, pk, to="create_opportunity")
    form = CreateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        title = form.cleaned_data["title"]
        try:
            opportunity = opportunities.create(body=body, title=title, by=request.user, at=timezone.now())
        except NotPossible as refusal:
            messages.error(request, str(refusal))
            return redirect(body)
        return redirect("opportunity_edit", opportunity.pk)
    context = {"form": form, "body": body, "back_url": body.get_absolute_url()}
    return render(request, "commissioners/opportunity_create.html", context)


@require_safe
def opportunity_edit(request, pk):
    """A draft, section by section, with what is still missing."""
    opportunity = get_opportunity(request.user, pk, to="change_opportunity")
    if opportunity.state != State.DRAFT:
        return redirect("opportunity_amend", pk)
    return render(request, "commissioners/opportunity_edit.html", overview.sections(opportunity, at=timezone.now()))


@require_safe
def opportunity_amend(request, pk):
    """What is published, section by section: each saved change is shown to everyone at once."""
    opportunity = get_opportunity(request.user, pk, to="change_opportunity")
    if opportunity.state == State.DRAFT:
        return redirect("opportunity_edit", pk)
    if opportunity.state not in overview.AMENDABLE:
        messages.info(request, f"It is {opportunity.get_state_display().lower()} and can no longer be amended.")
        return redirect(opportunity)
    return render(request, "commissioners/opportunity_edit.html", overview.sections(opportunity, at=timezone.now()))


@require_http_methods(["GET", "HEAD", "POST"])
def opportunity_section(request, pk, section):
    """One section: saved as a draft, or as an amendment once it is published."""
    opportunity = get_opportunity(request.user, pk, to="change_opportunity")
    if section not in SECTIONS:
        raise Http404
    title, form_class = SECTIONS[section]
    form = form_class(request.POST if request.method == "POST" else None, opportunity=opportunity)
    if request.method == "POST" and form.is_valid() and _saved(form, opportunity, request.user):
        messages.success(request, f"“{title}” is saved.")
        return redirect(overview_of(opportunity), pk)
    context = {"form": form, "opportunity": opportunity, "section": section, "title": title}
    return render(request, "commissioners/opportunity_section.html", context | overview.back(opportunity))


def overview_of(opportunity) -> str:
    """The name of the page to go back to after a section."""
    if opportunity.source != Source.PORTAL:
        return "opportunity_detail"
    return "opportunity_edit" if opportunity.state == State.DRAFT else "opportunity_amend"


def _saved(form, opportunity, user) -> bool:
    try:
        opportunities.save(
            opportunity=opportunity,
            values=form.values,
            seen=form.cleaned_data["seen"],
            note=form.why,
            by=user,
            at=timezone.now(),
        )
    except NotPossible as refusal:
        refuse(form, opportunity, refusal)
        return False
    return True


def refuse(form, opportunity, refusal) -> None:
    """Say why on the form and keep what was typed; where somebody else was quicker, show what they wrote."""
    if isinstance(refusal, ChangedMeanwhile):
        form.meet(Opportunity.objects.select_related("body").get(pk=opportunity.pk), refusal)
    else:
        form.add_error(None, str(refusal))
