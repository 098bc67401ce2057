"""Promises about linking what was posted here with its notices elsewhere: the same procurement is shown once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from commissioners.actions import notice_links
from commissioners.choices import Source
from commissioners.delivery.notices import Named, named
from commissioners.models import NoticeLink, Opportunity
from commissioners.publishing.releases import page_of_releases
from consortia.matching import running
from consortia.models import TenderMatch
from partnerships_portal.accounts.transitions import NotPossible
from tests.factories import BodyFactory, OpportunityFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
OCID = "ocds-h6vhtk-04a1b2"


@pytest.fixture
def posted(body, service, place):
    return OpportunityFactory(body=body, title="Youth clubs, our own", services=[service], places=[place])


@pytest.fixture
def imported(body, service, place):
    return OpportunityFactory(
        body=body,
        title="Youth clubs, notice",
        source=Source.FIND_A_TENDER,
        ocid=OCID,
        notice_url="https://www.find-tender.service.gov.uk/Notice/012345-2026",
        services=[service],
        places=[place],
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (OCID, Named(Source.FIND_A_TENDER, ocid=OCID)),
        ("ocds-b5fd17-1a2b", Named(Source.CONTRACTS_FINDER, ocid="ocds-b5fd17-1a2b")),
        (
            "https://www.find-tender.service.gov.uk/Notice/012345-2026?origin=SearchResults#x",
            Named(Source.FIND_A_TENDER, url="https://www.find-tender.service.gov.uk/Notice/012345-2026"),
        ),
        (
            "find-tender.service.gov.uk/Notice/012345-2026",
            Named(Source.FIND_A_TENDER, url="https://www.find-tender.service.gov.uk/Notice/012345-2026"),
        ),
        ("https://evil.example/Notice/012345-2026", None),
        ("https://www.find-tender.service.gov.uk.evil.example/Notice/012345-2026", None),
        ("javascript:alert(1)", None),
        ("ocds-", None),
        ("http://[", None),
    ],
)
def test_notice_is_named_by_its_process_or_its_page(typed, found):
    assert named(typed) == found


def test_imported_one_gives_way_after_both_were_seen_side_by_side(posted, imported, commissioner, sign_in, client):
    desk = sign_in(commissioner)
    address = reverse("notice_links", args=[posted.pk])
    page = desk.post(address, {"reference": OCID}).content.decode()
    assert "Yours, stays" in page and "Youth clubs, notice" in page and not NoticeLink.objects.exists()
    for _ in range(2):
        desk.post(address, {"reference": OCID, "confirm": "1"})
    imported.refresh_from_db()
    assert imported.superseded_by == posted and NoticeLink.objects.count() == 1
    page = client.get(imported.get_absolute_url()).content.decode()
    assert "The buyer has posted this here itself" in page and "Youth clubs, our own" in page
    assert OCID in client.get(posted.get_absolute_url()).content.decode()


def test_what_gave_way_is_in_no_list_count_or_feed(posted, imported, commissioner, client, at):
    name = named(OCID)
    notice_links.link(opportunity=posted, name=name, supersede=True, by=commissioner, at=at)
    for address in (
        reverse("opportunity_list"),
        reverse("opportunity_csv"),
        reverse("opportunity_feed"),
        reverse("body_detail", args=[posted.body_id]),
        reverse("open_data_releases"),
    ):
        answer = client.get(address)
        text = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
        assert "Youth clubs, our own" in text, address
        assert "Youth clubs, notice" not in text, address


def test_open_data_tells_both_that_they_are_the_same(posted, imported, commissioner, client, at):
    notice_links.link(opportunity=posted, name=named(OCID), supersede=True, by=commissioner, at=at)
    (one,) = page_of_releases(None).releases
    assert one["relatedProcesses"] == [
        {"id": "1", "relationship": ["sameProcess"], "scheme": "ocid", "identifier": OCID}
    ]
    record = client.get(reverse("open_data_record", args=[OCID])).json()
    related = record["records"][0]["compiledRelease"]["relatedProcesses"]
    assert related[0]["identifier"] == one["ocid"]


def test_awards_of_the_notice_are_shown_with_the_buyers_own(posted, imported, commissioner, organisation, client, at):
    award = imported.awards.create(body=imported.body, title="Awarded by notice", source=Source.FIND_A_TENDER)
    award.suppliers.create(name="Seaholm Services")
    notice_links.link(opportunity=posted, name=named(OCID), supersede=True, by=commissioner, at=at)
    assert "Seaholm Services" in client.get(reverse("opportunity_awards", args=[posted.pk])).content.decode()


def test_matching_forgets_what_gave_way_and_takes_it_back(posted, imported, commissioner, service, place, at):
    OrganisationFactory(services=[service], places=[place])
    running.full_run(at=timezone.now())
    link = notice_links.link(opportunity=posted, name=named(OCID), supersede=True, by=commissioner, at=at)
    running.act_on_changes(at=timezone.now())
    assert set(TenderMatch.objects.values_list("opportunity", flat=True)) == {posted.pk}
    notice_links.unlink(notice_link=link, by=commissioner, at=at)
    running.act_on_changes(at=timezone.now())
    assert set(TenderMatch.objects.values_list("opportunity", flat=True)) == {posted.pk, imported.pk}
    imported.refresh_from_db()
    assert imported.superseded_by is None


def test_notice_of_another_body_gives_way_only_once_it_was_claimed(posted, imported, commissioner, sign_in, at):
    Opportunity.objects.filter(pk=imported.pk).update(body=BodyFactory(name="Pinecombe Council"))
    page = sign_in(commissioner).post(reverse("notice_links", args=[posted.pk]), {"reference": OCID}, follow=True)
    assert "names Pinecombe Council as the buyer" in page.content.decode()
    with pytest.raises(NotPossible, match="Claim the imported opportunity"):
        notice_links.link(opportunity=posted, name=named(OCID), supersede=True, by=commissioner, at=at)
    Opportunity.objects.filter(pk=imported.pk).update(claimed_by=posted.body)
    notice_links.link(opportunity=posted, name=named(OCID), supersede=True, by=commissioner, at=at)
    imported.refresh_from_db()
    assert imported.superseded_by == posted


def test_wrong_address_is_named_and_kept(posted, commissioner, sign_in):
    page = sign_in(commissioner).post(reverse("notice_links", args=[posted.pk]), {"reference": "see our website"})
    assert "There is a problem" in page.content.decode() and "see our website" in page.content.decode()


def test_draft_and_imported_are_not_linked(draft, imported, commissioner, at):
    for one, why in ((draft, "Publish it first"), (imported, "needs no link")):
        with pytest.raises(NotPossible, match=why):
            notice_links.link(opportunity=one, name=named("ocds-h6vhtk-9"), by=commissioner, at=at)
