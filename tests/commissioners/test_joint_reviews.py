"""Promises about joint reviews: each side for itself, all see everything, nobody else sees anything."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from commissioners.actions import reviews
from commissioners.delivery.awaiting import of_person
from commissioners.models import JointReview, ReviewStep
from commissioners.tasks import remind_of_reviews
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.awaiting import Asker
from partnerships_portal.notifications.models import Notification
from tests.factories import AwardFactory, BodyMembershipFactory, MembershipFactory, ReviewFactory

pytestmark = pytest.mark.django_db
TEXTS = {"went_well": "We met every month", "to_change": "", "partnership": ""}


@pytest.fixture
def award(body, organisation, other_organisation):
    """Won by two organisations together."""
    return AwardFactory(opportunity__body=body, to=[organisation, other_organisation], is_joint=True)


@pytest.fixture
def review(award, commissioner, at):
    return reviews.start(award=award, title="First year", held_on=None, by=commissioner, at=at)


def part_of(review, organisation):
    return review.parts.get(organisation=organisation)


def address(name, *args):
    return reverse(name, args=args)


def agree(review, organisation, by, at):
    review.refresh_from_db()
    reviews.agree(part=part_of(review, organisation), version=review.version, by=by, at=at)


def test_review_has_a_part_for_the_buyer_and_each_provider_and_all_are_told(
    review, organisation, other_organisation, owner, other_owner, colleague, commissioner
):
    assert set(review.parts.values_list("organisation", flat=True)) == {None, organisation.pk, other_organisation.pk}


def test_sides_are_told_that_a_review_was_started(award, owner, other_owner, colleague, commissioner, at):
    for _ in range(2):
        reviews.start(award=award, title="First year", held_on=None, by=commissioner, at=at)
    told = Notification.objects.filter(event__startswith="review_started")
    assert sorted(told.values_list("person", flat=True)) == sorted([owner.pk, other_owner.pk, colleague.pk])
    assert JointReview.objects.count() == 1


def test_no_side_writes_plans_or_agrees_for_another(review, organisation, owner, other_owner, commissioner, at):
    step = ReviewStep.objects.create(review=review, organisation=organisation, text="Hire")
    buyers, providers = part_of(review, None), part_of(review, organisation)
    for part, by in ((buyers, owner), (providers, other_owner), (providers, commissioner)):
        with pytest.raises(reviews.NotYours):
            reviews.write(part=part, texts=TEXTS, seen=part.updated_at.isoformat(), by=by, at=at)
        with pytest.raises(reviews.NotYours):
            reviews.add_step(part=part, text="Theirs", due_on=None, by=by, at=at)
        with pytest.raises(reviews.NotYours):
            reviews.agree(part=part, version=review.version, by=by, at=at)
    for by in (other_owner, commissioner):
        with pytest.raises(reviews.NotYours):
            reviews.tick(step=step, done=True, by=by, at=at)
        with pytest.raises(reviews.NotYours):
            reviews.remove_step(step=step, by=by, at=at)


def test_pages_of_another_side_are_seen_and_not_touched(review, organisation, sign_in, owner):
    here = sign_in(owner)
    assert here.get(address("review_detail", review.pk)).status_code == 200
    buyers = part_of(review, None)
    assert here.get(address("review_part", review.pk, buyers.pk)).status_code == 403
    assert here.post(address("review_agree", review.pk, buyers.pk), {"version": review.version}).status_code == 403
    assert here.post(address("review_step", review.pk, buyers.pk), {"text": "Pay more"}).status_code == 403


def test_review_does_not_exist_for_anybody_else(review, sign_in, stranger, staff, triage, partner):
    for person in (stranger, staff, triage, partner, MembershipFactory(role="owner").user):
        assert sign_in(person).get(address("review_detail", review.pk)).status_code == 404
        assert sign_in(person).get(address("review_start", review.award_id)).status_code == 404


def test_viewers_read_and_do_not_write(review, organisation, sign_in, viewer, onlooker):
    for person, side in ((viewer, organisation), (onlooker, None)):
        here = sign_in(person)
        page = here.get(address("review_detail", review.pk)).content.decode()
        assert "First year" in page and "Write your part" not in page
        assert here.get(address("review_part", review.pk, part_of(review, side).pk)).status_code == 403


def test_review_is_closed_once_every_side_agreed_to_the_same_version(
    review, organisation, other_organisation, owner, other_owner, commissioner, at
):
    agree(review, None, commissioner, at)
    agree(review, organisation, owner, at)
    mine = part_of(review, other_organisation)
    reviews.write(part=mine, texts=TEXTS, seen=mine.updated_at.isoformat(), by=other_owner, at=at)
    agree(review, other_organisation, other_owner, at)
    review.refresh_from_db()
    assert review.state == JointReview.State.OPEN, "what the others agreed to is not what stands there now"
    agree(review, None, commissioner, at)
    agree(review, organisation, owner, at)
    review.refresh_from_db()
    assert (review.state, review.agreed_at) == (JointReview.State.AGREED, at)
    with pytest.raises(NotPossible, match="kept as it is"):
        reviews.save_about(review=review, title="x", held_on=None, next_on=None, by=owner, at=at)


def test_agreement_to_what_has_changed_since_is_refused(review, organisation, owner, commissioner, at):
    part = part_of(review, organisation)
    reviews.add_step(part=part, text="Hire a link worker", due_on=None, by=owner, at=at)
    with pytest.raises(NotPossible, match="Read it again"):
        reviews.agree(part=part_of(review, None), version=1, by=commissioner, at=at)


def test_organisation_that_the_award_no_longer_names_is_not_waited_for(
    review, award, organisation, other_organisation, owner, commissioner, at
):
    award.suppliers.filter(organisation=other_organisation).delete()
    agree(review, None, commissioner, at)
    agree(review, organisation, owner, at)
    review.refresh_from_db()
    assert review.state == JointReview.State.AGREED


def test_organisation_that_a_correction_names_reads_none_of_what_was_reviewed_with_another(
    review, award, organisation, owner, partner, commissioner, at, sign_in
):
    named = MembershipFactory(role="owner")
    award.suppliers.filter(organisation=organisation).update(organisation=named.organisation)
    for person in (named.user, owner):
        assert sign_in(person).get(address("review_detail", review.pk)).status_code == 404
        assert review.title not in sign_in(person).get(address("review_list")).content.decode()
    reviews.start(award=award, title="Handover", held_on=None, by=commissioner, at=at)
    assert sign_in(named.user).get(address("review_list")).content.decode().count("Handover") == 1
    told = Notification.objects.filter(event="review_started_for_provider", person=named.user)
    assert told.count() == 1, "of the review in which it has a part"


def test_organisation_that_took_a_provider_over_reads_its_reviews(review, award, organisation, sign_in):
    heir = MembershipFactory(role="owner")
    organisation.closed_at, organisation.merged_into = timezone.now(), heir.organisation
    organisation.save()
    award.suppliers.filter(organisation=organisation).update(organisation=heir.organisation)
    assert sign_in(heir.user).get(address("review_detail", review.pk)).status_code == 200


def test_steps_are_ticked_also_after_all_agreed(award, owner, organisation, commissioner, other_owner, at, sign_in):
    award.suppliers.exclude(organisation=organisation).delete()
    review = reviews.start(award=award, title="Second year", held_on=None, by=owner, at=at)
    step = reviews.add_step(part=part_of(review, organisation), text="Hire", due_on=None, by=owner, at=at)
    agree(review, None, commissioner, at)
    agree(review, organisation, owner, at)
    here = sign_in(owner)
    here.post(address("review_step_change", review.pk, step.pk), {"done": "1"})
    step.refresh_from_db()
    assert step.done_by == owner
    here.post(address("review_step_change", review.pk, step.pk), {"undone": "1"})
    step.refresh_from_db()
    assert step.done_at is None
    here.post(address("review_step_change", review.pk, step.pk), {"remove": "1"})
    assert ReviewStep.objects.filter(pk=step.pk).exists(), "what was agreed is kept"


def test_colleague_who_was_quicker_is_shown_and_nothing_typed_is_lost(review, organisation, owner, editor, sign_in, at):
    part = part_of(review, organisation)
    seen = part.updated_at.isoformat()
    quick = {**TEXTS, "went_well": "Theirs"}
    reviews.write(part=part, texts=quick, seen=seen, by=editor, at=at + dt.timedelta(minutes=1))
    here = sign_in(owner)
    page = here.post(address("review_part", review.pk, part.pk), {**TEXTS, "went_well": "Mine", "seen": seen})
    assert "Theirs" in page.content.decode() and "Mine" in page.content.decode()
    part.refresh_from_db()
    assert part.went_well == "Theirs"


def waits(person, at):
    return [thing for queue in of_person(Asker(person), at) for thing in queue.things()]


def test_next_review_is_reminded_once_until_it_is_begun(review, owner, commissioner, at):
    today = timezone.localdate()
    JointReview.objects.update(state="agreed", agreed_at=at, next_on=today)
    for _ in range(2):
        remind_of_reviews()
    assert Notification.objects.filter(person=owner, event="review_due_for_provider").count() == 1
    assert [thing.text for thing in waits(owner, timezone.now())] == ["Begin the next joint review after “First year”"]
    reviews.start(award=review.award, title="Second year", held_on=None, by=commissioner, at=timezone.now())
    assert not [thing for thing in waits(owner, timezone.now()) if thing.text.startswith("Begin")]


def test_review_awaits_each_side_until_it_agreed(review, organisation, owner, commissioner, viewer, at):
    assert [len(waits(person, at)) for person in (owner, commissioner, viewer)] == [1, 1, 0]
    agree(review, organisation, owner, at)
    assert [len(waits(person, at)) for person in (owner, commissioner)] == [0, 1]


def test_award_from_a_notice_whose_supplier_is_linked_may_be_reviewed(body, organisation, owner, sign_in, at):
    award = AwardFactory(opportunity=None, body=body, title="Libraries", source="find_a_tender", ocid="ocds-1", to=[])
    award.suppliers.create(name="Harrowmere", organisation=organisation)
    here = sign_in(owner)
    assert "Libraries" in here.get(address("review_list")).content.decode()
    here.post(address("review_start", award.pk), {"title": "First year"})
    assert JointReview.objects.get().award == award


def test_lists_of_reviews_ask_no_more_for_more_of_them(
    award, organisation, owner, body, sign_in, django_assert_max_num_queries
):
    here = sign_in(owner)
    ReviewFactory(award=award)
    here.get(address("review_list"))
    with django_assert_max_num_queries(40) as few:
        here.get(address("review_list"))
    for _ in range(4):
        ReviewFactory(award=award)
        AwardFactory(opportunity__body=BodyMembershipFactory().body, to=[organisation])
    with django_assert_max_num_queries(len(few.captured_queries)):
        here.get(address("review_list"))
