"""Who could bid if an opportunity were split this way: for the people who buy it."""

from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from commissioners.models import Opportunity
from consortia.actions import splitting
from consortia.forms.splitting import ProposedLotForm, as_typed
from consortia.splitting.answers import Answer
from consortia.splitting.asking import MOST_LOTS, SPLITS, ProposedLot, Whole, in_no_lot, whole
from partnerships_portal.accounts.limits import limited


@limited("split_at_once", "40/m/user")
@limited("split", "400/h/user")
@require_http_methods(["GET", "HEAD", "POST"])
def opportunity_split(request, pk):
    """The lots as they are, or as they were edited; what is typed stays, and each look is answered and kept."""
    visible = Opportunity.objects.visible_to(request.user).select_related("body").defer("search")
    opportunity = get_object_or_404(visible, pk=pk)
    if not request.user.has_perm("consortia.ask_split", opportunity):
        raise PermissionDenied
    of = whole(opportunity)
    forms = _forms(request.POST, opportunity, of) if of.is_known else []
    context = {"opportunity": opportunity, "whole": of, "may_add": len(forms) < MOST_LOTS, "most": MOST_LOTS}
    found: list[Answer | None] = [None] * len(forms)
    if forms and all(form.is_valid() for form in forms):
        lots = [form.lot for form in forms]
        found = [*splitting.look(opportunity=opportunity, whole=of, lots=lots, by=request.user, at=timezone.now())]
        context["left"] = in_no_lot(of, lots)
    context |= {"lots": list(zip(forms, found, strict=True)), "errors": _errors(forms)}
    context["breadcrumbs"] = [
        ("Opportunities", reverse("opportunity_list")),
        (opportunity.title, opportunity.get_absolute_url()),
    ]
    return render(request, "consortia/split.html", context)


def _forms(posted: QueryDict, opportunity, of: Whole) -> list[ProposedLotForm]:
    """A bound form for each lot: of a chosen split, or as typed, with one added or taken out."""
    pressed = posted.get("then", "as_it_is" if not posted else "")
    if pressed in SPLITS:
        split = SPLITS[pressed](opportunity, of)
        return [as_typed(lot, whole=of, number=number) for number, lot in enumerate(split, start=1)]
    forms = [ProposedLotForm(posted, whole=of, number=number) for number in _numbers(posted)]
    forms = [form for form in forms if pressed != f"remove-{form.number}"] or forms
    if pressed == "add" and len(forms) < MOST_LOTS:
        forms.append(as_typed(ProposedLot((), ()), whole=of, number=forms[-1].number + 1))
    return forms


def _numbers(posted: QueryDict) -> list[int]:
    """The numbers of the lots on the page; what is no number is left out."""
    numbers = {
        int(number) for number in posted.getlist("lot") if number.isascii() and number.isdecimal() and len(number) < 4
    }
    return sorted(numbers)[:MOST_LOTS] or [1]


def _errors(forms: list[ProposedLotForm]) -> list[tuple[str, str]]:
    """(id of the field, what to do) of everything that is wrong."""
    wrong = ((form, name, messages) for form in forms for name, messages in form.errors.items())
    return [(form[name].auto_id, message) for form, name, messages in wrong for message in messages]
