"""A council officer sees who could bid if a contract were split: at once with scripts, by a button without."""

import pytest
from playwright.sync_api import expect

from consortia.models import SplitLook
from partnerships_portal.reference.models import LocalAuthority, ServiceArea
from tests.factories import BodyMembershipFactory, OpportunityFactory, OrganisationFactory

from .browser import axe_clean, seen_and_clean

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data_for_live_server")]


@pytest.fixture
def tender(reference_data_for_live_server):
    """Two services in two places; one organisation delivers the first service, another the second."""
    first, second = ServiceArea.objects.sub_areas()[:2]
    places = list(LocalAuthority.objects.order_by("name")[:2])
    OrganisationFactory(services=[first], places=places)
    OrganisationFactory(services=[second], places=places[:1])
    return OpportunityFactory(title="Community health", services=[first, second], places=places)


@pytest.fixture
def officer(tender):
    return BodyMembershipFactory(body=tender.body).user


def answer(page, lot=1):
    return page.locator(f"#answer-{lot}")


def test_answers_come_at_once_by_keyboard(page, tender, officer, sign_in_page):
    sign_in_page(page, officer)
    page.goto(f"/opportunities/{tender.pk}/")
    page.get_by_role("link", name="See who could bid if it were split into other lots").click()
    expect(answer(page)).to_contain_text("Nobody here shows")
    second = page.get_by_role("group", name="Services of lot 1").get_by_role("checkbox").nth(1)
    second.focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("status")).to_have_text("The answers were brought up to date.")
    expect(answer(page)).to_contain_text("1 to 4")
    expect(second).to_be_focused()
    expect(page.locator("#in-no-lot")).to_contain_text("In no lot")
    seen_and_clean(page, "split")
    assert SplitLook.objects.count() == 2


def test_what_was_ticked_before_the_script_came_is_answered_too(page, tender, officer, sign_in_page):
    sign_in_page(page, officer)
    waiting = []
    page.route("**/portal/split.js", lambda route: waiting.append(route))
    page.goto(f"/opportunities/{tender.pk}/split/", wait_until="commit")
    page.get_by_role("group", name="Services of lot 1").get_by_role("checkbox").nth(1).uncheck()
    expect(answer(page)).to_contain_text("Nobody here shows")
    waiting.pop().continue_()
    expect(page.get_by_role("status")).to_have_text("The answers were brought up to date.")
    expect(answer(page)).to_contain_text("1 to 4")


def test_without_scripts_a_button_answers(plain_page, page, tender, officer, sign_in_page):
    sign_in_page(plain_page, officer)
    plain_page.goto(f"/opportunities/{tender.pk}/split/")
    plain_page.get_by_role("button", name="A lot for each service").click()
    expect(answer(plain_page, 1)).to_contain_text("1 to 4")
    expect(answer(plain_page, 2)).to_contain_text("None")
    plain_page.get_by_role("button", name="Add a lot").click()
    expect(answer(plain_page, 3)).to_contain_text("Tick at least one service and one place.")
    third = plain_page.get_by_role("region", name="Lot 3")
    third.get_by_role("checkbox").first.check()
    third.get_by_role("group", name="Places of lot 3").get_by_role("checkbox").first.check()
    third.get_by_label("Minimum yearly turnover, in pounds").fill("much")
    plain_page.get_by_role("button", name="See who could bid").click()
    expect(plain_page.get_by_role("alert")).to_contain_text("Minimum yearly turnover")
    expect(third.get_by_label("Minimum yearly turnover, in pounds")).to_have_value("much")
    third.get_by_label("Minimum yearly turnover, in pounds").fill("")
    plain_page.get_by_role("button", name="See who could bid").click()
    expect(answer(plain_page, 3)).to_contain_text("1 to 4")
    axe_of_the_same(page, tender, officer, sign_in_page)


def axe_of_the_same(page, tender, officer, sign_in_page):
    """Axe needs scripts, so it looks at the same lots in an ordinary browser."""
    sign_in_page(page, officer)
    page.goto(f"/opportunities/{tender.pk}/split/")
    page.get_by_role("button", name="A lot for each place").click()
    axe_clean(page)
