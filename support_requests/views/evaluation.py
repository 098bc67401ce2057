"""Answering a questionnaire: by the link of an e-mail, or signed in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible
from support_requests.actions import evaluation_answers as actions
from support_requests.actions.evaluation_links import closes_at
from support_requests.forms.evaluation import EvaluationForm, in_words
from support_requests.models import Evaluation, EvaluationLink

PAGES = "support_requests/evaluation"
STEPS = ("check", "send", "change", "csrfmiddlewaretoken")
# The address is a key: no search engine keeps it, and no other site reads it (POST needs the origin, hence not "none")
PRIVATE = {"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "strict-origin"}


@never_cache
@login_not_required
@sensitive_post_parameters()
@limited("evaluation_link", "120/h/ip", methods=("GET", "HEAD", "POST"))
@require_http_methods(["GET", "HEAD", "POST"])
def evaluation_link(request, token):
    """The link of the e-mail. Opening it changes nothing: mail scanners open every link."""
    link = actions.link_of(token)
    answer = _by_link(request, link) if link else render(request, f"{PAGES}/no_link.html", status=404)
    for name, value in PRIVATE.items():
        answer[name] = value
    return answer


def _by_link(request, link: EvaluationLink):
    evaluation, at = link.evaluation, timezone.now()
    if evaluation.state == Evaluation.State.ANSWERED:
        return render(request, f"{PAGES}/answered.html")
    if not actions.is_open(evaluation, at):
        return render(request, f"{PAGES}/closed.html")
    if link.expires_at <= at:
        return _expired(request, link, at)
    return _questions(request, evaluation, by=link.person, link=link)


def _expired(request, link: EvaluationLink, at):
    """Says what to do. A new link goes to the same person alone, whoever asks; nobody learns whether it did."""
    asked = request.method == "POST" and "again" in request.POST
    if asked:
        actions.send_link_again(link=link, at=at)
    return render(request, f"{PAGES}/expired.html", {"asked": asked})


@sensitive_post_parameters()
@limited("evaluation_answer", "60/h/user")
@require_http_methods(["GET", "HEAD", "POST"])
def evaluation_answer(request, pk):
    """The same questions for those who sign in; once answered, the organisation's people read what was said."""
    found = Evaluation.objects.visible_to(request.user).select_related("answered_by", *actions.READ)
    evaluation = get_object_or_404(found, pk=pk)
    organisation = evaluation.organisation
    if not request.user.has_perm("support_requests.read_answers", organisation):
        raise PermissionDenied
    may_answer = request.user.has_perm("support_requests.answer_evaluation", organisation)
    if request.method == "POST" and not may_answer:
        raise PermissionDenied
    if may_answer and actions.is_open(evaluation, timezone.now()):
        return _questions(request, evaluation, by=request.user, link=None)
    if request.method == "POST":
        messages.info(request, _why_not(evaluation))
        return redirect("evaluation_answer", pk)
    rows = in_words(vars(evaluation), _before(evaluation))
    return render(request, f"{PAGES}/detail.html", {"evaluation": evaluation, "rows": rows})


def _before(evaluation: Evaluation) -> dict | None:
    """What was answered when support was agreed, beside what is answered later."""
    if not evaluation.is_follow_up:
        return None
    own = Evaluation.objects.filter(request=evaluation.request_id, organisation=evaluation.organisation_id)
    first = own.filter(state=Evaluation.State.ANSWERED, wave=Evaluation.Wave.BASELINE).first()
    return vars(first) if first else None


def _questions(request, evaluation: Evaluation, *, by, link: EvaluationLink | None):
    form = EvaluationForm(request.POST if request.method == "POST" else None, evaluation=evaluation)
    is_checked = form.is_bound and "change" not in request.POST and form.is_valid()
    if is_checked and "send" in request.POST:
        return _sent(request, evaluation, form, by=by, link=link)
    context = {"evaluation": evaluation, "form": form, "link": link, "closes": closes_at(evaluation, timezone.now())}
    if is_checked:
        carried = [(name, value) for name, values in request.POST.lists() if name not in STEPS for value in values]
        context |= {"carried": carried, "rows": in_words(form.cleaned_data)}
        return render(request, f"{PAGES}/check.html", context)
    return render(request, f"{PAGES}/questions.html", context)


def _sent(request, evaluation: Evaluation, form: EvaluationForm, *, by, link: EvaluationLink | None):
    try:
        kept = actions.answer(evaluation=evaluation, said=form.said, by=by, at=timezone.now(), link=link)
    except NotPossible as refusal:
        if link is not None:
            return render(request, f"{PAGES}/closed.html")
        messages.error(request, str(refusal))
        return redirect("evaluation_answer", evaluation.pk)
    if link is not None:
        return render(request, f"{PAGES}/answered.html", {"just_now": kept})
    said = "Thank you. Your answers are kept." if kept else "Somebody answered before. Thank you."
    messages.success(request, said)
    return redirect("evaluation_answer", evaluation.pk)


def _why_not(evaluation: Evaluation) -> str:
    if evaluation.state == Evaluation.State.ANSWERED:
        return "These questions are answered already. Thank you."
    return actions.CLOSED
