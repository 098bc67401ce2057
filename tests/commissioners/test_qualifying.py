"""The organisation's side of reserved contracts: its answers, its contracts, and what they mean for an opportunity."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commissioners.choices import Source
from commissioners.law.answers import Verdict
from commissioners.legal.qualifying import Qualifications, same_kind
from commissioners.models import Award, AwardSupplier, QualifyingAnswers, ReservedContract
from tests.factories import BodyFactory, OpportunityFactory, ServiceAreaFactory
from tests.factories.legal import QualifyingAnswersFactory, ReservedContractFactory, ServiceListFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def care():
    return ServiceAreaFactory(code="home-care")


@pytest.fixture
def opportunity(care):
    """Reserved for public service mutuals; the award is expected on 10 June 2027. The list is entered."""
    ServiceListFactory()
    return OpportunityFactory(reserved_for=["mutuals"], award_expected_on=dt.date(2027, 6, 10), services=[care])


@pytest.fixture
def answers(organisation):
    return QualifyingAnswersFactory(organisation=organisation)


def contract(organisation, opportunity, care, **values):
    """One that stands in the way: same authority, same services, signed within the three years."""
    values = {
        "body": opportunity.body,
        "body_name": opportunity.body.name,
        "entered_on": dt.date(2026, 1, 12),
        "relied_on_section_33": True,
    } | values
    made = ReservedContractFactory(organisation=organisation, **values)
    made.services.add(care)
    return made


def verdict(organisation, opportunity):
    return Qualifications([organisation.pk]).answer(organisation.pk, opportunity).verdict


def test_who_passes_the_tests_and_won_nothing_qualifies(organisation, opportunity, answers):
    assert verdict(organisation, opportunity) == Verdict.YES


def test_being_a_mutual_here_shows_nothing(organisation, opportunity):
    organisation.mutual_status = "verified"
    assert verdict(organisation, opportunity) == Verdict.NOT_KNOWN


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"employees_manage_and_control": False}, Verdict.NO),
        ({"employees_manage_and_control": None}, Verdict.NOT_KNOWN),
        ({"is_not_for_profit": False, "distributes_only_to_members": True}, Verdict.YES),
        ({"is_not_for_profit": False, "distributes_only_to_members": False}, Verdict.NO),
        ({"mainly_reservable_services": None}, Verdict.NOT_KNOWN),
        ({"stated_contracts_at": None}, Verdict.NOT_KNOWN),
    ],
)
def test_each_test_counts(organisation, opportunity, values, expected):
    QualifyingAnswersFactory(organisation=organisation, **values)
    assert verdict(organisation, opportunity) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, Verdict.NO),
        ({"entered_on": dt.date(2024, 6, 10), "awarded_on": None}, Verdict.YES),
        ({"entered_on": dt.date(2025, 2, 24)}, Verdict.NO),
        ({"relied_on_section_33": False}, Verdict.YES),
        ({"relied_on_section_33": None}, Verdict.NOT_KNOWN),
        ({"entered_on": None}, Verdict.NOT_KNOWN),
        ({"entered_on": None, "awarded_on": dt.date(2026, 1, 1)}, Verdict.RISK),
        ({"body": None, "body_name": "Some other name"}, Verdict.NOT_KNOWN),
    ],
)
def test_an_earlier_contract_counts_by_its_facts(organisation, opportunity, answers, care, values, expected):
    contract(organisation, opportunity, care, **values)
    assert verdict(organisation, opportunity) == expected


def test_a_contract_stands_in_the_way_even_before_the_list_is_said_to_be_whole(organisation, opportunity, care):
    QualifyingAnswersFactory(organisation=organisation, stated_contracts_at=None)
    contract(organisation, opportunity, care)
    assert verdict(organisation, opportunity) == Verdict.NO


def test_a_contract_with_another_authority_does_not_count(organisation, opportunity, answers, care):
    contract(organisation, opportunity, care, body=BodyFactory())
    assert verdict(organisation, opportunity) == Verdict.YES


@pytest.mark.parametrize(
    ("is_legal", "expected"), [(True, Verdict.NO), (False, Verdict.YES), (None, Verdict.NOT_KNOWN)]
)
def test_a_predecessor_counts_only_where_the_buyer_is_its_legal_successor(
    organisation, opportunity, answers, care, is_legal, expected
):
    old = BodyFactory(successor=opportunity.body, successor_is_legal=is_legal)
    contract(organisation, opportunity, care, body=old)
    assert verdict(organisation, opportunity) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (True, True, Verdict.NO),
        (True, False, Verdict.YES),
        (False, True, Verdict.YES),
        (True, None, Verdict.NOT_KNOWN),
    ],
)
def test_a_line_of_bodies_is_one_authority_only_where_each_is_the_legal_successor(
    organisation, opportunity, answers, care, first, second, expected
):
    between = BodyFactory(successor=opportunity.body, successor_is_legal=second)
    contract(organisation, opportunity, care, body=BodyFactory(successor=between, successor_is_legal=first))
    assert verdict(organisation, opportunity) == expected


def test_a_joint_buyer_is_not_known_to_be_the_same_authority(organisation, opportunity, answers, care):
    joint = BodyFactory()
    opportunity.joint_buyers.add(joint)
    contract(organisation, opportunity, care, body=joint)
    assert verdict(organisation, opportunity) == Verdict.NOT_KNOWN


@pytest.mark.parametrize(
    ("route", "relied", "expected"),
    [
        ("competitive_flexible", True, Verdict.NO),
        ("competitive_flexible", None, Verdict.NOT_KNOWN),
        ("open", None, Verdict.YES),
    ],
)
def test_awards_that_the_portal_knows_count_too(organisation, opportunity, answers, care, route, relied, expected):
    award = Award.objects.create(
        body=opportunity.body,
        opportunity=OpportunityFactory(body=opportunity.body, route=route),
        title="Care before",
        source=Source.PORTAL,
        entered_on=dt.date(2026, 1, 12),
        relied_on_section_33=relied,
    )
    award.services.add(care)
    AwardSupplier.objects.create(award=award, name=organisation.name, organisation=organisation)
    assert verdict(organisation, opportunity) == expected


def test_services_are_of_the_same_kind_only_where_one_is_in_both(care):
    nursing = ServiceAreaFactory(code="community-nursing")  # of the same group as care here
    libraries = ServiceAreaFactory(code="libraries", parent=ServiceAreaFactory(code="culture", parent=None))
    assert same_kind([care, libraries], [care]) is True
    assert same_kind([care], [nursing]) is None
    assert same_kind([care], [care.parent]) is None
    assert same_kind([care], [libraries]) is False
    assert same_kind([care], []) is None


def test_members_read_the_page_and_see_why(sign_in, viewer, organisation, opportunity, answers, care):
    contract(organisation, opportunity, care)
    browser = sign_in(viewer)
    page = browser.get(reverse("reserved_contracts", args=[organisation.pk])).content.decode()
    assert opportunity.title in page
    assert "Add a reserved contract" not in page
    check = browser.get(reverse("reserved_contract_check", args=[organisation.pk, opportunity.pk])).content.decode()
    assert "It entered into a comparable contract with" in check
    assert "11 June 2024" in check
    assert "10 June 2027" in check
    assert "legal successor" in check


def test_an_editor_answers_the_tests(sign_in, editor, organisation):
    address = reverse("qualifying_tests", args=[organisation.pk])
    sign_in(editor).post(address, {"version": 0, "is_not_for_profit": "yes", "employees_manage_and_control": "no"})
    kept = QualifyingAnswers.objects.get()
    assert (kept.is_not_for_profit, kept.employees_manage_and_control) == (True, False)
    assert kept.delivers_public_services is None
    assert kept.shown_to_others is False
    assert kept.answered_by == editor


def test_of_two_editors_the_second_is_told_and_loses_nothing(sign_in, editor, owner, organisation):
    address = reverse("qualifying_tests", args=[organisation.pk])
    sign_in(owner).post(address, {"version": 0, "is_not_for_profit": "yes"})
    second = sign_in(editor)
    answer = second.post(address, {"version": 0, "is_not_for_profit": "no"})
    assert "Someone else changed this" in answer.content.decode()
    assert QualifyingAnswers.objects.get().is_not_for_profit is True
    version = QualifyingAnswers.objects.get().version
    assert f'value="{version}"' in answer.content.decode()
    assert second.post(address, {"version": version, "is_not_for_profit": "no"}).status_code == 302
    assert QualifyingAnswers.objects.get().is_not_for_profit is False


def test_a_contract_is_added_changed_and_removed(sign_in, editor, organisation, care):
    browser, body = sign_in(editor), BodyFactory(name="Pinecombe Council")
    typed = {"version": 0, "body_name": "pinecombe council", "services": [care.code], "relied_on_section_33": "yes"}
    browser.post(reverse("reserved_contract_create", args=[organisation.pk]), typed)
    made = ReservedContract.objects.get()
    assert (made.body, list(made.services.all()), made.relied_on_section_33) == (body, [care], True)
    version = QualifyingAnswers.objects.get().version
    days = {"entered_on_0": "12", "entered_on_1": "1", "entered_on_2": "2026"}
    address = reverse("reserved_contract_edit", args=[organisation.pk, made.pk])
    assert browser.post(address, typed | days | {"version": version}).status_code == 302
    made.refresh_from_db()
    assert made.entered_on == dt.date(2026, 1, 12)
    browser.post(reverse("reserved_contract_remove", args=[organisation.pk, made.pk]))
    assert not ReservedContract.objects.exists()


def test_an_authority_that_is_called_alike_is_asked_about(sign_in, editor, organisation):
    browser, address = sign_in(editor), reverse("reserved_contract_create", args=[organisation.pk])
    body = BodyFactory(name="Pinecombe Borough Council")
    page = browser.post(address, {"version": 0, "body_name": "Pinecombe"}).content.decode()
    assert "Choose the authority from the list" in page
    assert "None of these" in page
    browser.post(address, {"version": 0, "body_name": "Pinecombe", "body": str(body.pk)})
    assert ReservedContract.objects.get().body_name == "Pinecombe Borough Council"
    version = QualifyingAnswers.objects.get().version
    browser.post(address, {"version": version, "body_name": "Pinecombe", "body": "none"})
    assert ReservedContract.objects.get(body=None).body_name == "Pinecombe"


def test_an_entry_that_was_merged_is_not_offered_as_an_authority(sign_in, editor, organisation):
    browser, address = sign_in(editor), reverse("reserved_contract_create", args=[organisation.pk])
    kept = BodyFactory(name="Pinecombe Borough Council")
    BodyFactory(name="PINECOMBE BC (Procurement)", is_duplicate=True, successor=kept)
    page = browser.post(address, {"version": 0, "body_name": "Pinecombe"}).content.decode()
    assert kept.name in page
    assert "Procurement)" not in page


def test_signed_before_awarded_is_refused_kindly(sign_in, editor, organisation):
    days = {"awarded_on_0": "2", "awarded_on_1": "3", "awarded_on_2": "2026"}
    days |= {"entered_on_0": "1", "entered_on_1": "3", "entered_on_2": "2026"}
    address = reverse("reserved_contract_create", args=[organisation.pk])
    page = sign_in(editor).post(address, {"version": 0, "body_name": "Somewhere"} | days)
    assert b"signed on or after the day" in page.content
    assert not ReservedContract.objects.exists()


def test_saying_that_the_list_is_whole(sign_in, owner, organisation):
    address = reverse("reserved_contracts_state", args=[organisation.pk])
    assert sign_in(owner).post(address, {"version": 0}).status_code == 302
    assert QualifyingAnswers.objects.get().stated_contracts_at
    assert b"Someone else changed this" in sign_in(owner).post(address, {"version": 0}, follow=True).content
    assert b"Open this page again" in sign_in(owner).post(address, {}, follow=True).content


def test_a_contract_of_another_organisation_is_not_there(sign_in, editor, organisation, other_organisation):
    theirs = ReservedContractFactory(organisation=other_organisation)
    for name in ("reserved_contract_edit", "reserved_contract_remove"):
        assert sign_in(editor).get(reverse(name, args=[organisation.pk, theirs.pk])).status_code == 404


def test_only_reserved_opportunities_are_checked(sign_in, editor, organisation):
    address = reverse("reserved_contract_check", args=[organisation.pk, OpportunityFactory().pk])
    assert sign_in(editor).get(address).status_code == 404


def test_queries_do_not_grow_with_opportunities_and_contracts(
    sign_in, viewer, organisation, opportunity, answers, care, django_assert_max_num_queries
):
    browser, address = sign_in(viewer), reverse("reserved_contracts", args=[organisation.pk])
    contract(organisation, opportunity, care)
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for _ in range(4):
        OpportunityFactory(reserved_for=["mutuals"], services=[care]).joint_buyers.add(BodyFactory())
        contract(organisation, opportunity, care)
    with django_assert_max_num_queries(len(few) + 1):  # joint buyers are read where there are any
        browser.get(address)
