"""An adviser's own pages: what they are asked to do, and do."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnerships_portal.accounts.addresses import verified_addresses
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.pages import page_of
from support_requests.actions import advisers, assignments
from support_requests.delivering.shown_advisers import shown, tasks_of
from support_requests.forms.packages import AnswerForm
from support_requests.models import Adviser, AdviserInvitation, Assignment, SupportRequest

from .packages import FORM_METHODS, posted

State = Assignment.State
PAGE_SIZE = 20


@require_safe
def advising_home(request):
    """What one is asked to do, does, and did: for advisers alone."""
    if not request.user.has_perm("support_requests.advise"):
        raise Http404
    own = Adviser.objects.working().filter(person=request.user)
    entry = next(iter(shown(own, today=timezone.localdate(), reader=request.user)), None)
    if entry is None:
        raise Http404
    mine = Assignment.objects.filter(adviser=entry.adviser)
    done = page_of(Paginator(mine.filter(state=State.DONE).order_by("-ended_at"), PAGE_SIZE), request.GET.get("page"))
    context = {
        "entry": entry,
        "asked": tasks_of(mine.filter(state=State.OFFERED, line__package__ended_at=None)),
        "doing": tasks_of(mine.filter(state=State.ACCEPTED, line__package__ended_at=None)),
        "done": tasks_of(mine.filter(pk__in=[one.pk for one in done]).order_by("-ended_at")),
        "page": done,
    }
    return render(request, "support_requests/advising/home.html", context)


@FORM_METHODS
def assignment_answer(request, pk):
    """An adviser says whether they can help, once: the link of the e-mail leads on from here then."""
    if own_before := _answered_before(request, pk):
        return own_before
    live = (
        Assignment.objects.live()
        .filter(line__package__ended_at=None)
        .select_related("line__package__request__organisation", "adviser__person")
    )
    if request.user.is_programme_staff:
        assignment = get_object_or_404(live, pk=pk)
    else:
        advised = SupportRequest.objects.advised_by(request.user)
        own = live.filter(adviser__person=request.user, line__package__request__in=advised)
        assignment = get_object_or_404(own, pk=pk)
    if assignment.adviser.person_id != request.user.pk:
        raise PermissionDenied
    if request.method != "POST" and assignment.state == State.ACCEPTED:
        return redirect(assignment.line.package)
    form = AnswerForm(posted(request))
    if request.method == "POST" and form.is_valid() and _answered(request, assignment, form):
        helps = form.cleaned_data["answer"] == AnswerForm.YES
        return redirect(assignment.line.package if helps else "advising_home")
    context = {"assignment": assignment, "case": assignment.line.package.request, "form": form}
    return render(request, "support_requests/advising/answer.html", context)


def _answered_before(request, pk):
    """Where the adviser who asks for it goes on, if there is nothing left to answer; None if there is."""
    ended = Assignment.objects.filter(pk=pk, adviser__person=request.user).exclude(state__in=Assignment.LIVE)
    if not ended.exists():
        return None
    messages.info(request, "This was answered, or is asked no longer. You need not do anything.")
    return redirect("advising_home")


@FORM_METHODS
def adviser_invitation(request, pk):
    """Somebody is asked to advise, and answers."""
    found = AdviserInvitation.objects.visible_to(request.user)
    invitation = get_object_or_404(found.select_related("sent_by").prefetch_related("regions"), pk=pk)
    is_theirs = found.to_any(verified_addresses(request.user)).filter(pk=pk).exists()
    now = timezone.now()
    context = {
        "invitation": invitation,
        "is_theirs": is_theirs,
        "is_open": invitation.state == AdviserInvitation.State.SENT and invitation.expires_at > now,
    }
    if request.method != "POST":
        return render(request, "support_requests/advising/invitation.html", context)
    if not is_theirs:
        raise PermissionDenied
    return _answer_invitation(request, invitation, now)


def _answer_invitation(request, invitation: AdviserInvitation, at):
    accepts = request.POST.get("answer") == "accept"
    act = advisers.accept_invitation if accepts else advisers.decline_invitation
    try:
        act(invitation=invitation, by=request.user, at=at)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("adviser_invitation", invitation.pk)
    if accepts:
        messages.success(request, "You advise for the support programme now. You are told when you are asked to help.")
        return redirect("advising_home")
    messages.success(request, "You have declined. The programme manager is told.")
    return redirect("home")


def _answered(request, assignment: Assignment, form: AnswerForm) -> bool:
    answer, because = form.cleaned_data["answer"], form.cleaned_data["because"]
    given = {"assignment": assignment, "by": request.user, "at": timezone.now()}
    try:
        if answer == AnswerForm.YES:
            assignments.accept(**given)
            messages.success(request, "Thank you. The organisation and the programme are told that you help.")
        else:
            assignments.decline(because=because, has_conflict=answer == AnswerForm.CONFLICT, **given)
            messages.success(request, "Thank you for your answer. The programme is told.")
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
