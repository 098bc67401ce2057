"""Every type of page of the directory and of opportunities, at two widths, with axe."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from consortia.matching import running
from mutuals import search
from mutuals.models import ThreePartDefinition
from tests.factories import LocalAuthorityFactory, OpportunityFactory, OrganisationFactory, ServiceAreaFactory

from .browser import seen_and_clean


@pytest.fixture
def area():
    return ServiceAreaFactory(name="Community nursing")


@pytest.fixture
def district():
    return LocalAuthorityFactory(name="Upper Teal")


@pytest.fixture
def directory(organisation, area, district):
    """Thirty organisations, among them the owner's, with services, places and long words."""
    organisation.service_claims.create(service_area=area, contract="School nursing", contract_buyer="Marlbeck Council")
    organisation.places.add(district)
    organisation.summary = "Nurses who own their organisation together. " * 12
    organisation.save(update_fields=["summary"])
    OrganisationFactory.create_batch(28, services=[area], places=[district])
    OrganisationFactory(name="Gloucestershire-and-Herefordshire-Intergenerational-Neighbourhood-Wellbeing-Partnership")
    search.refresh()
    return organisation


@pytest.fixture
def opportunity(commissioner, area, district):
    body = commissioner.body_memberships.get().body
    return OpportunityFactory(
        body=body,
        title="Community nursing in Upper Teal",
        description="Nursing at home.\n\nIn two lots.",
        value=2_400_000,
        openness="welcomed",
        services=[area],
        places=[district],
    )


def test_directory(page, directory):
    page.goto(reverse("organisation_list"))
    assert page.get_by_text("30 organisations").is_visible()
    page.locator("summary", has_text="Services").click()
    seen_and_clean(page, "directory")
    page.get_by_label("Search the directory").fill("nothing is called so")
    page.get_by_role("button", name="Show results").click()
    page.get_by_role("heading", name="No organisations match").wait_for()
    seen_and_clean(page, "directory-empty")


def test_organisation_as_others_and_as_its_owner(page, sign_in_page, directory, owner):
    page.goto(directory.get_absolute_url())
    seen_and_clean(page, "organisation-visitor")
    sign_in_page(page, owner).goto(directory.get_absolute_url())
    seen_and_clean(page, "organisation-owner")


@pytest.mark.parametrize("section", ["about", "services", "places", "size", "ways_of_working", "partnering"])
def test_editing_a_section(section, page, sign_in_page, directory, owner):
    sign_in_page(page, owner).goto(reverse("organisation_edit", args=[directory.pk, section]))
    seen_and_clean(page, f"organisation-edit-{section}")


def test_definition_and_its_verification(page, sign_in_page, directory, owner, staff):
    sign_in_page(page, owner).goto(reverse("organisation_definition", args=[directory.pk]))
    seen_and_clean(page, "definition")
    definition = ThreePartDefinition.objects.create(
        organisation=directory,
        status="submitted",
        submitted_at=timezone.now() - dt.timedelta(days=3),
        left_public_sector=True,
        left_public_sector_evidence="Transfer agreement of 2014",
        delivers_public_services=True,
        staff_control=True,
    )
    sign_in_page(page, staff).goto(reverse("verification_queue"))
    seen_and_clean(page, "verification")
    page.goto(reverse("verification_decide", args=[definition.pk]))
    seen_and_clean(page, "verification-decide")


def test_opportunities_and_their_buyers(page, opportunity):
    page.goto(reverse("opportunity_list"))
    seen_and_clean(page, "opportunities")
    page.goto(opportunity.get_absolute_url())
    seen_and_clean(page, "opportunity")
    page.goto(reverse("body_list"))
    seen_and_clean(page, "bodies")
    page.goto(opportunity.body.get_absolute_url())
    seen_and_clean(page, "body")


def test_posting_and_amending_an_opportunity(page, sign_in_page, opportunity, commissioner):
    sign_in_page(page, commissioner).goto(reverse("my_opportunities"))
    seen_and_clean(page, "my-opportunities")
    for name in ("opportunity_edit", "joint_buyers", "lot_create", "opportunity_amend", "opportunity_cancel"):
        page.goto(reverse(name, args=[opportunity.pk]))
        seen_and_clean(page, name.replace("_", "-"))
    page.goto(reverse("opportunity_create", args=[opportunity.body_id]))
    page.locator("main form button[type=submit]").last.click()
    page.locator(".govuk-error-summary").wait_for()
    seen_and_clean(page, "opportunity-create-errors")


@pytest.fixture
def matched(organisation, area, district):
    """A tender that asks for more than the owner's organisation offers, and a neighbour who has the rest."""
    therapies, next_door = ServiceAreaFactory(name="Therapies"), LocalAuthorityFactory(name="Lower Teal")
    district.neighbours.add(next_door)
    organisation.service_claims.create(service_area=area)
    organisation.places.add(district)
    OrganisationFactory(name="Lower Teal Therapies", services=[therapies], places=[next_door], turnover_band=2)
    opportunity = OpportunityFactory(
        title="Nursing and therapies in both Teals", services=[area, therapies], places=[district, next_door]
    )
    running.full_run(at=timezone.now())
    return opportunity


def test_matches_partners_and_scope(page, sign_in_page, owner, organisation, matched):
    sign_in_page(page, owner).goto(reverse("tender_matches"))
    page.locator("summary", has_text="Why this tender").click()
    seen_and_clean(page, "tender-matches")
    page.get_by_role("link", name="Nursing and therapies in both Teals", exact=True).click()
    page.get_by_role("heading", name="Why this tender").wait_for()
    seen_and_clean(page, "tender-match")
    page.goto(reverse("organisation_partners", args=[organisation.pk]))
    page.locator("summary", has_text="What they would bring").first.click()
    seen_and_clean(page, "partners")
    page.get_by_role("link", name="Scope to partner").click()
    page.get_by_role("heading", name="Need: what you would gain").wait_for()
    seen_and_clean(page, "scope")
