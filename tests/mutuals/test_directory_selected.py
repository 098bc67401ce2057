"""Promises about the filters in use: each can be taken away alone, and what is ticked is seen without scrolling."""

import pytest
from django.core.cache import cache
from django.http import QueryDict
from django.urls import reverse

from mutuals import search
from tests.factories import LocalAuthorityFactory, OrganisationFactory, RegionFactory, ServiceAreaFactory

pytestmark = pytest.mark.django_db

PAGES = ["organisation_list", "organisation_map"]


@pytest.fixture
def look(sign_in):
    def get(name, query=""):
        search.refresh()
        cache.clear()
        return sign_in(None).get(f"{reverse(name)}?{query}")

    return get


@pytest.fixture
def north():
    region = RegionFactory(slug="north", name="North")
    LocalAuthorityFactory(code="E1", name="Torridge", region=region)
    return region


def removals(response) -> dict[str, dict]:
    return {choice.label: asked_in(choice.url) for choice in response.context["selected"].choices}


def asked_in(url) -> dict:
    return dict(QueryDict(url.partition("?")[2]).lists())


@pytest.mark.parametrize("name", PAGES)
def test_each_filter_has_a_link_that_takes_only_it_away(look, north, name):
    ServiceAreaFactory(code="youth", name="Youth work")
    query = "q=care&service=youth&place=north&place=E1&kind=charity&kind=nhs_body&verified=yes&size=0"
    found = removals(look(name, query + "&near=LS1+1UR&within=10&sort=name"))
    whole = asked_in("?" + query + "&near=LS1 1UR&within=10&sort=name")
    less = {
        "Youth work": {"service": []},
        "North": {"place": ["E1"]},
        "Torridge": {"place": ["north"]},
        "Charity": {"kind": ["nhs_body"]},
        "NHS body": {"kind": ["charity"]},
        "Verified Mutuals": {"verified": []},
        "Under £250,000": {"size": []},
        "Within 10 miles of LS1 1UR": {"near": [], "within": []},
    }
    expected = {
        label: {key: sorted(values) for key, values in (whole | gone).items() if values} for label, gone in less.items()
    }
    assert {label: {key: sorted(values) for key, values in asked.items()} for label, asked in found.items()} == expected


@pytest.mark.parametrize("name", PAGES)
def test_clearing_all_keeps_words_and_order(look, north, name):
    response = look(name, "q=care&place=north&kind=charity&near=LS1+1UR&sort=newest")
    assert asked_in(response.context["selected"].clear_url) == {"q": ["care"], "sort": ["newest"]}
    assert "Clear all" in response.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_to_the_same_page_and_say_what_they_do(look, north, name):
    page = look(name, "place=north&kind=charity").content.decode()
    link = f'href="{reverse(name)}?kind=charity">'
    assert f'{link}<span class="govuk-visually-hidden">Remove filter: </span>North</a>' in page


@pytest.mark.parametrize("name", PAGES)
def test_nothing_chosen_shows_no_heading(look, name):
    assert "Selected filters" not in look(name, "q=care").content.decode()


def test_order_by_distance_goes_with_the_distance(look):
    found = removals(look("organisation_list", "near=LS1+1UR&sort=nearest&kind=charity"))
    assert found["Distance from LS1 1UR"] == {"kind": ["charity"]}


def test_organisations_to_compare_stay_chosen(look):
    kept = [OrganisationFactory().pk, OrganisationFactory().pk]
    response = look("organisation_list", f"kind=charity&with={kept[0]}&with={kept[1]}")
    assert removals(response)["Charity"] == {"with": [str(pk) for pk in kept]}
    assert asked_in(response.context["selected"].clear_url) == {"with": [str(pk) for pk in kept]}


def test_ticked_options_come_first_under_their_own_heading(look):
    adults = ServiceAreaFactory(code="adults", name="Adults", parent=None)
    day_care = ServiceAreaFactory(code="day-care", name="Day care", parent=adults)
    youth = ServiceAreaFactory(code="youth", name="Youth", parent=None)
    clubs = ServiceAreaFactory(code="clubs", name="Clubs", parent=youth)
    camps = ServiceAreaFactory(code="camps", name="Camps", parent=youth)
    OrganisationFactory(services=[day_care, clubs, camps])
    (services, *_) = look("organisation_list", "service=camps").context["listing"].facets
    labels = [option["label"] for option in services["options"]]
    assert labels == ["Youth", "Camps", "Clubs", "Adults", "Day care"]


def test_what_can_be_done_with_the_list_stands_above_and_below_it(look):
    OrganisationFactory()
    above, _, below = look("organisation_list").content.decode().partition('<ul class="portal-results">')
    for words in ("Compare those ticked", reverse("organisation_csv")):
        assert words in above and words in below
