"""Promises about leaving a consortium, and about members whose organisation ends."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from consortia.actions import decisions, members, opportunity_news
from consortia.models import Bid, Consortium, ConsortiumMember, Decision, Voice
from mutuals.actions import closing, merging
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.awaiting import awaiting
from partnerships_portal.notifications.models import Notification
from tests.at_once import refused_at_once
from tests.consortia.seats import Seats
from tests.factories import BidFactory, MembershipFactory, OpportunityFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2027, 1, 22, 12, 0, tzinfo=dt.UTC)


def leave(seats, who, **said) -> None:
    members.leave(member=seats.member(who), by=seats.person(who), at=NOW, **said)


def kept(seats, who) -> ConsortiumMember:
    return ConsortiumMember.objects.get(pk=seats.member(who).pk)


def state(seats) -> str:
    return Consortium.objects.get(pk=seats.consortium.pk).state


def set_state(seats, to) -> None:
    Consortium.objects.filter(pk=seats.consortium.pk).update(state=to)


def set_lead(seats, who) -> None:
    ConsortiumMember.objects.filter(pk=seats.member(who).pk).update(role="lead")


def proposed(seats, who, **asked) -> Decision:
    return decisions.propose(member=seats.member(who), by=seats.person(who), at=NOW, **{"title": "Meet", **asked})


def agreed(seats, who, decision) -> None:
    decisions.give_voice(decision=decision, member=seats.member(who), answer="agree", by=seats.person(who), at=NOW)


def test_a_member_leaves_by_its_own_act_and_everyone_is_told_once(seats):
    for _ in range(2):
        leave(seats, "third", reason="Another direction.")
    left = kept(seats, "third")
    assert (left.left_at, left.left_by, left.ending) == (NOW, seats.person("third"), "own_act")
    assert seats.told("consortium_member_left") == {"first", "second"}
    assert Notification.objects.filter(event="consortium_member_left").count() == 2
    assert "Why: Another direction." in Notification.objects.filter(event="consortium_member_left")[0].body


def test_nobody_puts_another_member_out(seats):
    with pytest.raises(NotPossible):
        members.leave(member=seats.member("third"), by=seats.person("first"), at=NOW)
    with pytest.raises(NotPossible):
        members.leave(member=seats.member("third"), by=seats.colleague("third", role="viewer"), at=NOW)
    assert kept(seats, "third").left_at is None


def test_the_leavers_own_colleagues_are_told(seats):
    colleague = seats.colleague("third")
    leave(seats, "third")
    assert Notification.objects.get(event="consortium_left").person == colleague


def test_open_decisions_are_counted_again_when_a_member_leaves(seats):
    decision = proposed(seats, "first")
    agreed(seats, "second", decision)
    leave(seats, "third")
    assert Decision.objects.get().state == "agreed"


def test_when_the_lead_leaves_the_others_are_asked_to_name_one(seats):
    set_lead(seats, "first")
    leave(seats, "first")
    assert seats.told("consortium_without_lead") == {"second", "third"}


def test_one_alone_waits_and_is_told_and_when_the_last_goes_it_is_dissolved(seats):
    set_state(seats, "active")
    leave(seats, "first")
    assert state(seats) == "active"
    leave(seats, "second")
    assert (state(seats), seats.told("consortium_alone")) == ("dormant", {"third"})
    leave(seats, "third")
    assert state(seats) == "dissolved"


def test_from_a_dissolved_consortium_nobody_leaves(seats):
    set_state(seats, "dissolved")
    with pytest.raises(NotPossible, match="dissolved"):
        leave(seats, "first")


def test_whoever_left_sees_one_line_and_nothing_of_the_workspace(seats, sign_in):
    leave(seats, "third")
    browser = sign_in(seats.person("third"))
    page = browser.get(reverse("consortium_list")).content.decode()
    assert f"left {seats.consortium.name} on 22 January 2027" in " ".join(page.split())
    assert "The first organisation" not in page
    for name in ("consortium", "member_list", "decision_list"):
        assert browser.get(reverse(name, args=[seats.consortium.pk])).status_code == 404


def test_members_see_who_left_and_the_leave_page_says_what_follows(seats, sign_in):
    leave(seats, "third", reason="Another direction.")
    browser = sign_in(seats.person("first"))
    assert "Another direction." in browser.get(reverse("member_list", args=[seats.consortium.pk])).content.decode()
    url = reverse("consortium_leave", args=[seats.consortium.pk])
    assert "What follows at once" in browser.get(url).content.decode()
    browser.post(url, {"reason": ""})
    assert kept(seats, "first").left_at is not None
    assert browser.post(url).status_code == 404


def test_when_the_leads_organisation_is_closed_its_seat_ends_that_moment_and_the_others_are_told(seats, staff):
    set_lead(seats, "first")
    closed_at = timezone.now() - dt.timedelta(minutes=1)
    ConsortiumMember.objects.update(joined_at=closed_at - dt.timedelta(days=9))
    closing.close(organisation=seats.member("first").organisation, reason="Wound up", by=staff, at=closed_at)
    assert [members.end_closed(at=NOW) for _ in range(2)] == [1, 0]
    left = kept(seats, "first")
    assert (left.left_at, left.ending) == (closed_at, "closed")
    assert seats.told("consortium_member_left") == {"second", "third"}
    assert seats.told("consortium_without_lead") == {"second", "third"}


@pytest.fixture
def merged(seats, staff):
    """The first member, which led, was merged into another organisation, whose person this is."""
    set_lead(seats, "first")
    heir = OrganisationFactory(name="The heir")
    person = MembershipFactory(organisation=heir, role="owner").user
    merging.merge(organisation=seats.member("first").organisation, into=heir, by=staff, at=timezone.now())
    members.end_closed(at=NOW)
    return person


def test_the_heir_of_a_merged_member_is_in_only_if_its_people_take_the_seat(seats, merged, sign_in):
    assert kept(seats, "first").ending == "merged"
    assert not Consortium.objects.visible_to(merged).exists()
    url = reverse("seat_offer", args=[seats.member("first").pk])
    assert [thing.url for thing in awaiting(merged, NOW)] == [url]
    browser = sign_in(merged)
    assert "Take over the seat of The first organisation" in browser.get(url).content.decode()
    for _ in range(2):
        browser.post(url, {"answer": "take"})
    seat = ConsortiumMember.objects.get(organisation__name="The heir")
    assert seat.role == "equal"  # who leads is for the members to decide
    assert seats.told("consortium_joined") >= {"second", "third"}
    assert awaiting(merged, NOW) == []


def test_a_seat_that_is_declined_is_not_offered_again(seats, merged, sign_in):
    url = reverse("seat_offer", args=[seats.member("first").pk])
    sign_in(merged).post(url, {"answer": "decline"})
    assert not ConsortiumMember.objects.filter(organisation__name="The heir").exists()
    assert awaiting(merged, NOW) == []


def test_a_seat_is_not_for_others_and_not_of_a_dissolved_consortium(seats, merged, sign_in):
    url = reverse("seat_offer", args=[seats.member("first").pk])
    assert sign_in(seats.person("second")).get(url).status_code == 404
    set_state(seats, "dissolved")
    assert awaiting(merged, NOW) == []
    with pytest.raises(NotPossible, match="dissolved"):
        members.take_over(member=seats.member("first"), by=merged, at=NOW)


def test_an_heir_that_sits_there_already_is_offered_no_second_seat(seats, staff):
    second = seats.member("second").organisation
    merging.merge(organisation=seats.member("first").organisation, into=second, by=staff, at=timezone.now())
    members.end_closed(at=NOW)
    assert kept(seats, "first").offered_to is None
    assert seats.told("seat_offered") == set()


@pytest.fixture
def opportunity(seats):
    """What they formed for, and have heard of."""
    opportunity = OpportunityFactory(title="Youth hubs")
    Consortium.objects.filter(pk=seats.consortium.pk).update(opportunity=opportunity)
    opportunity_news.tell_of_opportunities(at=NOW)
    return opportunity


def changed(opportunity, **fields) -> list[int]:
    type(opportunity).objects.filter(pk=opportunity.pk).update(version=opportunity.version + 1, **fields)
    return [opportunity_news.tell_of_opportunities(at=NOW) for _ in range(2)]


@pytest.mark.parametrize(
    ("fields", "said", "advice"),
    [
        ({"state": "cancelled"}, "was cancelled", "Decide together"),
        ({"state": "awarded"}, "was awarded", "Decide together"),
        ({"value": 5}, "was changed", "Its page says what changed"),
    ],
)
def test_members_are_told_once_what_became_of_the_opportunity(seats, opportunity, fields, said, advice):
    assert seats.told("consortium_opportunity_changed") == set()
    assert changed(opportunity, **fields) == [1, 0]
    assert seats.told("consortium_opportunity_changed") == {"first", "second", "third"}
    message = Notification.objects.filter(event="consortium_opportunity_changed")[0]
    assert said in message.subject
    assert advice in message.body


def test_all_of_it_is_told_with_the_bid_where_there_is_one(seats, opportunity):
    BidFactory(consortium=seats.consortium, opportunity=opportunity, state="intended")
    assert changed(opportunity, value=5) == [0, 0]
    opportunity.version += 1
    assert changed(opportunity, state="cancelled") == [0, 0]
    opportunity.version += 1
    Bid.objects.update(state="withdrawn")
    assert changed(opportunity, value=6) == [0, 0], "it has ended: nothing more is to be read"


@pytest.mark.django_db(transaction=True)
def test_the_last_voice_and_a_leaving_at_once_decide_it_once():
    seats = Seats.made()
    decision = proposed(seats, "first", kind="become_active")
    agreed(seats, "second", decision)
    refused = refused_at_once(lambda: agreed(seats, "third", decision), lambda: leave(seats, "third"))
    assert Decision.objects.get().state == "agreed"
    assert state(seats) == "active"
    assert all("not in this consortium" in str(problem) for problem in refused)
    assert Notification.objects.filter(event="decision_ended").values("person").distinct().count() >= 2


@pytest.mark.django_db(transaction=True)
def test_dissolving_while_somebody_joins_has_one_outcome(staff):
    seats = Seats.made()
    heir = OrganisationFactory(name="The heir")
    person = MembershipFactory(organisation=heir, role="owner").user
    gone = seats.join("gone")
    merging.merge(organisation=gone.organisation, into=heir, by=staff, at=timezone.now())
    members.end_closed(at=NOW)
    decision = proposed(seats, "first", kind="dissolve")
    agreed(seats, "second", decision)
    refused = refused_at_once(
        lambda: agreed(seats, "third", decision), lambda: members.take_over(member=gone, by=person, at=NOW)
    )
    joined = ConsortiumMember.objects.present().filter(organisation=heir).exists()
    # whoever comes in first has a voice, so that nobody is dissolved around it; else it comes too late
    assert (state(seats), joined, len(refused)) in {("dissolved", False, 1), ("forming", True, 0)}


@pytest.mark.django_db(transaction=True)
def test_both_of_the_last_two_leave_at_once_and_it_is_dissolved():
    seats = Seats.made("first", "second", state="active")
    refused_at_once(lambda: leave(seats, "first"), lambda: leave(seats, "second"))
    assert state(seats) == "dissolved"
    assert not ConsortiumMember.objects.present().exists()


@pytest.mark.django_db(transaction=True)
def test_a_double_click_on_leaving_leaves_once():
    seats = Seats.made()
    assert refused_at_once(lambda: leave(seats, "third"), lambda: leave(seats, "third")) == []
    assert Notification.objects.filter(event="consortium_member_left").count() == 2
    assert not Voice.objects.exists()
