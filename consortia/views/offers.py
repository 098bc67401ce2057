"""Offers to partners as everyone finds them, and an organisation's own."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from consortia.models import OfferAnswer, PartnerOffer
from consortia.models.consortia import mine
from consortia.offers.finding import OfferFilter
from consortia.offers.pages import answers_to, offer_page, own_organisations
from consortia.offers.showing import shown, with_all
from consortia.offers.suggesting import suggested_to
from partnerships_portal.pages import page_of

PAGE_SIZE = 20
ANSWERS_SHOWN = 50


def get_offer(user, pk, *, to: str = "") -> PartnerOffer:
    """The offer, or 404; 403 where the person may not do `to` with its organisation."""
    offer = get_object_or_404(with_all(PartnerOffer.objects.visible_to(user, timezone.now())), pk=pk)
    if to and not user.has_perm(f"consortia.{to}", offer.organisation):
        raise PermissionDenied
    return offer


@login_not_required
@require_safe
def offer_list(request):
    """What is offered and looked for now, narrowed as the address says."""
    at, form = timezone.now(), OfferFilter(request.GET)
    offers = form.narrowed(PartnerOffer.objects.visible_to(request.user, at).live(at))
    page = page_of(Paginator(with_all(offers), PAGE_SIZE), request.GET.get("page"))
    context = {"form": form, "page": page, "rows": [shown(one) for one in page]}
    return render(request, "consortia/offers/list.html", context | {"own": own_organisations(request.user)})


@login_not_required
@require_safe
def offer_detail(request, pk):
    """One offer; its own people see how it stands and who answered."""
    offer = get_offer(request.user, pk)
    context = offer_page(offer, user=request.user, at=timezone.now())
    if context["is_own"]:
        waiting, decided = answers_to(offer)
        page = page_of(Paginator(waiting, ANSWERS_SHOWN), request.GET.get("page"))
        context |= {"page": page, "decided": decided[:ANSWERS_SHOWN]}
    return render(request, "consortia/offers/detail.html", context)


@require_safe
def my_offers(request):
    """What the person's organisations offer, look for and answered, and what may suit them."""
    at, own = timezone.now(), own_organisations(request.user)
    offers = PartnerOffer.objects.of(request.user).with_open_answers().order_by("-created_at", "-pk")
    page = page_of(Paginator(with_all(offers), PAGE_SIZE), request.GET.get("page"))
    answers = OfferAnswer.objects.of_active().filter(organisation__in=mine(request.user))
    answered = page_of(
        Paginator(answers.select_related("organisation", "offer__organisation"), PAGE_SIZE), request.GET.get("answers")
    )
    context = {
        "page": page,
        "rows": [shown(one) for one in page],
        "answered": answered,
        "own": own,
        "suggested": suggested_to(own[0], user=request.user, at=at) if own else [],
        "suggested_to": own[0] if own else None,
    }
    return render(request, "consortia/offers/mine.html", context)
