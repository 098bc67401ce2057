"""People join an organisation, by an invitation or by asking, and it ends or is merged: in a real browser."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from mutuals.models import Membership, Organisation
from partnerships_portal.notifications.actions import send_waiting
from tests.factories import InvitationFactory, JoinRequestFactory, MembershipFactory, OrganisationFactory, UserFactory

from .browser import seen_and_clean, settled

pytestmark = pytest.mark.django_db(transaction=True)
GOOD_PASSWORD = "seven quiet otters swim"
NEWCOMER = "amina@example.org"


def path_in(message) -> str:
    return re.search(r"https?://[^/\s]+(/\S+)", message.body).group(1)


@pytest.fixture
def owner(organisation):
    person = UserFactory(name="Ruth O'Connor")
    return MembershipFactory(organisation=organisation, role=Membership.Role.OWNER, user=person).user


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def owners_page(request):
    return request.getfixturevalue("page" if request.param == "with JavaScript" else "plain_page")


@pytest.fixture
def newcomers_page(owners_page, request, new_page):
    is_plain = "without" in request.node.callspec.id
    return new_page({"width": 1280, "height": 900}, java_script_enabled=not is_plain)


def seen(page, name, is_plain):
    """axe needs JavaScript; the pages are the same."""
    if not is_plain:
        seen_and_clean(page, name)


def test_person_without_an_account_is_invited_and_joins(
    owners_page, newcomers_page, request, sign_in_page, owner, organisation, mailoutbox
):
    is_plain = "without" in request.node.callspec.id
    page = sign_in_page(owners_page, owner)
    page.goto(organisation.get_absolute_url())
    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_role("button", name="Invite people").click()
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Enter at least one e-mail address")
    seen(page, "invitation-errors", is_plain)
    page.get_by_label("E-mail addresses").fill(f"{NEWCOMER}, {owner.email}")
    page.get_by_label("Editor").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("This is your own address")).to_be_visible()
    seen(page, "invitation-check", is_plain)
    page.get_by_role("button", name="Send 1 invitation").click()
    expect(page.get_by_role("heading", name="Invited, not here yet")).to_be_visible()
    seen(page, "people-of-owner", is_plain)
    send_waiting(at=timezone.now())

    page, link = newcomers_page, path_in(mailoutbox[0])
    page.goto(link)
    expect(page.get_by_text("Ruth O'Connor")).to_be_visible()
    seen(page, "invitation-visitor", is_plain)
    sign_up(page, mailoutbox)
    page.goto(link)
    seen(page, "invitation-answer", is_plain)
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(organisation.name)
    expect(page.get_by_text("You act for Harrowmere Community Health now, as editor.")).to_be_visible()
    page.goto(link)
    assert page.url.endswith(organisation.get_absolute_url()), "the link leads on, once it was used"


def sign_up(page, mailoutbox):
    page.get_by_role("button", name="Create an account").click()
    page.get_by_label("Your name").fill("Amina Okafor")
    page.get_by_label("E-mail address").fill(NEWCOMER)
    page.get_by_label("Password", exact=True).fill(GOOD_PASSWORD)
    page.get_by_role("button", name="Create account").click()
    page.get_by_role("heading", name="Check your e-mail").wait_for()
    page.goto(path_in(mailoutbox[-1]))
    page.get_by_role("button", name="Confirm address").click()
    settled(page)
    if page.get_by_label("Password", exact=True).count():
        page.get_by_label("E-mail address").fill(NEWCOMER)
        page.get_by_label("Password", exact=True).fill(GOOD_PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Inbox").first.wait_for(state="attached")


def test_colleague_asks_to_join_and_is_let_in(owners_page, newcomers_page, request, sign_in_page, owner, organisation):
    is_plain = "without" in request.node.callspec.id
    colleague = UserFactory(name="عمر الخطيب")
    page = sign_in_page(newcomers_page, colleague)
    page.goto(organisation.get_absolute_url())
    page.get_by_role("link", name="Do you work here? Ask to join").click()
    seen(page, "join-request", is_plain)
    page.get_by_label("Who you are").fill("I run the night service in Harrowmere.")
    page.get_by_role("button", name="Send my request").click()
    expect(page.get_by_text("wait for an answer")).to_be_visible()
    seen(page, "join-request-waits", is_plain)

    page = sign_in_page(owners_page, owner)
    page.goto(reverse("organisation_people", args=[organisation.pk]))
    page.get_by_role("link", name="Decide").click()
    page.get_by_role("button", name="Decide").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Select a role, or decline")
    seen(page, "join-request-decide-errors", is_plain)
    page.get_by_label("Accept as viewer").check()
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("is now viewer of Harrowmere Community Health.")).to_be_visible()

    page.get_by_role("link", name="Change role of عمر الخطيب").click()
    seen(page, "membership-change", is_plain)
    page.get_by_label("Editor").check()
    page.get_by_role("button", name="Save role").click()
    page.get_by_role("link", name="Remove عمر الخطيب").click()
    seen(page, "membership-remove", is_plain)
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("no longer acts for")).to_be_visible()


def test_last_owner_is_told_what_to_do(page, sign_in_page, owner, organisation):
    sign_in_page(page, owner).goto(reverse("organisation_leave", args=[organisation.pk]))
    seen_and_clean(page, "organisation-leave")
    page.get_by_role("button", name="Leave").click()
    expect(page.get_by_text("Make somebody else an owner first")).to_be_visible()


def test_dead_links_and_other_addresses_explain_themselves(page, sign_in_page, owner, organisation, stranger):
    InvitationFactory(organisation=organisation, sent_by=owner, token="open")
    InvitationFactory(organisation=organisation, sent_by=owner, token="gone", state="expired")
    page.goto(reverse("invitation_open", args=["gone"]))
    seen_and_clean(page, "invitation-expired")
    page.goto(reverse("invitation_open", args=["unknown"]))
    seen_and_clean(page, "invitation-unknown")
    sign_in_page(page, stranger).goto(reverse("invitation_open", args=["open"]))
    seen_and_clean(page, "invitation-other-address")


def test_owner_asks_to_close_and_a_manager_closes_and_opens_again(
    page, phone, sign_in_page, owner, staff, organisation
):
    JoinRequestFactory(organisation=organisation)
    sign_in_page(page, owner).goto(reverse("organisation_people", args=[organisation.pk]))
    page.get_by_role("link", name="Ask for Harrowmere Community Health to be closed").click()
    page.get_by_label("Why do you want it closed?").fill("We stop at the end of the year.")
    seen_and_clean(page, "organisation-close-ask")
    page.get_by_role("button", name="Ask programme managers").click()

    sign_in_page(phone, staff).goto(organisation.get_absolute_url())
    phone.get_by_text("Pages of this organisation").click()  # folded on a phone
    phone.get_by_role("link", name="Close or merge").click()
    phone.get_by_role("button", name="Close it").click()
    expect(phone.locator(".govuk-error-summary")).to_contain_text("Say why")
    seen_and_clean(phone, "organisation-close-errors")
    phone.get_by_label("Why is it closed?").fill("It stopped at the end of 2026.")
    phone.get_by_role("button", name="Close it").click()
    expect(phone.get_by_text("Closed on")).to_be_visible()
    seen_and_clean(phone, "organisation-closed")
    phone.get_by_role("link", name="Open it again").click()
    seen_and_clean(phone, "organisation-reopen")
    phone.get_by_role("button", name="Open it again").click()
    expect(phone.get_by_text("takes part again")).to_be_visible()


def test_manager_merges_two_entries_of_one(page, sign_in_page, owner, staff, organisation):
    twin = OrganisationFactory(name="Harrowmere Community Health CIC", company_number="01234567")
    Organisation.objects.filter(pk=organisation.pk).update(company_number="07654321")
    sign_in_page(page, staff).goto(reverse("organisation_merge", args=[twin.pk]))
    page.get_by_role("searchbox", name="Find the organisation").fill("harrowmere")
    page.get_by_role("button", name="Find the organisation").click()
    seen_and_clean(page, "organisation-merge")
    page.get_by_role("link", name="Compare").click()
    expect(page.get_by_text("Not the same")).to_be_visible()
    seen_and_clean(page, "organisation-merge-check")
    page.get_by_role("button", name="Merge them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(organisation.name)
    expect(page.get_by_text("Merged from")).to_be_visible()
    seen_and_clean(page, "organisation-merged")
