"""Promises about which organisation the supplier of an award is."""

import pytest
from django.utils import timezone

from commissioners.actions import awards
from commissioners.models import Award, AwardSupplier
from commissioners.tasks import link_suppliers
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.changes.models import Change
from tests.factories import BodyFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def won():
    """`won(identifier)` is a supplier of an award, as published."""
    body = BodyFactory()

    def supplier(identifier, **more):
        award = Award.objects.create(body=body, title="Contract")
        return AwardSupplier.objects.create(award=award, name="Saltwick Youth CIC", identifier=identifier, **more)

    return supplier


def linked(supplier):
    return AwardSupplier.objects.get(pk=supplier.pk).organisation


def test_organisation_that_registers_later_gets_its_history_and_is_matched_again(won, at):
    supplier = won("GB-COH-01234567")
    link_suppliers()
    assert linked(supplier) is None and not Change.objects.exists()
    organisation = OrganisationFactory(company_number="01234567")
    link_suppliers()
    assert linked(supplier) == organisation
    assert Change.objects.get().kind == "organisation" and Change.objects.get().object_id == organisation.pk
    event = AuditEvent.objects.get()
    assert (event.action, event.target_id, event.actor) == ("awards_linked", organisation.pk, None)


def test_organisation_that_nobody_admitted_takes_no_history_and_keeps_none_from_whose_it_is(won, at):
    supplier = won("GB-COH-01234567")
    OrganisationFactory(company_number="01234567", admitted_at=None)
    awards.link_suppliers(at=at)
    assert linked(supplier) is None
    organisation = OrganisationFactory(company_number="01234567")
    awards.link_suppliers(at=at)
    assert linked(supplier) == organisation


def test_linking_again_changes_nothing(won, at):
    OrganisationFactory(company_number="01234567")
    won("GB-COH-01234567")
    assert [awards.link_suppliers(at=at) for _ in range(2)] == [1, 0]
    assert Change.objects.count() == AuditEvent.objects.count() == 1


@pytest.mark.parametrize(
    ("known", "identifier"),
    [
        ({"company_number": "01234567"}, "gb-coh-1234567"),
        ({"company_number": "01234567"}, "GB-COH- 0123 4567"),
        ({"company_number": "1234567"}, "GB-COH-01234567"),
        ({"company_number": "ip12345r"}, "GB-COH-IP12345R"),
        ({"charity_number": "1098765"}, "GB-CHC-1098765"),
        ({"charity_number": "1098765-2"}, "GB-CHC-1098765-2"),
        ({"charity_number": "298765", "company_number": "01234567"}, "GB-CHC-298765"),
    ],
)
def test_numbers_are_the_same_however_they_are_written(won, at, known, identifier):
    organisation, supplier = OrganisationFactory(**known), won(identifier)
    awards.link_suppliers(at=at)
    assert linked(supplier) == organisation


@pytest.mark.parametrize(
    ("known", "identifier"),
    [
        ({"company_number": "01098765"}, "GB-CHC-1098765"),
        ({"charity_number": "1098765"}, "GB-CHC-1098765-2"),
        ({"charity_number": "1098765"}, "GB-PPON-1098765"),
        ({"company_number": "00000000"}, "GB-COH-00000000"),
        ({"company_number": ""}, "GB-COH-"),
        ({"company_number": ""}, ""),
    ],
)
def test_other_numbers_and_no_numbers_link_nothing(won, at, known, identifier):
    OrganisationFactory(**known)
    supplier = won(identifier)
    assert awards.link_suppliers(at=at) == 0 and linked(supplier) is None


def test_number_that_two_active_organisations_claim_links_neither(won, at):
    supplier = won("GB-COH-01234567")
    one, other = (OrganisationFactory(company_number="01234567") for _ in range(2))
    assert awards.link_suppliers(at=at) == 0
    other.closed_at = timezone.now()
    other.save()
    awards.link_suppliers(at=at)
    assert linked(supplier) == one


def test_nobody_takes_the_history_of_another_by_typing_its_number(won, at):
    first, supplier = OrganisationFactory(company_number="01234567"), won("GB-COH-01234567")
    awards.link_suppliers(at=at)
    OrganisationFactory(company_number="01234567")
    assert awards.link_suppliers(at=at) == 0 and linked(supplier) == first


def test_organisation_that_corrects_its_number_loses_what_it_never_won(won, at):
    wrong, supplier = OrganisationFactory(company_number="01234567"), won("GB-COH-01234567")
    awards.link_suppliers(at=at)
    wrong.company_number = "07654321"
    wrong.save()
    right = OrganisationFactory(company_number="01234567")
    assert awards.link_suppliers(at=at) == 2 and linked(supplier) == right


def test_history_of_a_closed_organisation_moves_to_the_one_that_has_its_number_now(won, at):
    closed, supplier = OrganisationFactory(company_number="01234567"), won("GB-COH-01234567")
    awards.link_suppliers(at=at)
    closed.closed_at = timezone.now()
    closed.save()
    assert awards.link_suppliers(at=at) == 0 and linked(supplier) == closed
    successor = OrganisationFactory(company_number="01234567")
    assert awards.link_suppliers(at=at) == 2 and linked(supplier) == successor


def test_links_that_were_made_without_a_number_stay(won, at):
    organisation = OrganisationFactory()
    supplier = won("", organisation=organisation)
    awards.link_suppliers(at=at)
    assert linked(supplier) == organisation


def test_statements_do_not_grow_with_the_suppliers(won, at, django_assert_max_num_queries):
    for number in range(30):
        OrganisationFactory(company_number=f"{number + 1:08}")
        won(f"GB-COH-{number + 1:08}")
    with django_assert_max_num_queries(8):
        assert awards.link_suppliers(at=at) == 30
