"""What the sides of a contract do with their joint review. Each writes, plans and agrees for itself alone."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from commissioners.delivery.reviews import organisations_of, parts_that_count, people_of_sides, sides_that
from commissioners.models import Award, JointReview, ReviewPart, ReviewStep
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible, move
from partnerships_portal.notifications.actions import notify_many

REMINDED_FOR = dt.timedelta(days=7)  # a reminder that no run sent in a week is not sent any more
COLLEAGUE = (
    "A colleague changed your side’s part while you were writing. It is shown below: put both together and save."
)


class NotYours(NotPossible):
    """Somebody acts for a side that is not theirs."""


@transaction.atomic
def start(*, award: Award, title: str, held_on, by, at) -> JointReview:
    """Begin a review of a contract, with an empty part for each side. The other sides are told."""
    if not sides_that(by, award):
        raise NotYours("Only the buyer and the organisations that hold the contract begin a review.")
    Award.objects.select_for_update(of=("self",)).get(pk=award.pk)
    same = award.reviews.filter(title=title, state=JointReview.State.OPEN).first()
    if same is not None:
        return same
    review = JointReview.objects.create(award=award, title=title, held_on=held_on, created_at=at, created_by=by)
    sides = [None, *organisations_of(award)]
    ReviewPart.objects.bulk_create(ReviewPart(review=review, organisation=side, updated_at=at) for side in sides)
    record(actor=by, action="review_started", target=review, at=at)
    _tell(review, what="started", said=f"A joint review was started: {title}", by=by, at=at)
    return review


@transaction.atomic
def save_about(*, review, title: str, held_on, next_on, by, at) -> None:
    """Change what the review is called and when it is held; any side may. Agreements are asked for again."""
    current = _held(review)
    if not sides_that(by, current.award):
        raise NotYours("Only the sides of the contract change its review.")
    wanted = {"title": title, "held_on": held_on, "next_on": next_on}
    if all(getattr(current, name) == value for name, value in wanted.items()):
        return
    for name, value in wanted.items():
        setattr(current, name, value)
    _changed(current, "about", by=by, at=at)


@transaction.atomic
def write(*, part, texts: dict[str, str], seen: str, by, at) -> None:
    """Write what one's own side thinks. `seen` is when the part was last changed, as the person saw it.

    Raises NotYours for the part of another side, NotPossible where a colleague was quicker.
    """
    review = _held(part.review)
    current = _own(review, part.pk, by)
    if all(getattr(current, name) == text for name, text in texts.items()):
        return
    if seen != current.updated_at.isoformat():
        raise NotPossible(COLLEAGUE)
    ReviewPart.objects.filter(pk=current.pk).update(**texts, updated_at=at, updated_by=by)
    _changed(review, "part", by=by, at=at)


@transaction.atomic
def add_step(*, part, text: str, due_on, by, at) -> ReviewStep:
    """Add something that one's own side will do. The same step for the same day is added once."""
    review = _held(part.review)
    current = _own(review, part.pk, by)
    step, is_new = ReviewStep.objects.get_or_create(
        review=review, organisation=current.organisation, text=text, due_on=due_on
    )
    if is_new:
        _changed(review, "step", by=by, at=at)
    return step


@transaction.atomic
def remove_step(*, step, by, at) -> None:
    """Take a step of one's own side off, while the review is open."""
    review = _held(step.review)
    _own(review, _part_of(step).pk, by)
    if ReviewStep.objects.filter(pk=step.pk).delete()[0]:
        _changed(review, "step", by=by, at=at)


@transaction.atomic
def tick(*, step, done: bool, by, at) -> None:
    """Say that a step of one's own side is done, or not yet; also after all agreed. No agreement is asked for again."""
    review = JointReview.objects.select_for_update(of=("self",)).select_related("award").get(pk=step.review_id)
    _own(review, _part_of(step).pk, by)
    steps = ReviewStep.objects.filter(pk=step.pk, done_at__isnull=done)
    if steps.update(done_at=at if done else None, done_by=by if done else None):
        record(actor=by, action="review_step_done" if done else "review_step_reopened", target=review, at=at)


@transaction.atomic
def agree(*, part, version: int, by, at) -> None:
    """Agree for one's own side to what the review says now. Once every side has, it is closed and kept.

    Raises NotPossible where something changed since the person read it.
    """
    review = _held(part.review)
    current = _own(review, part.pk, by)
    if version != review.version:
        raise NotPossible("The review changed since you read it. Read it again, then agree.")
    if current.agreed_version == version:
        return
    ReviewPart.objects.filter(pk=current.pk).update(agreed_version=version, agreed_at=at, agreed_by=by)
    record(actor=by, action="review_agreed_by_side", target=review, at=at, version=version)
    if all(each.agreed_version == version for each in parts_that_count(review)):
        move(review, field="state", to=JointReview.State.AGREED, transitions=JointReview.TRANSITIONS, agreed_at=at)
        _tell(review, what="agreed", said=f"All sides agreed to the joint review “{review.title}”", by=by, at=at)


@transaction.atomic
def remind(*, at) -> int:
    """Remind every side of the reviews whose day has come, once each; returns how many reviews."""
    today = timezone.localdate(at)
    due = JointReview.objects.filter(
        state=JointReview.State.AGREED, next_on__lte=today, next_on__gt=today - REMINDED_FOR
    ).select_related("award__body", "award__opportunity")
    found = [review for review in due if not _is_followed(review)]
    for review in found:
        said = f"The next joint review is due: {review.title}"
        _tell(review, what="due", said=said, key=f"{review.pk}-{review.next_on}", by=None, at=at)
    return len(found)


def _is_followed(review) -> bool:
    return JointReview.objects.filter(award=review.award_id, created_at__gt=review.created_at).exists()


def _held(review) -> JointReview:
    """The review as it stands, held. Raises NotPossible once all have agreed."""
    reviews = JointReview.objects.select_for_update(of=("self",)).select_related("award__body", "award__opportunity")
    current = reviews.get(pk=review.pk)
    if current.state != JointReview.State.OPEN:
        raise NotPossible("All sides have agreed to this review: it is kept as it is. Begin the next one.")
    return current


def _own(review, part_pk, by) -> ReviewPart:
    """The part, where the person speaks for its side."""
    part = review.parts.select_related("organisation").get(pk=part_pk)
    if part.organisation_id not in sides_that(by, review.award):
        raise NotYours("This is the part of another side.")
    return part


def _part_of(step) -> ReviewPart:
    return step.review.parts.get(organisation=step.organisation_id)


def _changed(review, what: str, *, by, at) -> None:
    """One version more: what was agreed to is not what stands here now."""
    review.version += 1
    review.save(update_fields=["version", "title", "held_on", "next_on"])
    record(actor=by, action="review_changed", target=review, at=at, what=what, version=review.version)


def _tell(review, *, what: str, said: str, by, at, key: str = "") -> None:
    """Tell the people of every side but the one who did it."""
    bought = review.award.opportunity or review.award.body
    for organisation, people in people_of_sides(review):
        notify_many(
            people=[person for person in people if by is None or person.pk != by.pk],
            event=f"review_{what}_for_{'provider' if organisation else 'buyer'}",
            key=key or review.pk,
            subject=Truncator(said).chars(190),
            body=review.award.title,
            url=reverse("review_detail", args=[review.pk]),
            members_of=organisation or bought,
            at=at,
        )
