"""An officer begins here: asks for a body, is let in, brings a colleague in; and what staff do with bodies."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from commissioners.models import BodyRequest
from partnerships_portal.notifications.actions import send_waiting
from tests.factories import BodyFactory, BodyMembershipFactory, BodyRequestFactory, OpportunityFactory

from .browser import seen_and_clean, settled

pytestmark = pytest.mark.django_db(transaction=True)
GOOD_PASSWORD = "seven quiet otters swim"
OFFICER, COLLEAGUE = "edda@wharram.gov.uk", "colleague@wharram.gov.uk"


def path_in(message) -> str:
    return re.search(r"https?://[^/\s]+(/\S+)", message.body).group(1)


def sign_up(page, mailoutbox, name: str, address: str) -> None:
    page.goto(reverse("account_signup"))
    page.get_by_label("Your name").fill(name)
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("Password", exact=True).fill(GOOD_PASSWORD)
    page.get_by_role("button", name="Create account").click()
    page.get_by_role("heading", name="Check your e-mail").wait_for()
    page.goto(path_in(mailoutbox[-1]))
    page.get_by_role("button", name="Confirm address").click()
    settled(page)
    if page.get_by_label("Password", exact=True).count():
        page.get_by_label("E-mail address").fill(address)
        page.get_by_label("Password", exact=True).fill(GOOD_PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Inbox").first.wait_for(state="attached")


def test_officer_signs_up_is_let_in_and_brings_a_colleague(page, new_page, sign_in_page, staff, mailoutbox):
    BodyFactory(name="Wharram Vale Clinical Group", ends_on=dt.date(2022, 6, 30))
    body = BodyFactory(name="Wharram Vale Council")
    sign_up(page, mailoutbox, "Edda Marwick", OFFICER)
    page.goto(reverse("home"))
    seen_and_clean(page, "home-two-ways")
    page.get_by_role("button", name="Act for a public body").click()
    page.get_by_label("Which body do you work for?").fill("wharram")
    page.get_by_role("button", name="Look for it").click()
    seen_and_clean(page, "body-join-found")
    page.get_by_role("link", name=re.compile("Ask to act for it.*Wharram Vale Council")).click()
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Say what your post is")
    seen_and_clean(page, "body-request-errors")
    page.get_by_label("Your post there").fill("Commissioning manager, adult social care")
    page.get_by_role("button", name="Continue").click()
    seen_and_clean(page, "body-request-check")
    page.get_by_role("button", name="Send my request").click()
    expect(page.get_by_role("heading", name="You wait for an answer")).to_be_visible()
    seen_and_clean(page, "body-join-waiting")

    desk = sign_in_page(new_page({"width": 1280, "height": 900}), staff)
    desk.goto(reverse("body_request_queue"))
    seen_and_clean(desk, "body-request-queue")
    desk.get_by_role("link", name="Edda Marwick").click()
    expect(desk.get_by_text("which only public bodies have")).to_be_visible()
    seen_and_clean(desk, "body-request-decide")
    desk.get_by_label("Accept as owner").check()
    desk.get_by_role("button", name="Decide").click()
    expect(desk.get_by_text("Edda Marwick is now owner of Wharram Vale Council.")).to_be_visible()

    page.goto(body.get_absolute_url())
    seen_and_clean(page, "body-of-owner")
    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_role("button", name="Invite people").click()
    page.get_by_label("E-mail addresses").fill(COLLEAGUE)
    page.get_by_label("Editor").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send 1 invitation").click()
    expect(page.get_by_role("heading", name="Invited, not here yet")).to_be_visible()
    seen_and_clean(page, "body-people-of-owner")
    send_waiting(at=timezone.now())

    link = next(path_in(mail) for mail in reversed(mailoutbox) if mail.to == [COLLEAGUE])
    colleague = new_page({"width": 1280, "height": 900}, java_script_enabled=False)
    colleague.goto(link)
    expect(colleague.get_by_text("You can post opportunities")).to_be_visible()
    sign_up(colleague, mailoutbox, "Tam Okello", COLLEAGUE)
    colleague.goto(link)
    colleague.get_by_role("button", name="Accept").click()
    expect(colleague.get_by_text("You act for Wharram Vale Council now, as editor.")).to_be_visible()
    expect(colleague.get_by_role("button", name="Post an opportunity")).to_be_visible()


def test_officer_of_a_body_that_is_not_listed_names_it(page, sign_in_page, stranger):
    BodyFactory(name="Wharram Vale Fire Authority")
    sign_in_page(page, stranger).goto(reverse("body_join") + "?q=zebra")
    seen_and_clean(page, "body-join-nothing")
    page.get_by_role("link", name="Name a body that is not listed").click()
    page.get_by_label("Name of the body").fill("Wharram Vale Council")
    page.get_by_label("Council", exact=True).check()
    page.get_by_label("Your post there").fill("Head of procurement")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Is it one of these?")).to_be_visible()
    seen_and_clean(page, "body-request-new-check")
    page.get_by_role("button", name="Send my request").click()
    settled(page)
    assert BodyRequest.objects.get().body_name == "Wharram Vale Council"


def test_manager_keeps_records_hands_over_and_merges(page, sign_in_page, staff):
    body, heir = BodyFactory(name="Old Marlbeck Council"), BodyFactory(name="Greater Marlbeck Council")
    OpportunityFactory(body=body, title="Homes for young people")
    BodyMembershipFactory(body=body)
    BodyRequestFactory(body=None, body_name="Marlbeck", body_kind="council")
    sign_in_page(page, staff).goto(body.get_absolute_url())
    page.get_by_role("link", name="Edit its record").click()
    seen_and_clean(page, "body-record")
    page.get_by_role("group", name=re.compile("^Ended, or ends, on")).get_by_label("Day").fill("31")
    page.get_by_role("group", name=re.compile("^Ended, or ends, on")).get_by_label("Month").fill("3")
    page.get_by_role("group", name=re.compile("^Ended, or ends, on")).get_by_label("Year").fill("2025")
    page.get_by_label("Followed by").fill("Greater Marlbeck Council")
    page.get_by_role("button", name="Continue").click()
    seen_and_clean(page, "body-record-check")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("It is not known whether it is the legal successor")).to_be_visible()
    seen_and_clean(page, "body-ended")
    page.get_by_role("link", name="Hand over what is open").click()
    seen_and_clean(page, "body-hand-over")
    page.get_by_role("button", name="Hand over").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heir.name)
    seen_and_clean(page, "body-successor")

    twin = BodyFactory(name="Marlbeck (Greater) Council")
    page.goto(reverse("body_merge", args=[twin.pk]))
    seen_and_clean(page, "body-merge")
    page.get_by_role("link", name=f"Compare with {heir.name}").click()
    seen_and_clean(page, "body-merge-check")


def test_menu_of_people_with_an_organisation_and_a_body_keeps_to_one_row(page, sign_in_page, owner):
    BodyMembershipFactory(user=owner)
    sign_in_page(page, owner).goto(reverse("body_list"))
    tops = page.locator(".govuk-service-navigation__item").evaluate_all(
        "items => items.map(item => Math.round(item.getBoundingClientRect().top))"
    )
    assert len(set(tops)) == 1, tops
    seen_and_clean(page, "menu-of-both")
