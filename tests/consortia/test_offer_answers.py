"""Organisations answer offers, write to each other, and are told what comes of it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consortia.actions import offer_answers, offers
from consortia.models import OfferAnswer, OfferMessage
from consortia.offers.suggesting import suggested_to
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.awaiting import awaiting
from partnerships_portal.notifications.models import Notification
from tests.at_once import at_once
from tests.factories import (
    LocalAuthorityFactory,
    MembershipFactory,
    OrganisationFactory,
    RivalFactory,
    ServiceAreaFactory,
)
from tests.factories.offers import OfferAnswerFactory, PartnerOfferFactory

pytestmark = pytest.mark.django_db
MESSAGE = "We could use this from January."


@pytest.fixture
def offer(other_organisation, other_owner):
    return PartnerOfferFactory(organisation=other_organisation)


@pytest.fixture
def answer(offer, organisation, editor):
    return offer_answers.answer(offer=offer, organisation=organisation, message=MESSAGE, by=editor, at=timezone.now())


def told(person, event) -> int:
    return Notification.objects.filter(person=person, event=event).count()


def test_editor_answers_after_a_look_at_what_they_read(sign_in, editor, organisation, offer, other_owner):
    client, address = sign_in(editor), reverse("offer_answer", args=[offer.pk])
    assert "Enter your message" in client.post(address, {"organisation": organisation.pk, "message": ""}).text
    said = {"organisation": organisation.pk, "message": MESSAGE}
    assert "Check your answer" in client.post(address, said | {"then": "check"}).text
    assert MESSAGE in client.post(address, said | {"then": "change"}).text
    assert not OfferAnswer.objects.exists()
    client.post(address, said | {"then": "send"})
    made = OfferAnswer.objects.get()
    assert (made.organisation, made.offer, made.state, made.title) == (organisation, offer, "open", offer.title)
    assert told(other_owner, "offer_answer_received") == 1
    assert f"Reply to {organisation} about “{offer.title}”" in [
        one.text for one in awaiting(other_owner, timezone.now())
    ]
    assert str(organisation) in sign_in(other_owner).get(offer.get_absolute_url()).text


def test_second_answer_is_the_first_one(answer, offer, organisation, editor, other_owner):
    again = offer_answers.answer(offer=offer, organisation=organisation, message="Again", by=editor, at=timezone.now())
    assert again == answer
    assert OfferMessage.objects.count() == 1
    assert told(other_owner, "offer_answer_received") == 1


def test_answers_of_others_are_nobody_elses(sign_in, answer, offer, stranger, staff):
    third = MembershipFactory(organisation=OrganisationFactory(name="Tarnbeck Youth Works"), role="owner").user
    assert str(answer.organisation) not in sign_in(third).get(offer.get_absolute_url()).text
    assert str(answer.organisation) not in sign_in(staff).get(offer.get_absolute_url()).text
    for person in (third, stranger, staff):
        assert sign_in(person).get(answer.get_absolute_url()).status_code == 404


def test_both_write_and_what_was_sent_twice_is_there_once(sign_in, answer, editor, other_owner, other_organisation):
    for _ in range(2):
        sign_in(other_owner).post(answer.get_absolute_url(), {"text": "Which rooms?"})
    sign_in(editor).post(answer.get_absolute_url(), {"text": "The two big ones."})
    said = [(one.organisation, one.text) for one in answer.messages.all()]
    assert said == [
        (answer.organisation, MESSAGE),
        (other_organisation, "Which rooms?"),
        (answer.organisation, "The two big ones."),
    ]
    assert told(editor, "offer_message") == told(other_owner, "offer_message") == 1


def test_whoever_had_the_last_word_waits_for_nothing(answer, other_owner, other_organisation):
    def waits():
        return [one.text for one in awaiting(other_owner, timezone.now()) if "Reply to" in one.text]

    assert len(waits()) == 1
    offer_answers.write(answer=answer, organisation=other_organisation, text="Yes.", by=other_owner, at=timezone.now())
    assert not waits()


@pytest.mark.parametrize("outcome", ["taken_up", "not_this_time"])
def test_outcome_is_told_once_in_kind_words(sign_in, answer, editor, other_owner, outcome):
    address = reverse("offer_answer_decide", args=[answer.pk])
    assert "Select whether you take it up" in sign_in(other_owner).post(address).text
    for _ in range(2):
        sign_in(other_owner).post(address, {"outcome": outcome})
    answer.refresh_from_db()
    assert (answer.state, answer.decided_by) == (outcome, other_owner)
    assert told(editor, f"offer_answer_{outcome}") == 1
    goes_on = "Write to them" in sign_in(editor).get(answer.get_absolute_url()).text
    assert goes_on == (outcome == "taken_up")


def test_each_side_can_propose_a_partnership_to_the_other(sign_in, answer, editor, other_owner, viewer):
    sides = {editor: (answer.organisation, answer.offer.organisation)}
    sides[other_owner] = sides[editor][::-1]
    for person, (own, other) in sides.items():
        address = f"{reverse('proposal_new')}?for={own.pk}&organisation={other.pk}"
        assert address.replace("&", "&amp;") in sign_in(person).get(answer.get_absolute_url()).text
        assert other.name in sign_in(person).get(address).text
    assert reverse("proposal_new") not in sign_in(viewer).get(answer.get_absolute_url()).text


def test_one_that_had_its_answer_does_not_ask_again_until_it_is_offered_anew(answer, offer, organisation, editor):
    at = timezone.now()
    offer_answers.decide(answer=answer, to="not_this_time", by=editor, at=at)
    with pytest.raises(NotPossible, match="has had its answer"):
        offer_answers.answer(offer=offer, organisation=organisation, message="Please", by=editor, at=at)
    type(offer).objects.update(published_at=at)
    offer_answers.answer(offer=offer, organisation=organisation, message="Please", by=editor, at=at)


def test_withdrawn_answer_is_told_and_can_be_given_again(sign_in, answer, offer, organisation, editor, other_owner):
    for _ in range(2):
        sign_in(editor).post(reverse("offer_answer_withdraw", args=[answer.pk]))
    answer.refresh_from_db()
    assert answer.state == "withdrawn"
    assert told(other_owner, "offer_answer_withdrawn") == 1
    assert sign_in(editor).get(reverse("offer_answer", args=[offer.pk])).status_code == 200


@pytest.mark.parametrize(
    "change, why",
    [
        ({"state": "closed"}, "not offered any more"),
        ({"until": timezone.localdate() - dt.timedelta(days=1)}, "not offered any more"),
        ({"shown_to": "mutuals", "kind": "shadowing"}, "between Mutuals"),
    ],
)
def test_what_cannot_be_answered_says_why(offer, organisation, editor, change, why):
    type(offer).objects.update(**change)
    with pytest.raises(NotPossible, match=why):
        offer_answers.answer(offer=offer, organisation=organisation, message=MESSAGE, by=editor, at=timezone.now())


def test_own_offer_is_not_answered(sign_in, other_owner, offer):
    assert sign_in(other_owner).get(reverse("offer_answer", args=[offer.pk])).status_code == 403


def test_draft_that_was_answered_does_not_show_its_new_words(sign_in, answer, offer, editor, other_owner):
    at = timezone.now()
    offers.take_back(offer=offer, by=other_owner, at=at)
    offers.save_part(offer=offer, values={"title": "Something secret"}, by=other_owner, at=at)
    for address in (answer.get_absolute_url(), reverse("my_offers")):
        page = sign_in(editor).get(address).text
        assert answer.title in page and "Something secret" not in page


def test_answers_of_organisations_that_closed_disappear(sign_in, answer, offer, organisation, other_owner):
    type(organisation).objects.filter(pk=organisation.pk).update(closed_at=timezone.now())
    assert str(organisation) not in sign_in(other_owner).get(offer.get_absolute_url()).text
    assert not [one for one in awaiting(other_owner, timezone.now()) if "Reply to" in one.text]


def test_rival_is_not_suggested_either_way_and_stays_on_the_list(sign_in, offer, organisation, editor):
    area, place = ServiceAreaFactory(), LocalAuthorityFactory()
    offer.services.add(area)
    organisation.service_claims.create(service_area=area)
    organisation.places.add(place)
    elsewhere = PartnerOfferFactory(is_nationwide=False)
    elsewhere.services.add(area)
    elsewhere.places.add(LocalAuthorityFactory())

    def suggested():
        return [one.offer for one in suggested_to(organisation, user=editor, at=timezone.now())]

    assert suggested() == [offer]
    named = RivalFactory(organisation=offer.organisation, rival=organisation)
    assert suggested() == []
    assert offer.title in sign_in(editor).get(reverse("offer_list")).text
    assert sign_in(editor).get(reverse("offer_answer", args=[offer.pk])).status_code == 200  # nobody is told of rivals
    named.delete()
    RivalFactory(organisation=organisation, rival=offer.organisation)
    assert suggested() == []


def test_queries_of_one_offer_do_not_grow_with_its_answers(sign_in, offer, other_owner, answer):
    client = sign_in(other_owner)

    def queries() -> list[int]:
        counts = []
        for address in (offer.get_absolute_url(), answer.get_absolute_url()):
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            counts.append(len(captured))
        return counts

    def more(number):
        for _ in range(number):
            OfferAnswerFactory(offer=offer)
            OfferAnswerFactory(offer=offer, state="taken_up")
            text = f"Message {OfferMessage.objects.count()}"
            offer_answers.write(
                answer=answer, organisation=answer.organisation, text=text, by=other_owner, at=timezone.now()
            )

    more(1)
    queries()
    before = queries()
    more(5)
    assert queries() == before


@pytest.mark.django_db(transaction=True)
def test_two_editors_who_answer_at_once_give_one_answer():
    offer, organisation = PartnerOfferFactory(), OrganisationFactory()
    editors = [MembershipFactory(organisation=organisation, role="editor").user for _ in range(2)]
    deeds = [
        lambda by=by: offer_answers.answer(
            offer=offer, organisation=organisation, message=MESSAGE, by=by, at=timezone.now()
        )
        for by in editors
    ]
    one, other = at_once(*deeds)
    assert one == other
    assert OfferMessage.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_answer_that_comes_while_the_offer_is_closed_is_refused_or_told():
    offer, organisation = PartnerOfferFactory(), OrganisationFactory()
    person = MembershipFactory(organisation=organisation, role="editor").user
    owner = MembershipFactory(organisation=offer.organisation, role="owner").user
    given, _ = at_once(
        lambda: offer_answers.answer(
            offer=offer, organisation=organisation, message=MESSAGE, by=person, at=timezone.now()
        ),
        lambda: offers.close(offer=offer, by=owner, at=timezone.now()),
    )
    assert not OfferAnswer.objects.filter(state="open").exists()
    assert isinstance(given, NotPossible) or told(person, "offer_answer_not_this_time") == 1


@pytest.mark.django_db(transaction=True)
def test_withdrawing_while_it_is_taken_up_has_one_outcome():
    answer = OfferAnswerFactory()
    person = MembershipFactory(organisation=answer.organisation, role="editor").user
    owner = MembershipFactory(organisation=answer.offer.organisation, role="owner").user
    results = at_once(
        lambda: offer_answers.withdraw(answer=answer, by=person, at=timezone.now()),
        lambda: offer_answers.decide(answer=answer, to="taken_up", by=owner, at=timezone.now()),
    )
    assert sorted(type(one).__name__ for one in results) == ["NoneType", "NotPossible"]
    assert told(person, "offer_answer_taken_up") + told(owner, "offer_answer_withdrawn") == 1
