"""How a person comes to act for a public body: find it or name it, say one's post, check, send."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commissioners import duplicates
from commissioners.actions import body_requests
from commissioners.bodies import SEARCH_SHOWN, search_bodies
from commissioners.choices import BodyKind
from commissioners.forms.joining import NewBodyForm, PostForm
from commissioners.joining import why_ended
from commissioners.models import BodyRequest
from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible

from .access import get_body

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])
ASKING = limited("body_request", "30/h/user")


def _may_ask(request) -> None:
    if not request.user.has_perm("commissioners.ask_to_act_for_body"):
        raise PermissionDenied


@require_safe
def body_join(request):
    """Look for the body by its name; how one's own requests stand."""
    _may_ask(request)
    words, at = request.GET.get("q", "").replace("\x00", "").strip(), timezone.now()
    found = list(search_bodies(words).select_related("successor")[: SEARCH_SHOWN + 1]) if words else []
    mine = BodyRequest.objects.visible_to(request.user).filter(person=request.user)
    context = {
        "query": words,
        "found": [(body, why_ended(body, at)) for body in found[:SEARCH_SHOWN]],
        "too_many": len(found) > SEARCH_SHOWN,
        "asked": mine.waiting().select_related("body"),
    }
    return render(request, "commissioners/body_join.html", context)


@FORM_METHODS
@ASKING
def body_request_create(request, pk):
    """Asks to act for a body of the list."""
    _may_ask(request)
    body, at = get_body(request.user, pk), timezone.now()
    refused = body_requests.refusal(body=body, person=request.user, at=at)
    form = _filled(request, PostForm)
    if refused:
        return render(request, "commissioners/body_request_refused.html", {"body": body, "refusal": refused})
    if request.method == "POST" and form.is_valid() and request.POST.get("then") != "change":
        message = form.cleaned_data["message"]
        if request.POST.get("then") == "send":
            return _sent(request, str(body), body=body, new=None, message=message)
        rows = [("Body", body.name), ("Your post there", message)]
        return _check(request, rows, form, body=body, name=body.name)
    return render(request, "commissioners/body_request_create.html", {"form": form, "body": body})


@FORM_METHODS
@ASKING
def body_request_new(request):
    """Asks to act for a body that is not on the list; first shows those of its name."""
    _may_ask(request)
    form = _filled(request, NewBodyForm, initial={"name": request.GET.get("name", "").replace("\x00", "")[:250]})
    if request.method != "POST" or not form.is_valid() or request.POST.get("then") == "change":
        return render(request, "commissioners/body_request_new.html", {"form": form})
    name, kind, message = (form.cleaned_data[field] for field in ("name", "kind", "message"))
    same = list(duplicates.of_the_same_name(name)[: duplicates.SHOWN])
    refused = body_requests.refusal(body=None, body_name=name, person=request.user, at=timezone.now())
    if same or refused:
        context = {"form": form, "same": same, "refusal": refused}
        return render(request, "commissioners/body_request_new.html", context)
    if request.POST.get("then") == "send":
        return _sent(request, name, body=None, new={"name": name, "kind": kind}, message=message)
    rows = [("Body", name), ("Kind", BodyKind(kind).label), ("Your post there", message)]
    alike = duplicates.of_a_similar_name(name)[: duplicates.SHOWN]
    return _check(request, rows, form, body=None, name=name, alike=alike)


def _filled(request, form_class, initial=None):
    """The form with what was sent; to be changed, it is shown without complaints."""
    if request.method == "POST" and request.POST.get("then") == "change":
        return form_class(initial={name: request.POST.get(name, "") for name in form_class.base_fields})
    return form_class(request.POST if request.method == "POST" else None, initial=initial)


def _check(request, rows, form, *, body, name: str, alike=()):
    kept = [(field, form.cleaned_data[field]) for field in form.fields]
    context = {"rows": rows, "kept": kept, "body": body, "name": name, "alike": alike}
    return render(request, "commissioners/body_request_check.html", context)


def _sent(request, name: str, *, body, new, message: str):
    try:
        body_requests.ask(body=body, new=new, message=message, by=request.user, at=timezone.now())
        who = f"Those who decide for {name}" if body else "Programme staff"
        messages.success(request, f"Sent. {who} are told, and we tell you what they decide.")
    except NotPossible as refusal:
        messages.info(request, str(refusal))
    return redirect("body_join")


@require_POST
def body_request_withdraw(request, pk):
    """Takes one's own request back."""
    mine = BodyRequest.objects.visible_to(request.user).filter(person=request.user).select_related("body")
    asked = get_object_or_404(mine, pk=pk)
    try:
        body_requests.withdraw(asked=asked, by=request.user, at=timezone.now())
        messages.success(request, "Your request is withdrawn.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("body_join")
