"""Pages of advisers: for programme staff, and each adviser's own."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from commissioners.actions.meanwhile import ChangedMeanwhile
from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.pages import page_of
from support_requests.actions import advisers as actions
from support_requests.actions import conflicts
from support_requests.choices import SupportType
from support_requests.delivering.shown_advisers import AdviserView, shown, tasks_of
from support_requests.forms.advisers import AdviserForm, ConflictForm, InviteForm
from support_requests.models import Adviser, AdviserConflict, AdviserInvitation, Assignment

from .packages import FORM_METHODS, posted

PAGE_SIZE = 25


@require_safe
def adviser_list(request):
    """Who advises, on what, and how many days they have."""
    _staff_only(request)
    wanted = request.GET.get("expertise", "")
    rows = Adviser.objects.visible_to(request.user).working()
    if wanted in SupportType.values:
        rows = rows.filter(expertise__contains=[wanted])
    page = page_of(Paginator(rows, PAGE_SIZE), request.GET.get("page"))
    context = {
        "page": page,
        "advisers": _shown(request, rows.filter(pk__in=[one.pk for one in page])),
        "left": Adviser.objects.visible_to(request.user).exclude(left_at=None).select_related("person")[:50],
        "invitations": AdviserInvitation.objects.visible_to(request.user).open(timezone.now()).select_related("sent_by")
        if _manages(request)
        else [],
        "may_manage": _manages(request),
        "types": SupportType.choices,
        "wanted": wanted,
    }
    return render(request, "support_requests/advisers/list.html", context)


@require_safe
def adviser(request, pk):
    """One adviser, for staff and for themselves."""
    one = _adviser(request, pk)
    tasks = Assignment.objects.live().filter(adviser=one, line__package__ended_at=None)
    known = AdviserConflict.objects.visible_to(request.user).lasting().filter(adviser=one)
    context = {
        "entry": _shown(request, Adviser.objects.filter(pk=one.pk))[0],
        "tasks": tasks_of(tasks),
        "conflicts": known.select_related("organisation", "said_by"),
        "is_own": one.person_id == request.user.pk,
        "may_manage": _manages(request),
        "may_say": _may_say(request, one),
        "decides": _decides(request),
    }
    return render(request, "support_requests/advisers/detail.html", context)


@limited("adviser_invitations", "60/h/user")
@FORM_METHODS
def adviser_invite(request):
    """A manager asks somebody to advise; checked before the e-mail goes."""
    _staff_only(request)
    _managers_only(request)
    form = InviteForm(posted(request))
    if request.method == "POST" and form.is_valid() and request.POST.get("then") != "change":
        if request.POST.get("then") != "send":
            return render(request, "support_requests/advisers/invite_check.html", {"form": form})
        email = form.cleaned_data["email"]
        try:
            actions.invite(email=email, details=form.details, by=request.user, at=timezone.now())
        except NotPossible as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, f"{email} is asked to advise. You are told what they answer.")
            return redirect("adviser_list")
    return render(request, "support_requests/advisers/invite.html", {"form": form})


@require_POST
def adviser_invitation_withdraw(request, pk):
    """A manager thinks better of it."""
    _staff_only(request)
    _managers_only(request)
    invitation = get_object_or_404(AdviserInvitation.objects.visible_to(request.user), pk=pk)
    if actions.withdraw_invitation(invitation=invitation, by=request.user, at=timezone.now()):
        messages.success(request, "The invitation is withdrawn.")
    else:
        messages.error(request, "It was answered or withdrawn already.")
    return redirect("adviser_list")


@FORM_METHODS
def adviser_change(request, pk):
    """An adviser's entry, changed by themselves or by a manager."""
    one = _adviser(request, pk)
    is_own = one.person_id == request.user.pk
    if not (is_own or _manages(request)):
        raise PermissionDenied
    form = AdviserForm(posted(request), adviser=one, is_own=is_own and not _manages(request))
    if request.method == "POST" and form.is_valid():
        typed = {"values": form.values, "seen": form.cleaned_data["seen"]}
        try:
            actions.change(adviser=one, **typed, by=request.user, at=timezone.now())
        except ChangedMeanwhile as refusal:
            form.meet(refusal)
        else:
            messages.success(request, "The entry is saved.")
            return redirect(one)
    return render(request, "support_requests/advisers/change.html", {"form": form, "adviser": one})


@FORM_METHODS
def adviser_leave(request, pk):
    """Asked once more: their access ends at once."""
    one = _adviser(request, pk)
    _managers_only(request)
    if request.method == "POST":
        taken = actions.leave(adviser=one, by=request.user, at=timezone.now())
        lines = {None: "They had left already.", 0: "", 1: " One line is open again."}
        messages.success(request, f"{one} advises no more.{lines.get(taken, f' {taken} lines are open again.')}")
        return redirect("adviser_list")
    live = Assignment.objects.live().filter(adviser=one, line__package__ended_at=None)
    return render(request, "support_requests/advisers/leave.html", {"adviser": one, "tasks": tasks_of(live)})


@FORM_METHODS
def adviser_conflict_add(request, pk):
    """The adviser, or an officer, names an organisation that the adviser must not help."""
    one = _adviser(request, pk)
    if not _may_say(request, one):
        raise PermissionDenied
    form = ConflictForm(posted(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        conflicts.say_conflict(adviser=one, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, f"Entered. {one} is not asked to help {form.cleaned_data['organisation']}.")
        return redirect(one)
    context = {"form": form, "adviser": one, "is_self": one.person_id == request.user.pk}
    return render(request, "support_requests/advisers/conflict.html", context)


@require_POST
def adviser_conflict_end(request, pk, conflict_pk):
    """It is over."""
    one = _adviser(request, pk)
    if not _may_say(request, one):
        raise PermissionDenied
    known = AdviserConflict.objects.visible_to(request.user).select_related("adviser")
    conflict = get_object_or_404(known, adviser=one, pk=conflict_pk)
    if not (_decides(request) or conflict.said_by_id == request.user.pk):
        raise PermissionDenied  # what staff entered, staff take back
    if conflicts.end_conflict(conflict=conflict, by=request.user, at=timezone.now()):
        messages.success(request, "The conflict of interest is over.")
    return redirect(one)


def _adviser(request, pk) -> Adviser:
    """Also one who has left, for staff; whoever left has no page of their own any more."""
    one = get_object_or_404(Adviser.objects.visible_to(request.user).select_related("person"), pk=pk)
    if one.left_at is not None and not request.user.is_programme_staff:
        raise Http404
    return one


def _shown(request, advisers) -> list[AdviserView]:
    return shown(advisers, today=timezone.localdate(), reader=request.user)


def _staff_only(request) -> None:
    if not request.user.has_perm("support_requests.read_queue"):
        raise Http404


def _manages(request) -> bool:
    return request.user.has_perm("support_requests.manage")


def _managers_only(request) -> None:
    if not _manages(request):
        raise PermissionDenied


def _may_say(request, one: Adviser) -> bool:
    return one.person_id == request.user.pk or _decides(request)


def _decides(request) -> bool:
    return request.user.has_perm("support_requests.decide", None)
