"""Promises about lessons: each its own, shared by choice and without names, and what became of the relationship."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consortia.actions import reflections
from consortia.bidding import lessons
from consortia.bidding.parties import Party
from consortia.models import Reflection
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.reference.models import LocalAuthority, ServiceArea
from tests.factories import OpportunityFactory, OrganisationFactory
from tests.factories.bids import LiveBidFactory, ReflectionFactory
from tests.factories.partnering import ConsortiumMemberFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]

ANSWERS = {
    "repeat": "Write the answers together.",
    "not_again": "Agree the roles late.",
    "shown_to": "own",
    "relationship": "goes_on",
    "again": "yes",
}


@pytest.fixture
def seat(organisation):
    return ConsortiumMemberFactory(organisation=organisation, consortium__name="Harbour Partnership")


@pytest.fixture
def party(seat):
    return Party(seat.organisation, seat)


@pytest.fixture
def tender(reference_data):
    return OpportunityFactory(
        title="Community health in the west",
        services=[ServiceArea.objects.sub_areas()[0]],
        places=[LocalAuthority.objects.first()],
    )


@pytest.fixture
def bid(seat, other_organisation, tender):
    ConsortiumMemberFactory(consortium=seat.consortium, organisation=other_organisation)
    return LiveBidFactory(
        opportunity=tender,
        consortium=seat.consortium,
        by=[seat.organisation, other_organisation],
        state="lost",
        is_joint=True,
    )


def write(bid, party, by, **changed):
    return reflections.write(bid=bid, party=party, values=ANSWERS | changed, by=by, at=timezone.now())


def share(bid, party, by):
    own = Reflection.objects.get(bid=bid, organisation=party.organisation)
    checked = lessons.as_read(own).digest
    reflections.share(bid=bid, party=party, checked=checked, by=by, at=timezone.now())


def those_who_could_be_meant(tender, number):
    """Organisations that show everyone the tender's service and place."""
    lot = tender.lots.get()
    for _ in range(number):
        OrganisationFactory(services=list(lot.services.all()), places=list(lot.places.all()))


def test_answers_kept_to_oneself_are_hidden_and_the_relationship_is_shown(
    bid, party, owner, other_owner, viewer, sign_in
):
    write(bid, party, owner)
    theirs = sign_in(other_owner).get(bid.get_absolute_url()).content.decode()
    assert "Write the answers together" not in theirs and "Keeps its answers to itself" in theirs
    assert "it goes on" in theirs and "would partner again: yes" in theirs
    assert "Write the answers together" in sign_in(viewer).get(bid.get_absolute_url()).content.decode()


def test_answers_for_the_members_are_read_by_them(bid, party, owner, other_owner, sign_in):
    write(bid, party, owner, shown_to="members")
    assert "Write the answers together" in sign_in(other_owner).get(bid.get_absolute_url()).content.decode()


def test_nobody_writes_before_the_outcome_or_for_another(bid, party, owner, other_owner):
    with pytest.raises(NotPossible):
        write(bid, party, other_owner)
    bid.state = "submitted"
    bid.save()
    with pytest.raises(NotPossible, match="Record first"):
        write(bid, party, owner)
    assert not Reflection.objects.exists()


def test_the_same_answers_again_change_nothing(bid, party, owner):
    for _ in range(2):
        write(bid, party, owner)
    assert AuditEvent.objects.filter(action="lessons_written").count() == 1


def test_what_is_shared_is_read_without_any_name(bid, party, owner, other_owner, sign_in):
    write(bid, party, owner)
    share(bid, party, owner)
    page = sign_in(other_owner).get("/lessons/").content.decode()
    assert "Agree the roles late." in page and "After a bid with partners that was lost" in page
    hidden = (party.organisation.name, "Harbour", "Community health in the west", bid.body.name, "it goes on")
    assert not any(words in page.split("results")[-1] for words in hidden)


@pytest.mark.parametrize(("others", "is_told"), [(3, False), (5, True)])
def test_service_and_region_are_told_only_where_several_could_be_meant(bid, party, owner, tender, others, is_told):
    those_who_could_be_meant(tender, others)
    write(bid, party, owner)
    share(bid, party, owner)
    kept = Reflection.objects.get()
    assert bool(kept.shared_service and kept.shared_region) == is_told


def test_organisations_that_keep_their_services_closer_do_not_count(bid, tender):
    lot = tender.lots.get()
    for _ in range(6):
        OrganisationFactory(
            services=list(lot.services.all()), places=list(lot.places.all()), visibility_services=2, visibility_places=2
        )
    assert lessons.told_of(bid) == (None, None)


def test_what_is_not_told_cannot_be_found_by_a_filter_either(bid, party, owner, tender):
    write(bid, party, owner)
    share(bid, party, owner)
    group = tender.lots.get().services.get().parent
    assert not lessons.shared_lessons(service=group.code).exists()
    assert lessons.shared_lessons(outcome="lost").count() == 1 and not lessons.shared_lessons(outcome="won").exists()


def test_sharing_what_was_not_checked_is_refused(bid, party, owner, tender):
    write(bid, party, owner)
    checked = lessons.as_read(Reflection.objects.get()).digest
    those_who_could_be_meant(tender, 6)
    with pytest.raises(NotPossible, match="has changed"):
        reflections.share(bid=bid, party=party, checked=checked, by=owner, at=timezone.now())
    assert not Reflection.objects.shared().exists()


def test_other_words_are_taken_back_until_they_are_checked(bid, party, owner):
    write(bid, party, owner)
    share(bid, party, owner)
    write(bid, party, owner, again="no")
    assert Reflection.objects.shared().exists()
    write(bid, party, owner, not_again="Something else")
    assert not Reflection.objects.shared().exists()


def test_lessons_are_taken_back_at_any_time_even_after_leaving(bid, party, owner, seat, sign_in):
    write(bid, party, owner)
    share(bid, party, owner)
    seat.left_at = timezone.now()
    seat.save()
    pk = Reflection.objects.get().pk
    browser = sign_in(owner)
    assert f"/lessons/{pk}/take-back/" in browser.get("/bids/").content.decode()
    for _ in range(2):
        browser.post(f"/lessons/{pk}/take-back/")
    assert not Reflection.objects.shared().exists()
    assert AuditEvent.objects.filter(action="lessons_taken_back").count() == 1


def test_a_fellow_member_takes_nothing_back_for_another(bid, party, owner, other_owner, sign_in):
    write(bid, party, owner)
    share(bid, party, owner)
    assert sign_in(other_owner).post(f"/lessons/{Reflection.objects.get().pk}/take-back/").status_code == 404
    assert Reflection.objects.shared().exists()


def test_names_and_addresses_in_the_words_are_pointed_out(bid, party, other_organisation):
    one = ReflectionFactory(
        bid=bid,
        organisation=party.organisation,
        repeat=f"Ask {other_organisation.name.upper()} and {bid.body.name} early, by a@b.example or 01234 567890",
        not_again="Call it the harbour partnership",
    )
    found = lessons.names_in(one)
    assert {other_organisation.name, bid.body.name, "Harbour Partnership", "a@b.example"} <= set(found)
    assert "01234 567890" in found


def test_the_list_asks_as_often_for_many_as_for_few(owner, sign_in):

    browser = sign_in(owner)
    browser.get("/lessons/")
    counts = []
    for number in (2, 12):
        for _ in range(number):
            ReflectionFactory(shared_at=timezone.now(), shared_by=owner)
        with CaptureQueriesContext(connection) as queries:
            browser.get("/lessons/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("person", ["commissioner", "stranger"])
def test_buyers_and_strangers_read_no_lessons(person, sign_in, request):
    assert sign_in(request.getfixturevalue(person)).get("/lessons/").status_code == 403


def test_lessons_of_a_closed_workspace_stay_with_their_author(bid, party, owner):
    write(bid, party, owner)
    assert Reflection.objects.visible_to(owner).count() == 1


def test_the_page_of_the_bid_offers_what_comes_next_with_ones_lessons(bid, party, owner, sign_in):
    browser = sign_in(owner)

    def page():
        return browser.get(bid.get_absolute_url()).content.decode()

    assert f"Say what {party.organisation} learnt" in page() and "share it with the network" not in page()
    own = ReflectionFactory(bid=bid, organisation=party.organisation)
    assert f"Change what {party.organisation} learnt" in page() and "share it with the network" in page()
    Reflection.objects.filter(pk=own.pk).update(shared_at=timezone.now(), shared_by=owner)
    assert "Take it back from the network" in page() and "share it with the network" not in page()
    browser.post(reverse("lesson_take_back", args=[own.pk]))
    assert "share it with the network" in page()
