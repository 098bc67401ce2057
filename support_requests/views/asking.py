"""Writing a request page by page, checking and sending it, or discarding the draft."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible
from support_requests.actions import carrying, requests
from support_requests.asking import about, page, types, who
from support_requests.asking.completeness import gaps
from support_requests.asking.standing import standing
from support_requests.forms.requests import EVERY, STEPS, AboutForm, BeginForm, ConsentForm, after
from support_requests.models import SupportRequest

from .requests import get_request

ASK_AND_DO = require_http_methods(["GET", "HEAD", "POST"])
writing = limited("support_requests", "120/h/user")


@writing
@ASK_AND_DO
def support_new(request):
    """The first page: with it the draft begins. The address may bring along what it is about, and from where."""
    organisations = who.may_ask_for(request.user)
    if not organisations:
        messages.info(request, "Read here who can ask for support, and who else helps.")
        return redirect("support_home")
    brought = request.POST if request.method == "POST" else request.GET
    moment = types.MOMENTS.get(brought.get("from", ""))
    chosen = _organisation_for(request.user, organisations, brought)
    form = BeginForm(request.POST if request.method == "POST" else None, organisations=organisations, chosen=chosen)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("support_edit", _begin(request, form, moment).pk, "support")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
    context = {
        "form": form,
        "organisations": organisations,
        "notes": [who.first(one) for one in organisations] if len(organisations) == 1 else [],
        "moment": moment,
        "brought": [(name, brought[name]) for name in ("from", *about.KINDS) if brought.get(name)],
        "number": 1,
        "of": len(EVERY),
    }
    return render(request, "support_requests/requests/edit.html", context)


def _begin(request, form: BeginForm, moment: types.Moment | None) -> SupportRequest:
    """The draft, with what was brought along as far as the person may carry it."""
    carried = about.one(request.user, form.organisation, about.asked_in(request.POST))
    values = {name: form.cleaned_data[name] for name in form.columns} | about.fields_of(carried)
    values["support_types"] = types.in_order(moment.types) if moment else []
    key = form.cleaned_data["form_key"]
    return requests.start(
        organisation=form.organisation, values=values, form_key=key, by=request.user, at=timezone.now()
    )


def _organisation_for(user, organisations, brought) -> str:
    """The first organisation for which what is brought along can be carried; "" where that makes no difference."""
    key = about.asked_in(brought)
    fitting = (one for one in organisations if key and about.one(user, one, key))
    return str(next((one.pk for one in fitting), ""))


def get_draft(user, pk) -> SupportRequest:
    """A request that the person may write. Raises Http404, and PermissionDenied for whoever only sees it."""
    one = get_request(user, pk)
    if not user.has_perm("support_requests.ask", one.organisation):
        raise PermissionDenied
    return one


@writing
@ASK_AND_DO
def support_edit(request, pk, step):
    """One page of a draft; what is typed is kept when it is left by its button."""
    if step not in EVERY:
        raise Http404
    one = get_draft(request.user, pk)
    if not page.is_draft(one):
        messages.info(request, requests.SENT)
        return redirect(one)
    try:
        return _about(request, one) if step == "about" else _part(request, one, step)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect(one)


def _part(request, one: SupportRequest, step: str):
    at = timezone.now()
    form = STEPS[step](request.POST if request.method == "POST" else None, request=one, at=at)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            requests.save_part(request=one, values=form.values(), seen=seen, by=request.user, at=at)
            return _onwards(request, one, step)
        except requests.ChangedMeanwhile as problem:
            form.meet(problem)
    return _shown(request, one, form, step)


def _about(request, one: SupportRequest):
    now = about.key_of(one)
    possible = about.choices(request.user, one.organisation, with_key=now)
    form = AboutForm(request.POST if request.method == "POST" else None, choices=possible, chosen=now)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["about"]
        carrying.choose(request=one, key=key, by=request.user, at=timezone.now())
        return redirect("support_context" if key else "support_check", one.pk)
    if not possible and request.method != "POST" and request.GET.get("then") != "check":
        return redirect("support_check", one.pk)  # nothing to choose from
    return _shown(request, one, form, "about")


def _onwards(request, one: SupportRequest, step: str):
    if request.GET.get("then") == "check":
        return redirect("support_check", one.pk)
    return redirect("support_edit", one.pk, after(step))


def _shown(request, one: SupportRequest, form, step: str):
    number = EVERY.index(step) + 1
    context = {"form": form, "case": one, "step": step, "number": number, "of": len(EVERY)}
    return render(request, "support_requests/requests/edit.html", context)


@writing
@ASK_AND_DO
def support_context(request, pk):
    """Exactly what staff and advisers would read of what it is about, and whether they may."""
    one = get_draft(request.user, pk)
    offered = page.offered_context(one, request.user) if page.is_draft(one) else None
    if offered is None:
        return redirect("support_check", one.pk)
    agreed = {True: "yes", False: None}[one.shares_context]
    form = ConsentForm(
        request.POST if request.method == "POST" else None, initial={"seen": offered.seen, "answer": agreed}
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            carrying.agree(
                request=one, is_agreed=said["answer"] == "yes", seen=said["seen"], by=request.user, at=timezone.now()
            )
            return redirect("support_check", one.pk)
        except NotPossible as refusal:
            messages.error(request, str(refusal))
            return redirect("support_context", one.pk)
    return render(request, "support_requests/requests/context.html", {"case": one, "form": form, "offered": offered})


@writing
@ASK_AND_DO
def support_stop_sharing(request, pk):
    """Asks first, then takes back what staff and advisers read of the thing that a sent request is about."""
    one = get_draft(request.user, pk)
    if page.is_draft(one):
        return redirect("support_context", one.pk)
    if request.method == "POST":
        try:
            if carrying.stop_sharing(request=one, by=request.user, at=timezone.now()):
                messages.success(request, "It is shared no more. Those who work on your request are told.")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect(one)
    facts = page.read_context(one)
    if not facts or not one.is_open:
        return redirect(one)
    return render(request, "support_requests/requests/stop_sharing.html", {"case": one, "facts": facts})


@writing
@ASK_AND_DO
def support_check(request, pk):
    """Everything as staff will read it, then sent."""
    one, at = get_draft(request.user, pk), timezone.now()
    if request.method == "POST":
        return _send(request, one)
    if not page.is_draft(one):
        return redirect(one)
    chosen = about.key_of(one)
    context = {
        "case": one,
        "answers": page.answers(one),
        "gaps": gaps(one, at),
        "about": about.one(request.user, one.organisation, chosen),
        "is_lost": bool(chosen) and about.one(request.user, one.organisation, chosen) is None,
        "context_facts": page.read_context(one),
        "note": who.first(one.organisation),
        "files": one.files.select_related("file", "added_by"),
        "may_ask": True,
        "is_draft": True,
    }
    return render(request, "support_requests/requests/check.html", context)


def _send(request, one: SupportRequest):
    try:
        sent = requests.send(request=one, by=request.user, at=timezone.now())
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("support_check", one.pk)
    if sent.without:
        messages.warning(
            request, f"It was sent without “{sent.without}”: {one.organisation} has no part in it any more."
        )
    return redirect("support_sent", one.pk)


@require_safe
def support_sent(request, pk):
    """What happens next, and by when."""
    one = get_draft(request.user, pk)
    if page.is_draft(one):
        return redirect("support_check", one.pk)
    context = {"case": one, "standing": standing(one, at=timezone.now())}
    return render(request, "support_requests/requests/sent.html", context)


@writing
@ASK_AND_DO
def support_discard(request, pk):
    """Asks first, then deletes a draft."""
    one = get_draft(request.user, pk)
    if not page.is_draft(one):
        messages.info(request, requests.SENT)
        return redirect(one)
    if request.method != "POST":
        return render(request, "support_requests/requests/discard.html", {"case": one})
    try:
        requests.discard(request=one, by=request.user, at=timezone.now())
        messages.success(request, "The draft is discarded.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("support_home")
