"""A member fills a profile, is verified, and is found: in a real browser, at two widths, with axe."""

import pytest
from playwright.sync_api import expect

from mutuals import search
from mutuals.models import Membership, Organisation
from tests.factories import MembershipFactory, OrganisationFactory

from .browser import seen_and_clean

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data_for_live_server")]


def save(page):
    page.get_by_role("button", name="Save", exact=True).click()


def test_owner_fills_the_profile_and_is_found_by_place_and_service(page, sign_in_page):
    fennimore = OrganisationFactory(name="Fennimore Community Nurses", summary="Nurses who visit people at home.")
    sign_in_page(page, MembershipFactory(organisation=fennimore).user)
    page.goto(f"/organisations/{fennimore.pk}/edit/about/")
    page.get_by_label("Postcode of the main office").fill("LS1 1URX")
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("Enter a full UK postcode")
    page.get_by_label("Postcode of the main office").fill("ls11ur")
    save(page)

    page.get_by_role("link", name="Change services").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Services")
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("Select at least one service")
    seen_and_clean(page, "organisation-services-errors")
    page.get_by_label("Community nursing and long-term conditions").check()
    save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("What shows your services")
    page.get_by_label("With whom").fill("Leeds City Council")
    save(page)
    expect(page.get_by_role("alert").first).to_contain_text("enter the contract as well")
    page.get_by_label("Contract", exact=True).fill("District nursing, 2019 to 2025")
    seen_and_clean(page, "organisation-evidence")
    save(page)

    page.get_by_role("link", name="Change places").click()
    page.locator("summary", has_text="North East").click()
    page.get_by_role("group", name="North East").get_by_label("The whole region").check()
    page.locator("summary", has_text="Yorkshire and The Humber").click()
    page.get_by_label("Leeds").check()
    seen_and_clean(page, "organisation-places")
    save(page)
    expect(page.get_by_text("All of North East")).to_be_visible()
    expect(page.locator("#about")).to_contain_text("Leeds (LS1 1UR)")
    seen_and_clean(page, "organisation-own")

    page.context.clear_cookies()
    page.goto("/organisations/")
    page.get_by_label("Search the directory").fill("nurses")
    page.locator("summary", has_text="Places").click()
    page.get_by_label("North East").check()
    page.get_by_role("button", name="Show results").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Organisations matching “nurses” in North East")
    seen_and_clean(page, "directory-filtered")
    page.get_by_role("link", name="Fennimore Community Nurses").click()
    seen_and_clean(page, "organisation-public")


def test_owner_answers_the_definition_and_staff_verify_it(page, new_page, sign_in_page, staff):
    owner = MembershipFactory(organisation=OrganisationFactory(name="Harrowmere Community Health")).user
    sign_in_page(page, owner)
    organisation = Organisation.objects.get()
    page.goto(organisation.get_absolute_url())
    page.get_by_role("link", name="Not answered yet").click()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("Answer yes or no")
    seen_and_clean(page, "definition-errors")
    for group in page.get_by_role("group").all():
        group.get_by_label("Yes").check()
    for box in page.get_by_role("textbox").all():
        box.fill("Staff own every share; see our rules.")
    page.get_by_role("button", name="Continue").click()
    seen_and_clean(page, "definition-check")
    page.get_by_role("button", name="Send to programme staff").click()
    expect(page.get_by_text("for programme staff since")).to_be_visible()
    seen_and_clean(page, "definition-sent")

    page.context.clear_cookies()
    sign_in_page(page, staff)
    page.goto("/verification/")
    seen_and_clean(page, "verification-queue")
    page.get_by_role("link", name="Harrowmere").click()
    page.get_by_label("Return it with reasons").check()
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("alert")).to_contain_text("Give the reasons")
    seen_and_clean(page, "verification-decide")
    page.get_by_label("Verify it").check()
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("Nobody is waiting")).to_be_visible()
    page.goto(organisation.get_absolute_url())
    expect(page.get_by_text("Three-part definition: Verified, decided on")).to_be_visible()


@pytest.mark.parametrize("section", ["about", "size", "capacity", "ways_of_working", "partnering", "history"])
def test_every_section_can_be_edited_on_a_phone(section, page, sign_in_page, owner, organisation):
    sign_in_page(page, owner)
    page.goto(f"/organisations/{organisation.pk}/edit/{section}/")
    seen_and_clean(page, f"organisation-edit-{section}")
    save(page)
    expect(page.get_by_text("Nothing was changed")).to_be_visible()


def test_directory_of_many_is_readable_at_both_widths(page, sign_in_page):
    search.refresh([OrganisationFactory(summary="We run libraries and youth clubs. " * 8).pk for _ in range(60)])
    page.goto("/organisations/?page=2")
    seen_and_clean(page, "directory")


def test_viewer_reads_and_cannot_change(page, sign_in_page, organisation):
    sign_in_page(page, MembershipFactory(organisation=organisation, role=Membership.Role.VIEWER).user)
    page.goto(organisation.get_absolute_url())
    expect(page.get_by_role("link", name="Change")).to_have_count(0)
    seen_and_clean(page, "organisation-viewer")
