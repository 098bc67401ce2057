"""Promises about finding opportunities by words, facets and order."""

import datetime as dt
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commissioners import search
from commissioners.choices import Openness, Source, State
from commissioners.finding.asked import SIMPLE
from commissioners.finding.bands import DEADLINES, VALUES
from tests.factories import (
    BodyFactory,
    LocalAuthorityFactory,
    OpportunityFactory,
    RegionFactory,
    ServiceAreaFactory,
)

pytestmark = pytest.mark.django_db
LIST = "/opportunities/"
ADDRESS_PARTS = ["q", "group", "service", "region", "district", "outside", "sort", "page", *SIMPLE]


@pytest.fixture
def south_west():
    return RegionFactory(name="South West", slug="south-west")


@pytest.fixture
def torridge(south_west):
    return LocalAuthorityFactory(name="Torridge", code="E07000046", region=south_west)


@pytest.fixture
def exeter(south_west):
    return LocalAuthorityFactory(name="Exeter", code="E07000041", region=south_west)


@pytest.fixture
def youth_work():
    return ServiceAreaFactory(code="youth-work", name="Youth work")


@pytest.fixture
def libraries():
    return ServiceAreaFactory(code="libraries", name="Libraries")


@pytest.fixture
def look(sign_in):
    """`look("q=youth")` is what an anonymous visitor gets: (titles in order, facets by name, whole context)."""

    def get(address="", person=None):
        response = sign_in(person).get(f"{LIST}?{address}")
        assert response.status_code == 200
        titles = [result.opportunity.title for result in response.context["results"]]
        facets = {
            facet["name"]: {option["value"]: option for option in facet["options"]}
            for facet in response.context["facets"]
        }
        return titles, facets, response.context

    return get


def days(number):
    return timezone.now() + dt.timedelta(days=number)


def test_list_shows_what_can_still_be_joined_unless_asked_otherwise(look):
    for state in State.values:
        OpportunityFactory(title=state, state=state)
    assert sorted(look()[0]) == ["early_engagement", "open"]
    assert look("state=awarded")[0] == ["awarded"]
    assert len(look("&".join(f"state={state}" for state in State.values))[0]) == 5


def test_drafts_are_named_to_people_of_a_body_only(look, commissioner, stranger):
    body = commissioner.body_memberships.get().body
    OpportunityFactory(title="Mine", state="draft", body=body)
    OpportunityFactory(title="Theirs", state="draft")
    titles, facets, _ = look("state=draft", commissioner)
    assert titles == ["Mine"] and facets["state"]["draft"]["count"] == 1
    titles, facets, _ = look("state=draft", stranger)
    assert titles == [] and "draft" not in facets["state"]


def test_notices_outside_public_services_are_shown_by_choice(look):
    OpportunityFactory(title="Road salt", outside_public_services=True)
    titles, facets, context = look()
    assert titles == [] and context["total"] == 0
    assert facets["outside"]["1"]["count"] == 1
    assert look("outside=1")[0] == ["Road salt"]


def test_words_find_titles_before_descriptions(look):
    OpportunityFactory(title="Community support", description="Also some youth clubs")
    OpportunityFactory(title="Youth clubs")
    search.refresh()
    assert look("q=youth+club")[0] == ["Youth clubs", "Community support"]
    assert look("q=nothing-like-it")[0] == []


def test_service_and_place_must_meet_in_one_lot(look, youth_work, libraries, torridge, exeter):
    opportunity = OpportunityFactory(title="Two lots", services=[youth_work], places=[torridge])
    second = opportunity.lots.create(number="2")
    second.services.set([libraries])
    second.places.set([exeter])
    assert look("service=youth-work&district=E07000046")[0] == ["Two lots"]
    assert look("service=youth-work&district=E07000041")[0] == []


def test_region_finds_its_districts_whole_regions_and_all_of_england(look, torridge, exeter, south_west):
    OpportunityFactory(title="Torridge", places=[torridge])
    OpportunityFactory(title="Whole region").lots.get().regions.set([south_west])
    OpportunityFactory(title="England").lots.update(is_nationwide=True)
    OpportunityFactory(title="Elsewhere", places=[LocalAuthorityFactory()])
    assert sorted(look("region=south-west")[0]) == ["England", "Torridge", "Whole region"]
    assert sorted(look("region=south-west&district=E07000041")[0]) == ["England", "Whole region"]
    assert sorted(look("district=E07000046")[0]) == ["England", "Torridge", "Whole region"]


def test_group_finds_all_its_services_and_offers_to_narrow(look, youth_work, libraries):
    OpportunityFactory(title="Youth", services=[youth_work])
    OpportunityFactory(title="Books", services=[libraries])
    OpportunityFactory(title="Both", services=[youth_work, libraries])
    titles, facets, _ = look("group=health")
    assert sorted(titles) == ["Books", "Both", "Youth"]
    assert facets["group"]["health"]["count"] == 3
    assert {code: option["count"] for code, option in facets["service"].items()} == {"youth-work": 2, "libraries": 2}
    assert sorted(look("group=health&service=libraries")[0]) == ["Books", "Both"]


def test_lot_that_says_no_more_than_its_group_is_found_in_it(look, youth_work):
    OpportunityFactory(title="Something in health", services=[youth_work.parent])
    OpportunityFactory(title="Youth", services=[youth_work])
    titles, facets, _ = look("group=health")
    assert len(titles) == 2 and facets["group"]["health"]["count"] == 2
    assert facets["service"]["health"]["label"] == "Not said more closely"
    assert look("group=health&service=health")[0] == ["Something in health"]
    assert look("service=youth-work")[0] == ["Youth"]


def test_windows_hold_the_shorter_ones(look):
    for number in (3, 20, 60, 200):
        OpportunityFactory(title=f"{number} days", submission_deadline=days(number))
    OpportunityFactory(title="None", submission_deadline=None)
    _, facets, _ = look()
    counts = {value: option["count"] for value, option in facets["deadline"].items()}
    assert counts == {"7": 1, "30": 2, "90": 3, "none": 1}
    assert look("deadline=30")[0] == ["3 days", "20 days"]
    assert look("deadline=7&deadline=none")[0] == ["3 days", "None"]


def test_early_engagement_is_found_by_the_end_of_its_engagement(look):
    OpportunityFactory(
        title="Early", state="early_engagement", engagement_deadline=days(5), submission_deadline=days(300)
    )
    assert look("deadline=7")[0] == ["Early"]


def test_order_is_soonest_then_undated_then_past(look):
    OpportunityFactory(title="Past", submission_deadline=days(-1))
    OpportunityFactory(title="Long past", submission_deadline=days(-9))
    OpportunityFactory(title="Undated", submission_deadline=None)
    OpportunityFactory(title="Later", submission_deadline=days(9))
    OpportunityFactory(title="Soon", submission_deadline=days(1))
    assert look()[0] == ["Soon", "Later", "Undated", "Past", "Long past"]


def test_other_orders(look):
    OpportunityFactory(title="Old and dear", value=900_000, published_at=days(-9))
    OpportunityFactory(title="New and cheap", value=1_000, published_at=days(-1))
    OpportunityFactory(title="No value", published_at=days(-5))
    assert look("sort=newest")[0] == ["New and cheap", "No value", "Old and dear"]
    assert look("sort=value")[0] == ["Old and dear", "New and cheap", "No value"]


def test_value_bands_meet_without_gap_or_overlap(look):
    for value in (1, 99_999, 100_000, 499_999, 500_000, 2_000_000, 10_000_000):
        OpportunityFactory(value=value)
    OpportunityFactory(value=None)
    _, facets, _ = look()
    counts = {value: option["count"] for value, option in facets["value"].items()}
    assert counts == {"0": 2, "100k": 2, "500k": 1, "2m": 1, "10m": 1, "none": 1}


def test_each_count_is_what_one_gets_by_ticking_it(look, youth_work, libraries, torridge, exeter):
    """The promise of facets, on a world in which they depend on each other."""
    areas, places = [youth_work, libraries], [torridge, exeter, LocalAuthorityFactory()]
    for number in range(24):
        OpportunityFactory(
            state=["open", "early_engagement", "closed"][number % 3],
            openness=Openness.values[number % 5],
            value=[None, 50_000, 600_000][number % 3],
            submission_deadline=[None, days(3), days(50), days(400)][number % 4],
            source=[Source.PORTAL, Source.OTHER_OCDS][number % 2],
            ocid=str(number) if number % 2 else "",
            services=areas[: number % 3],
            places=places[number % 3 : number % 3 + 1],
            outside_public_services=number % 7 == 0,
        )
    for chosen in ("", "region=south-west", "group=health&openness=welcomed", "value=none&state=open&state=closed"):
        _, facets, _ = look(chosen)
        for name, options in facets.items():
            alone = "&".join(part for part in chosen.split("&") if not part.startswith(f"{name}="))
            for value, option in options.items():
                if name in ("service", "district", "outside"):
                    continue
                got = look(f"{alone}&{name}={value}")[2]["total"]
                assert got == option["count"], (chosen, name, value)


def test_pages_keep_what_was_chosen_and_show_each_once(look, sign_in):
    for number in range(30):
        OpportunityFactory(title=f"Number {number}", openness="welcomed")
    first, _, context = look("openness=welcomed")
    second, _, _ = look("openness=welcomed&page=2")
    assert (len(first), len(second), context["total"]) == (25, 5, 30)
    assert not set(first) & set(second)
    page = sign_in(None).get(f"{LIST}?openness=welcomed").content.decode()
    assert "openness=welcomed&amp;page=2" in page


@pytest.mark.parametrize("page", ["0", "-1", "nonsense", "999", "9" * 30])
def test_page_that_does_not_exist_is_answered_by_one_that_does(look, page):
    OpportunityFactory(title="Only one")
    assert look(f"page={page}")[0] == ["Only one"]


def test_empty_answer_says_what_to_do_next(sign_in):
    page = sign_in(None).get(f"{LIST}?q=zebra").content.decode()
    assert "Nothing matches what you chose" in page and "Clear the search" in page


def test_number_of_queries_does_not_grow_with_the_rows(look, youth_work, torridge):
    def queries():
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            look("q=service&group=health&region=south-west")
        return len(captured)

    OpportunityFactory(services=[youth_work], places=[torridge])
    search.refresh()
    before = queries()
    for _ in range(12):
        OpportunityFactory(services=[youth_work], places=[torridge], body=BodyFactory())
    search.refresh()
    assert queries() == before


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(
            [
                "q",
                "group",
                "service",
                "region",
                "district",
                "state",
                "openness",
                "deadline",
                "value",
                "source",
                "outside",
                "sort",
                "page",
            ]
        ),
        st.lists(
            st.one_of(
                st.text(max_size=30),
                st.sampled_from([*DEADLINES, *VALUES, *State.values, "health", "match", "1", "not_stated", "\x00"]),
            ),
            max_size=3,
        ),
    )
)
def test_no_address_breaks_the_list(client, data):
    assert client.get(reverse("opportunity_list"), data).status_code == 200


def test_everything_in_the_list_works_without_javascript(sign_in):
    OpportunityFactory()
    page = sign_in(None).get(LIST).content.decode()
    assert re.search(r'<form class="portal-filters" method="get"', page)
    assert "onclick" not in page and "javascript:" not in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"state": "shut"}, "State “shut”"),
        ({"openness": ["maybe", "welcomed"]}, "Consortia are “maybe”"),
        ({"service": "alchemy"}, "Service “alchemy”"),
        ({"region": "atlantis"}, "Place “atlantis”"),
        ({"district": "E99999999"}, "Place “E99999999”"),
        ({"sort": "colour"}, "Sort by “colour”"),
        ({"deadline": "x" * 500}, f"Deadline “{'x' * 40}…”"),
    ],
)
def test_what_the_list_does_not_know_is_said_to_be_left_out(client, query, said):
    page = client.get(reverse("opportunity_list"), query).content.decode()
    assert said in page and "which was left out" in page


def test_nothing_is_said_to_be_left_out_of_what_is_known(client):
    for query in (
        {},
        {"state": "open", "sort": "newest", "openness": "not_stated", "q": ""},
        {"sort": "match"},
        {"state": ""},
    ):
        assert "which was left out" not in client.get(reverse("opportunity_list"), query).content.decode()


def test_markup_in_an_address_is_shown_as_text(client):
    page = client.get(reverse("opportunity_list"), {"state": "<b>x"}).content.decode()
    assert "<b>x" not in page and "State “&lt;b&gt;x”" in page
