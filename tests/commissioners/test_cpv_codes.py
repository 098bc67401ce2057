"""CPV codes: read from notices, kept through open data, typed by officers."""

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from commissioners.choices import State
from commissioners.models import Opportunity
from commissioners.ocds.mapping import map_release
from commissioners.ocds.writing.items import whole
from partnerships_portal.reference.cpv import codes_for, plain_code, plain_codes
from tests.factories import OpportunityFactory, ServiceAreaFactory

from .notices import AT, release, tender_notice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
migration = import_module("commissioners.migrations.0004_cpv_codes_of_notices")


def section(client, opportunity, **typed):
    return client.post(reverse("opportunity_section", args=[opportunity.pk, "law"]), {"version": 1, **typed})


def test_an_imported_opportunity_has_the_codes_of_its_notices(run_import):
    run_import(tender_notice())
    codes = Opportunity.objects.get().cpv_codes
    assert codes
    assert codes == sorted(set(codes))
    assert all(len(code) == 8 and code.isdecimal() for code in codes)


def test_codes_that_an_officer_changed_stay_when_the_notice_comes_again(run_import):
    run_import(tender_notice())
    Opportunity.objects.update(cpv_codes=["85310000"])
    run_import(tender_notice())
    assert Opportunity.objects.get().cpv_codes == ["85310000"]


def test_what_was_imported_before_gets_its_codes_and_loses_them_again(run_import):
    run_import(tender_notice())
    opportunity = Opportunity.objects.get()
    imported = opportunity.cpv_codes
    del opportunity.imported["cpv_codes"]
    opportunity.cpv_codes = []
    opportunity.save()
    typed = OpportunityFactory(cpv_codes=["85310000"])
    migration.fill(apps, None)
    opportunity.refresh_from_db()
    assert opportunity.cpv_codes == opportunity.imported["cpv_codes"] == imported
    migration.forget(apps, None)
    opportunity.refresh_from_db()
    typed.refresh_from_db()
    assert (opportunity.cpv_codes, typed.cpv_codes) == ([], ["85310000"])
    assert "cpv_codes" not in opportunity.imported


def test_the_item_of_the_whole_gives_codes_back_and_no_services():
    mapped = map_release(release(tender={"title": "Youth work", "items": whole(["85312000", "45000000"])}), at=AT)
    assert mapped.cpv_codes == ["45000000", "85312000"]
    assert [lot.delivery.services for lot in mapped.lots] == [()]
    assert not mapped.outside_public_services


def test_an_officer_types_codes_as_they_are_written(commissioner, body, sign_in):
    draft = OpportunityFactory(body=body, state=State.DRAFT)
    section(sign_in(commissioner), draft, cpv_codes="85320000-8, 85310000;\n 85310000 - 5")
    draft.refresh_from_db()
    assert draft.cpv_codes == ["85310000", "85320000"]


def test_each_code_that_cannot_be_read_is_named(commissioner, body, sign_in):
    draft = OpportunityFactory(body=body, state=State.DRAFT)
    response = section(sign_in(commissioner), draft, cpv_codes="85320000, 8532, 11000000, care")
    words = response.content.decode()
    assert "“8532”: a CPV code has eight digits" in words
    assert "“care”: a CPV code has eight digits" in words
    assert "“11000000”: no CPV code begins with 11" in words
    assert "“85320000”" not in words
    assert "85320000, 8532, 11000000, care" in words
    draft.refresh_from_db()
    assert draft.cpv_codes == []


def test_fifty_codes_are_enough(commissioner, body, sign_in):
    draft = OpportunityFactory(body=body, state=State.DRAFT)
    many = " ".join(f"853{number:05}" for number in range(51))
    assert b"enter 50 codes or fewer" in section(sign_in(commissioner), draft, cpv_codes=many).content


def test_the_services_of_the_lots_suggest_codes(commissioner, body, sign_in):
    draft = OpportunityFactory(body=body, state=State.DRAFT, services=[ServiceAreaFactory(code="dental-care")])
    response = sign_in(commissioner).get(reverse("opportunity_section", args=[draft.pk, "law"]))
    assert b"suggest: 85130000 (dental practice)" in response.content


def test_the_history_names_them_as_people_do(commissioner, body, sign_in, client):
    opportunity = OpportunityFactory(body=body)
    section(sign_in(commissioner), opportunity, cpv_codes="85310000")
    assert b"CPV codes" in client.get(opportunity.get_absolute_url()).content


def test_plain_codes_are_read_once_and_without_check_digits():
    assert plain_codes(["85323000-9", "85323000", "nonsense", " 80000000 "]) == ("85323000", "80000000")
    assert plain_code("85323000-9") == "85323000"
    with pytest.raises(ValueError, match="eight digits"):
        plain_code("8532300")


def test_a_code_is_suggested_only_where_it_means_one_service():
    assert ("85320000", "") not in codes_for({"social-care"})
    assert "85000000" not in dict(codes_for({"health", "social-care"}))
    assert dict(codes_for({"libraries"})) == {"92511000": "libraries"}
