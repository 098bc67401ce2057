"""Whether organisations together may bid for a reserved opportunity, and what one is told of the others."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commissioners.legal.members import check
from commissioners.legal.qualifying import reserved_opportunities
from consortia.models import ConsortiumMember
from tests.factories import (
    BodyFactory,
    ConsortiumFactory,
    MembershipFactory,
    OpportunityFactory,
    OrganisationFactory,
    ServiceAreaFactory,
)
from tests.factories.legal import QualifyingAnswersFactory, ReservedContractFactory, ServiceListFactory

pytestmark = pytest.mark.django_db
PASSES = {"employees_manage_and_control": True}
FAILS = {"employees_manage_and_control": False}


@pytest.fixture
def opportunity():
    ServiceListFactory()
    service = ServiceAreaFactory(code="home-care")
    return OpportunityFactory(reserved_for=["mutuals"], award_expected_on=dt.date(2027, 6, 10), services=[service])


def consortium_of(*organisations):
    consortium = ConsortiumFactory()
    for one in organisations:
        ConsortiumMember.objects.create(consortium=consortium, organisation=one, joined_at=timezone.now())
    return consortium


@pytest.fixture
def ask(sign_in, owner, opportunity):
    browser = sign_in(owner)

    def asked(*names, **more):
        response = browser.get(
            reverse("consortium_check", args=[opportunity.pk]), {"names": "\r\n".join(names), **more}
        )
        assert response.status_code == 200
        return " ".join(response.content.decode().partition("<main")[2].partition("</main>")[0].split())

    return asked


def test_one_sees_ones_own_answer_and_others_only_where_they_show_it(ask, organisation, other_organisation):
    QualifyingAnswersFactory(organisation=organisation)
    QualifyingAnswersFactory(organisation=other_organisation)
    page = ask(organisation.name, other_organisation.name)
    assert f"Not known to qualify: {other_organisation.name}." in page
    assert "Not known to you" in page
    other_organisation.qualifying_answers.shown_to_others = True
    other_organisation.qualifying_answers.save()
    page = ask(organisation.name, other_organisation.name)
    assert "Every member qualifies, by its own answers." in page
    assert "Ask the buyer before you bid." in page


def test_a_member_that_does_not_qualify_is_a_risk_and_not_decided(ask, organisation, other_organisation):
    QualifyingAnswersFactory(organisation=organisation)
    QualifyingAnswersFactory(organisation=other_organisation, shown_to_others=True, **FAILS)
    page = ask(organisation.name, other_organisation.name)
    assert "Legal risk" in page
    assert f"Not a qualifying public service mutual, or not surely: {other_organisation.name}." in page


def test_who_does_not_show_its_answer_looks_the_same_whatever_it_answered(ask, organisation, other_organisation):
    """Not answered, passing, failing, with contracts that stand in the way: not a letter differs."""
    seen = {ask(organisation.name, other_organisation.name)}
    answers = QualifyingAnswersFactory(organisation=other_organisation, **PASSES)
    seen.add(ask(organisation.name, other_organisation.name))
    answers.employees_manage_and_control = False
    answers.save()
    seen.add(ask(organisation.name, other_organisation.name))
    ReservedContractFactory(organisation=other_organisation, relied_on_section_33=True)
    seen.add(ask(organisation.name, other_organisation.name))
    assert len(seen) == 1


def test_of_others_only_the_verdict_is_shown(ask, organisation, other_organisation, opportunity):
    QualifyingAnswersFactory(organisation=other_organisation, shown_to_others=True)
    ReservedContractFactory(
        organisation=other_organisation,
        body=opportunity.body,
        body_name=opportunity.body.name,
        title="Secret contract",
        entered_on=dt.date(2026, 1, 12),
        relied_on_section_33=True,
    ).services.set(opportunity.lots.get().services.all())
    page = ask(other_organisation.name)
    assert "By its own answers, which it does not show in full." in page
    assert "Secret contract" not in page
    assert "12 January 2026" not in page
    assert "comparable contract" not in page


def test_a_consortium_of_ones_own_is_checked(ask, organisation, other_organisation):
    consortium = consortium_of(organisation, other_organisation)
    page = ask(consortium=consortium.pk)
    assert organisation.name in page
    assert f"Not known to qualify: {', '.join(sorted([organisation.name, other_organisation.name]))}." in page


def test_a_consortium_of_others_is_not_there(ask, other_organisation):
    theirs = consortium_of(other_organisation, OrganisationFactory())
    assert theirs.name not in ask("x", consortium=theirs.pk)


def test_names_that_nobody_has_are_named_with_what_to_write(ask, other_organisation):
    page = ask("Nobody at all", "Saltwick Libraries")
    assert "“Nobody at all” is not the name of an organisation" in page
    assert f"Did you mean {other_organisation.name}?" in page
    assert "Name up to 8 organisations, not 9" in ask(*(f"Name {number}" for number in range(9)))
    assert "Name the organisations that would bid together" in ask("")


def test_without_an_organisation_or_a_reserved_opportunity_there_is_nothing(sign_in, stranger, owner, opportunity):
    address = reverse("consortium_check", args=[opportunity.pk])
    assert sign_in(stranger).get(address).status_code == 404
    assert sign_in(owner).get(reverse("consortium_check", args=[OpportunityFactory().pk])).status_code == 404


def test_queries_do_not_grow_with_members(opportunity, owner, django_assert_max_num_queries):
    found = reserved_opportunities(owner).get(pk=opportunity.pk)
    organisations = [OrganisationFactory() for _ in range(8)]
    for one in organisations:
        QualifyingAnswersFactory(organisation=one, shown_to_others=True)
        ReservedContractFactory(organisation=one, body=BodyFactory())
        MembershipFactory(organisation=one)
    with CaptureQueriesContext(connection) as few:
        check(found, organisations[:2], own=set())
    with django_assert_max_num_queries(len(few)):
        check(found, organisations, own=set())
