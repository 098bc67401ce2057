"""Promises about organisations in two bids for one lot: told exactly, hinted at to nobody, seen by programme staff."""

import pytest
from django.utils import timezone

from commissioners.models import Lot
from consortia.actions import bids, invitations, overlaps, proposals
from consortia.bidding.parties import Party
from consortia.bidding.same_lot import Side, twice
from consortia.models import Overlap
from consortia.proposing import fingerprint
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.notifications.models import Notification
from tests.factories import MembershipFactory, OpportunityFactory, OrganisationFactory
from tests.factories.bids import LiveBidFactory
from tests.factories.partnering import ConsortiumMemberFactory, PartnerInvitationFactory

from .working import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def tender(db):
    return OpportunityFactory(title="Community health in the west")


@pytest.fixture
def seat(organisation, tender):
    return ConsortiumMemberFactory(
        organisation=organisation, consortium__name="Harbour Partnership", consortium__opportunity=tender
    )


@pytest.fixture
def partner(seat):
    """Owner of the other of two members."""
    return owner_in(seat.consortium)


def owner_in(consortium):
    return MembershipFactory(organisation=ConsortiumMemberFactory(consortium=consortium).organisation).user


@pytest.fixture
def elsewhere(organisation, tender):
    """The organisation's seat in another consortium for the same opportunity."""
    return ConsortiumMemberFactory(
        organisation=organisation, consortium__name="Moorland Alliance", consortium__opportunity=tender
    )


def look(tender):
    return overlaps.look(tender, at=timezone.now())


def warn():
    return overlaps.warn(at=timezone.now())


def told(event):
    return Notification.objects.filter(event=event)


def test_the_organisation_is_told_exactly_and_at_once(seat, elsewhere, tender, owner, viewer):
    assert look(tender) == 1
    row = told("same_lot_found").get()
    assert row.person == owner
    assert "Harbour Partnership" in row.body and "Moorland Alliance" in row.body


def test_partners_are_told_neither_who_nor_where_nor_at_that_moment(seat, elsewhere, partner, tender):
    look(tender)
    assert not told("same_lot_warning").exists()
    warn()
    row = told("same_lot_warning").get(person=partner)
    said = row.subject + row.body
    assert not any(str(name) in said for name in (seat.organisation, "Harbour", "Moorland"))
    assert "may or may not be in your consortium" in said


def test_a_consortium_that_nobody_is_twice_in_reads_the_same_words(seat, elsewhere, partner, tender):
    """So a member of two cannot tell whether its only partner is meant."""
    uninvolved = ConsortiumMemberFactory(consortium__opportunity=tender).consortium
    bystander = owner_in(uninvolved)
    look(tender)
    warn()
    mine, theirs = (told("same_lot_warning").get(person=one) for one in (partner, bystander))
    assert (mine.subject, mine.body) == (theirs.subject, theirs.body)


def test_pages_say_the_same_to_partners_and_bystanders_and_name_nobody(seat, elsewhere, partner, tender, sign_in):
    bystander = owner_in(ConsortiumMemberFactory(consortium__opportunity=tender).consortium)
    look(tender)
    for person in (partner, bystander):
        pk = person.memberships.get().organisation.consortium_memberships.get().consortium_id
        text = "At least one organisation takes part in more than one bid"
        assert text not in sign_in(person).get(f"/consortia/{pk}/bids/").content.decode()
    warn()
    for person in (partner, bystander):
        pk = person.memberships.get().organisation.consortium_memberships.get().consortium_id
        page = sign_in(person).get(f"/consortia/{pk}/bids/").content.decode()
        assert text in page and "Moorland" not in page and "is in two bids" not in page


def test_the_organisations_own_people_read_exactly_which(seat, elsewhere, tender, owner, sign_in):
    look(tender)
    page = sign_in(owner).get(f"/consortia/{seat.consortium_id}/bids/").content.decode()
    assert "Moorland Alliance" in page and "is in two bids for the same lot" in page


def test_warnings_come_once_however_often_the_sweep_runs(seat, elsewhere, partner, tender, owner):
    for _ in range(2):
        overlaps.look_everywhere(at=timezone.now())
        warn()
    assert told("same_lot_warning").filter(person=partner).count() == 1
    assert told("same_lot_found").count() == 1
    assert AuditEvent.objects.filter(action="same_lot_found").count() == 1


def test_a_bid_of_its_own_beside_a_consortium_counts(seat, organisation, owner, tender):
    bids.intend(party=Party(organisation), opportunity=tender, by=owner, at=timezone.now())
    assert Overlap.objects.get().own_bid is not None
    assert "a bid of its own" in told("same_lot_found").get().body


def test_different_lots_do_not_meet(organisation):
    tender = OpportunityFactory()
    other = Lot.objects.create(opportunity=tender, number="2")
    for lot in (tender.lots.exclude(pk=other.pk).get(), other):
        ConsortiumMemberFactory(organisation=organisation, consortium__opportunity=tender, consortium__lot=lot)
    assert look(tender) == 0


def test_a_bid_for_one_lot_narrows_what_its_consortium_stands_for(seat, organisation, owner, tender):
    other = Lot.objects.create(opportunity=tender, number="2")
    elsewhere = ConsortiumMemberFactory(
        organisation=organisation, consortium__opportunity=tender, consortium__lot=other
    )
    assert look(tender) == 1
    first = tender.lots.exclude(pk=other.pk).get()
    bids.intend(party=Party(organisation, seat), opportunity=tender, lots=[first], by=owner, at=timezone.now())
    assert Overlap.objects.open().count() == 0 and elsewhere.left_at is None


@pytest.mark.parametrize("ends", ["leaves", "cancelled", "dissolved"])
def test_it_is_over_once_it_is_so_no_more(seat, elsewhere, tender, ends):
    look(tender)
    if ends == "leaves":
        elsewhere.left_at = timezone.now()
        elsewhere.save()
    elif ends == "dissolved":
        elsewhere.consortium.state = "dissolved"
        elsewhere.consortium.save()
    else:
        tender.state = "cancelled"
        tender.save()
    overlaps.look_everywhere(at=timezone.now())
    assert not Overlap.objects.open().exists()
    assert AuditEvent.objects.filter(action="same_lot_ended").count() == 1
    warn()
    assert not told("same_lot_warning").exists()


def test_withdrawing_the_own_bid_ends_it(seat, organisation, owner, tender):
    alone = Party(organisation)
    bid = bids.intend(party=alone, opportunity=tender, by=owner, at=timezone.now())
    bids.withdraw(bid=bid, party=alone, reason="One is enough", seen="intended", by=owner, at=timezone.now())
    assert not Overlap.objects.open().exists()


def test_staff_see_names_and_that_they_looked_is_recorded(seat, elsewhere, tender, staff, sign_in):
    LiveBidFactory(consortium=seat.consortium, opportunity=tender, by=[seat.organisation])
    look(tender)
    page = sign_in(staff).get("/programme/same-lot/").content.decode()
    assert "Harbour Partnership" in page and "Moorland Alliance" in page
    assert AuditEvent.objects.get(action="same_lot_read").actor == staff
    assert sign_in(staff).get(f"/consortia/{seat.consortium_id}/").status_code == 404


def test_the_audit_trail_names_nobody(seat, elsewhere, tender, staff, sign_in):
    """Who it is stands in the list, where each look is recorded."""
    look(tender)
    assert AuditEvent.objects.get(action="same_lot_found").details == {}
    page = text_of(sign_in(staff).get("/audit/"))
    assert "found an organisation in two bids for the same lot" in page
    assert seat.organisation.name not in page and "Harbour Partnership" not in page
    assert not AuditEvent.objects.filter(action="same_lot_read").exists()


def test_the_staff_page_asks_as_often_for_many_as_for_few(tender, staff, sign_in, django_assert_max_num_queries):
    for _ in range(6):
        organisation = OrganisationFactory()
        for _ in range(2):
            ConsortiumMemberFactory(organisation=organisation, consortium__opportunity=tender)
    look(tender)
    browser = sign_in(staff)
    browser.get("/programme/same-lot/")
    reading_and_notes = 12 + 2 * 6  # an audit event for each organisation
    with django_assert_max_num_queries(reading_and_notes):
        browser.get("/programme/same-lot/")


def test_two_own_bids_are_no_matter_of_partners():
    alone = [Side(None, pk, frozenset([1]), frozenset([7])) for pk in (1, 2)]
    assert twice(alone) == set()


def test_joining_a_second_consortium_is_noticed_at_once(seat, tender, owner):
    invitation = PartnerInvitationFactory(
        organisation=seat.organisation, proposal__opportunity=tender, proposal__title="Moorland Alliance"
    )
    other_owner = MembershipFactory(organisation=invitation.proposal.proposer).user
    invitations.accept(invitation=invitation, by=owner, at=timezone.now())
    assert not told("same_lot_found").exists()
    invitation.refresh_from_db()
    seen = fingerprint.of_answers([invitation])
    proposals.confirm(proposal=invitation.proposal, seen=seen, by=other_owner, at=timezone.now())
    assert "Moorland Alliance" in told("same_lot_found").get(person=owner).body
