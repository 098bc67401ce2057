"""Promises about addresses of the directory: they can be shared, say what they hold, and help when nothing answers."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mutuals import search
from mutuals.directory import asking
from mutuals.directory.vocabulary import vocabulary
from tests.factories import LocalAuthorityFactory, OrganisationFactory, RegionFactory, ServiceAreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def look(sign_in):
    """`look(**filters)` is the page of the directory that a visitor gets."""

    def get(**filters):
        search.refresh()
        cache.clear()
        return sign_in(None).get(reverse("organisation_list"), filters)

    return get


def title(response) -> str:
    return response.context["listing"].title


def text(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_title_says_kinds_verified_and_distance(look):
    assert title(look(kind=["charity", "nhs_body"])) == "Charities, NHS bodies"
    assert title(look(verified="yes")) == "Verified Mutuals"
    assert title(look(verified="yes", kind="charity")) == "Charities that are verified Mutuals"
    assert (
        title(look(q="care", near="ls11ur", within="25")) == "Organisations matching “care”, within 25 miles of LS1 1UR"
    )
    assert title(look(size="0")) == "Organisations with a turnover of under £250,000"


def test_same_question_has_one_canonical_address_whatever_its_order(look):
    RegionFactory(slug="north", name="North")
    ServiceAreaFactory(code="nursing")
    asked = "kind=charity&place=north&near=ls1+1ur&service=nursing&q=care&within=10&page=1&sort=relevance"
    canonical = 'rel="canonical" href="http://testserver/organisations/?q=care&amp;service=nursing&amp;place=north'
    canonical += '&amp;kind=charity&amp;near=LS1+1UR&amp;within=10"'
    for query in (asked, "&".join(reversed(asked.split("&")))):
        cache.clear()
        assert canonical in look(**QueryDict(query).dict()).content.decode()


def test_address_made_of_a_question_asks_the_same_question():
    RegionFactory(slug="north", name="North")
    query = QueryDict("q=a+b&place=north&kind=charity&verified=yes&size=0&near=LS1+1UR&within=5&sort=newest")
    first = asking.read(query, level=0, words=vocabulary())
    address = asking.address("", first.filters)
    assert asking.read(QueryDict(address[1:]), level=0, words=vocabulary()) == first


@pytest.mark.parametrize(
    ("name", "what"),
    [("service", "service"), ("place", "place"), ("kind", "kind of organisation"), ("size", "turnover")],
)
def test_what_the_portal_does_not_know_is_said_and_left_out(look, name, what):
    OrganisationFactory()
    response = look(**{name: "xyz"})
    assert f"We do not know the {what} “xyz”: it was left out." in response.content.decode()
    assert response.context["listing"].total == 1


def test_many_unknown_values_are_counted_rather_than_listed(look):
    page = look(service=[f"x{number}" for number in range(40)]).content.decode()
    assert page.count("We do not know the service") == 3
    assert "37 more choices of this address are not known" in page


def test_empty_list_says_which_choice_to_take_away_and_what_that_brings(look):
    nursing = ServiceAreaFactory(name="Nursing")
    place = LocalAuthorityFactory(name="Torridge")
    OrganisationFactory(name="Nurses", services=[nursing])
    OrganisationFactory(name="Others", services=[nursing])
    OrganisationFactory(name="Local", places=[place])
    response = look(service=nursing.code, place=place.code, kind="mutual")
    assert "Without Torridge : 2 organisations" in text(response)
    assert "Without Nursing : 1 organisation" in text(response)
    assert "Without Public service mutual" not in text(response)
    assert f'href="/organisations/?service={nursing.code}&amp;kind=mutual"' in response.content.decode()


def test_misspelt_word_is_offered_as_it_is_spelt_when_that_finds_somebody(look):
    OrganisationFactory(name="Larkfold Together", services=[ServiceAreaFactory(name="Physiotherapy")])
    assert "Did you mean physiotherapy (1)" in text(look(q="physotherapy"))
    assert "Did you mean larkfold (1)" in text(look(q="larkfeld"))
    assert "Did you mean" not in text(look(q="zebra crossing"))


def test_misspelt_word_is_offered_alone_where_the_other_choices_leave_nobody(look):
    OrganisationFactory(services=[ServiceAreaFactory(name="Physiotherapy")])
    page = look(q="physotherapy", kind="charity")
    assert 'href="/organisations/?q=physiotherapy"' in page.content.decode()


def test_help_takes_few_queries_whatever_the_size(look):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            look(q="physotherapy", kind="charity", verified="yes", near="LS1 1UR", within="5")
        return len([query for query in captured if "SAVEPOINT" not in query["sql"]])

    OrganisationFactory(services=[ServiceAreaFactory(name="Physiotherapy")])
    few = queries()
    for _ in range(10):
        OrganisationFactory(services=[ServiceAreaFactory()], places=[LocalAuthorityFactory()])
    assert queries() == few
