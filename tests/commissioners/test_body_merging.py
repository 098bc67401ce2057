"""Promises about two entries of one public body: nothing is lost, and the old name leads to the one that stays."""

import pytest
from django.urls import reverse
from django.utils import timezone

from commissioners.actions.body_merging import counts, merge_bodies
from commissioners.actions.buyers import ask
from commissioners.actions.claims import claim
from commissioners.actions.memberships import remove_member
from commissioners.duplicates import of_the_same_name
from commissioners.importing.bodies import Bodies
from commissioners.models import Award, BodyMembership, CommissioningBody, Opportunity, OpportunityClaim
from commissioners.ocds.parties import MappedBuyer
from partnerships_portal.accounts.transitions import NotPossible
from tests.factories import (
    BodyFactory,
    BodyMembershipFactory,
    BodyRequestFactory,
    ImportedOpportunityFactory,
    OpportunityFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def twins(db):
    return BodyFactory(name="Marlbeck City Council"), BodyFactory(name="City of Marlbeck")


def merge(goes, stays, by):
    merge_bodies(body=goes, into=stays, by=by, at=timezone.now())
    goes.refresh_from_db()
    stays.refresh_from_db()


def test_counts_of_both_are_those_of_the_kept_one_afterwards(staff, twins):
    goes, stays = twins
    for body in twins:
        OpportunityFactory(body=body), OpportunityFactory(body=body, state="draft")
        OpportunityFactory().joint_buyers.add(body)
        Award.objects.create(body=body, title="A contract")
        body.identifiers.create(scheme="GB-PPON", identifier=str(body.pk))
        person = BodyMembershipFactory(body=body).user
        OpportunityClaim.objects.create(
            opportunity=OpportunityFactory(), body=body, asked_at=timezone.now(), asked_by=person
        )
    before, stood = counts(goes), counts(stays)
    merge(goes, stays, staff)
    after = counts(stays)
    assert after == {what: number + stood[what] for what, number in before.items()}
    left = counts(goes)
    assert left.pop("People") == before["People"] and not any(left.values()), (
        "who they were stays written on the old one"
    )


def test_notice_that_was_imported_for_both_stays_once_with_each(staff, twins):
    goes, stays = twins
    first = OpportunityFactory(body=goes, ocid="ocds-1", source="find_a_tender")
    kept = OpportunityFactory(body=stays, ocid="ocds-1", source="find_a_tender")
    for body in twins:
        Award.objects.create(body=body, title="A contract", ocid="ocds-1", award_reference="1")
    merge(goes, stays, staff)
    first.refresh_from_db()
    assert (first.body, first.superseded_by) == (goes, kept), "kept, and not matched a second time"
    assert Opportunity.objects.count() == Award.objects.count() == 2


def test_person_of_both_keeps_the_higher_role_and_requests_wait_once(staff, twins, stranger):
    goes, stays = twins
    person = BodyMembershipFactory(body=goes, role="owner").user
    BodyMembership.objects.create(user=person, body=stays, role="viewer", created_at=timezone.now())
    for body in twins:
        BodyRequestFactory(body=body, person=stranger)
    merge(goes, stays, staff)
    assert stays.memberships.get(user=person).role == "owner"
    assert stays.requests.filter(person=stranger, state="waiting").count() == 1 and stays.requests.count() == 2


def test_address_of_the_old_entry_leads_to_the_kept_one(client, staff, twins):
    goes, stays = twins
    merge(goes, stays, staff)
    assert client.get(goes.get_absolute_url()).url == stays.get_absolute_url()
    assert goes.name not in client.get(reverse("body_list")).content.decode()
    assert "another name of it" in client.get(stays.get_absolute_url()).content.decode()


def test_later_notices_with_the_old_name_or_identifier_go_to_the_kept_one(staff, twins):
    goes, stays = twins
    goes.identifiers.create(scheme="GB-PPON", identifier="P-1")
    before = Bodies()
    merge(goes, stays, staff)
    for bodies in (Bodies(), before):
        bodies.read_if_others_wrote()
        for buyer in (MappedBuyer("1", goes.name), MappedBuyer("2", "Anything", "GB-PPON", "P-1")):
            assert bodies.find_or_create(buyer, at=timezone.now()) == stays.pk
    assert CommissioningBody.objects.count() == 2


def test_merged_again_the_last_one_stands_for_all(staff, twins):
    goes, stays = twins
    last = BodyFactory(name="Marlbeck")
    merge(goes, stays, staff)
    merge(stays, last, staff)
    goes.refresh_from_db()
    assert goes.successor == last and Bodies().by_name["marlbeck city council"] == last.pk
    assert not of_the_same_name(goes.name).exists()


def test_bodies_that_followed_each_other_or_are_the_same_are_not_merged(staff, twins):
    goes, stays = twins
    with pytest.raises(NotPossible, match="into itself"):
        merge(goes, goes, staff)
    goes.ends_on, goes.successor = timezone.localdate(), stays
    goes.save()
    with pytest.raises(NotPossible, match="an end or a successor"):
        merge(goes, stays, staff)


def test_person_who_is_let_go_of_the_kept_one_is_let_go_of_the_old_one_too(staff, twins):
    goes, stays = twins
    gone = BodyMembershipFactory(body=goes, role="owner").user
    owner = BodyMembershipFactory(body=stays, role="owner").user
    merge(goes, stays, staff)
    assert remove_member(stays, person=gone, by=owner, at=timezone.now())
    assert not BodyMembership.objects.filter(user=gone).exists()


def test_old_entry_neither_claims_nor_is_asked_to_buy_together(sign_in, staff, twins):
    goes, stays = twins
    person, opportunity = BodyMembershipFactory(body=goes, role="owner").user, ImportedOpportunityFactory()
    merge(goes, stays, staff)
    said = {"body": goes.pk, "reason": "It is ours"}
    sign_in(person).post(reverse("opportunity_claim", args=[opportunity.pk]), said)
    with pytest.raises(NotPossible, match="claim it for that"):
        claim(opportunity=opportunity, body=goes, reason="It is ours", by=person, at=timezone.now())
    assert not OpportunityClaim.objects.exists()
    with pytest.raises(NotPossible, match="has ended"):
        ask(opportunity=OpportunityFactory(), body=goes, message="", by=staff, at=timezone.now())


def test_manager_compares_before_merging(sign_in, staff, twins):
    goes, stays = twins
    OpportunityFactory(body=goes)
    browser, url = sign_in(staff), reverse("body_merge", args=[goes.pk])
    assert stays.name in browser.get(url).content.decode(), "it has a similar name"
    page = browser.get(url, {"into": stays.pk}).content.decode()
    assert "What there is of both" in page and "cannot be undone" in page
    browser.post(url, {"into": stays.pk})
    goes.refresh_from_db()
    assert goes.is_duplicate and goes.successor == stays
    again = browser.post(url, {"into": stays.pk}, follow=True).content.decode()
    assert "has an end or a successor" in again, "a second click changes nothing"
