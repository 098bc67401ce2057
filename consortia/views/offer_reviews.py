"""The queue in which programme staff read offers before others see them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consortia.actions import offer_reviews
from consortia.forms.offer_answers import ReviewForm
from consortia.models import PartnerOffer
from consortia.offers.pages import facts
from consortia.offers.showing import line, shown, with_all
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.queues import queue_page

EARLIER_SHOWN = 5
DONE = {"published": "published", "returned": "returned", "declined": "declined"}


def _for_staff(user) -> None:
    if not user.has_perm("consortia.read_offer_reviews"):
        raise Http404


@require_safe
def offer_review_list(request):
    """Those that wait, longest first, and who reads which."""
    _for_staff(request.user)
    rows = with_all(PartnerOffer.objects.waiting()).select_related("organisation", "taken_by")
    queue = queue_page(rows, request.GET, search=("title", "organisation__name"), since="submitted_at")
    lines = [line(one, user=request.user, at=timezone.now()) for one in queue.page]
    context = {"queue": queue, "page": queue.page, "lines": lines}
    return render(request, "consortia/offers/review_list.html", context)


def _offer(request, pk) -> PartnerOffer:
    """What was sent and not taken back, or 404."""
    _for_staff(request.user)
    sent = PartnerOffer.objects.exclude(state=PartnerOffer.State.DRAFT)
    return get_object_or_404(with_all(sent).select_related("organisation", "taken_by", "decided_by"), pk=pk)


def _deciding(request, pk) -> PartnerOffer:
    """The same; 403 for those who only read, or who belong to its organisation."""
    offer = _offer(request, pk)
    if not request.user.has_perm("consortia.decide_offers", offer.organisation):
        raise PermissionDenied
    return offer


@require_http_methods(["GET", "HEAD", "POST"])
def offer_review(request, pk):
    """One of them with its organisation, and for whoever has taken it the decision."""
    offer = _deciding(request, pk) if request.method == "POST" else _offer(request, pk)
    is_mine = offer.state == PartnerOffer.State.SUBMITTED and offer.taken_by_id == request.user.pk
    form = ReviewForm(request.POST if request.method == "POST" else None, initial={"wording": offer.times_submitted})
    if request.method == "POST" and form.is_valid():
        return _decided(request, offer, form.cleaned_data)
    others = PartnerOffer.objects.filter(organisation=offer.organisation).exclude(pk=offer.pk)
    others = others.exclude(state=PartnerOffer.State.DRAFT)
    context = {
        "offer": offer,
        "row": shown(offer),
        "facts": facts(offer),
        "form": form if is_mine else None,
        "may_decide": request.user.has_perm("consortia.decide_offers", offer.organisation),
        "is_free": PartnerOffer.objects.filter(offer_reviews.lapsed(timezone.now()), pk=pk).exists(),
        "others": [shown(one) for one in with_all(others.order_by("-submitted_at"))[:EARLIER_SHOWN]],
    }
    return render(request, "consortia/offers/review.html", context)


def _decided(request, offer, said):
    try:
        offer_reviews.decide(
            offer=offer,
            to=said["decision"],
            reason=said["reason"],
            wording=said["wording"],
            by=request.user,
            at=timezone.now(),
        )
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("offer_review", offer.pk)
    messages.success(request, f"“{offer}” is {DONE[said['decision']]}. {offer.organisation} is told.")
    return redirect("offer_review_list")


@require_POST
def offer_review_take(request, pk):
    """From now on this officer reads it, and nobody else decides."""
    offer = _deciding(request, pk)
    try:
        offer_reviews.take(offer=offer, by=request.user, at=timezone.now())
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("offer_review", pk)


@require_POST
def offer_review_put_back(request, pk):
    """Leaves it to others."""
    offer_reviews.put_back(offer=_deciding(request, pk), by=request.user, at=timezone.now())
    messages.success(request, "Others can read it now.")
    return redirect("offer_review_list")
