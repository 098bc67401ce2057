"""An officer answers requests for support: takes one, writes, notes, accepts; declines another; joins two."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from support_requests.delivering.years import year_of
from support_requests.models import AgreedContext, SupportRequest
from tests.factories import ConsortiumFactory, MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.answers import PointerFactory, ReplyTemplateFactory
from tests.factories.support import (
    InternalNoteFactory,
    SupportBudgetFactory,
    SupportMessageFactory,
    SupportRequestFactory,
)

from .browser import seen_and_clean

pytestmark = pytest.mark.django_db(transaction=True)

HAPPENING = (
    "The council wants one contract for community nursing and for the libraries in which the clinics are held.\n\n"
    "Three of us would bid together. We do not know which agreement we need, or who is liable when one of us fails."
)


@pytest.fixture
def officer():
    return UserFactory(name="Gwen Attwater", programme_role="programme_manager")


@pytest.fixture
def case():
    organisation = OrganisationFactory(name="Harrowmere Community Health", staff_band=2, turnover_band=3)
    asker = MembershipFactory(organisation=organisation, role="owner", user__name="Ruth Okafor").user
    request = SupportRequestFactory(
        organisation=organisation,
        asked_by=asker,
        title="Which agreement do three bidders need?",
        happening=HAPPENING,
        wanted_by=timezone.localdate() + dt.timedelta(days=30),
        consortium=ConsortiumFactory(name="The Harrowmere Alliance"),
        shares_context=True,
    )
    facts = [["Consortium", "The Harrowmere Alliance (forming)"], ["Its members", "Harrowmere, Saltwick"]]
    AgreedContext.objects.create(request=request, facts=facts, agreed_by=asker, agreed_at=timezone.now())
    SupportRequestFactory(organisation=organisation, state="completed", outcome="They won the contract.")
    SupportMessageFactory(request=request, side="asker", written_by=asker, text="The tender is due in March.")
    InternalNoteFactory(request=request, written_by=UserFactory(name="Idris Vane"))
    return request


def address(name, *numbers):
    return reverse(name, args=numbers)


def test_officer_answers_a_request_with_a_package(page, sign_in_page, officer, case):
    template = ReplyTemplateFactory(title="We need your accounts")
    SupportBudgetFactory(programme="Partnership support", year=year_of(timezone.localdate()), days=Decimal("40.5"))
    sign_in_page(page, officer)
    page.goto(address("support_case", case.pk))
    page.get_by_role("button", name="Take this request").click()
    expect(page.get_by_text("You have this request now.")).to_be_visible()
    seen_and_clean(page, "support-case")
    page.get_by_role("link", name="Messages").click()
    page.get_by_label("Begin with a reply template").select_option(str(template.pk))
    page.get_by_role("button", name="Put it in the box").click()
    expect(page.get_by_label("Message to Harrowmere Community Health")).to_have_value(
        "Dear Ruth Okafor,\n\nplease send us the last accounts of Harrowmere Community Health."
    )
    seen_and_clean(page, "support-case-messages")
    page.get_by_role("button", name="Send to Harrowmere Community Health").click()
    expect(page.get_by_text("Your message is sent to")).to_be_visible()
    page.get_by_role("link", name="Notes for staff").click()
    page.get_by_label("Note for staff").fill("They are ready, once the lawyer has answered.")
    page.get_by_role("button", name="Save note for staff").click()
    expect(page.get_by_text("Nobody else was told.")).to_be_visible()
    seen_and_clean(page, "support-case-notes")
    page.goto(address("support_case_accept", case.pk))
    seen_and_clean(page, "support-case-accept")
    page.get_by_role("group", name="Legal advice").get_by_label("Days", exact=True).fill("41")
    page.get_by_label("Partnership support").check()
    page.get_by_label("What the package is to achieve").fill("An agreement that all three can sign.")
    page.get_by_role("button", name="Check before you accept").click()
    page.get_by_role("button", name="Accept, and tell them").click()
    expect(page.get_by_role("link", name="has 40½ days left")).to_be_visible()
    seen_and_clean(page, "support-case-accept-refused")
    page.get_by_role("group", name="Legal advice").get_by_label("Days", exact=True).fill("3.5")
    page.get_by_role("button", name="Check before you accept").click()
    expect(page.get_by_role("heading", name="Check before you accept")).to_be_visible()
    seen_and_clean(page, "support-case-accept-check")
    page.get_by_role("button", name="Accept, and tell them").click()
    expect(page.get_by_text("is accepted")).to_be_visible()
    expect(page.get_by_role("button", name="Ask advisers for its package")).to_be_visible()
    seen_and_clean(page, "support-case-accepted")
    page.get_by_role("link", name="History").click()
    seen_and_clean(page, "support-case-history")


def test_officer_declines_with_pointers_without_javascript(plain_page, sign_in_page, officer, case):
    page = plain_page
    PointerFactory(title="Free legal clinics", url="https://clinics.example/", about="For social enterprises")
    SupportRequest.objects.filter(pk=case.pk).update(officer=officer, officer_since=timezone.now())
    sign_in_page(page, officer)
    page.goto(address("support_case_decline", case.pk))
    page.get_by_label("Why it cannot be accepted").fill("Your alliance is not formed yet.")
    page.get_by_label("Free legal clinics").check()
    page.get_by_role("button", name="Check before you decline").click()
    page.get_by_role("button", name="Change something").click()
    expect(page.get_by_label("Free legal clinics")).to_be_checked()
    page.get_by_role("button", name="Check before you decline").click()
    page.get_by_role("button", name="Decline, and tell them").click()
    expect(page.get_by_text("is declined. Harrowmere Community Health is told.")).to_be_visible()
    expect(page.get_by_role("link", name="Free legal clinics")).to_be_visible()


def test_officer_finds_two_that_are_alike_and_joins_them(page, sign_in_page, officer, case):
    again = SupportRequestFactory(
        organisation=case.organisation, asked_by=case.asked_by, title="Agreement for our bid", happening=HAPPENING
    )
    SupportRequest.objects.filter(pk=again.pk).update(officer=officer, officer_since=timezone.now())
    sign_in_page(page, officer)
    page.goto(address("support_case_related", again.pk))
    seen_and_clean(page, "support-case-alike")
    page.get_by_role("link", name=case.title).click()
    expect(page.get_by_role("heading", name="Two requests, side by side")).to_be_visible()
    seen_and_clean(page, "support-case-beside")
    page.get_by_role("button", name="Join them").click()
    expect(page.get_by_text("was joined with this request")).to_be_visible()
    seen_and_clean(page, "support-case-joined")


def test_manager_keeps_reply_templates_and_hands_a_request_over(page, sign_in_page, officer, case):
    ReplyTemplateFactory(title="We need your accounts")
    UserFactory(name="Idris Vane the second", programme_role="triage_officer")
    sign_in_page(page, officer)
    page.goto(address("support_answers"))
    seen_and_clean(page, "support-answers")
    page.goto(address("support_reply_template_add"))
    page.get_by_label("Title").fill("Thank you")
    page.get_by_label("Words").fill("Dear {asker}")
    page.get_by_role("button", name="Save").click()
    seen_and_clean(page, "support-reply-template-refused")
    page.goto(address("support_case_hand_over", case.pk))
    seen_and_clean(page, "support-case-hand-over")
    page.goto(address("support_case_priority", case.pk))
    seen_and_clean(page, "support-case-priority")
