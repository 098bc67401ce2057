"""An organisation's page from all sides, in a real browser: who sees it, what is missing, files, conflicts."""

import re

import pytest
from playwright.sync_api import expect

from mutuals import search
from mutuals.models import Organisation
from tests.documents import files
from tests.factories import (
    LocalAuthorityFactory,
    ServiceClaimFactory,
)

from .browser import DESKTOP, screenshot, seen_and_clean

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data_for_live_server")]


@pytest.fixture
def full(organisation):
    """The organisation with something in each section."""
    Organisation.objects.filter(pk=organisation.pk).update(
        summary="Nurses and therapists who left a health trust together, and visit people at home across the county.",
        legal_form="cic_guarantee",
        website="https://www.example.org/harrowmere",
        social_value="Older people stay at home longer.",
        turnover=5_123_456,
        turnover_band=4,
        staff=85,
        staff_band=2,
        capacity=40,
        volume_of_work=35,
        values=["staff_voice", "prevention"],
        pace_of_decisions=4,
        offers="A registered manager, and premises in three towns.",
        risk_appetite=3,
    )
    for _ in range(3):
        ServiceClaimFactory(organisation=organisation)
    organisation.places.add(LocalAuthorityFactory(), LocalAuthorityFactory())
    search.refresh([organisation.pk])
    return organisation


def save(page):
    page.get_by_role("button", name="Save", exact=True).click()


def test_owner_chooses_who_sees_what_and_sees_the_page_as_others_do(page, sign_in_page, owner, full):
    sign_in_page(page, owner)
    page.goto(full.get_absolute_url())
    seen_and_clean(page, "profile-own")
    page.get_by_role("link", name=re.compile("Change who sees this.*size")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who sees what")
    seen_and_clean(page, "profile-visibility")
    page.get_by_role("group", name="Size").get_by_label("Accepted partners only").check()
    page.get_by_role("group", name="Values and ways of working").get_by_label("Everyone").check()
    save(page)
    expect(page.get_by_role("alert")).to_contain_text(
        "Size: accepted partners only. Values and ways of working: everyone"
    )
    page.get_by_role("link", name="See your page as others do").click()
    expect(page.get_by_text("This is the page that everyone gets")).to_be_visible()
    expect(page.locator("#ways_of_working")).to_be_visible()
    seen_and_clean(page, "profile-as-public")
    page.get_by_role("link", name="Another organisation").click()
    expect(page.locator("#partnering")).to_be_visible()
    expect(page.locator("#size")).to_have_count(0)
    page.get_by_role("link", name="A partner to whom all was released").click()
    expect(page.locator("#size")).to_contain_text("£5 million to £10 million")
    expect(page.locator("#finances")).to_contain_text("£5,123,456")
    seen_and_clean(page, "profile-as-partner")
    page.get_by_role("link", name="A commissioner").click()
    expect(page.get_by_text("Commissioners see what everyone sees")).to_be_visible()
    expect(page.locator("#partnering")).to_have_count(0)


def test_staff_say_why_and_the_owner_reads_who_read(page, new_page, sign_in_page, triage, owner, full):
    sign_in_page(page, triage)
    page.goto(full.get_absolute_url())
    seen_and_clean(page, "profile-staff")
    page.get_by_role("link", name="Say why you need them").click()
    page.get_by_role("button", name="Open the sections").click()
    expect(page.get_by_role("alert")).to_contain_text("Select why you need them")
    seen_and_clean(page, "purpose-declare")
    page.get_by_label("Checking the three-part definition or a service").check()
    page.get_by_role("button", name="Open the sections").click()
    expect(page.locator("#finances")).to_contain_text("£5,123,456")
    seen_and_clean(page, "profile-staff-purpose")

    own = sign_in_page(new_page(DESKTOP), owner)
    own.goto(full.get_absolute_url())
    own.get_by_role("link", name="Who has read our restricted sections").click()
    expect(own.get_by_text(f"{triage.name}, programme staff: checking")).to_be_visible()
    seen_and_clean(own, "profile-readers")


def test_owner_shows_a_service_by_a_file_and_a_disguised_one_is_refused(page, sign_in_page, owner, full):
    sign_in_page(page, owner)
    page.goto(full.get_absolute_url())
    page.get_by_role("link", name="Add files").first.click()
    page.get_by_label("File that shows the service").set_input_files(
        {"name": "contract.pdf", "mimeType": "application/pdf", "buffer": files.EXE}
    )
    page.get_by_role("button", name="Add the file").click()
    expect(page.get_by_role("alert")).to_contain_text("“contract.pdf” cannot be taken")
    seen_and_clean(page, "evidence-refused")
    page.get_by_label("File that shows the service").set_input_files(
        {"name": "договор 2024.pdf", "mimeType": "application/pdf", "buffer": files.PDF}
    )
    page.get_by_role("button", name="Add the file").click()
    expect(page.get_by_text("“договор 2024.pdf” is kept")).to_be_visible()
    seen_and_clean(page, "evidence-files")
    with page.expect_download() as download:
        page.get_by_role("link", name="договор 2024.pdf", exact=True).click()
    assert download.value.suggested_filename == "договор 2024.pdf"
    page.get_by_role("link", name="Remove").click()
    seen_and_clean(page, "evidence-remove")
    page.get_by_role("button", name="Remove the file").click()
    expect(page.get_by_text("No files yet")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_owner_adds_and_removes_outcomes_with_and_without_a_script(script, new_page, sign_in_page, owner, full):
    page = sign_in_page(new_page(DESKTOP, java_script_enabled=script), owner)
    page.goto(full.get_absolute_url())
    page.get_by_role("link", name="Change social value").click()
    page.get_by_label("What changed, for whom").fill("Fewer falls of people over 80")
    page.get_by_role("button", name="Add another outcome").click()
    page.get_by_role("group", name="Outcome 2").get_by_label("How you know").fill("A survey")
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("Outcome 2: say what changed")
    if script:  # axe needs one
        seen_and_clean(page, "outcomes-errors")
    page.get_by_role("button", name="Remove outcome 2").click()
    page.get_by_role("group", name="Outcome 1").get_by_label("Year").fill("2024")
    page.get_by_role("group", name="Outcome 1").get_by_label("Year").press("Enter")
    expect(page.locator("#social_value")).to_contain_text("Fewer falls of people over 80")
    page.get_by_role("link", name="things that are missing").click()
    if script:
        seen_and_clean(page, "profile-gaps")


def test_second_owner_sees_what_the_first_wrote_and_takes_some_of_it(page, new_page, sign_in_page, owner, editor, full):
    address = f"/organisations/{full.pk}/edit/about/"
    one, two = sign_in_page(page, owner), sign_in_page(new_page(DESKTOP), editor)
    for each in (one, two):
        each.goto(address)
    two.get_by_label("What you do").fill("Nurses who visit people at home.")
    two.get_by_label("Public body that it left").fill("Marlbeck Health Trust")
    save(two)
    one.get_by_label("What you do").fill("Therapists and nurses, at home and in three clinics.")
    save(one)
    expect(one.get_by_text(f"{editor.name} saved this section on")).to_be_visible()
    seen_and_clean(one, "profile-conflict")
    expect(one.get_by_label(f"Take what {editor.name} wrote: Marlbeck Health Trust")).to_be_checked()
    save(one)
    expect(one.locator("#about")).to_contain_text("Therapists and nurses")
    expect(one.locator("#about")).to_contain_text("Marlbeck Health Trust")


def test_links_of_own_people_are_folded_on_a_phone_only(page, phone, sign_in_page, owner, full):
    for one in (page, phone):
        sign_in_page(one, owner).goto(full.get_absolute_url())
    links = "navigation", "Pages of this organisation"
    expect(page.get_by_role(links[0], name=links[1]).get_by_role("link").first).to_be_visible()
    expect(page.locator("summary", has_text=links[1])).to_be_hidden()
    menu = page.get_by_role("navigation", name="Menu")
    home, account = (menu.get_by_role("link", name=name) for name in ("Home", "Account"))
    assert home.bounding_box()["y"] == account.bounding_box()["y"], "the menu fits into one row"
    seen_and_clean(page, "profile-folded")
    expect(phone.get_by_role(links[0], name=links[1]).get_by_role("link")).to_have_count(0)
    phone.locator("summary", has_text=links[1]).click()
    expect(phone.get_by_role(links[0], name=links[1]).get_by_role("link").first).to_be_visible()
    seen_and_clean(phone, "profile-unfolded")


def test_record_of_actions_folds_its_filters_on_a_phone(page, phone, sign_in_page, staff):
    for one in (page, phone):
        sign_in_page(one, staff).goto("/audit/?since=2026-01-01")
    expect(page.get_by_label("To", exact=True)).to_be_visible()
    seen_and_clean(page, "audit")
    expect(phone.get_by_label("To", exact=True)).to_be_hidden()
    phone.locator("summary", has_text="Filter (1 chosen)").click()
    expect(phone.get_by_label("To", exact=True)).to_be_visible()


def test_profile_prints_without_navigation(page, sign_in_page, owner, full):
    sign_in_page(page, owner)
    page.goto(full.get_absolute_url())
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Menu")).to_be_hidden()
    expect(page.get_by_text("Change who sees this").first).to_be_hidden()
    expect(page.get_by_role("navigation", name="On this page")).to_be_hidden()
    expect(page.get_by_text("https://www.example.org/harrowmere")).to_be_visible()
    screenshot(page, "profile-printed")
