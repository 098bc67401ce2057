"""The end of an organisation: asked for by owners, decided by programme managers, and undone."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mutuals.actions import closing
from mutuals.forms.people import ReasonForm
from mutuals.models import Organisation
from partnerships_portal.accounts.transitions import NotPossible

from .people import organisation_for

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])
REASON = {"label": "Why is it closed?", "help_text": "Its own people and programme staff read this"}
WISH = {"label": "Why do you want it closed?", "help_text": "Programme managers read this, and write to you"}


def for_managers(request, pk) -> Organisation:
    """The organisation, for those who decide about its end: to everybody else such a page does not exist."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user).defer("public_search"), pk=pk)
    if not request.user.has_perm("mutuals.close_organisations"):
        raise Http404
    if not request.user.has_perm("mutuals.close_organisation", organisation):
        raise PermissionDenied
    return organisation


@FORM_METHODS
def organisation_close_ask(request, pk):
    """An owner says why; programme managers are told."""
    organisation = organisation_for(request, pk, to="ask_to_close")
    form = ReasonForm(request.POST if request.method == "POST" else None, **WISH)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            closing.ask_to_close(organisation=organisation, reason=reason, by=request.user, at=timezone.now())
            messages.success(request, "Sent. Programme managers are told, and nothing ends until they decide.")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect("organisation_people", organisation.pk)
    return render(request, "mutuals/organisation_close_ask.html", {"form": form, "organisation": organisation})


@FORM_METHODS
def organisation_close(request, pk):
    """A programme manager says why, and closes it."""
    organisation = for_managers(request, pk)
    if organisation.closed_at is not None:
        messages.info(request, f"{organisation} is closed already.")
        return redirect(organisation)
    form = ReasonForm(request.POST if request.method == "POST" else None, **REASON)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            closing.close(organisation=organisation, reason=reason, by=request.user, at=timezone.now())
            messages.success(request, f"{organisation} is closed. Its people are told.")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect(organisation)
    return render(request, "mutuals/organisation_close.html", {"form": form, "organisation": organisation})


@FORM_METHODS
def organisation_reopen(request, pk):
    """Undoes a closing."""
    organisation = for_managers(request, pk)
    if organisation.closed_at is None:
        messages.info(request, f"{organisation} is not closed.")
        return redirect(organisation)
    if request.method == "POST":
        try:
            closing.reopen(organisation=organisation, by=request.user, at=timezone.now())
            messages.success(request, f"{organisation} takes part again. Its people are told.")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect(organisation)
    return render(request, "mutuals/organisation_reopen.html", {"organisation": organisation})
