"""Answering an offer, and what both organisations write to each other about it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from consortia.actions import offer_answers
from consortia.forms.offer_answers import AnswerForm, MessageForm, OutcomeForm
from consortia.models import OfferAnswer
from consortia.offers.pages import answer_page, offer_page
from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible

from .offers import get_offer

ASK_AND_DO = require_http_methods(["GET", "HEAD", "POST"])
writing = limited("offer_answers", "60/h/user")


@writing
@ASK_AND_DO
def offer_answer(request, pk):
    """The message, then a look at what they will read, then sent."""
    offer = get_offer(request.user, pk)
    page = offer_page(offer, user=request.user, at=timezone.now())
    if page["is_own"] or not (page["may_answer"] or page["mine"]):
        raise PermissionDenied
    if not page["may_answer"]:
        return redirect(page["mine"][0])
    form = AnswerForm(request.POST if request.method == "POST" else None, organisations=page["may_answer"])
    then = request.POST.get("then", "check")
    if request.method == "POST" and then != "change" and form.is_valid():
        if then == "send":
            return _sent(request, offer, form.cleaned_data)
        return render(request, "consortia/offers/answer_check.html", {"offer": offer, "form": form})
    if then == "change":
        form.errors.clear()
    return render(request, "consortia/offers/answer.html", {"offer": offer, "form": form})


def _sent(request, offer, said):
    try:
        made = offer_answers.answer(offer=offer, by=request.user, at=timezone.now(), **said)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect(offer)
    messages.success(request, f"Sent to {offer.organisation}. We tell you when they reply.")
    return redirect(made)


def _answer(user, pk) -> OfferAnswer:
    found = OfferAnswer.objects.visible_to(user).select_related("organisation", "offer__organisation", "decided_by")
    return get_object_or_404(found, pk=pk)


@writing
@ASK_AND_DO
def offer_answer_detail(request, pk):
    """What both wrote; a message more."""
    answer = _answer(request.user, pk)
    page = answer_page(answer, user=request.user, at=timezone.now())
    form = MessageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not page["own"]:
            raise PermissionDenied
        if form.is_valid() and _done(
            request,
            offer_answers.write,
            answer=answer,
            organisation=page["own"],
            text=form.cleaned_data["text"],
            words=f"Sent to {page['other']}.",
        ):
            return redirect(answer)
    return render(request, "consortia/offers/answer_detail.html", page | {"form": form})


@writing
@ASK_AND_DO
def offer_answer_decide(request, pk):
    """Taken up, or not this time: whoever offers decides."""
    answer = _answer(request.user, pk)
    page = answer_page(answer, user=request.user, at=timezone.now())
    if not request.user.has_perm("consortia.write_offer", answer.offer.organisation):
        raise PermissionDenied
    if not page["may_decide"]:
        return redirect(answer)
    form = OutcomeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        words = f"{answer.organisation} is told."
        _done(request, offer_answers.decide, answer=answer, to=form.cleaned_data["outcome"], words=words)
        return redirect(answer)
    return render(request, "consortia/offers/answer_decide.html", {"answer": answer, "form": form})


@writing
@ASK_AND_DO
def offer_answer_withdraw(request, pk):
    """Asks first; the organisation that offers is told."""
    answer = _answer(request.user, pk)
    if not request.user.has_perm("consortia.answer_offer", answer.organisation):
        raise PermissionDenied
    if request.method == "POST":
        _done(request, offer_answers.withdraw, answer=answer, words="Your answer is withdrawn.")
        return redirect(answer)
    if answer.state != OfferAnswer.State.OPEN:
        return redirect(answer)
    return render(request, "consortia/offers/answer_withdraw.html", {"answer": answer})


def _done(request, deed, *, words: str, **more) -> bool:
    """Do it and say so, or say why it was refused; whether it was done."""
    try:
        deed(by=request.user, at=timezone.now(), **more)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, words)
    return True
