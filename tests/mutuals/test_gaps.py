"""Promises about what is missing in a profile: each thing leads to its form, what weighs most comes first."""

import datetime as dt

import pytest
from django.urls import reverse

from mutuals.forms import SECTION_FORMS
from mutuals.gaps import GAPS, gaps_of
from mutuals.models import Network, Organisation
from mutuals.visibility import SECTIONS
from tests.factories import LocalAuthorityFactory, ServiceClaimFactory

pytestmark = pytest.mark.django_db


def keys(organisation) -> list[str]:
    return [gap.key for gap in gaps_of(Organisation.objects.get(pk=organisation.pk))]


def fill(organisation) -> None:
    Organisation.objects.filter(pk=organisation.pk).update(
        summary="Nurses",
        base_postcode="LS1 1UR",
        founded_on=dt.date(2015, 1, 1),
        company_number="01234567",
        turnover=1_500_000,
        turnover_band=2,
        capacity=10,
        volume_of_work=8,
        values=["prevention"],
        pace_of_decisions=2,
        governance=2,
        safeguarding=0,
        offers="Rooms",
        looks_for="A lead",
        social_value="Fewer falls",
    )
    organisation.outcomes.create(what="Fewer falls")
    organisation.places.add(LocalAuthorityFactory())
    ServiceClaimFactory(organisation=organisation, contract="Community nursing, 2020")


def test_empty_profile_lacks_services_first_and_nothing_twice(organisation):
    found = keys(organisation)
    assert found[:3] == ["services", "places", "ways_of_working"]
    assert len(found) == len(set(found))
    assert "turnover" not in found  # the band comes first


def test_full_profile_lacks_nothing(organisation, owner, sign_in):
    fill(organisation)
    assert keys(organisation) == []
    assert (
        "Nothing is missing"
        in sign_in(owner).get(reverse("organisation_gaps", args=[organisation.pk])).content.decode()
    )
    assert "Next:" not in sign_in(owner).get(organisation.get_absolute_url()).content.decode()


def test_one_missing_field_is_named_alone(organisation):
    fill(organisation)
    Organisation.objects.filter(pk=organisation.pk).update(safeguarding=None, turnover=None)
    assert keys(organisation) == ["ways_of_working", "turnover"]


def test_no_safeguarding_contact_is_an_answer(organisation):
    fill(organisation)
    assert "ways_of_working" not in keys(organisation)  # safeguarding 0 says "no contact with people at risk"


def test_anywhere_without_contracts_that_show_it_is_missing(organisation):
    fill(organisation)
    organisation.places.clear()
    Organisation.objects.filter(pk=organisation.pk).update(is_national=True)
    assert keys(organisation) == ["places"]
    Organisation.objects.filter(pk=organisation.pk).update(national_evidence="Advice lines in six regions")
    assert keys(organisation) == []


def test_service_without_contract_is_missing_until_staff_verify_it(organisation, staff):
    fill(organisation)
    claim = ServiceClaimFactory(organisation=organisation)
    assert keys(organisation) == ["evidence"]
    type(claim).objects.filter(pk=claim.pk).update(verified_at=organisation.created_at, verified_by=staff)
    assert keys(organisation) == []


def test_networks_are_asked_for_only_where_there_are_any(organisation):
    fill(organisation)
    Network.objects.create(name="A network")
    assert keys(organisation) == ["networks"]


def test_public_bodies_are_not_asked_for_register_numbers(organisation):
    fill(organisation)
    Organisation.objects.filter(pk=organisation.pk).update(company_number="", kind="nhs_body")
    assert keys(organisation) == []


def test_every_gap_leads_to_a_form_and_names_fields_of_the_profile():
    fields = {field for section in SECTIONS for field in section.fields}
    assert {gap.section for gap in GAPS} <= set(SECTION_FORMS)
    assert {field for gap in GAPS for field in gap.fields} <= fields


def test_what_is_not_used_in_matching_comes_last_and_says_so():
    used = [gap.in_matching for gap in GAPS]
    assert used == sorted(used, reverse=True)
    assert all(("Matching does not use" in gap.why) != gap.in_matching for gap in GAPS if gap.key != "social_value")


def test_owner_is_offered_the_next_thing_after_saving_one(organisation, owner, sign_in):
    client = sign_in(owner)
    Organisation.objects.filter(pk=organisation.pk).update(values=["prevention"])
    page = client.get(organisation.get_absolute_url()).content.decode()
    assert "Next:" in page and "Say which services you deliver" in page
    ServiceClaimFactory(organisation=organisation, contract="A contract")
    address = reverse("organisation_edit", args=[organisation.pk, "capacity"])
    page = client.post(address, {"capacity": "10", "volume_of_work": "8"}, follow=True).content.decode()
    assert "Say where you deliver" in page


def test_viewer_reads_what_is_missing_without_links_to_forms(organisation, viewer, sign_in):
    page = sign_in(viewer).get(reverse("organisation_gaps", args=[organisation.pk])).content.decode()
    assert "Say where you deliver" in page and "/edit/" not in page
    assert "Next:" not in sign_in(viewer).get(organisation.get_absolute_url()).content.decode()
