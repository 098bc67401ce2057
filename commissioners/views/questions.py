"""Questions and answers: reading, asking, answering. Whatever is sent is shown once more before."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commissioners.actions import questions
from commissioners.forms.questions import AnswerForm, AskForm, SetAsideForm
from commissioners.models import Question
from commissioners.talking.questions import asking, questions_page
from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible

from .access import get_opportunity

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])
State = Question.State


@login_not_required
@require_safe
def opportunity_questions(request, pk):
    """What was asked and answered; for the buyer also what waits, for an asker what became of their own."""
    opportunity = get_opportunity(request.user, pk)
    context = questions_page(opportunity, user=request.user, at=timezone.now(), page=request.GET.get("page"))
    return render(request, "commissioners/question_list.html", context)


@FORM_METHODS
@limited("question_ask", "60/h/user")
def question_ask(request, pk):
    """Write a question, check it, send it. What was typed is kept whatever happens."""
    opportunity, at = get_opportunity(request.user, pk), timezone.now()
    form = AskForm(request.POST if request.method == "POST" else None, user=request.user)
    context = {"opportunity": opportunity, "form": form, **asking(opportunity, user=request.user, at=at)}
    if request.method == "POST" and context["not_you"]:
        raise PermissionDenied
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        if "send" not in request.POST:
            return render(request, "commissioners/question_check.html", context)
        try:
            questions.ask(opportunity=opportunity, text=form.cleaned_data["text"], by=request.user, at=at)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Your question is sent. We tell you when it is answered.")
            return redirect("opportunity_questions", pk)
    return render(request, "commissioners/question_ask.html", context)


@require_POST
def question_withdraw(request, pk, question_pk):
    """Take one's own question back before it is answered."""
    question = _question(request.user, pk, question_pk)
    if question.asked_by_id != request.user.pk:
        raise PermissionDenied
    _do(request, questions.withdraw, question=question, done="Your question is withdrawn.")
    return redirect("opportunity_questions", pk)


@FORM_METHODS
def question_answer(request, pk, question_pk):
    """Word the question, answer it, check both, publish. For a published answer: correct it."""
    question = _question(request.user, pk, question_pk, to_answer=True)
    form = AnswerForm(request.POST if request.method == "POST" else None, question=question)
    context = {"opportunity": question.opportunity, "question": question, "form": form}
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        if "publish" not in request.POST:
            return render(request, "commissioners/question_answer_check.html", context)
        try:
            action = questions.correct if question.state == State.ANSWERED else questions.answer
            action(question=question, by=request.user, at=timezone.now(), **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The answer is published, and those who follow this are told.")
            return redirect("opportunity_questions", pk)
    return render(request, "commissioners/question_answer.html", context)


@FORM_METHODS
def question_set_aside(request, pk, question_pk):
    """Do not publish a question, and tell whoever asked why."""
    question = _question(request.user, pk, question_pk, to_answer=True)
    form = SetAsideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        done = "The question is set aside. Whoever asked is told why."
        _do(request, questions.set_aside, question=question, done=done, **form.cleaned_data)
        return redirect("opportunity_questions", pk)
    context = {"opportunity": question.opportunity, "question": question, "form": form}
    return render(request, "commissioners/question_set_aside.html", context)


def _question(user, pk, question_pk, *, to_answer: bool = False) -> Question:
    """The question, or 404; 403 where the person reads it and may not answer it."""
    opportunity = get_opportunity(user, pk)
    question = get_object_or_404(Question.objects.visible_to(user), pk=question_pk, opportunity=opportunity)
    if to_answer and not user.has_perm("commissioners.change_opportunity", opportunity):
        raise PermissionDenied
    return question


def _do(request, action, *, done: str, **what) -> None:
    try:
        action(by=request.user, at=timezone.now(), **what)
        messages.success(request, done)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
