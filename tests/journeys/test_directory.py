"""A visitor finds partners: by distance, on the map, side by side, as a spreadsheet; with scripts and without."""

import re

import pytest
from playwright.sync_api import expect

from mutuals import search
from mutuals.models import SavedComparison
from partnerships_portal.reference.models import LocalAuthority, ServiceArea
from partnerships_portal.reference.postcodes import find_postcode
from tests.factories import OrganisationFactory

from .browser import PHONE, seen_and_clean, settled

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data_for_live_server")]


@pytest.fixture
def sector(reference_data_for_live_server):
    """Six organisations in and around Leeds and one in Cornwall; all but one deliver physiotherapy."""
    leeds = find_postcode("LS1 1UR")
    places = {place.name: place for place in LocalAuthority.objects.filter(name__in=["Leeds", "Bradford", "Cornwall"])}
    nursing, therapy = ServiceArea.objects.sub_areas()[:2]
    made = [
        OrganisationFactory(
            name=f"{name} Together",
            summary="We left the health trust with our patients' blessing, and own every share ourselves.",
            services=[nursing, therapy] if number % 2 else [nursing],
            places=[places[place]],
            base_easting=leeds.easting + far * 1609,
            base_northing=leeds.northing,
            turnover_band=number,
            visibility_size=number % 2,
            social_value="Every pound earned stays in the town.",
        )
        for number, (name, place, far) in enumerate(
            [
                ("Alder", "Leeds", 1),
                ("Beech", "Leeds", 4),
                ("Cedar", "Leeds", 8),
                ("Damson", "Bradford", 12),
                ("Elder", "Bradford", 19),
            ]
        )
    ]
    cornish = {"base_easting": 182_000, "base_northing": 44_000}
    made.append(OrganisationFactory(name="Furze Together", places=[places["Cornwall"]], **cornish))
    search.refresh()
    return made


def found(page) -> list[str]:
    settled(page)
    return page.locator(".portal-result__title").all_inner_texts()


@pytest.fixture(params=["with scripts", "without"])
def any_page(request):
    """The journey is made twice: in an ordinary browser, and in one that runs no scripts."""
    return request.getfixturevalue("page" if request.param == "with scripts" else "plain_page")


def test_visitor_finds_who_is_near_compares_them_and_shares_the_page(any_page, sector):
    page = any_page
    page.goto("/organisations/")
    page.locator("summary", has_text="Distance").click()
    page.get_by_label("From a postcode").fill("LS99 9ZZ")
    page.get_by_label("How far").select_option("Within 10 miles")
    page.get_by_role("button", name="Show results").click()
    expect(page.locator("#filter-near-error")).to_contain_text("Check the postcode")
    expect(page.get_by_label("From a postcode")).to_have_value("LS99 9ZZ")
    assert len(found(page)) == 6
    page.get_by_label("From a postcode").fill("ls11ur")
    page.get_by_role("button", name="Show results").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Organisations within 10 miles of LS1 1UR")
    assert found(page) == ["Alder Together", "Beech Together", "Cedar Together"]
    expect(page.get_by_text("about 8 miles away")).to_be_visible()

    page.get_by_label("Compare Alder Together").check()
    page.get_by_label("Compare Cedar Together").check()
    page.get_by_role("button", name="Compare those ticked").first.click()
    expect(page.get_by_role("columnheader")).to_have_count(2)
    expect(page.get_by_text("in common").first).to_be_visible()
    page.get_by_role("link", name="Add another from the directory").click()
    expect(page.get_by_text("To compare so far: Alder Together, Cedar Together")).to_be_visible()
    page.get_by_label("Search the directory").fill("furze")
    page.get_by_role("button", name="Show results").click()
    page.get_by_label("Compare Furze Together").check()
    page.get_by_role("button", name="Compare those ticked").last.click()
    expect(page.get_by_role("columnheader")).to_have_count(3)
    page.get_by_role("link", name="Remove Alder Together").click()
    expect(page.get_by_role("columnheader")).to_have_count(2)
    expect(page).to_have_url(re.compile(r"/organisations/compare/\?with=\d+&with=\d+$"))


def test_visitor_reads_the_map_and_goes_on_to_a_district(any_page, sector):
    page = any_page
    page.goto("/organisations/?kind=mutual")
    page.get_by_role("link", name="Map", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Public service mutuals, on a map")
    page.locator("summary", has_text="Yorkshire and The Humber").click()
    row = page.get_by_role("row", name="Bradford")
    expect(row).to_contain_text("2")
    row.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Public service mutuals in Bradford")
    assert found(page) == ["Damson Together", "Elder Together"]
    page.get_by_role("link", name="Map", exact=True).click()
    expect(page.get_by_role("table", name="Districts of Yorkshire and The Humber")).to_be_visible()
    expect(page.get_by_role("link", name="All of England")).to_be_visible()
    assert page.locator(".portal-map a").count() < 30


def test_dot_of_the_map_can_be_clicked_and_is_passed_over_by_keys(page, sector):
    page.goto("/organisations/map/")
    dots = page.locator(".portal-map a", has_text="Cornwall: 1 organisation")
    spot = dots.locator("path").evaluate(
        """path => {
            const matrix = path.getScreenCTM();
            const [x, y] = path.getAttribute("d").match(/-?\\d+/g).map(Number);
            const point = new DOMPoint(x, y).matrixTransform(matrix);
            return [point.x + window.scrollX, point.y + window.scrollY];
        }"""
    )
    page.mouse.click(*spot)
    expect(page.get_by_role("heading", level=1)).to_have_text("Organisations in Cornwall")
    page.goto("/organisations/map/")
    page.get_by_role("link", name="Map", exact=True).focus()
    page.keyboard.press("Tab")
    expect(page.locator("summary", has_text="East Midlands")).to_be_focused()


def test_signed_in_person_keeps_a_comparison_and_lets_it_go(page, sign_in_page, stranger, sector):
    sign_in_page(page, stranger)
    page.goto(f"/organisations/compare/?{'&'.join(f'with={one.pk}' for one in sector)}")
    expect(page.get_by_text("You can compare up to four organisations")).to_contain_text("Elder Together")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter a name to find this comparison by")
    seen_and_clean(page, "comparison-errors")
    page.get_by_label("Name of this comparison").fill("Nurses near Leeds")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your comparisons")
    seen_and_clean(page, "comparisons")
    page.get_by_role("link", name="Nurses near Leeds").click()
    seen_and_clean(page, "comparison")
    page.goto("/comparisons/")
    page.get_by_role("button", name="Remove Nurses near Leeds").click()
    expect(page.get_by_text("No comparisons yet")).to_be_visible()
    seen_and_clean(page, "comparisons-none")
    assert not SavedComparison.objects.exists()


def test_visitor_on_a_telephone_sees_results_before_filters(new_page, sector):
    phone = new_page(PHONE, java_script_enabled=False)
    phone.goto("/organisations/?near=LS1+1UR")
    expect(phone.get_by_label("Search the directory")).to_be_visible()
    expect(phone.locator("summary", has_text="Services")).to_be_hidden()
    assert phone.locator(".portal-result-count").bounding_box()["y"] < PHONE["height"]
    phone.locator("summary", has_text="Filter and sort (1 chosen)").click()
    expect(phone.locator("summary", has_text="Services")).to_be_visible()


def test_visitor_takes_one_filter_away_and_then_all(any_page, sector):
    page = any_page
    page.goto("/organisations/?q=together&kind=mutual&place=yorkshire-and-the-humber&sort=name")
    page.get_by_role("link", name="Remove filter: Yorkshire and The Humber").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Public service mutuals matching “together”")
    expect(page).to_have_url(re.compile(r"\?q=together&kind=mutual&sort=name$"))
    page.get_by_role("link", name="Map", exact=True).click()
    page.get_by_role("link", name="Clear all filters").click()
    expect(page).to_have_url(re.compile(r"/organisations/map/\?q=together"))
    expect(page.get_by_role("heading", name="Selected filters")).to_have_count(0)


def test_filters_stand_open_where_there_is_room(plain_page, sector):
    plain_page.goto("/organisations/")
    expect(plain_page.locator("summary", has_text="Services")).to_be_visible()
    expect(plain_page.locator("summary", has_text="Filter and sort")).to_be_hidden()


def test_spreadsheet_is_downloaded_with_the_filters(page, sector):
    page.goto("/organisations/?near=LS1+1UR&within=5")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download them as a spreadsheet").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert re.fullmatch(r"organisations-\d{4}-\d\d-\d\d\.csv", download.value.suggested_filename)
    assert [line.split(",")[0] for line in text.splitlines()] == ["Name", "Alder Together", "Beech Together"]


@pytest.mark.parametrize(
    ("name", "address"),
    [
        (
            "directory-distance",
            "/organisations/?near=LS1+1UR&within=25&service=xyz&kind=mutual&kind=charity",
        ),
        ("directory-wrong-postcode", "/organisations/?near=LS99+9ZZ&within=5"),
        ("directory-nothing", "/organisations/?q=physotherapy&kind=charity&near=LS1+1UR&within=5"),
        ("directory-map", "/organisations/map/"),
        ("directory-map-region", "/organisations/map/?place=south-west"),
        ("comparison-empty", "/organisations/compare/"),
    ],
)
def test_pages_of_the_directory_are_clean_at_both_widths(page, sector, name, address):
    page.goto(address)
    seen_and_clean(page, name)
