"""A consortium says one thing to a buyer, once every member agrees to the words, and any member ends it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from commissioners.models import JointInterest
from consortia.actions import decisions, joint_interests, members
from consortia.models import Consortium, Decision
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.changes.models import Change
from partnerships_portal.notifications.models import Notification
from tests.at_once import refused_at_once
from tests.consortia.seats import Seats
from tests.factories import BodyMembershipFactory, InterestFactory, OpportunityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def seats():
    return Seats.made(state="active", is_standing=True, name="Three rivers")


@pytest.fixture
def buyer():
    return BodyMembershipFactory(role="owner").user


@pytest.fixture
def opportunity(buyer):
    return OpportunityFactory(body=buyer.body_memberships.get().body, title="Youth clubs")


def propose(seats, opportunity, who="first", message="We cover all of it"):
    return joint_interests.propose(
        member=seats.member(who),
        opportunity=opportunity,
        message=message,
        lots=[],
        by=seats.person(who),
        at=timezone.now(),
    )


def agree(seats, decision, *names):
    for name in names:
        decisions.give_voice(
            decision=decision, member=seats.member(name), answer="agree", by=seats.person(name), at=timezone.now()
        )


def take_back(seats, opportunity, who):
    return joint_interests.take_back(
        member=seats.member(who), opportunity=opportunity, by=seats.person(who), at=timezone.now()
    )


def test_nothing_reaches_the_buyer_before_every_member_has_agreed(seats, opportunity, buyer):
    Consortium.objects.update(decision_rule="majority")  # which is not enough to speak for all
    decision = propose(seats, opportunity)
    agree(seats, decision, "second")
    assert not JointInterest.objects.exists() and not Notification.objects.filter(person=buyer).exists()
    agree(seats, decision, "third")
    interest = JointInterest.objects.get()
    assert (interest.name, interest.message, interest.reference) == (
        "Three rivers",
        "We cover all of it",
        seats.consortium.pk,
    )
    assert interest.organisations.count() == 3
    assert Notification.objects.get(person=buyer).event == "interest_expressed"


def test_only_one_thing_is_proposed_about_an_opportunity_at_a_time(seats, opportunity):
    decision = propose(seats, opportunity)
    assert propose(seats, opportunity) == decision  # a double click
    with pytest.raises(NotPossible, match="has proposed this already"):
        propose(seats, opportunity, "second", "Other words")


def test_an_opportunity_that_closes_meanwhile_is_not_told_and_everyone_reads_why(seats, opportunity):
    decision = propose(seats, opportunity)
    opportunity.state = "cancelled"
    opportunity.save()
    agree(seats, decision, "second", "third")
    decision.refresh_from_db()
    assert decision.state == Decision.State.LAPSED and "It is cancelled" in decision.because
    assert not JointInterest.objects.exists()
    assert seats.told("decision_ended") == {"first", "second", "third"}


def test_a_member_that_spoke_alone_is_asked_what_to_do_and_the_others_learn_nothing(seats, opportunity):
    InterestFactory(opportunity=opportunity, organisation=seats.member("second").organisation)
    agree(seats, propose(seats, opportunity), "second", "third")
    assert seats.told("interested_twice") == {"second"}


def test_any_member_takes_it_back_and_the_others_and_the_buyer_are_told_once(seats, opportunity, buyer):
    agree(seats, propose(seats, opportunity), "second", "third")
    assert take_back(seats, opportunity, "third")
    assert not take_back(seats, opportunity, "second")
    assert JointInterest.objects.get().withdrawn_at is not None
    assert seats.told("joint_interest_taken_back") == {"first", "second"}
    assert Notification.objects.filter(person=buyer, event="interest_withdrawn").count() == 1


def test_it_can_be_said_again_in_other_words(seats, opportunity):
    agree(seats, propose(seats, opportunity), "second", "third")
    agree(seats, propose(seats, opportunity, "second", "And we know the district"), "first", "third")
    assert JointInterest.objects.get().message == "And we know the district"


def test_whoever_has_left_takes_nothing_back(seats, opportunity):
    agree(seats, propose(seats, opportunity), "second", "third")
    seats.leave("third")
    with pytest.raises(NotPossible, match="not in this consortium"):
        take_back(seats, opportunity, "third")


def test_a_member_that_leaves_is_no_longer_named_and_a_dissolved_consortium_says_nothing(seats, opportunity):
    agree(seats, propose(seats, opportunity), "second", "third")
    interest = JointInterest.objects.get()
    members.leave(member=seats.member("third"), by=seats.person("third"), at=timezone.now())
    assert interest.organisations.count() == 2
    decision = decisions.propose(
        member=seats.member("first"), kind="dissolve", by=seats.person("first"), at=timezone.now()
    )
    agree(seats, decision, "second")
    interest.refresh_from_db()
    assert interest.withdrawn_at is not None


def test_staying_together_and_not_any_more_need_every_member_and_are_matched_again(seats):
    Consortium.objects.update(is_standing=False, decision_rule="majority")
    for kind, expected in (("stay_together", True), ("stop_staying_together", False)):
        decision = decisions.propose(
            member=seats.member("first"), kind=kind, by=seats.person("first"), at=timezone.now()
        )
        agree(seats, decision, "second")
        assert Consortium.objects.get().is_standing != expected
        agree(seats, decision, "third")
        assert Consortium.objects.get().is_standing == expected
    assert Change.objects.filter(kind="consortium", object_id=seats.consortium.pk).count() == 2


def test_it_is_proposed_and_agreed_in_the_pages(seats, opportunity, sign_in):
    client, page = sign_in(seats.person("first")), [seats.consortium.pk, opportunity.pk]
    assert "Propose it" in client.get(reverse("consortium_interest", args=page)).content.decode()
    address = reverse("consortium_interest_propose", args=page)
    checked = client.post(address, {"message": "We <b>cover</b> it", "then": "check"}).content.decode()
    assert "The buyer would read" in checked and "We &lt;b&gt;cover&lt;/b&gt; it" in checked
    assert not Decision.objects.exists()
    sent = client.post(address, {"message": "We <b>cover</b> it", "then": "send"})
    decision = Decision.objects.get()
    assert sent.url == decision.get_absolute_url()
    again = client.post(address, {"message": "Twice", "then": "send"})
    assert again.url == reverse("consortium_interest", args=page) and Decision.objects.count() == 1
    assert "agree or object" in client.get(again.url).content.decode()
    agree(seats, decision, "second", "third")
    page_now = client.get(again.url).content.decode()
    assert "The buyer reads" in page_now and "Take it back" in page_now
    client.post(reverse("consortium_interest_withdraw", args=page))
    assert JointInterest.objects.get().withdrawn_at is not None


def test_words_that_name_a_price_are_pointed_at_before_anybody_reads_them(seats, opportunity, sign_in):
    address = reverse("consortium_interest_propose", args=[seats.consortium.pk, opportunity.pk])
    client = sign_in(seats.person("first"))
    assert "looks like a price" in client.post(address, {"message": "We charge £40 an hour"}).content.decode()
    assert "looks like a price" not in client.post(address, {"message": "We know the district"}).content.decode()


def test_too_many_words_are_refused_and_kept(seats, opportunity, sign_in):
    address = reverse("consortium_interest_propose", args=[seats.consortium.pk, opportunity.pk])
    page = sign_in(seats.person("first")).post(address, {"message": "x" * 2001}).content.decode()
    assert "Message to the buyer: use 2,000 characters or fewer" in page and "x" * 2001 in page


def test_the_page_of_staying_together_says_how_things_stand(seats, sign_in):
    client, address = sign_in(seats.person("first")), reverse("consortium_standing", args=[seats.consortium.pk])
    assert "Propose not to stay together any more" in client.get(address).content.decode()
    Consortium.objects.update(is_standing=False)
    assert "Propose to stay together" in client.get(address).content.decode()
    decisions.propose(member=seats.member("first"), kind="stay_together", by=seats.person("first"), at=timezone.now())
    assert "waiting for members to agree" in client.get(address).content.decode()

    Decision.objects.all().delete()
    read = sign_in(seats.colleague("first", "viewer")).get(address).content.decode()
    assert "Propose to stay together" not in read and "of the members can propose a change" in read


@pytest.mark.django_db(transaction=True)
def test_two_members_that_propose_at_once_leave_one_proposal():
    seats, opportunity = Seats.made(state="active"), OpportunityFactory()
    (refusal,) = refused_at_once(
        lambda: propose(seats, opportunity, "first"), lambda: propose(seats, opportunity, "second", "Other words")
    )
    assert "has proposed this already" in str(refusal)
    assert Decision.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_members_that_take_it_back_at_once_end_it_once():
    seats, opportunity = Seats.made(state="active"), OpportunityFactory()
    agree(seats, propose(seats, opportunity), "second", "third")
    refused_at_once(lambda: take_back(seats, opportunity, "second"), lambda: take_back(seats, opportunity, "third"))
    assert JointInterest.objects.get().withdrawn_at is not None
    assert seats.told("joint_interest_taken_back") in ({"first", "second"}, {"first", "third"})
