"""Whether organisations together may bid for a reserved opportunity: asked by the people of one of them."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from commissioners.choices import Reservation
from commissioners.law import NOT_LEGAL_ADVICE
from commissioners.legal.members import check
from commissioners.models import Opportunity
from consortia.forms.reserved import MembersForm
from consortia.models import Consortium
from mutuals.models import Organisation


@require_safe
def consortium_check(request, pk):
    """Name organisations, or choose a consortium of one's own; nothing is kept."""
    own = list(Organisation.objects.of(request.user).active().defer("public_search").order_by("name", "pk"))
    if not own:
        raise Http404
    opportunities = Opportunity.objects.visible_to(request.user).select_related("body").defer("search")
    reserved = opportunities.filter(reserved_for__contains=[Reservation.MUTUALS])
    opportunity = get_object_or_404(reserved.prefetch_related("lots__services", "joint_buyers"), pk=pk)
    asked = request.GET if {"names", "consortium"} & set(request.GET) else None
    form = MembersForm(
        asked,
        user=request.user,
        consortia=Consortium.objects.visible_to(request.user),
        initial={"names": "\n".join(one.name for one in own)},
    )
    context = {"opportunity": opportunity, "form": form, "own": own, "not_legal_advice": NOT_LEGAL_ADVICE}
    if asked is not None and form.is_valid():
        context["checked"] = check(opportunity, form.organisations, own={one.pk for one in own})
    return render(request, "consortia/consortium_check.html", context)
