"""A person decides how messages come, gets them gathered in one e-mail, and stops them with one click."""

import datetime as dt
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from mutuals import actions as mutuals
from partnerships_portal.notifications import actions
from partnerships_portal.notifications.clock import UK
from tests.factories import DefinitionFactory, NotificationFactory

from .browser import DESKTOP, SCREENSHOTS, axe_clean, no_sideways_scroll, screenshot, seen_and_clean

pytestmark = pytest.mark.django_db(transaction=True)


def returned(organisation, staff, at):
    """Programme staff return the answers of the organisation with reasons."""
    definition = DefinitionFactory(organisation=organisation, status="submitted", submitted_at=at)
    mutuals.return_definition(definition=definition, reasons="Tell us how staff elect the board", by=staff, at=at)


def digest_of_the_next_morning(mailoutbox):
    morning = dt.datetime.combine(timezone.localdate() + dt.timedelta(days=1), dt.time(7, 30), tzinfo=UK)
    assert actions.make_digests(at=morning) == 1 and actions.send_digests(at=morning) == 1
    return mailoutbox[-1]


def click_in_the_mail_program(message):
    """As RFC 8058 says: the program posts to the address in the header, without a browser's cookies."""
    body = urlencode({"List-Unsubscribe": "One-Click"}).encode()
    with urlopen(Request(message.extra_headers["List-Unsubscribe"].strip("<>"), data=body)) as answer:
        assert answer.status == 200


def picture_of(page, message, name):
    """The HTML part as mail programs show it, at the width of a reading pane and of a phone."""
    (part,) = message.alternatives
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.set_content(part.content)
    for width in (600, 375):
        page.set_viewport_size({"width": width, "height": 800})
        screenshot(page, name)
        no_sideways_scroll(page)
    page.set_viewport_size(DESKTOP)


@pytest.mark.parametrize("with_scripts", [True, False], ids=["scripts", "no scripts"])
def test_owner_gets_a_digest_and_stops_it_with_one_click(
    with_scripts, page, plain_page, live_server, settings, sign_in_page, owner, organisation, staff, mailoutbox
):
    settings.SITE_URL = live_server.url
    page = sign_in_page(page if with_scripts else plain_page, owner)
    page.goto("/inbox/")
    expect(page.get_by_text("Nothing waits for you.")).to_be_visible()
    expect(page.get_by_text("No messages yet")).to_be_visible()
    page.get_by_role("link", name="Choose when we e-mail you").click()
    page.get_by_label("Verification").select_option(label="Once a day, in one e-mail")
    page.get_by_role("button", name="Save choices").click()
    expect(page.get_by_text("Your choices are saved.")).to_be_visible()
    expect(page.get_by_label("Verification")).to_have_value("daily")

    returned(organisation, staff, timezone.now())
    assert actions.send_waiting(at=timezone.now()) == 0
    digest = digest_of_the_next_morning(mailoutbox)
    assert digest.subject.startswith("1 new message: Your answers for Harrowmere Community Health need another look")

    page.goto("/")
    page.get_by_role("link", name="Inbox").click()
    expect(page.get_by_role("heading", name="Waiting for you (1)")).to_be_visible()
    page.get_by_role("link", name="Your answers for Harrowmere Community Health need another look").click()
    expect(page.get_by_text("because you own an organisation")).to_be_visible()
    page.get_by_role("button", name="See what this is about").click()
    expect(page.get_by_text("Tell us how staff elect the board").first).to_be_visible()

    click_in_the_mail_program(digest)
    page.goto("/inbox/preferences/")
    expect(page.get_by_label("Verification")).to_have_value("never")
    expect(page.get_by_label("People and roles")).to_have_value("at_once")


def test_reader_stops_emails_with_the_button(page, live_server, settings, owner):
    settings.SITE_URL = live_server.url
    address = link_in_an_email(owner)
    page.goto(address)
    seen_and_clean(page, "unsubscribe")
    assert actions.frequencies_of(owner)["people"] == "at_once", "looking changes nothing"
    page.get_by_role("button", name="Stop these e-mails").click()
    expect(page.get_by_role("heading", name="No more e-mails about “People and roles”")).to_be_visible()
    seen_and_clean(page, "unsubscribe-done")
    assert actions.frequencies_of(owner)["people"] == "never"


def link_in_an_email(person) -> str:
    """The link at the foot of an e-mail about people and roles."""
    actions.notify(person=person, event="member_role_given", key="1", subject="Hello", at=timezone.now())
    actions.send_waiting(at=timezone.now())
    return mail.outbox[-1].extra_headers["List-Unsubscribe"].strip("<>")


def test_inbox_looks_right_when_full_and_when_the_address_does_not_work(page, sign_in_page, owner, organisation, staff):
    at = timezone.now()
    returned(organisation, staff, at)
    long = "Ruth Okafor asks to join Harrowmere Community Health and says that she looks after the volunteers there"
    NotificationFactory.create_batch(30, person=owner, event="member_role_given", read_at=at, created_at=at)
    NotificationFactory(person=owner, event="member_role_given", subject=long, created_at=at)
    actions.record_trouble(address=owner.email, kind="hard", detail="550 5.1.1 No such user here", at=at)
    sign_in_page(page, owner)
    page.goto("/inbox/")
    expect(page.get_by_role("heading", name="E-mails to you come back")).to_be_visible()
    seen_and_clean(page, "inbox")
    page.get_by_role("listitem").filter(has_text=long).get_by_role("button", name="Mark as read").click()
    expect(page.get_by_role("link", name="Unread (1)")).to_be_visible()
    page.get_by_role("link", name="Unread (1)").click()
    expect(page.get_by_role("link", name=long)).to_have_count(0)
    page.get_by_role("button", name="Mark all messages as read").click()
    expect(page.get_by_text("You have read everything")).to_be_visible()
    seen_and_clean(page, "inbox-read")
    page.get_by_role("button", name="It works: write to it again").click()
    expect(page.get_by_text("have come back since")).to_have_count(0)
    page.get_by_role("link", name="Verification", exact=True).click()
    expect(page.get_by_role("link", name="Your answers for Harrowmere Community Health")).to_be_visible()
    page.get_by_role("link", name="Your answers for Harrowmere Community Health").click()
    seen_and_clean(page, "inbox-message")
    page.goto("/inbox/preferences/")
    seen_and_clean(page, "message-preferences")
    page.goto("/account/")
    seen_and_clean(page, "account-with-preferences")
    page.goto("/")
    seen_and_clean(page, "home-with-waiting")


def test_emails_look_right_in_a_reading_pane_and_on_a_phone(page, live_server, settings, owner, mailoutbox):
    settings.SITE_URL = live_server.url
    at = timezone.now()
    actions.notify(
        person=owner,
        event="definition_returned",
        key="1",
        subject="Your answers for Harrowmere Community Health need another look",
        body="Programme staff have returned your answers and say why.\n\nRead their reasons, and send them again.",
        url="/organisations/1/definition/",
        because="you own Harrowmere Community Health",
        at=at,
    )
    actions.send_waiting(at=at)
    picture_of(page, mailoutbox[-1], "email-single")
    axe_clean(page)
    actions.choose(person=owner, frequencies={"people": "daily", "verification": "daily"}, by=owner, at=at)
    for event, subject in (
        ("member_role_given", "You are now owner of Saltwick Libraries Together"),
        ("member_role_given", "Łukasz Żółć-Brzęczyszczykiewicz asks to join Harrowmere Community Health"),
        ("definition_verified", "Harrowmere Community Health is verified as a Mutual"),
    ):
        actions.notify(person=owner, event=event, key=subject[:100], subject=subject, url="/about/", at=at)
    picture_of(page, digest_of_the_next_morning(mailoutbox), "email-digest")
    axe_clean(page)
