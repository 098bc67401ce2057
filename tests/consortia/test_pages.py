"""What the people of an organisation read about its matches."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from commissioners.models import Lot
from consortia.matching import running
from consortia.models import TenderMatch
from mutuals.actions import declare_purpose
from mutuals.models import Organisation, Reading
from partnerships_portal.changes.actions import mark
from partnerships_portal.reference.models import ServiceArea
from tests.factories import (
    LocalAuthorityFactory,
    MembershipFactory,
    OpportunityFactory,
    OrganisationFactory,
    ServiceAreaFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sector(organisation):
    """The organisation lacks a service and a place that its neighbour has, for a tender that asks for both."""
    nursing, therapies = ServiceAreaFactory(name="Nursing"), ServiceAreaFactory(name="Therapies")
    here, there = LocalAuthorityFactory(name="Ambermoor"), LocalAuthorityFactory(name="Torridge")
    here.neighbours.add(there)
    Organisation.objects.filter(pk=organisation.pk).update(turnover=800_000, turnover_band=1)
    organisation.service_claims.create(service_area=nursing)
    organisation.places.set([here])
    partner = OrganisationFactory(name="Torridge Therapies", services=[therapies], places=[there], turnover_band=2)
    opportunity = OpportunityFactory(
        title="Community health in the west",
        services=[nursing, therapies],
        places=[here, there],
        minimum_turnover=2_000_000,
        openness="welcomed",
    )
    running.full_run(at=timezone.now())
    return partner, opportunity


def read(client, name, *args, **query) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_owner_reads_why_a_tender_fits_and_what_is_lacking(owner, organisation, sector, sign_in):
    page = read(sign_in(owner), "organisation_matches", organisation.pk)
    assert "Community health in the west" in page
    assert "Covers 1 of 2 places; Torridge is next door." in page
    assert "You offer 1 of 2 services asked, not Therapies" in page
    assert "Services that you do not offer: Therapies." in page
    assert "Places where you do not deliver: Torridge." in page
    assert "Turnover: £1.2 million a year short of £2 million." in page
    assert "welcomes consortia" in page
    assert "Not known: capacity and volume of work" in page
    assert 'class="portal-interval__range"' in page
    assert "Why am I seeing this?" in page


def test_owner_reads_who_could_be_a_partner_and_why(owner, organisation, sector, sign_in):
    page = read(sign_in(owner), "organisation_partners", organisation.pk)
    assert "Torridge Therapies" in page
    assert "They offer Therapies, which you do not and tenders ask for together with yours." in page
    assert "They deliver in Torridge, which is next door to your places." in page
    assert "Direct rival" not in page


def test_owner_reads_need_and_readiness_apart(owner, organisation, sector, sign_in):
    page = read(sign_in(owner), "organisation_scope", organisation.pk)
    assert "Need: what you would gain" in page and "Readiness: how prepared you are" in page
    assert "Your turnover is 60% short of the minimum that tenders in your market usually ask." in page
    assert "0% of the services that you claim have evidence" in page


def test_each_part_of_the_scope_says_what_can_be_done(owner, viewer, staff, organisation, sector, sign_in):
    partner, _ = sector
    page = read(sign_in(owner), "organisation_scope", organisation.pk)
    edit, partners = (f"/organisations/{organisation.pk}/{part}/" for part in ("edit", "partners"))
    therapies, torridge = partner.service_claims.get().service_area_id, partner.places.get().pk
    for address in (
        f"{edit}evidence/",
        f"{edit}ways_of_working/",
        f"{edit}capacity/",
        f"{partners}?service={therapies}",
        f"{partners}?place={torridge}",
        "/opportunities/?openness=welcomed&amp;openness=required",
    ):
        assert f'href="{address}"' in page
        assert sign_in(owner).get(address.replace("&amp;", "&")).status_code == 200
    assert edit not in read(sign_in(viewer), "organisation_scope", organisation.pk)
    declare_purpose(organisation=organisation, purpose="support", note="", by=staff, at=timezone.now())
    read_by_staff = read(sign_in(staff), "organisation_scope", organisation.pk)
    assert edit not in read_by_staff and partners not in read_by_staff


def test_staff_say_why_before_they_read_a_scope_and_leave_a_trace(staff, analyst, organisation, sector, sign_in):
    address = reverse("organisation_scope", args=[organisation.pk])
    asked = sign_in(staff).get(address)
    purpose = reverse("purpose_declare", args=[organisation.pk])
    assert asked.status_code == 302 and asked["Location"].startswith(f"{purpose}?next=")
    assert not Reading.objects.exists()
    told = {"purpose": "support", "note": "", "next": address}
    assert sign_in(staff).post(purpose, told)["Location"] == address
    assert "You see this as programme staff" in read(sign_in(staff), "organisation_scope", organisation.pk)
    noted = Reading.objects.get()
    assert (noted.reader, noted.purpose) == (staff, "support") and "finances" in noted.sections
    assert sign_in(analyst).get(address).status_code == 403


def test_partners_found_from_the_scope_are_filtered_as_the_link_says(owner, organisation, sector, sign_in):
    partner, _ = sector
    address = reverse("organisation_partners", args=[organisation.pk])
    page = sign_in(owner).get(address, {"place": partner.places.get().pk}).content.decode()
    assert "Torridge Therapies" in page and "checked" in page


def test_a_score_is_said_in_words_beside_its_sign(owner, organisation, sector, sign_in):
    client = sign_in(owner)
    page = read(client, "organisation_matches", organisation.pk)
    assert "What the commissioner prefers: helps" in page and "Services: helps little" in page
    assert "Competition and choice of partners: " in page and "determinant" not in page
    assert "Evidence for your services: to work on" in read(client, "organisation_scope", organisation.pk)


def test_what_most_show_only_to_partners_is_not_put_as_a_fault(owner, organisation, sector, sign_in):
    page = read(sign_in(owner), "organisation_partners", organisation.pk)
    assert "They do not show" not in page
    assert "Most organisations show this only once you are partners, so it is left open: past contracts" in page


def test_the_page_of_a_tender_names_partners_for_it(owner, organisation, sector, sign_in):
    _, opportunity = sector
    page = read(sign_in(owner), "opportunity_match", opportunity.pk)
    assert "Why this tender" in page
    assert "Torridge Therapies" in page and "Offers Therapies." in page
    assert "Delivers in Torridge, where you do not." in page


def test_a_notice_that_asks_for_a_whole_group_says_which_services_are_part_of_it(owner, sector, sign_in):
    whole = OpportunityFactory(services=[ServiceArea.objects.get(code="health")])
    running.full_run(at=timezone.now())
    page = read(sign_in(owner), "opportunity_match", whole.pk)
    assert "You offer Health; Health is asked for as a whole, and Nursing is part of it, which counts less" in page


def test_a_tender_for_a_consortium_names_partners_though_nothing_else_is_lacking(owner, organisation, sector, sign_in):
    partner, _ = sector
    nursing = ServiceArea.objects.get(name="Nursing")
    partner.service_claims.create(service_area=nursing)
    joint = OpportunityFactory(
        services=[nursing], places=list(organisation.places.all()), openness="required", reserved_for=["mutuals"]
    )
    running.full_run(at=timezone.now())
    page = read(sign_in(owner), "opportunity_match", joint.pk)
    assert "These of your possible partners work in them too" in page
    assert "Torridge Therapies" in page and "Offers Nursing." in page
    assert "Reserved for public service mutuals (section 33): check that you qualify" in page
    Organisation.objects.filter(pk=partner.pk).update(visibility_services=2, visibility_places=2)
    page = read(sign_in(owner), "opportunity_match", joint.pk)
    assert "Torridge Therapies" not in page and "Any of your possible partners could join you." in page


def test_far_tenders_are_not_called_the_best(owner, organisation, sector, sign_in):
    client, said = sign_in(owner), "No close match yet. The nearest are:"
    assert said not in read(client, "organisation_matches", organisation.pk)
    assert "Your best tender matches" in read(client, "home")
    organisation.places.set([LocalAuthorityFactory(name="Faraway")])
    assert said in read(client, "organisation_matches", organisation.pk)
    page = read(client, "home")
    assert said in page and "Your best tender matches" not in page


def test_partners_who_hide_their_services_are_not_named_for_a_tender(owner, sector, sign_in):
    partner, opportunity = sector
    Organisation.objects.filter(pk=partner.pk).update(visibility_services=2)
    assert "Torridge Therapies" not in read(sign_in(owner), "opportunity_match", opportunity.pk)


def test_a_match_outside_the_kept_ones_is_scored_when_asked_for(owner, sector, sign_in):
    _, opportunity = sector
    TenderMatch.objects.all().delete()
    page = read(sign_in(owner), "opportunity_match", opportunity.pk)
    assert "It is not among your twenty best matches." in page
    assert "Covers 1 of 2 places" in page


def test_a_tender_without_a_shared_service_says_so(owner, sector, sign_in):
    elsewhere = OpportunityFactory(services=[ServiceAreaFactory()])
    assert "It asks for no service that your profile offers" in read(sign_in(owner), "opportunity_match", elsewhere.pk)


def test_a_closed_tender_is_not_matched_any_more(owner, organisation, sector, sign_in):
    _, opportunity = sector
    opportunity.submission_deadline = timezone.now() - dt.timedelta(hours=1)
    opportunity.save()
    assert "Not matched any more" in read(sign_in(owner), "opportunity_match", opportunity.pk)
    assert "No opportunity that is open" in read(sign_in(owner), "organisation_matches", organisation.pk)


def test_a_waiting_change_is_said(owner, organisation, sector, sign_in):
    client = sign_in(owner)
    assert "Being matched now" not in read(client, "organisation_matches", organisation.pk)
    mark(kind="organisation", object_id=organisation.pk, at=timezone.now())
    for name in ("organisation_matches", "organisation_partners", "organisation_scope"):
        page = read(client, name, organisation.pk)
        assert "Being matched now" in page and "Last matched" in page


def test_a_waiting_opportunity_is_said_where_tenders_are_listed(owner, organisation, sector, sign_in):
    mark(kind="opportunity", object_id=sector[1].pk, at=timezone.now())
    client = sign_in(owner)
    assert "Being matched now" in read(client, "organisation_matches", organisation.pk)
    assert "Being matched now" in read(client, "opportunity_match", sector[1].pk)
    assert "Being matched now" not in read(client, "organisation_scope", organisation.pk)


def test_an_empty_profile_is_told_what_to_do(other_owner, other_organisation, sign_in):
    client = sign_in(other_owner)
    assert "More services or places in your profile can bring matches" in read(
        client, "organisation_matches", other_organisation.pk
    )
    assert "No possible partners yet" in read(client, "organisation_partners", other_organisation.pk)
    assert "Not matched yet" in read(client, "organisation_scope", other_organisation.pk)


@pytest.mark.parametrize("facet, keeps", [("service", True), ("place", True), ("state", False)])
def test_matches_are_filtered(owner, organisation, sector, sign_in, facet, keeps):
    _, opportunity = sector
    lot = opportunity.lots.get()
    value = {"service": lot.services.first().pk, "place": lot.places.first().pk, "state": "early_engagement"}[facet]
    page = read(sign_in(owner), "organisation_matches", organisation.pk, **{facet: value})
    assert ("Community health in the west" in page) == keeps
    assert ("No matches with these filters" in page) != keeps


@pytest.mark.parametrize("asks", ["region", "nationwide"])
def test_matches_for_whole_regions_and_the_whole_country_are_found_by_place(owner, organisation, sector, sign_in, asks):
    _, opportunity = sector
    lot = opportunity.lots.get()
    region = LocalAuthorityFactory(name="Quell").region
    lot.places.clear()
    if asks == "region":
        lot.regions.add(region)
    else:
        Lot.objects.filter(pk=lot.pk).update(is_nationwide=True)
    page = read(sign_in(owner), "organisation_matches", organisation.pk)
    value, label = {
        "region": (f"region-{region.pk}", f"{region.name} (whole region)"),
        "nationwide": ("england", "Anywhere in England"),
    }[asks]
    assert label in page and f'value="{value}"' in page
    page = read(sign_in(owner), "organisation_matches", organisation.pk, place=value)
    assert "Community health in the west" in page and "checked" in page


def test_a_whole_region_leaves_out_matches_elsewhere(owner, organisation, sector, sign_in):
    _, opportunity = sector
    region = LocalAuthorityFactory().region
    other = OpportunityFactory(title="Nursing in the east", services=opportunity.lots.get().services.all())
    other.lots.get().regions.add(region)
    running.full_run(at=timezone.now())
    page = read(sign_in(owner), "organisation_matches", organisation.pk, place=f"region-{region.pk}")
    assert "Nursing in the east" in page and "Community health in the west" not in page


@pytest.mark.parametrize("facet, value, keeps", [("kind", "mutual", True), ("kind", "charity", False)])
def test_partners_are_filtered(owner, organisation, sector, sign_in, facet, value, keeps):
    page = read(sign_in(owner), "organisation_partners", organisation.pk, **{facet: value})
    assert ("Torridge Therapies" in page) == keeps


def test_the_navigation_leads_to_the_first_of_ones_organisations(owner, organisation, stranger, sign_in):
    assert sign_in(owner).get(reverse("tender_matches"))["Location"] == reverse(
        "organisation_matches", args=[organisation.pk]
    )
    assert sign_in(stranger).get(reverse("partner_matches"))["Location"] == reverse("home")


@pytest.fixture
def newcomer(stranger):
    """Somebody whose only organisation programme staff have not admitted yet."""
    waiting = OrganisationFactory(name="Tarnside Youth Work", admitted_at=None)
    MembershipFactory(user=stranger, organisation=waiting)
    return stranger


@pytest.mark.parametrize("name", ["organisation_matches", "organisation_partners", "organisation_scope"])
def test_people_of_a_new_organisation_read_what_it_waits_for(newcomer, name, sign_in):
    waiting = newcomer.memberships.get().organisation
    page = read(sign_in(newcomer), name, waiting.pk)
    assert "Not matched yet: programme staff look at new organisations first" in page
    assert "Fill in your profile" in page


def test_every_way_to_matches_leads_a_newcomer_to_what_they_wait_for(newcomer, sign_in):
    client, waiting = sign_in(newcomer), newcomer.memberships.get().organisation
    for first, page in (("tender_matches", "organisation_matches"), ("partner_matches", "organisation_partners")):
        assert client.get(reverse(first))["Location"] == reverse(page, args=[waiting.pk])
    page = read(client, "opportunity_match", OpportunityFactory().pk)
    assert "programme staff look at new organisations first" in page


def test_one_that_takes_part_goes_before_one_that_waits(newcomer, sign_in):
    second = MembershipFactory(user=newcomer, organisation__name="Zephyr Care").organisation
    assert sign_in(newcomer).get(reverse("tender_matches"))["Location"] == reverse(
        "organisation_matches", args=[second.pk]
    )


def test_a_closed_organisation_is_said_to_be_closed(owner, organisation, sign_in):
    Organisation.objects.filter(pk=organisation.pk).update(closed_at=timezone.now())
    assert "Closed, so not matched" in read(sign_in(owner), "organisation_matches", organisation.pk)


@pytest.mark.parametrize("asked", ["-1", "abc", "99"])
@pytest.mark.parametrize("name", ["organisation_matches", "organisation_partners"])
def test_a_page_that_makes_no_sense_is_the_nearest_that_does(owner, organisation, sector, sign_in, name, asked):
    assert 'class="portal-results"' in read(sign_in(owner), name, organisation.pk, page=asked)


def test_a_person_with_two_organisations_chooses_which(owner, organisation, sector, sign_in):
    _, opportunity = sector
    second = MembershipFactory(user=owner, organisation__name="Zephyr Care").organisation
    page = read(sign_in(owner), "opportunity_match", opportunity.pk, organisation=second.pk)
    assert "How Zephyr Care matches" in page
    foreign = OrganisationFactory()
    address = reverse("opportunity_match", args=[opportunity.pk])
    assert sign_in(owner).get(address, {"organisation": foreign.pk}).status_code == 404


@pytest.mark.parametrize("name", ["organisation_matches", "organisation_partners", "opportunity_match"])
def test_queries_do_not_grow_with_the_matches(
    owner, organisation, sector, sign_in, name, django_assert_num_queries, django_assert_max_num_queries
):
    partner, opportunity = sector
    lot = opportunity.lots.get()
    client = sign_in(owner)
    args = [opportunity.pk if name == "opportunity_match" else organisation.pk]
    client.get(reverse(name, args=args))  # what was shown is counted at the first look alone: see test_fairness.py
    with django_assert_max_num_queries(75) as few:
        client.get(reverse(name, args=args))
    for number in range(8):
        OpportunityFactory(services=lot.services.all(), places=lot.places.all())
        OrganisationFactory(
            name=f"Partner {number}",
            services=[claim.service_area for claim in partner.service_claims.all()],
            places=partner.places.all(),
        )
    running.full_run(at=timezone.now())
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(reverse(name, args=args))
