"""Promises about bids: each member speaks for itself, one of two at once is kept, and nobody is told twice."""

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from commissioners.models import Lot, Opportunity
from consortia.actions import bid_outcomes, bids
from consortia.bidding.parties import Party
from consortia.models import Bid
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.models import Notification
from tests.at_once import at_once, refused_at_once, until_somebody_waits
from tests.factories import OpportunityFactory
from tests.factories.partnering import ConsortiumMemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(organisation):
    """The organisation's place in a consortium."""
    return ConsortiumMemberFactory(organisation=organisation)


@pytest.fixture
def other_seat(seat, other_organisation):
    return ConsortiumMemberFactory(consortium=seat.consortium, organisation=other_organisation)


@pytest.fixture
def party(seat):
    return Party(seat.organisation, seat)


@pytest.fixture
def other_party(other_seat):
    return Party(other_seat.organisation, other_seat)


@pytest.fixture
def tender(db):
    return OpportunityFactory(title="Community health in the west")


@pytest.fixture
def bid(party, other_party, owner, other_owner, tender):
    """Intended by the consortium, with both members in it."""
    begun = bids.intend(party=party, opportunity=tender, by=owner, at=timezone.now())
    take_part(begun, other_party, other_owner)
    return begun


def take_part(bid, party, by, words="Nurses and a van"):
    return bids.take_part(bid=bid, party=party, contribution=words, by=by, at=timezone.now())


def submit(bid, party, by):
    bids.submit(bid=bid, party=party, submitted_on=timezone.localdate(), by=by, at=timezone.now())


def withdraw(bid, party, by, seen="intended"):
    bids.withdraw(bid=bid, party=party, reason="Too late", seen=seen, by=by, at=timezone.now())


def end(bid, party, by, outcome):
    bid_outcomes.record_outcome(bid=bid, party=party, outcome=outcome, by=by, at=timezone.now())


def connection_free(bid) -> bool:
    """Whether nobody holds the bid."""
    with transaction.atomic():
        return Bid.objects.select_for_update(skip_locked=True).filter(pk=bid.pk).exists()


def state_of(bid):
    return Bid.objects.get(pk=bid.pk).state


def in_it(bid):
    return set(bid.participants.values_list("organisation", flat=True))


def test_whoever_intends_a_bid_says_it_for_its_own_organisation_alone(party, other_party, owner, other_owner, tender):
    begun = bids.intend(party=party, opportunity=tender, by=owner, at=timezone.now())
    assert in_it(begun) == {party.organisation.pk}
    row = Notification.objects.get(event="bid_intended")
    assert row.person == other_owner and "for your own organisation" in row.body


def test_no_member_says_for_another_that_it_is_in(party, other_party, owner, tender):
    begun = bids.intend(party=party, opportunity=tender, by=owner, at=timezone.now())
    for act in (take_part, lambda *args: bids.step_out(bid=args[0], party=args[1], by=args[2], at=timezone.now())):
        with pytest.raises(NotPossible):
            act(begun, other_party, owner)
    assert in_it(begun) == {party.organisation.pk}


def test_a_viewer_records_nothing(party, viewer, tender):
    with pytest.raises(NotPossible):
        bids.intend(party=party, opportunity=tender, by=viewer, at=timezone.now())


def test_intending_twice_is_one_bid(party, owner, tender):
    first, second = (bids.intend(party=party, opportunity=tender, by=owner, at=timezone.now()) for _ in range(2))
    assert first == second and Bid.objects.count() == 1
    assert AuditEvent.objects.filter(action="bid_intended").count() == 1


@pytest.mark.parametrize("state", ["draft", "cancelled"])
def test_nobody_intends_to_bid_for_what_is_not_to_be_had(party, owner, state):
    gone = OpportunityFactory(state=state, published_at=None if state == "draft" else timezone.now())
    with pytest.raises(NotPossible, match="Nothing can be bid for"):
        bids.intend(party=party, opportunity=gone, by=owner, at=timezone.now())


def test_a_bid_keeps_its_lots_of_this_opportunity_only(party, owner, tender):
    own, foreign = tender.lots.first(), OpportunityFactory().lots.first()
    begun = bids.intend(party=party, opportunity=tender, lots=[own, foreign], by=owner, at=timezone.now())
    assert list(begun.lots.all()) == [own] and Lot.objects.count() >= 2


def test_who_joins_is_told_once_and_what_it_brings_can_be_said_again(bid, other_party, owner, other_owner):
    take_part(bid, other_party, other_owner, "Nurses, and a second van")
    assert Notification.objects.filter(event="bid_member_in", person=owner).count() == 1
    assert bid.participants.get(organisation=other_party.organisation).contribution == "Nurses, and a second van"


def test_a_member_steps_out_and_comes_back(bid, other_party, other_owner, owner):
    for _ in range(2):
        bids.step_out(bid=bid, party=other_party, by=other_owner, at=timezone.now())
    assert other_party.organisation.pk not in in_it(bid)
    assert Notification.objects.filter(event="bid_member_out", person=owner).count() == 1
    take_part(bid, other_party, other_owner)
    assert not bid.declined.exists() and other_party.organisation.pk in in_it(bid)


def test_a_submitted_bid_is_joint_and_nobody_joins_it_any_more(bid, party, other_party, owner, other_owner):
    submit(bid, party, owner)
    kept = Bid.objects.get(pk=bid.pk)
    assert (kept.state, kept.is_joint, kept.submitted_by) == ("submitted", True, owner)
    with pytest.raises(NotPossible, match="submitted"):
        take_part(bid, other_party, other_owner)
    assert Notification.objects.filter(event="bid_submitted", person=other_owner).count() == 1


def test_whoever_left_before_the_tender_went_in_is_not_in_the_bid(bid, party, other_seat, owner):
    other_seat.left_at = timezone.now()
    other_seat.save()
    submit(bid, party, owner)
    assert in_it(bid) == {party.organisation.pk} and not Bid.objects.get(pk=bid.pk).is_joint


def test_whoever_is_not_in_the_bid_decides_nothing_about_it(party, other_party, owner, other_owner, tender):
    begun = bids.intend(party=party, opportunity=tender, by=owner, at=timezone.now())
    for act in (submit, withdraw, lambda *args: end(*args, "won")):
        with pytest.raises(NotPossible, match="is not in this bid"):
            act(begun, other_party, other_owner)


@pytest.mark.parametrize("page", ["bid_outcome", "bid_feedback", "bid_lessons", "lesson_share", "bid_outcome_correct"])
def test_whoever_is_not_in_the_bid_reads_so_before_it_types(
    party, other_party, owner, other_owner, tender, sign_in, page
):
    begun = bids.intend(party=party, opportunity=tender, by=owner, at=timezone.now())
    submit(begun, party, owner)
    if page != "bid_outcome":
        end(begun, party, owner, "lost")
    there = sign_in(other_owner).get(reverse(page, args=[begun.pk]), follow=True)
    assert there.redirect_chain[-1][0] == begun.get_absolute_url()
    assert "those who are in it record what becomes of it" in there.content.decode()


def test_nothing_is_withdrawn_from_a_stale_page(bid, party, other_party, owner, other_owner):
    submit(bid, party, owner)
    with pytest.raises(NotPossible, match="it is submitted now"):
        withdraw(bid, other_party, other_owner, seen="intended")
    withdraw(bid, other_party, other_owner, seen="submitted")
    assert state_of(bid) == "withdrawn"


def test_a_bid_is_won_or_lost_only_once_submitted(bid, party, owner):
    with pytest.raises(NotPossible):
        end(bid, party, owner, "won")


def test_what_the_contract_is_worth_is_kept_only_of_a_bid_that_was_won(bid, party, owner):
    submit(bid, party, owner)
    bid_outcomes.record_outcome(
        bid=bid, party=party, outcome="lost", contract_value="1000", by=owner, at=timezone.now()
    )
    assert Bid.objects.get(pk=bid.pk).contract_value is None


def test_the_same_outcome_again_changes_nothing(bid, party, other_party, owner, other_owner):
    submit(bid, party, owner)
    end(bid, party, owner, "lost")
    end(bid, other_party, other_owner, "lost")
    assert AuditEvent.objects.filter(action="bid_outcome_recorded").count() == 1
    assert Bid.objects.get(pk=bid.pk).ended_by == owner


@pytest.mark.django_db(transaction=True)
def test_two_people_who_record_won_and_lost_at_once_keep_one_of_both(bid, party, other_party, owner, other_owner):
    submit(bid, party, owner)
    refused = refused_at_once(lambda: end(bid, party, owner, "won"), lambda: end(bid, other_party, other_owner, "lost"))
    assert len(refused) == 1 and "Look at it again" in str(refused[0])
    recorded = AuditEvent.objects.get(action="bid_outcome_recorded")
    assert state_of(bid) == recorded.details["outcome"]
    assert Notification.objects.filter(event="bid_outcome_recorded").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_withdrawing_and_submitting_at_once_one_wins_and_the_other_is_told(
    bid, party, other_party, owner, other_owner
):
    refused = refused_at_once(lambda: submit(bid, party, owner), lambda: withdraw(bid, other_party, other_owner))
    assert len(refused) == 1
    assert AuditEvent.objects.filter(action__in=["bid_submitted", "bid_withdrawn"]).count() == 1
    assert state_of(bid) in ("submitted", "withdrawn")


@pytest.mark.django_db(transaction=True)
def test_whoever_waits_for_a_bid_reads_its_opportunity_as_it_is_then(bid, party, owner, tender):
    """What came true while it waited is not decided upon as it was before."""

    def reads():
        with transaction.atomic():
            return bids.hold(bid, party=party, by=owner).opportunity.state

    def changes():
        with transaction.atomic():
            Bid.objects.select_for_update().get(pk=bid.pk)
            until_somebody_waits()
            Opportunity.objects.filter(pk=tender.pk).update(state="cancelled")

    def reads_once_it_is_held():
        while connection_free(bid):
            pass
        return reads()

    assert at_once(changes, reads_once_it_is_held) == [None, "cancelled"]


@pytest.mark.django_db(transaction=True)
def test_a_double_click_records_one_intention_and_one_submission(party, other_party, owner, tender):
    def intend():
        bids.intend(party=party, opportunity=tender, by=owner, at=timezone.now())

    assert refused_at_once(intend, intend) == []
    bid = Bid.objects.get()
    assert refused_at_once(lambda: submit(bid, party, owner), lambda: submit(bid, party, owner)) == []
    assert AuditEvent.objects.filter(action="bid_submitted").count() == 1


def test_the_buyer_and_programme_staff_see_no_bid(bid, staff, commissioner, tender):
    tender.body = commissioner.body_memberships.get().body
    tender.save()
    for person in (staff, commissioner):
        assert not Bid.objects.visible_to(person).exists()


def test_whoever_has_left_no_longer_sees_the_consortiums_bid_but_its_line(bid, other_seat, other_owner, sign_in):
    Bid.objects.filter(pk=bid.pk).update(state=Bid.State.SUBMITTED, submitted_on=timezone.localdate())
    other_seat.left_at = timezone.now()
    other_seat.save()
    browser = sign_in(other_owner)
    assert browser.get(bid.get_absolute_url()).status_code == 404
    page = browser.get("/bids/").content.decode()
    assert bid.title in page and bid.get_absolute_url() not in page


def test_a_former_owner_acts_no_more(bid, party, owner, sign_in):
    browser = sign_in(owner)
    assert browser.get(bid.get_absolute_url()).status_code == 200
    owner.memberships.all().delete()
    with pytest.raises(NotPossible):
        submit(bid, party, owner)
    assert state_of(bid) == "intended" and not AuditEvent.objects.filter(action="bid_submitted").exists()
    assert browser.get(bid.get_absolute_url()).status_code == 404
