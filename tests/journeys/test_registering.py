"""Somebody signs up, registers an organisation, and programme staff admit it: with JavaScript and without."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from mutuals.models import Organisation
from partnerships_portal.notifications.models import Notification
from tests.factories import DefinitionFactory, MembershipFactory, OrganisationFactory, UserFactory

from .browser import seen_and_clean

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data_for_live_server")]

ADDRESS, PASSWORD = "ada.fennimore@example.org", "a door that opens quietly"


WITHOUT = set()  # pages without JavaScript: axe is a script, and cannot look at them


@pytest.fixture(params=["with scripts", "without scripts"])
def visit(request):
    """A page with JavaScript, then one without."""
    if request.param == "with scripts":
        return request.getfixturevalue("page")
    page = request.getfixturevalue("plain_page")
    WITHOUT.add(page)
    return page


def look(page, name):
    if page not in WITHOUT:
        seen_and_clean(page, name)


def go_on(page):
    page.get_by_role("button", name="Continue", exact=True).click()


def title(page):
    return page.get_by_role("heading", level=1)


def sign_up(page, mailoutbox):
    page.goto(reverse("account_signup"))
    page.get_by_label("Your name").fill("Ada Fennimore")
    page.get_by_label("E-mail address").fill(ADDRESS)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    page.get_by_role("heading", name="Check your e-mail").wait_for()
    page.goto(re.search(r"http://[^/\s]+(/\S+)", mailoutbox[0].body)[1])
    page.get_by_role("button", name="Confirm address").click()
    page.get_by_label("E-mail address").fill(ADDRESS)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="What needs you today").wait_for()


def answer_a_part(page, text):
    page.get_by_label("Yes").check()
    page.get_by_role("textbox").fill(text)


def test_mutual_registers_and_staff_verify_it(visit, sign_in_page, staff, mailoutbox):
    page, name = visit, "Fennimore Community Nurses C.I.C."
    sign_up(page, mailoutbox)
    page.get_by_role("button", name="Register your organisation").click()
    look(page, "registration-start")
    page.get_by_role("button", name="Start now").click()

    go_on(page)
    expect(page.get_by_role("alert")).to_contain_text("Select the kind of organisation")
    look(page, "registration-name-errors")
    page.get_by_label("Name of the organisation").fill(name)
    page.get_by_label("Public service mutual").check()
    go_on(page)
    page.get_by_label("Community interest company limited by shares").check()
    page.get_by_label("Postcode of the main office").fill("LS1")
    page.get_by_role("button", name="Save and come back later").click()
    expect(page.get_by_text("Your other answers are saved")).to_be_visible()
    look(page, "registration-task-list")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("Community interest company limited by shares")).to_be_checked()
    page.get_by_label("Postcode of the main office").fill("ls1 1ur")
    look(page, "registration-place")
    go_on(page)
    page.get_by_label("Companies House number").fill("1234567")
    go_on(page)
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_label("Companies House number")).to_have_value("1234567")
    go_on(page)
    for box, value in (("Day", "1"), ("Month", "4"), ("Year", "2014")):
        page.get_by_label(box).fill(value)
    page.get_by_label("Public body that it left").fill("Leeds City Council")
    look(page, "registration-spin-out")
    go_on(page)
    for text in ("Transfer agreement of 2014", "Community nursing in Leeds", "Staff own all shares"):
        answer_a_part(page, text)
        if text.startswith("Staff"):
            look(page, "registration-part")
        go_on(page)

    expect(title(page)).to_have_text("Check your answers")
    look(page, "registration-check")
    page.get_by_role("link", name="Change company and charity numbers").click()
    page.get_by_label("Companies House number").fill("OC123456")
    go_on(page)
    expect(title(page)).to_have_text("Check your answers")
    expect(page.get_by_text("OC123456")).to_be_visible()
    page.get_by_role("button", name="Send").click()
    expect(title(page)).to_have_text("Registration sent")
    look(page, "registration-sent")
    page.get_by_role("link", name="see how it stands").click()
    look(page, "organisation-admission-waiting")

    page.context.clear_cookies()
    sign_in_page(page, staff)
    page.goto("/verification/")
    look(page, "verification-new")
    page.get_by_role("link", name=name).click()
    look(page, "verification-decide-new")
    page.get_by_label("Verify it").check()
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text(f"{name} is verified.")).to_be_visible()
    made = Organisation.objects.get()
    assert made.is_mutual and made.is_active
    assert Notification.objects.filter(person__email=ADDRESS, event="definition_verified").exists()


def test_charity_finds_its_namesake_is_returned_and_admitted_the_second_time(visit, sign_in_page, staff):
    page, person = visit, UserFactory(name="Bede Larkfold")
    OrganisationFactory(name="Larkfold Together", kind="charity")
    sign_in_page(page, person)
    page.goto("/organisations/register/")
    page.get_by_role("button", name="Start now").click()
    page.get_by_label("Name of the organisation").fill("The Larkfold Together CIO")
    page.get_by_label("Charity", exact=True).check()
    go_on(page)
    expect(title(page)).to_have_text("Is one of these yours?")
    look(page, "registration-matches")
    page.get_by_role("button", name="None of these is mine: go on").click()
    page.get_by_label("Charitable incorporated organisation").check()
    page.get_by_label("Postcode of the main office").fill("LS1 1UR")
    go_on(page)
    go_on(page)
    go_on(page)
    page.get_by_role("button", name="Send").click()
    expect(title(page)).to_have_text("Registration sent")

    page.context.clear_cookies()
    sign_in_page(page, staff)
    page.goto("/verification/")
    page.get_by_role("link", name="The Larkfold Together CIO").click()
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("alert")).to_contain_text("Select admit or return")
    look(page, "admission-decide")
    page.get_by_label("Return it with reasons").check()
    page.get_by_label("Reasons for returning it").fill("Give the charity number")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("goes back to its people")).to_be_visible()

    page.context.clear_cookies()
    sign_in_page(page, person)
    made = Organisation.objects.get(name="The Larkfold Together CIO")
    page.goto(f"/organisations/{made.pk}/admission/")
    expect(page.get_by_text("Give the charity number").first).to_be_visible()
    look(page, "organisation-admission-returned")
    page.get_by_role("link", name="register numbers").click()
    page.get_by_label("Charity number").fill("1123456")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto(f"/organisations/{made.pk}/admission/")
    page.get_by_role("button", name="Ask again").click()
    expect(page.get_by_text("Programme staff look at it again")).to_be_visible()

    page.context.clear_cookies()
    sign_in_page(page, staff)
    page.goto(f"/verification/organisations/{made.pk}/")
    expect(page.get_by_text("At the last decision")).to_be_visible()
    look(page, "admission-decide-again")
    page.get_by_label("Admit it").check()
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("The Larkfold Together CIO is admitted.")).to_be_visible()


def test_verified_mutual_is_checked_again_after_a_change(visit, sign_in_page, staff):
    page, now = visit, timezone.now()
    organisation = OrganisationFactory(name="Harrowmere Nurses", verified_at=now, verified_by=staff)
    DefinitionFactory(organisation=organisation, status="verified", decided_at=now, decided_by=staff)
    sign_in_page(page, MembershipFactory(organisation=organisation).user)
    page.goto(f"/organisations/{organisation.pk}/edit/about/")
    page.get_by_label("Public body that it left").fill("Marlbeck Council")
    page.get_by_label("Charity", exact=True).check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("will no longer show as a Mutual")
    look(page, "organisation-edit-badge-warning")
    page.get_by_label("Public service mutual").check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto(f"/organisations/{organisation.pk}/definition/")
    expect(page.get_by_text("Being checked again")).to_be_visible()
    look(page, "definition-rechecked")

    page.context.clear_cookies()
    sign_in_page(page, staff)
    page.goto("/verification/")
    expect(page.get_by_text("Changed since it was verified")).to_be_visible()
    look(page, "verification-again")
    page.get_by_role("link", name="Harrowmere Nurses").click()
    look(page, "verification-decide-again")
    page.get_by_label("Verify it again").check()
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("Harrowmere Nurses is verified.")).to_be_visible()
    page.goto(f"/verification/{organisation.definition.pk}/")
    page.get_by_text("Withdraw its verification").click()
    look(page, "verification-withdraw")
