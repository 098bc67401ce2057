"""Applications for funding, as organisations write, check, send and withdraw them; the letter that they get."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mutuals.models import Organisation
from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.pages import number_in
from support_requests.actions import funding as actions
from support_requests.forms.funding import ApplicationForm
from support_requests.funding.pages import answered
from support_requests.models import FundingApplication

from .funding_rounds import get_round

ASK_AND_DO = require_http_methods(["GET", "HEAD", "POST"])
applying = limited("funding_applications", "120/h/user")
State = FundingApplication.State


def get_application(user, pk: int, *, to: str = "") -> FundingApplication:
    """That application, or 404; 403 for whoever may not do `to`, a permission asked with its organisation."""
    found = FundingApplication.objects.visible_to(user).select_related("round", "organisation", "decided_by")
    one = get_object_or_404(found, pk=pk)
    if to and not user.has_perm(f"support_requests.{to}", one.organisation):
        raise PermissionDenied
    return one


@applying
@ASK_AND_DO
def funding_apply(request, pk, organisation_pk):
    """Begin an application of one's organisation, or go on with it. To read is not to begin: that takes the button."""
    shown = get_round(request.user, pk)
    organisation = get_object_or_404(Organisation.objects.of(request.user).defer("public_search"), pk=organisation_pk)
    if not request.user.has_perm("support_requests.ask", organisation):
        raise PermissionDenied
    if request.method != "POST":
        return redirect(shown)
    try:
        made = actions.begin(funding_round=shown, organisation=organisation, by=request.user, at=timezone.now())
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect(shown)
    return redirect("funding_application_edit" if made.state == State.DRAFT else "funding_application", made.pk)


@require_safe
def funding_application(request, pk):
    """What was asked and how it stands: for the people of the organisation and for programme staff."""
    one = get_application(request.user, pk)
    is_staff = request.user.has_perm("support_requests.read_queue")
    is_applicant = request.user.has_perm("support_requests.ask", one.organisation)
    may_decide = request.user.has_perm("support_requests.decide", one.organisation)
    context = {
        "application": one,
        "rows": answered(one, with_scores=is_staff and not _belongs(request.user, one)),
        "may_act": is_applicant,
        "is_open": one.round.is_open(timezone.now()),
        "may_withdraw": is_applicant and one.state in (State.DRAFT, State.SUBMITTED, State.OFFERED),
        "may_assess": may_decide and one.state == State.SUBMITTED,
        "may_decide": may_decide and one.state == State.SUBMITTED and one.round.state == one.round.State.CLOSED,
        "is_staff": is_staff,
    }
    return render(request, "support_requests/funding/application.html", context)


@applying
@ASK_AND_DO
def funding_application_edit(request, pk):
    """What is typed is kept whenever it is sent off, also once the round has closed."""
    one = get_application(request.user, pk, to="ask")
    if one.state != State.DRAFT:
        messages.info(request, "This application was sent, or withdrawn: it cannot be changed any more.")
        return redirect(one)
    form = ApplicationForm(request.POST if request.method == "POST" else None, application=one)
    if form.is_bound and form.is_valid():
        try:
            actions.save_draft(application=one, by=request.user, at=timezone.now(), **form.draft)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            if "check" in request.POST:
                return redirect("funding_application_check", pk)
            messages.success(request, "Your draft is kept. It is not sent yet.")
            return redirect("funding_application_edit", pk)
    context = {"form": form, "application": one, "is_open": one.round.is_open(timezone.now())}
    return render(request, "support_requests/funding/apply.html", context)


@applying
@ASK_AND_DO
def funding_application_check(request, pk):
    """Everything as programme staff will read it, then sent, once."""
    one = get_application(request.user, pk, to="ask")
    if request.method == "POST":
        seen = number_in(request.POST.get("seen", "")) or 0
        try:
            sent = actions.send(application=one, seen=seen, by=request.user, at=timezone.now())
        except NotPossible as refusal:
            messages.error(request, str(refusal))
            return redirect("funding_application_check", pk)
        messages.success(request, "Your application is sent." if sent else "It was sent already: once is enough.")
        return redirect(one)
    if one.state != State.DRAFT:
        return redirect(one)
    is_open = one.round.is_open(timezone.now())
    context = {"application": one, "rows": answered(one, with_scores=False), "gaps": actions.gaps(one)}
    return render(request, "support_requests/funding/check.html", context | {"is_open": is_open})


@applying
@ASK_AND_DO
def funding_application_withdraw(request, pk):
    """Asks first: what was offered is free for others then."""
    one = get_application(request.user, pk, to="ask")
    if request.method == "POST":
        try:
            actions.withdraw(application=one, by=request.user, at=timezone.now())
            messages.success(request, "Your application is withdrawn.")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect(one)
    if one.state in (State.DECLINED, State.WITHDRAWN):
        return redirect(one)
    return render(request, "support_requests/funding/withdraw.html", {"application": one})


@require_safe
def funding_letter(request, pk):
    """What was decided, as a letter to read or print."""
    one = get_application(request.user, pk)
    if one.decided_at is None:
        raise Http404
    return render(request, "support_requests/funding/letter.html", {"application": one})


def _belongs(user, application: FundingApplication) -> bool:
    return application.organisation.memberships.filter(user=user).exists()
