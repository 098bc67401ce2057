"""What cannot be undone with weights of matching: publishing, bringing back, discarding. Checked before it is done."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from consortia.actions import weights as actions
from consortia.forms.weights import ReasonForm
from consortia.matching.weight_sets import published
from consortia.models import WeightSet
from consortia.weighing.reading import changes
from consortia.weighing.standing import Standing
from partnerships_portal.accounts.transitions import NotPossible

from .weights import get_weight_set


@require_http_methods(["GET", "HEAD", "POST"])
def weight_set_publish(request, version):
    """Say why, check, publish a draft."""
    draft = get_weight_set(request.user, version, to_change=True)
    in_force = published()
    if draft.status == WeightSet.Status.PUBLISHED:
        return _published_already(request, draft, in_force)
    context = {
        "weight_set": draft,
        "in_force": in_force,
        "standing": Standing.of(draft, in_force),
        "changes": changes(in_force.values, draft.values) if in_force else [],
        "is_publishing": True,
    }

    def publish(reason):
        if actions.publish(draft=draft, reason=reason, by=request.user, at=timezone.now()):
            return f"Version {draft.version} is in force. Everything is being matched again."
        return f"Version {draft.version} is in force already: nothing was changed."

    return _decided(request, publish, context)


def _published_already(request, weight_set, in_force):
    is_in_force = in_force is not None and in_force.pk == weight_set.pk
    said = "is in force already" if is_in_force else "was published before, and another version followed it"
    messages.info(request, f"Version {weight_set.version} {said}: nothing was changed.")
    return redirect("weight_set", weight_set.version)


@require_http_methods(["GET", "HEAD", "POST"])
def weight_set_restore(request, version):
    """Say why, check, bring an earlier version back: a copy of it is published."""
    earlier = get_weight_set(request.user, version, to_change=True)
    if earlier.status != WeightSet.Status.PUBLISHED:
        raise Http404
    in_force = published()
    context = {
        "weight_set": earlier,
        "in_force": in_force,
        "changes": changes(in_force.values, earlier.values) if in_force else [],
        "is_publishing": False,
    }

    def restore(reason):
        restored = actions.roll_back(to=earlier, reason=reason, by=request.user, at=timezone.now())
        if restored is None:
            return "What is in force says the same already: nothing was changed."
        return (
            f"Version {earlier.version} is brought back, as version {restored.version}. "
            "Everything is being matched again."
        )

    return _decided(request, restore, context)


def _decided(request, deed, context):
    """Ask why, show it to be checked, do it: three steps of one address."""
    step = request.POST.get("step", "")
    form = ReasonForm(request.POST if step else None)
    if step in ("check", "save") and form.is_valid():
        if step == "check":
            checked = {"reason": form.cleaned_data["reason"]}
            return render(request, "consortia/weight_set_check.html", context | checked)
        try:
            said = deed(form.cleaned_data["reason"])
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect("weight_sets")
    return render(request, "consortia/weight_set_reason.html", context | {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def weight_set_discard(request, version):
    """Delete a draft, once it was said that this is meant."""
    draft = get_weight_set(request.user, version, to_change=True, is_draft=True)
    if request.method == "POST":
        try:
            actions.discard_draft(draft=draft, by=request.user, at=timezone.now())
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Draft {draft.version} is discarded.")
        return redirect("weight_sets")
    return render(request, "consortia/weight_set_discard.html", {"weight_set": draft})
