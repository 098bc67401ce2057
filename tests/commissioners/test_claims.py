"""Bodies say that imported opportunities are their own, and programme staff decide."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commissioners.actions import claims
from commissioners.claiming.names import look_alike
from commissioners.models import FeedState, Opportunity, OpportunityClaim
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.awaiting import awaiting
from partnerships_portal.notifications.models import Notification
from tests.factories import (
    BodyFactory,
    BodyMembershipFactory,
    ImportedOpportunityFactory,
    OpportunityClaimFactory,
    OpportunityFactory,
)

from .feed_fixtures import NOW as FEED_NOW

pytestmark = pytest.mark.django_db

WHY = "Our commissioning team publishes under this name."


@pytest.fixture
def imported(body):
    """The notice names another body, whose name is like that of the commissioner's."""
    return ImportedOpportunityFactory(body=BodyFactory(name=f"{body.name} (Adult Services)"))


@pytest.fixture
def claim(imported, body, commissioner, at):
    return claims.claim(opportunity=imported, body=body, reason=WHY, by=commissioner, at=at)


def told(person, event):
    return Notification.objects.filter(person=person, event=event)


def test_commissioner_is_offered_the_claim_where_the_names_are_alike(sign_in, commissioner, imported, stranger):
    address = imported.get_absolute_url()
    assert "This is ours" in sign_in(commissioner).get(address).text
    assert "This is ours" not in sign_in(stranger).get(address).text
    assert "Is this yours?" not in sign_in(None).get(address).text


def test_commissioner_of_another_name_is_offered_it_quietly(sign_in, commissioner):
    other = ImportedOpportunityFactory(body=BodyFactory(name="Saltwick Fire Authority"))
    page = sign_in(commissioner).get(other.get_absolute_url()).text
    assert "Does your body buy this?" in page
    assert "Is this yours?" not in page


def test_people_of_the_body_that_the_notice_names_act_without_a_claim(sign_in, imported):
    person = BodyMembershipFactory(body=imported.body, role="editor").user
    page = sign_in(person).get(imported.get_absolute_url()).text
    assert "Say how open you are to consortia" in page
    assert "Is this yours?" not in page
    assert sign_in(person).get(reverse("opportunity_claim", args=[imported.pk])).status_code == 403


def test_what_was_posted_here_cannot_be_claimed(sign_in, commissioner):
    posted = OpportunityFactory()
    assert sign_in(commissioner).get(reverse("opportunity_claim", args=[posted.pk])).status_code == 403


def test_commissioner_claims_and_those_who_decide_are_told(
    sign_in, commissioner, imported, body, staff, triage, analyst
):
    client = sign_in(commissioner)
    answer = client.post(reverse("opportunity_claim", args=[imported.pk]), {"body": body.pk, "reason": WHY})
    made = OpportunityClaim.objects.get()
    assert answer["Location"] == reverse("claim_detail", args=[made.pk])
    assert (made.state, made.body, made.asked_by, made.reason) == ("waiting", body, commissioner, WHY)
    assert told(staff, "opportunity_claim_received").exists()
    assert told(triage, "opportunity_claim_received").exists()
    assert not told(analyst, "opportunity_claim_received").exists()
    assert "See how the claim stands" in client.get(imported.get_absolute_url()).text


def test_claim_without_a_reason_keeps_the_page_and_says_what_to_do(sign_in, commissioner, imported, body):
    answer = sign_in(commissioner).post(
        reverse("opportunity_claim", args=[imported.pk]), {"body": body.pk, "reason": " "}
    )
    assert "Say how programme staff can tell that it is yours" in answer.text
    assert not OpportunityClaim.objects.exists()


def test_one_cannot_claim_for_a_body_that_one_does_not_edit_for(sign_in, commissioner, imported, partner_body):
    address = reverse("opportunity_claim", args=[imported.pk])
    assert sign_in(commissioner).post(address, {"body": partner_body.pk, "reason": WHY}).status_code == 200
    assert not OpportunityClaim.objects.exists()


def test_claiming_twice_is_one_claim(claim, imported, body, colleague, at):
    again = claims.claim(opportunity=imported, body=body, reason="Again", by=colleague, at=at)
    assert again == claim
    assert OpportunityClaim.objects.count() == 1


def test_approved_body_acts_as_the_buyer_and_everyone_concerned_is_told(
    claim, imported, body, commissioner, colleague, staff, at
):
    named = BodyMembershipFactory(body=imported.body).user
    assert not commissioner.has_perm("commissioners.change_opportunity", imported)
    claims.approve(claim=claim, reason="Same address.", by=staff, at=at)
    imported.refresh_from_db()
    assert imported.claimed_by == body
    assert commissioner.has_perm("commissioners.change_opportunity", imported)
    assert set(imported.buyer_ids()) == {imported.body_id, body.pk}
    assert imported in Opportunity.objects.bought_by(commissioner)
    for person in (commissioner, colleague):
        assert "Same address." in told(person, "opportunity_claim_approved").get().body
    assert told(named, "opportunity_claimed_by_another").exists()
    assert told(named, "opportunity_claim_approved").count() == 0
    event = AuditEvent.objects.get(action="opportunity_claim_approved")
    assert (event.actor, event.details["body_name"]) == (staff, str(body))


def test_approved_body_may_change_only_what_no_notice_can_say(sign_in, claim, imported, commissioner, staff, at):
    claims.approve(claim=claim, reason="Same address.", by=staff, at=at)
    client = sign_in(commissioner)
    assert client.get(reverse("opportunity_openness", args=[imported.pk])).status_code in (200, 302)
    assert "can see it" not in client.get(imported.get_absolute_url()).text
    client.post(reverse("opportunity_cancel", args=[imported.pk]), {"reason": "No"})
    imported.refresh_from_db()
    assert imported.state == "open"


def test_staff_see_both_bodies_beside_each_other_and_decide(sign_in, claim, imported, body, staff):
    imported.body.identifiers.create(scheme="GB-PPON", identifier="PXXX-0001")
    client = sign_in(staff)
    assert str(body) in client.get(reverse("claim_list")).text
    page = client.get(reverse("claim_detail", args=[claim.pk])).text
    for words in (body.name, imported.body.name, "GB-PPON PXXX-0001", WHY, imported.ocid, claim.asked_by.email):
        assert str(words) in page
    client.post(reverse("claim_detail", args=[claim.pk]), {"decision": "approve", "reason": "Same address."})
    claim.refresh_from_db()
    assert (claim.state, claim.decided_by, claim.decision_reason) == ("approved", staff, "Same address.")


def test_decision_needs_a_reason(sign_in, claim, staff):
    answer = sign_in(staff).post(reverse("claim_detail", args=[claim.pk]), {"decision": "decline"})
    assert "Say how you could tell" in answer.text
    claim.refresh_from_db()
    assert claim.state == "waiting"


def test_declined_body_is_told_why_and_does_not_act(claim, imported, commissioner, staff, at):
    claims.decline(claim=claim, reason="The notice is of another county.", by=staff, at=at)
    imported.refresh_from_db()
    assert imported.claimed_by is None
    assert "another county" in told(commissioner, "opportunity_claim_declined").get().body
    assert not commissioner.has_perm("commissioners.change_opportunity", imported)


def test_staff_who_act_for_the_body_do_not_decide_its_claim(sign_in, claim, body, triage):
    BodyMembershipFactory(user=triage, body=body, role="viewer")
    answer = sign_in(triage).post(reverse("claim_detail", args=[claim.pk]), {"decision": "approve", "reason": "Mine"})
    assert answer.status_code == 403


def test_second_body_is_approved_only_after_the_first_claim_has_ended(claim, imported, staff, at):
    rival = OpportunityClaimFactory(opportunity=imported, body=BodyFactory(name="Saltwick Council"))
    claims.approve(claim=claim, reason="Same address.", by=staff, at=at)
    with pytest.raises(NotPossible, match="acts as its buyer already"):
        claims.approve(claim=rival, reason="They say so.", by=staff, at=at)
    claims.end(claim=claim, reason="Wrong council.", by=staff, at=at)
    claims.approve(claim=rival, reason="Their notice.", by=staff, at=at)
    imported.refresh_from_db()
    assert imported.claimed_by == rival.body


def test_staff_end_an_approval_with_a_reason_and_the_body_no_longer_acts(
    sign_in, claim, imported, commissioner, staff, at
):
    claims.approve(claim=claim, reason="Same address.", by=staff, at=at)
    answer = sign_in(staff).post(reverse("claim_end", args=[claim.pk]), {"reason": "Wrong council."}, follow=True)
    assert "no longer acts" in answer.text
    imported.refresh_from_db()
    claim.refresh_from_db()
    assert (imported.claimed_by, claim.state, claim.decision_reason) == (None, "declined", "Wrong council.")
    assert not commissioner.has_perm("commissioners.change_opportunity", imported)
    assert told(commissioner, "opportunity_claim_ended").exists()


def test_ending_what_is_not_approved_changes_nothing(sign_in, claim, staff):
    sign_in(staff).post(reverse("claim_end", args=[claim.pk]), {"reason": "No"})
    claim.refresh_from_db()
    assert claim.state == "waiting"


def test_stale_page_cannot_decline_what_a_colleague_approved(claim, imported, staff, triage, at):
    stale = OpportunityClaim.objects.get(pk=claim.pk)
    claims.approve(claim=claim, reason="Same address.", by=staff, at=at)
    with pytest.raises(NotPossible, match="decided already"):
        claims.decline(claim=stale, reason="No.", by=triage, at=at)
    imported.refresh_from_db()
    assert imported.claimed_by == claim.body


@pytest.mark.django_db(transaction=True)
def test_two_who_decide_at_once_cannot_both_win(staff, triage, at):
    imported = ImportedOpportunityFactory()
    rivals = [OpportunityClaimFactory(opportunity=imported, body=BodyFactory()) for _ in range(2)]
    ready, results = threading.Barrier(2), []

    def decide(claim, by):
        try:
            ready.wait()
            claims.approve(claim=claim, reason="Theirs.", by=by, at=at)
            results.append("approved")
        except NotPossible:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=pair) for pair in zip(rivals, (staff, triage), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["approved", "refused"]
    imported.refresh_from_db()
    assert OpportunityClaim.objects.get(state="approved").body == imported.claimed_by


def test_body_takes_its_claim_back(sign_in, claim, colleague, onlooker, staff, at):
    address = reverse("claim_withdraw", args=[claim.pk])
    assert sign_in(onlooker).post(address).status_code == 403
    sign_in(colleague).post(address)
    claim.refresh_from_db()
    assert claim.state == "withdrawn"
    with pytest.raises(NotPossible):
        claims.approve(claim=claim, reason="Late.", by=staff, at=at)


def test_body_can_claim_again_a_few_times(claim, imported, body, commissioner, staff, at):
    claims.decline(claim=claim, reason="No.", by=staff, at=at)
    for _ in range(claims.TIMES - 1):
        again = claims.claim(opportunity=imported, body=body, reason="New proof.", by=commissioner, at=at)
        claims.decline(claim=again, reason="Still no.", by=staff, at=at)
    with pytest.raises(NotPossible, match="3 times"):
        claims.claim(opportunity=imported, body=body, reason="Once more.", by=commissioner, at=at)


def test_body_cannot_flood_staff_with_claims(body, commissioner, at):
    for _ in range(claims.WAITING_AT_MOST):
        OpportunityClaimFactory(body=body)
    with pytest.raises(NotPossible, match="wait for programme staff"):
        claims.claim(opportunity=ImportedOpportunityFactory(), body=body, reason=WHY, by=commissioner, at=at)


def test_other_people_do_not_see_a_claim(sign_in, claim, stranger, partner):
    for person in (stranger, partner):
        assert sign_in(person).get(reverse("claim_detail", args=[claim.pk])).status_code == 404


def test_inbox_of_those_who_decide_says_how_many_wait(claim, staff, analyst, commissioner, at):
    assert any(thing.url == reverse("claim_list") for thing in awaiting(staff, at))
    assert not awaiting(analyst, at)
    assert not any(thing.url == reverse("claim_list") for thing in awaiting(commissioner, at))


def test_lists_and_pages_ask_as_often_for_many_claims_as_for_one(sign_in, claim, staff, imported):
    client = sign_in(staff)

    def queries(address):
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(address)
        return len(asked)

    addresses = [reverse("claim_list"), reverse("claim_detail", args=[claim.pk]), imported.get_absolute_url()]
    before = [queries(address) for address in addresses]
    for _ in range(5):
        OpportunityClaimFactory(opportunity=imported, body=BodyFactory())
    assert [queries(address) for address in addresses] == before


def test_programme_manager_hears_of_a_silent_feed_and_sees_what_is_in_the_way(sign_in, settings, staff, triage):
    settings.NOTICES_FEED_URL = "https://feed.example/api"
    FeedState.objects.create(source="find_a_tender", succeeded_at=FEED_NOW, last_error="The feed refuses what we ask.")
    later = FEED_NOW + dt.timedelta(days=2)
    silent = [thing for thing in awaiting(staff, later) if thing.url == reverse("live_notices")]
    assert [thing.detail for thing in silent] == ["The feed refuses what we ask."]
    assert not awaiting(triage, later)
    page = sign_in(staff).get(reverse("live_notices")).text
    assert "Not read to the end since 1 April 2026" in page
    assert "The feed refuses what we ask." in page


def test_page_of_live_notices_says_that_nothing_was_read_yet(sign_in, staff):
    assert "Nothing was read yet" in sign_in(staff).get(reverse("live_notices")).text


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Harrowmere City Council", "City of Harrowmere", True),
        ("Harrowmere City Council", "HARROWMERE CC (Adult Social Care)", True),
        ("The Borough Council of Saltwick", "Saltwick Borough Council", True),
        ("NHS North Marlbeck Integrated Care Board", "North Marlbeck ICB", True),
        ("Harrowmere City Council", "Saltwick City Council", False),
        ("North Marlbeck Council", "South Marlbeck Council", False),
        ("County Council", "City Council", False),
        ("Ministry of Justice", "Ministry of Defence", False),
    ],
)
def test_names_are_alike_where_their_own_words_are(one, other, alike):
    assert look_alike(one, other) == look_alike(other, one) == alike
