"""Promises of the directory: finds, counts, sorts and pages, and never by what a visitor may not see."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mutuals import search
from mutuals.directory import counts as counting
from mutuals.visibility import Visibility
from tests.factories import LocalAuthorityFactory, OrganisationFactory, RegionFactory, ServiceAreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def look(sign_in):
    """`look(person, **filters)` is the page of the directory that the person gets."""

    def get(person=None, **filters):
        search.refresh()
        cache.clear()
        return sign_in(person).get(reverse("organisation_list"), filters)

    return get


def names(response) -> list[str]:
    return [item.name for item in response.context["listing"].page.object_list]


def facet(response, name) -> dict[str, int]:
    for one in response.context["listing"].facets:
        if one["name"] == name:
            return {option["label"]: option["count"] for option in one["options"]}
    return {}


def test_organisations_are_listed_by_name_whatever_their_case(look):
    for name in ("beta", "Alpha", "Gamma"):
        OrganisationFactory(name=name)
    assert names(look()) == ["Alpha", "beta", "Gamma"]


def test_name_weighs_more_than_description(look):
    OrganisationFactory(name="Alder Health", summary="We run libraries")
    OrganisationFactory(name="Wolds Libraries", summary="Reading for all")
    assert names(look(q="libraries")) == ["Wolds Libraries", "Alder Health"]


def test_words_can_be_excluded_and_quoted_as_on_the_web(look):
    OrganisationFactory(name="Alder Nursing at Home")
    OrganisationFactory(name="Beech Nursing")
    assert names(look(q="nursing -home")) == ["Beech Nursing"]
    assert names(look(q='"nursing at home"')) == ["Alder Nursing at Home"]


def test_group_finds_all_its_sub_areas_and_a_chosen_sub_area_narrows_it(look):
    nursing, therapy = ServiceAreaFactory(name="Nursing"), ServiceAreaFactory(name="Therapy")
    OrganisationFactory(name="Nurses", services=[nursing])
    OrganisationFactory(name="Therapists", services=[therapy])
    OrganisationFactory(name="Neither")
    group = nursing.parent.code
    assert names(look(service=group)) == ["Nurses", "Therapists"]
    assert names(look(service=[group, nursing.code])) == ["Nurses"]
    assert names(look(service=[nursing.code, therapy.code])) == ["Nurses", "Therapists"]


def test_region_finds_its_districts_and_those_who_work_anywhere(look):
    north, south = RegionFactory(name="North", slug="north"), RegionFactory(name="South", slug="south")
    ours, next_door = LocalAuthorityFactory(region=north), LocalAuthorityFactory(region=north)
    OrganisationFactory(name="Ours", places=[ours])
    OrganisationFactory(name="Next door", places=[next_door])
    OrganisationFactory(name="Anywhere", is_national=True)
    OrganisationFactory(name="Southern", places=[LocalAuthorityFactory(region=south)])
    response = look(place="north")
    assert names(response) == ["Anywhere", "Next door", "Ours"]
    assert facet(response, "place") == {"North": 3, ours.name: 2, next_door.name: 2, "South": 2}
    assert names(look(place=["north", ours.code])) == ["Anywhere", "Ours"]


def test_places_that_only_a_national_organisation_serves_can_be_chosen(look):
    north = RegionFactory(name="North", slug="north")
    district = LocalAuthorityFactory(region=north)
    RegionFactory(name="South", slug="south")
    OrganisationFactory(name="Anywhere", is_national=True)
    assert facet(look(), "place") == {"North": 1, "South": 1}
    assert facet(look(place="north"), "place") == {"North": 1, district.name: 1, "South": 1}
    assert names(look(place=["north", district.code])) == ["Anywhere"]


def test_counts_leave_their_own_facet_out_and_heed_the_others(look):
    nursing = ServiceAreaFactory(name="Nursing")
    OrganisationFactory(name="A", kind="mutual", services=[nursing])
    OrganisationFactory(name="B", kind="charity", services=[nursing])
    OrganisationFactory(name="C", kind="charity")
    response = look(kind="charity", service=nursing.code)
    assert names(response) == ["B"]
    assert response.context["listing"].total == 1
    assert facet(response, "kind") == {"Public service mutual": 1, "Charity": 1}
    assert facet(response, "service")["Nursing"] == 1


def test_verified_mutuals_can_be_had_alone(look, staff):
    OrganisationFactory(name="Verified", verified_at="2026-01-01T00:00Z", verified_by=staff)
    OrganisationFactory(name="Says so")
    assert names(look(verified="yes", q="verified OR says")) == ["Verified"]
    response = look(verified="yes")
    assert names(response) == ["Verified"]
    assert facet(response, "verified") == {"Verified Mutuals": 1}


def test_band_neither_finds_nor_counts_those_who_keep_their_size(look, other_owner, staff):
    OrganisationFactory(name="Shows it", turnover_band=2, visibility_size=Visibility.SIGNED_IN)
    OrganisationFactory(name="Keeps it", turnover_band=2, visibility_size=Visibility.PARTNERS)
    assert names(look(None, size="2")) == []
    assert names(look(other_owner, size="2")) == ["Shows it"]
    assert facet(look(other_owner), "size") == {"£1 million to £2.5 million": 1}
    assert names(look(staff, size="2")) == ["Shows it"]


def test_hidden_services_and_places_neither_find_nor_count(look):
    nursing, place = ServiceAreaFactory(), LocalAuthorityFactory()
    kept = {"visibility_services": Visibility.SIGNED_IN, "visibility_places": Visibility.SIGNED_IN}
    OrganisationFactory(services=[nursing], places=[place], **kept)
    assert names(look(service=nursing.code)) == names(look(place=place.code)) == []
    assert facet(look(), "service") == facet(look(), "place") == {}


def test_counts_kept_for_one_level_are_not_shown_at_another(look, sign_in, other_owner, monkeypatch):
    monkeypatch.setattr(counting, "KEEP_FROM", 0)
    OrganisationFactory(turnover_band=2, visibility_size=Visibility.SIGNED_IN)
    assert facet(look(other_owner), "size")
    assert not facet(sign_in(None).get(reverse("organisation_list")), "size")


def test_counts_of_large_answers_are_made_once_a_minute(look, sign_in, monkeypatch):
    monkeypatch.setattr(counting, "KEEP_FROM", 0)
    OrganisationFactory()
    first = look()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        second = sign_in(None).get(reverse("organisation_list"))
    assert first.context["listing"].facets == second.context["listing"].facets
    assert not [query for query in queries if "count(" in query["sql"].lower()]


def test_number_of_queries_does_not_grow_with_the_organisations(look, other_owner):
    def queries():
        search.refresh()
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            look(other_owner, q="care", service="health")
        return len(captured)

    def add(number):
        for _ in range(number):
            OrganisationFactory(services=[ServiceAreaFactory()], places=[LocalAuthorityFactory()])

    add(1)
    few = queries()
    add(12)
    assert queries() == few


def test_pages_hold_25_and_a_page_too_far_is_the_last(look):
    for number in range(26):
        OrganisationFactory(name=f"Organisation {number:02}")
    assert len(names(look())) == 25
    assert names(look(page="2")) == names(look(page="4000")) == ["Organisation 25"]
    assert len(names(look(page="rubbish"))) == 25


@pytest.mark.parametrize(
    "query", [{}, {"sort": "newest"}, {"q": "organisation"}, {"q": "organisation", "sort": "name"}]
)
def test_pages_follow_each_other_whichever_end_they_are_read_from(look, query):
    for number in range(80):
        OrganisationFactory(name=f"Organisation {number:02}")
    pages = [names(look(page=number, **query)) for number in range(1, 5)]
    assert [len(page) for page in pages] == [25, 25, 25, 5]
    whole = [name for page in pages for name in page]
    assert sorted(whole) == [f"Organisation {number:02}" for number in range(80)]
    assert whole == sorted(whole, reverse=query.get("sort") == "newest")


def test_newest_come_first_when_asked(look):
    OrganisationFactory(name="Old", created_at="2020-01-01T00:00Z")
    OrganisationFactory(name="New", created_at="2026-01-01T00:00Z")
    assert names(look(sort="newest")) == ["New", "Old"]


@pytest.mark.parametrize(
    "rubbish",
    [
        {"q": "\x00"},
        {"q": "' OR 1=1 --"},
        {"q": '"unfinished'},
        {"q": "a" * 5000},
        {"q": "the"},
        {"service": "no-such"},
        {"place": ["x", "-1"]},
        {"size": ["99", "x"]},
        {"kind": "'"},
        {"sort": "x"},
        {"page": "-1"},
        {"verified": "1"},
    ],
)
def test_rubbish_in_the_address_is_not_an_error(look, rubbish):
    OrganisationFactory()
    assert look(**rubbish).status_code == 200


def test_title_says_what_the_list_holds(look):
    area, place = ServiceAreaFactory(name="Nursing"), LocalAuthorityFactory(name="Torridge")
    response = look(q="care", service=area.code, place=place.code)
    assert "<h1" in response.content.decode()
    assert response.context["listing"].title == "Organisations matching “care” for Nursing in Torridge"


def test_empty_list_says_what_to_do(look):
    assert "Take a filter away" in look(q="nothing like it").content.decode()


def test_a_mutual_that_nobody_verified_is_listed_as_its_own_word(look, staff):
    OrganisationFactory(name="Claims to be", kind="mutual")
    OrganisationFactory(name="Verified", kind="mutual", verified_at=timezone.now(), verified_by=staff)
    claims, verified = look().context["listing"].page.object_list
    assert claims.facts[0] == "Says it is a public service mutual, not checked yet"
    assert verified.is_mutual and "Public service mutual" not in verified.facts  # the tag says it
