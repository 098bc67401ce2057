"""Choosing an organisation in a form: part of its name is enough, and those that have it are told apart."""

import pytest
from django.urls import reverse

from support_requests.models import AdviserConflict
from support_requests.picking import OFFERED, find
from tests.factories import OrganisationFactory
from tests.factories.knowledge import KnowledgePageFactory
from tests.factories.support import AdviserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def twins():
    """Two of one name."""
    return [OrganisationFactory(name="Saltwick Care", company_number=number) for number in ("01234567", "07654321")]


@pytest.fixture
def adviser():
    return AdviserFactory()


@pytest.fixture
def enter(sign_in, triage, adviser):
    """Send the form of a conflict of interest, as an officer does."""
    browser, address = sign_in(triage), reverse("adviser_conflict_add", args=[adviser.pk])
    return lambda **said: browser.post(address, {"because": "Sits on its board."} | said)


def offered(answer) -> list[str]:
    field = answer.context["form"].fields.get("picked")
    return [value for value, _ in field.choices] if field else []


def test_part_of_a_name_offers_those_that_have_it_with_what_tells_them_apart(enter, twins):
    answer = enter(organisation="wick  salt", look="look")
    page = answer.content.decode()
    assert offered(answer) == [str(one.pk) for one in twins]
    assert all(one.company_number in page for one in twins)
    assert 'value="wick  salt"' in page and "Sits on its board." in page
    assert "There is a problem" not in page and not AdviserConflict.objects.exists()


def test_who_does_not_say_which_is_led_to_the_choices(enter, twins):
    page = enter(organisation="Saltwick Care").content.decode()
    assert "<title>Error: " in page.replace("\n", "")
    assert '<a href="#id_picked_1">Select which organisation you mean</a>' in page
    assert not AdviserConflict.objects.exists()


def test_the_one_that_was_picked_is_entered(enter, twins, adviser):
    assert enter(organisation="salt", picked=twins[1].pk).status_code == 302
    assert adviser.conflicts.get().organisation == twins[1]


def test_a_name_that_only_one_is_called_by_needs_no_picking(enter, adviser):
    one, _ = OrganisationFactory(name="Saltwick Care"), OrganisationFactory(name="Saltwick Care Partners")
    assert enter(organisation="saltwick care").status_code == 302
    assert adviser.conflicts.get().organisation == one


def test_what_was_picked_of_an_earlier_search_is_asked_again(enter, twins, adviser):
    other = OrganisationFactory(name="Vell Libraries")
    answer = enter(organisation="vell", picked=twins[0].pk)
    assert offered(answer) == [str(other.pk)]
    assert "Select which organisation you mean" in answer.content.decode()
    found = enter(organisation="vell", picked=twins[0].pk, look="look")
    assert found.context["form"]["picked"].value() == str(other.pk)  # the only one is chosen already
    assert not adviser.conflicts.exists()


@pytest.mark.parametrize("pressed", [{}, {"look": "look"}])
def test_nothing_found_leads_to_the_field_and_keeps_what_was_typed(enter, pressed):
    page = enter(organisation="Nowhere & Co", because="", **pressed).content.decode()
    assert '<a href="#id_organisation">No organisation in the directory has this' in page
    assert 'value="Nowhere &amp; Co"' in page
    assert ("Say why there is a conflict" in page) is not bool(pressed)  # on the way nothing else is complained of
    assert '<a href="#id_organisation">Enter the name' in enter(organisation=" ", **pressed).content.decode()


def test_only_those_that_take_part_are_found_and_only_by_numbers_that_they_show(stranger, triage):
    OrganisationFactory(name="Saltwick waits", admitted_at=None)
    hidden = OrganisationFactory(name="Saltwick hides", company_number="01234567", visibility_about=3)
    for person in (stranger, triage):
        assert [one.organisation for one in find("saltwick", user=person).offered] == [hidden]
        assert not find("01234567", user=person).offered
    assert "01234567" not in find("saltwick", user=triage).offered[0].facts
    OrganisationFactory(name="Vell", company_number="07654321")
    assert find("0765 4321", user=stranger).exact.name == "Vell"


def test_more_than_are_offered_are_said_and_take_one_query(triage, django_assert_num_queries):
    for _ in range(OFFERED + 1):
        OrganisationFactory(name="Saltwick")
    with django_assert_num_queries(1):
        found = find("salt", user=triage)
    assert len(found.offered) == OFFERED and found.is_more and found.exact is None
    assert "in the directory since" in found.offered[0].facts


def test_who_took_part_in_a_case_study_is_picked_too(sign_in, staff, twins):
    study = KnowledgePageFactory(kind="case_study")
    address = reverse("knowledge_organisations", args=[study.pk])
    browser = sign_in(staff)
    assert offered(browser.post(address, {"organisation": "salt", "look": "look"})) == [str(one.pk) for one in twins]
    assert browser.post(address, {"organisation": "salt", "picked": twins[0].pk}).status_code == 302
    assert study.consents.get().organisation == twins[0]
