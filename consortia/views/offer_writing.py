"""Writing an offer page by page, checking and sending it, taking it back, renewing and closing it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from consortia.actions import offers
from consortia.forms.offers import STEPS, RenewForm, WhatForm, after, form_of
from consortia.models import OfferAnswer, PartnerOffer
from consortia.offers.completeness import gaps, latest_day
from consortia.offers.pages import facts
from mutuals.models import Organisation
from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible

from .offers import get_offer

ASK_AND_DO = require_http_methods(["GET", "HEAD", "POST"])
writing = limited("offers", "120/h/user")


@writing
@ASK_AND_DO
def offer_new(request, organisation_pk):
    """The first page: with it the draft begins."""
    organisation = get_object_or_404(Organisation.objects.of(request.user).defer("public_search"), pk=organisation_pk)
    if not request.user.has_perm("consortia.write_offer", organisation):
        raise PermissionDenied
    form = WhatForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = offers.start(organisation=organisation, values=form.values(), by=request.user, at=timezone.now())
            return redirect("offer_edit", made.pk, "where")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
    context = {"form": form, "organisation": organisation, "step": "what", "number": 1, "of": len(STEPS)}
    return render(request, "consortia/offers/edit.html", context)


@writing
@ASK_AND_DO
def offer_edit(request, pk, step):
    """One page of a draft; what is typed is kept when it is left by its button."""
    if step not in STEPS:
        raise Http404
    offer, at = get_offer(request.user, pk, to="write_offer"), timezone.now()
    if not offer.is_editable:
        messages.info(request, "This is not a draft any more. Take it back first, then change it.")
        return redirect(offer)
    form = form_of(step, request.POST if request.method == "POST" else None, offer=offer, at=at)
    if request.method == "POST" and form.is_valid():
        try:
            if _refused(request, offers.save_part, offer=offer, values=form.values(), seen=form.cleaned_data["seen"]):
                return redirect(offer)
            back = request.GET.get("then") == "check" or not after(step)
            return redirect("offer_check", pk) if back else redirect("offer_edit", pk, after(step))
        except offers.ChangedMeanwhile as problem:
            form.meet(problem)
    context = {
        "form": form,
        "offer": offer,
        "organisation": offer.organisation,
        "step": step,
        "number": list(STEPS).index(step) + 1,
        "of": len(STEPS),
        "latest": latest_day(at),
    }
    return render(request, "consortia/offers/edit.html", context)


@writing
@ASK_AND_DO
def offer_check(request, pk):
    """Everything as others will read it, then sent."""
    offer, at = get_offer(request.user, pk, to="write_offer"), timezone.now()
    if request.method == "POST":
        if _refused(request, offers.submit, offer=offer):
            return redirect("offer_check", pk) if offer.is_editable else redirect(offer)
        messages.success(request, "Sent. Programme staff read it before others see it, and we tell you.")
        return redirect(offer)
    if not offer.is_editable:
        return redirect(offer)
    context = {"offer": offer, "facts": facts(offer), "gaps": gaps(offer, at)}
    return render(request, "consortia/offers/check.html", context)


@writing
@ASK_AND_DO
def offer_take_back(request, pk):
    """Asks first: what is a draft is shown to nobody else."""
    offer = get_offer(request.user, pk, to="write_offer")
    if request.method == "POST":
        if not _refused(request, offers.take_back, offer=offer):
            messages.success(request, "It is a draft now. Change it, then send it again.")
            return redirect("offer_check", pk)
        return redirect(offer)
    return _ask(request, offer, "take_back")


@writing
@ASK_AND_DO
def offer_discard(request, pk):
    """Asks first, then deletes a draft that was never sent."""
    offer = get_offer(request.user, pk, to="write_offer")
    if request.method == "POST":
        if not _refused(request, offers.discard, offer=offer):
            messages.success(request, "The draft is deleted.")
            return redirect("my_offers")
        return redirect(offer)
    return _ask(request, offer, "discard")


@writing
@ASK_AND_DO
def offer_close(request, pk):
    """Asks first: those who wait for an answer are told."""
    offer = get_offer(request.user, pk, to="write_offer")
    if request.method == "POST":
        if not _refused(request, offers.close, offer=offer):
            messages.success(request, f"“{offer}” is closed.")
        return redirect(offer)
    return _ask(request, offer, "close")


def _ask(request, offer: PartnerOffer, what: str):
    waiting = OfferAnswer.objects.filter(offer=offer, state=OfferAnswer.State.OPEN).count()
    return render(request, "consortia/offers/ask.html", {"offer": offer, "what": what, "waiting": waiting})


@writing
@ASK_AND_DO
def offer_renew(request, pk):
    """A later last day for what is published."""
    offer, at = get_offer(request.user, pk, to="write_offer"), timezone.now()
    form = RenewForm(request.POST if request.method == "POST" else None, offer=offer, at=at)
    if request.method == "POST" and form.is_valid():
        if not _refused(request, offers.renew, offer=offer, until=form.cleaned_data["until"]):
            messages.success(request, f"“{offer}” is shown for longer.")
        return redirect(offer)
    return render(request, "consortia/offers/renew.html", {"offer": offer, "form": form, "latest": latest_day(at)})


def _refused(request, deed, **more) -> bool:
    """Do it; whether it was refused, which the person is told."""
    try:
        deed(by=request.user, at=timezone.now(), **more)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return True
    return False
