"""Promises about how opportunities end: who won, what was not awarded, and what everyone learns of it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from commissioners.actions import awards, outcomes
from commissioners.choices import LotOutcome, Route, State
from commissioners.delivery.winners import Winner
from commissioners.models import Award, AwardSupplier, Lot, Opportunity
from partnerships_portal.accounts import register
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.changes.models import Change
from partnerships_portal.notifications.models import Notification
from tests.commissioners.notices import award_notice, tender_notice
from tests.factories import BodyMembershipFactory, MembershipFactory, OpportunityFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(body, service, place):
    """A closed opportunity with two lots."""
    opportunity = OpportunityFactory(
        body=body, title="Youth clubs", state=State.CLOSED, description="Clubs", services=[service], places=[place]
    )
    second = Lot.objects.create(opportunity=opportunity, number="2", title="Mentoring", value=40_000)
    second.services.add(service)
    second.places.add(place)
    return opportunity


@pytest.fixture
def desk(sign_in, commissioner):
    return sign_in(commissioner)


def values(**other):
    empty = {"value": None, "bids_received": None, "note": ""}
    return empty | {"awarded_on": dt.date(2026, 11, 20)} | other


def announced(opportunity, lots, winners, *, by, at, **other):
    return awards.announce(opportunity=opportunity, lots=lots, winners=winners, values=values(**other), by=by, at=at)


def of(*organisations):
    return [
        Winner(each.name, organisation=each.pk, is_lead=number == 0 if len(organisations) > 1 else None)
        for number, each in enumerate(organisations)
    ]


def form_data(opportunity, lots, winners, **other):
    """What the form posts."""
    today = timezone.localdate()
    return {
        "version": opportunity.version,
        "lots": [lot.pk for lot in lots],
        "winner": [winner.key for winner in winners],
        "awarded_on_0": today.day,
        "awarded_on_1": today.month,
        "awarded_on_2": today.year,
        **other,
    }


def address(name, *args):
    return reverse(name, args=args)


def test_opportunity_is_awarded_once_every_lot_is_decided(closed, commissioner, organisation, other_organisation, at):
    first, second = closed.lots.all()
    announced(closed, [first], of(organisation), by=commissioner, at=at)
    closed.refresh_from_db()
    assert closed.state == State.CLOSED
    award = announced(closed, [second], of(organisation, other_organisation), by=commissioner, at=at)
    closed.refresh_from_db()
    assert closed.state == State.AWARDED
    assert award.is_joint and award.suppliers.get(is_lead=True).organisation == organisation
    assert set(closed.lots.values_list("outcome", flat=True)) == {LotOutcome.AWARDED}


def test_award_has_the_services_and_places_of_its_lots_for_matching(
    closed, commissioner, organisation, at, service, place
):
    award = announced(closed, closed.lots.all(), of(organisation), by=commissioner, at=at)
    assert list(award.services.all()) == [service] and list(award.places.all()) == [place]
    marks = set(Change.objects.values_list("kind", "object_id"))
    assert {("organisation", organisation.pk), ("opportunity", closed.pk), ("everything", 0)} <= marks


def test_repeated_press_awards_nothing_twice(closed, commissioner, organisation, at):
    lots = list(closed.lots.all())
    announced(closed, lots, of(organisation), by=commissioner, at=at)
    with pytest.raises(NotPossible, match="decided already"):
        announced(closed, lots, of(organisation), by=commissioner, at=at)
    assert Award.objects.count() == 1


def test_opportunity_of_which_nothing_was_awarded_is_cancelled_with_the_reason(closed, commissioner, at, client):
    outcomes.leave_out(
        opportunity=closed,
        lots=list(closed.lots.all()),
        outcome=LotOutcome.NOT_AWARDED,
        reason="No bid met the standard",
        by=commissioner,
        at=at,
    )
    closed.refresh_from_db()
    assert closed.state == State.CANCELLED
    page = client.get(closed.get_absolute_url()).content.decode()
    assert "No bid met the standard" in page


def test_lot_that_was_not_awarded_can_be_taken_back_while_another_is_undecided(closed, commissioner, at):
    first = closed.lots.first()
    for outcome in (LotOutcome.CANCELLED, LotOutcome.PENDING):
        outcomes.leave_out(opportunity=closed, lots=[first], outcome=outcome, reason="Budget", by=commissioner, at=at)
    first.refresh_from_db()
    assert (first.outcome, first.outcome_reason, first.decided_at) == ("", "", None)


def test_open_opportunity_cannot_be_awarded(published, commissioner, organisation, at):
    with pytest.raises(NotPossible, match="open for tenders"):
        announced(published, published.lots.all(), of(organisation), by=commissioner, at=at)


def test_draft_becomes_public_by_its_direct_award(ready, commissioner, organisation, at, client):
    with pytest.raises(NotPossible, match="Law and route"):
        announced(ready, ready.lots.all(), of(organisation), by=commissioner, at=at)
    Opportunity.objects.filter(pk=ready.pk).update(route=Route.DIRECT_AWARD)
    announced(ready, ready.lots.all(), of(organisation), by=commissioner, at=at)
    ready.refresh_from_db()
    assert (ready.state, ready.published_at) == (State.AWARDED, at)
    assert organisation.name in client.get(ready.get_absolute_url()).content.decode()


def test_direct_award_of_an_incomplete_draft_says_what_is_missing(desk, draft, organisation):
    Opportunity.objects.filter(pk=draft.pk).update(route=Route.DIRECT_AWARD)
    data = form_data(draft, draft.lots.all(), of(organisation), announce="1")
    page = desk.post(address("award_create", draft.pk), data).content.decode()
    assert "Describe what you want to buy" in page and not Award.objects.exists()


def test_winner_is_looked_for_added_checked_and_published(desk, closed, organisation, other_organisation, client):
    new = address("award_create", closed.pk)
    page = desk.post(new, {"look": "1", "winner_query": "harrow", "value": "35,000"}).content.decode()
    assert "Harrowmere Community Health" in page and "35,000" in page
    data = form_data(closed, closed.lots.all(), of(organisation), value="£35,000", bids_received="4")
    page = desk.post(new, data | {"add": other_organisation.pk}).content.decode()
    assert "They won together" in page and "There is a problem" not in page
    data |= {"winner": [str(organisation.pk), str(other_organisation.pk)], "lead": str(organisation.pk)}
    page = desk.post(new, data | {"check": "1"}).content.decode()
    assert "Check your answers" in page and "less than the value" not in page and not Award.objects.exists()
    desk.post(new, data | {"announce": "1"})
    page = client.get(address("opportunity_awards", closed.pk)).content.decode()
    assert "Won jointly" in page and "£35,000" in page and "leads" in page


def test_value_that_does_not_add_up_is_pointed_out_and_published_all_the_same(desk, closed, organisation):
    lots = closed.lots.filter(number="2")
    data = form_data(closed, lots, of(organisation), value="90000")
    page = desk.post(address("award_create", closed.pk), data | {"check": "1"}).content.decode()
    assert "The award, £90,000, is more than the value of what it is for, £40,000." in page
    desk.post(address("award_create", closed.pk), data | {"announce": "1"})
    assert Award.objects.get().value == 90_000


def test_supplier_outside_the_directory_is_typed(desk, closed):
    new = address("award_create", closed.pk)
    typed = {"winner_name": "Seaholm Services Ltd", "winner_number": "1234567", "add_typed": "1"}
    page = desk.post(new, typed).content.decode()
    assert 'value="GB-CHC-1234567|Seaholm Services Ltd"' in page
    page = desk.post(new, typed | {"winner_number": "12"}).content.decode()
    assert "charity number of 6 or 7 digits" in page and "Seaholm Services Ltd" in page
    desk.post(new, form_data(closed, closed.lots.all(), [Winner("Seaholm Services Ltd")], announce="1"))
    assert AwardSupplier.objects.get().organisation is None


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"winner": []}, "Say who won"),
        ({"lots": []}, "Select what is awarded"),
        ({"bids_received": "2", "voluntary_bids_received": "3"}, "at most as many as were received in all"),
        ({"awarded_on_2": "2099"}, "today or earlier"),
        ({"ends_on_0": "1", "ends_on_1": "4", "ends_on_2": "2027", "starts_on_0": "1", "starts_on_1": "4",
          "starts_on_2": "2028"}, "must end after it starts"),
        ({"value": "lots"}, "enter an amount in pounds"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_named_and_nothing_typed_is_lost(desk, closed, organisation, wrong, problem):
    data = form_data(closed, closed.lots.all(), of(organisation), note="A lesson") | wrong
    page = desk.post(address("award_create", closed.pk), data | {"check": "1"}).content.decode()
    assert "There is a problem" in page and problem in page and "A lesson" in page
    assert not Award.objects.exists()


@pytest.mark.parametrize("key", ["x", "\x00", "9" * 40, "|", "-1", "\u0663"])
def test_winner_that_is_none_is_left_out(desk, closed, key):
    data = form_data(closed, closed.lots.all(), []) | {"winner": [key], "announce": "1"}
    assert "Say who won" in desk.post(address("award_create", closed.pk), data).content.decode()


def test_second_officer_learns_that_a_lot_was_awarded_meanwhile(desk, closed, commissioner, organisation, at):
    lots = list(closed.lots.all())
    data = form_data(closed, lots, of(organisation), note="Mine")
    announced(closed, lots[:1], of(organisation), by=commissioner, at=at)
    page = desk.post(address("award_create", closed.pk), data | {"announce": "1"}).content.decode()
    assert "There is a problem" in page and "Mine" in page
    assert Award.objects.count() == 1


def test_correction_says_why_and_shows_what_changed(
    closed, commissioner, organisation, other_organisation, at, desk, client
):
    award = announced(closed, closed.lots.all(), of(organisation), by=commissioner, at=at)
    page = desk.get(address("award_edit", closed.pk, award.pk)).content.decode()
    assert organisation.name in page
    data = form_data(closed, closed.lots.all(), of(other_organisation), announce="1", reason="Wrong name", value="5000")
    desk.post(address("award_edit", closed.pk, award.pk), data | {"version": 1})
    award.refresh_from_db()
    assert (award.version, award.value, award.suppliers.get().organisation) == (2, 5000, other_organisation)
    page = client.get(closed.get_absolute_url()).content.decode()
    assert "Award corrected" in page and "Wrong name" in page
    stale = desk.post(
        address("award_edit", closed.pk, award.pk), data | {"version": 1, "value": "6000"}
    ).content.decode()
    assert "Someone else corrected this award" in stale
    assert Award.objects.get().value == 5000


def test_organisation_that_was_named_is_told_and_can_say_that_it_was_not_them(
    closed, commissioner, organisation, owner, staff, at, sign_in
):
    award = announced(closed, closed.lots.all(), of(organisation), by=commissioner, at=at)
    assert Notification.objects.filter(person=owner, event="award_names_organisation").exists()
    here = sign_in(owner)
    assert "Say that it was not you" in here.get(address("opportunity_awards", closed.pk)).content.decode()
    for _ in range(2):
        here.post(address("award_dispute", closed.pk, award.pk, organisation.pk), {"message": "Another of our name"})
    told = Notification.objects.filter(event__startswith="award_disputed")
    assert sorted(told.values_list("person", flat=True)) == sorted([commissioner.pk, staff.pk])


def test_only_the_body_that_leads_says_who_won(closed, partner_body, partner, onlooker, sign_in):
    closed.joint_buyers.add(partner_body)
    for person in (partner, onlooker):
        assert sign_in(person).get(address("award_create", closed.pk)).status_code == 403


def test_outcome_of_a_draft_exists_for_its_buyer_alone(draft, sign_in, stranger, commissioner):
    assert sign_in(stranger).get(address("opportunity_awards", draft.pk)).status_code == 404
    assert sign_in(commissioner).get(address("opportunity_awards", draft.pk)).status_code == 200


def test_page_of_outcomes_asks_no_more_for_more_awards(
    closed, commissioner, organisation, other_organisation, at, client, django_assert_max_num_queries
):
    for number in range(3, 9):
        Lot.objects.create(opportunity=closed, number=str(number))
    first, *rest = closed.lots.all()
    announced(closed, [first], of(organisation), by=commissioner, at=at)
    client.get(address("opportunity_awards", closed.pk))
    with django_assert_max_num_queries(12) as few:
        client.get(address("opportunity_awards", closed.pk))
    for lot in rest:
        announced(closed, [lot], of(organisation, other_organisation), by=commissioner, at=at)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(address("opportunity_awards", closed.pk))


def test_colleagues_are_told_of_the_outcome(closed, commissioner, organisation, at):
    colleague = BodyMembershipFactory(body=closed.body, role="editor").user
    member = MembershipFactory(organisation=OrganisationFactory(), role="owner").user
    announced(closed, closed.lots.all(), of(organisation), by=commissioner, at=at)
    assert Notification.objects.filter(person=colleague, event="opportunity_decided").exists()
    assert not Notification.objects.filter(person=member).exists()


@pytest.mark.usefixtures("reference_data")
def test_award_recorded_here_stays_beside_that_of_a_later_notice(run_import, organisation, at):
    run_import(tender_notice())
    opportunity = Opportunity.objects.get()
    officer = BodyMembershipFactory(body=opportunity.body, role="owner").user
    Opportunity.objects.update(state=State.CLOSED)
    mine = announced(opportunity, opportunity.lots.all(), of(organisation), by=officer, at=at, note="Ours")
    run_import(award_notice())
    mine.refresh_from_db()
    assert (mine.note, mine.suppliers.get().organisation) == ("Ours", organisation)
    assert set(opportunity.awards.values_list("source", flat=True)) == {"portal", "find_a_tender"}
    run_import(award_notice())
    assert opportunity.awards.count() == 2


def test_officer_is_told_which_awards_they_recorded(closed, organisation, at):
    officer = BodyMembershipFactory(body=closed.body, role="owner").user
    award = announced(closed, closed.lots.all(), of(organisation), by=officer, at=at)
    told = [holding for holding in register.holdings() if holding.model == "commissioners.Award"]
    assert [list(holding.rows(register.Whose(officer, (officer.email,)))) for holding in told] == [[award]]
    assert told[0].erasure is register.Erasure.KEPT
