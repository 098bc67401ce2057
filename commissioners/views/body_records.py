"""What programme managers do with commissioning bodies: their record, what they left open, two entries of one body."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from commissioners import duplicates
from commissioners.actions import body_merging, body_records, handing_over
from commissioners.bodies import SEARCH_SHOWN, search_bodies
from commissioners.forms.body_records import BodyRecordForm
from commissioners.models import CommissioningBody
from partnerships_portal.accounts.roles import has_active_owner
from partnerships_portal.accounts.transitions import NotPossible

from .access import get_body

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])


def for_managers(request, pk) -> CommissioningBody:
    """The body, for programme managers: to everybody else such a page does not exist."""
    if not request.user.has_perm("commissioners.manage_bodies"):
        raise Http404
    return get_body(request.user, pk)


@FORM_METHODS
def body_record_edit(request, pk):
    """What is kept of the body, then what would change, then saved."""
    body = for_managers(request, pk)
    form = BodyRecordForm(request.POST if request.method == "POST" else None, body=body)
    then = request.POST.get("then")
    if request.method == "POST" and then != "change" and form.is_valid():
        changes = form.differences()
        if then != "save" and changes:
            kept = [(key, value) for key, values in request.POST.lists() for value in values]
            kept = [(key, value) for key, value in kept if key not in ("then", "csrfmiddlewaretoken")]
            context = {"body": body, "changes": changes, "kept": kept}
            return render(request, "commissioners/body_record_check.html", context)
        if _saved(request, body, form):
            return redirect(body)
    return render(request, "commissioners/body_record_edit.html", {"form": form, "body": body})


def _saved(request, body, form) -> bool:
    answers = {"values": form.values(), "places": form.cleaned_data["places"]}
    answers["identifiers"] = form.cleaned_data["identifiers"]
    try:
        changed = body_records.save_record(body=body, **answers, by=request.user, at=timezone.now())
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, "Saved. Everything is matched anew." if changed else "Nothing was changed.")
    return True


@FORM_METHODS
def body_hand_over(request, pk):
    """Asks, then gives what an ended body left open to the body that followed it."""
    body, at = for_managers(request, pk), timezone.now()
    if request.method == "POST":
        try:
            buyer, number = handing_over.hand_over(body=body, by=request.user, at=at)
        except NotPossible as refusal:
            messages.error(request, str(refusal))
            return redirect(body)
        messages.success(request, f"Handed over to {buyer}: {number} opportunit{'y' if number == 1 else 'ies'}.")
        return redirect(buyer)
    heir = handing_over.heir_of(body, at)
    moves_people = heir is not None and has_active_owner(body) and not has_active_owner(heir)
    context = {"body": body, "heir": heir, "left": handing_over.left_open(body), "moves_people": moves_people}
    return render(request, "commissioners/body_hand_over.html", context)


@FORM_METHODS
def body_merge(request, pk):
    """Looks for the entry that stays (`q`), shows what there is of both (`into`), merges (POST)."""
    body = for_managers(request, pk)
    others = CommissioningBody.objects.visible_to(request.user).listed().exclude(pk=body.pk)
    key = (request.POST if request.method == "POST" else request.GET).get("into", "")
    into = others.filter(pk=int(key)).first() if key.isascii() and key.isdecimal() and len(key) < 19 else None
    if request.method == "POST":
        return _merged(request, body, into)
    if into:
        before, after = body_merging.counts(body), body_merging.counts(into)
        context = {
            "body": body,
            "into": into,
            "counts": [(what, number, after[what]) for what, number in before.items()],
            "twice": body_merging.clashing_opportunities(body, into).count(),
            "awards_twice": body_merging.clashing_awards(body, into).count(),
        }
        return render(request, "commissioners/body_merge_check.html", context)
    words = request.GET.get("q", "").replace("\x00", "").strip()
    found = search_bodies(words) if words else duplicates.of_a_similar_name(body.name)
    context = {"body": body, "query": words, "found": found.exclude(pk=body.pk)[:SEARCH_SHOWN]}
    return render(request, "commissioners/body_merge.html", context)


def _merged(request, body, into):
    if into is None:
        messages.error(request, "Choose the entry that stays.")
        return redirect("body_merge", body.pk)
    try:
        body_merging.merge_bodies(body=body, into=into, by=request.user, at=timezone.now())
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("body_merge", body.pk)
    messages.success(request, f"{body} is now part of {into}. The people of both are told.")
    return redirect(into)
