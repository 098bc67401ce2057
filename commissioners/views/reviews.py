"""Joint reviews: for the people of the buyer and of the organisations that hold the contract, and for nobody else."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commissioners.actions import reviews
from commissioners.delivery.reviews import PROMPTS, name_of, review_page, reviewable_by, sides_that
from commissioners.forms.reviews import AboutReviewForm, PartForm, StepForm
from commissioners.models import JointReview
from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.pages import page_of

PER_PAGE = 25


def _review(request, pk) -> JointReview:
    seen = JointReview.objects.visible_to(request.user).select_related("award__body", "award__opportunity")
    return get_object_or_404(seen, pk=pk)


def _own_part(request, review, part_pk):
    """A part of the review that the person may write: 403 for that of another side."""
    part = get_object_or_404(review.parts.select_related("organisation"), pk=part_pk)
    if part.organisation_id not in sides_that(request.user, review.award):
        raise PermissionDenied
    return part


@require_safe
def review_list(request):
    """Own reviews, and the contracts that may have one."""
    own = JointReview.objects.visible_to(request.user).select_related("award__body")
    awards = reviewable_by(request.user).filter(reviews=None).select_related("body").order_by("-awarded_on", "-pk")
    context = {
        "page_obj": page_of(Paginator(own, PER_PAGE), request.GET.get("page")),
        "awards": list(awards[:PER_PAGE]),
    }
    return render(request, "commissioners/review_list.html", context)


@limited("review_start", "30/h/user")
@require_http_methods(["GET", "HEAD", "POST"])
def review_start(request, award_pk):
    """Begin a review of a contract."""
    award = get_object_or_404(reviewable_by(request.user).select_related("body", "opportunity"), pk=award_pk)
    if not sides_that(request.user, award):
        raise PermissionDenied
    form = AboutReviewForm(request.POST if request.method == "POST" else None)
    del form.fields["next_on"]
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("title", "held_on")}
        review = reviews.start(award=award, **said, by=request.user, at=timezone.now())
        messages.success(request, "The review is started, and the other sides are told.")
        return redirect("review_detail", review.pk)
    context = {"form": form, "award": award, "back_url": reverse("review_list"), "back_text": "Joint reviews"}
    return render(request, "commissioners/review_about.html", context)


@require_safe
def review_detail(request, pk):
    """Everything that the sides wrote, and what is missing."""
    context = review_page(_review(request, pk), user=request.user)
    context["breadcrumbs"] = [("Joint reviews", reverse("review_list"))]
    return render(request, "commissioners/review_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def review_edit(request, pk):
    """What is reviewed, and when; any side may change it."""
    review = _review(request, pk)
    if not sides_that(request.user, review.award):
        raise PermissionDenied
    first = {name: getattr(review, name) for name in ("title", "held_on", "next_on")}
    form = AboutReviewForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        return _done(request, review, "The review is changed.", reviews.save_about, review=review, **form.cleaned_data)
    context = {"form": form, "review": review, "award": review.award, "back_url": _address(review)}
    return render(request, "commissioners/review_about.html", context | {"back_text": "Review"})


@require_http_methods(["GET", "HEAD", "POST"])
def review_part(request, pk, part_pk):
    """What one's own side thinks."""
    review = _review(request, pk)
    part = _own_part(request, review, part_pk)
    form = PartForm(request.POST if request.method == "POST" else None, part=part)
    theirs = None
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            reviews.write(part=part, texts=form.texts, seen=seen, by=request.user, at=timezone.now())
            messages.success(request, "Your side’s part is saved. All sides see it.")
            return redirect("review_detail", pk)
        except NotPossible as refusal:
            theirs = [(form.fields[name].label, getattr(part, name)) for name in form.texts]
            form.add_error(None, str(refusal))
            form.data = form.data.copy()
            form.data["seen"] = part.updated_at.isoformat()
    context = {"form": form, "review": review, "side": name_of(part, review.award), "theirs": theirs}
    context |= {"prompts": PROMPTS, "back_url": _address(review), "back_text": "Review"}
    return render(request, "commissioners/review_part.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def review_step(request, pk, part_pk):
    """Add a step of one's own side."""
    review = _review(request, pk)
    part = _own_part(request, review, part_pk)
    form = StepForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _done(request, review, "The step is added.", reviews.add_step, part=part, **form.cleaned_data)
    context = {"form": form, "review": review, "side": name_of(part, review.award)}
    return render(
        request, "commissioners/review_step.html", context | {"back_url": _address(review), "back_text": "Review"}
    )


@require_POST
def review_step_change(request, pk, step_pk):
    """Tick a step of one's own side, untick it, or take it off."""
    review = _review(request, pk)
    step = get_object_or_404(review.steps, pk=step_pk)
    _own_part(request, review, get_object_or_404(review.parts, organisation=step.organisation_id).pk)
    if "remove" in request.POST:
        return _done(request, review, "The step is taken off.", reviews.remove_step, step=step)
    done = "done" in request.POST
    said = "The step is done." if done else "The step is to be done again."
    return _done(request, review, said, reviews.tick, step=step, done=done)


@require_POST
def review_agree(request, pk, part_pk):
    """Agree for one's own side to what the page showed."""
    review = _review(request, pk)
    part = _own_part(request, review, part_pk)
    said = request.POST.get("version", "")
    version = int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else 0
    return _done(request, review, "Your side has agreed.", reviews.agree, part=part, version=version)


def _done(request, review, said, deed, **what):
    try:
        deed(**what, by=request.user, at=timezone.now())
        messages.success(request, said)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("review_detail", review.pk)


def _address(review) -> str:
    return reverse("review_detail", args=[review.pk])
