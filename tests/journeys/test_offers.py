"""A Mutual offers rooms, programme staff read and publish it, another organisation answers and is taken up."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from consortia.models import OfferAnswer, PartnerOffer
from tests.factories.offers import OfferAnswerFactory, PartnerOfferFactory

from .browser import seen_and_clean

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "A hall and a kitchen on weekday mornings"


@pytest.mark.usefixtures("reference_data_for_live_server")
def test_offer_is_written_published_answered_and_taken_up(
    page, plain_page, sign_in_page, owner, organisation, triage, other_owner
):
    PartnerOfferFactory(organisation=organisation, title="Payroll for others, at what it costs us")
    _write(page, sign_in_page, owner)
    offer = PartnerOffer.objects.get(title=TITLE)
    _publish(plain_page, page, sign_in_page, triage, offer)

    sign_in_page(page, other_owner).goto(reverse("offer_list"))
    seen_and_clean(page, "offer-list")
    page.get_by_role("link", name=TITLE).click()
    seen_and_clean(page, "offer-detail")
    page.get_by_role("button", name="Answer").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="Enter your message").wait_for()
    seen_and_clean(page, "offer-answer-error")
    page.get_by_label("Your message").fill("We run a lunch club and look for a kitchen.")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send").wait_for()
    seen_and_clean(page, "offer-answer-check")
    page.get_by_role("button", name="Send").click()
    page.get_by_role("heading", name="What you wrote to each other").wait_for()
    seen_and_clean(page, "offer-answer-of-the-asker")

    answer = OfferAnswer.objects.get()
    sign_in_page(page, owner).goto(offer.get_absolute_url())
    seen_and_clean(page, "offer-with-answers")
    page.goto(answer.get_absolute_url())
    page.get_by_role("button", name="Say what comes of it").click()
    seen_and_clean(page, "offer-answer-decide")
    page.get_by_label("We take it up").check()
    page.get_by_role("button", name="Tell").click()
    expect(page.get_by_text("Taken up", exact=True)).to_be_visible()
    seen_and_clean(page, "offer-answer-taken-up")


def _write(page, sign_in_page, owner):
    sign_in_page(page, owner).goto(reverse("my_offers"))
    seen_and_clean(page, "my-offers-empty")
    page.get_by_role("button", name="Offer or look for something").click()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("link", name="Enter a title").wait_for()
    seen_and_clean(page, "offer-what-error")
    page.get_by_label("We offer this").check()
    page.get_by_label("Premises or equipment").check()
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("What should others know?").fill("In the middle of town, on a bus route.")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("heading", name="Services and places").wait_for()
    seen_and_clean(page, "offer-where")
    page.get_by_label("Anywhere in England").check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("Signed-in organisations").check()
    until = timezone.localdate() + dt.timedelta(days=60)
    for label, part in (("Day", until.day), ("Month", until.month), ("Year", until.year)):
        page.get_by_label(label, exact=True).fill(str(part))
    seen_and_clean(page, "offer-who")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Send to programme staff").wait_for()
    seen_and_clean(page, "offer-check")
    page.get_by_role("button", name="Send to programme staff").click()
    page.get_by_text("Programme staff read it before others see it, and we tell you.").first.wait_for()
    seen_and_clean(page, "offer-sent")


def _publish(plain_page, page, sign_in_page, triage, offer):
    sign_in_page(page, triage).goto(reverse("offer_review_list"))
    seen_and_clean(page, "offer-review-list")
    sign_in_page(plain_page, triage).goto(reverse("offer_review", args=[offer.pk]))
    plain_page.get_by_role("button", name="Take it, to decide").click()
    plain_page.get_by_role("heading", name="Decide").wait_for()
    page.goto(reverse("offer_review", args=[offer.pk]))
    seen_and_clean(page, "offer-review")
    plain_page.get_by_label("Publish", exact=True).check()
    plain_page.get_by_role("button", name="Decide").click()
    plain_page.get_by_text("is published").first.wait_for()


def test_offer_is_renewed_taken_back_and_closed(page, sign_in_page, owner, organisation):
    offer = PartnerOfferFactory(organisation=organisation)
    OfferAnswerFactory(offer=offer)
    sign_in_page(page, owner)
    for name, picture in (("offer_renew", "offer-renew"), ("offer_close", "offer-close")):
        page.goto(reverse(name, args=[offer.pk]))
        seen_and_clean(page, picture)
    page.get_by_role("button", name="Close it").click()
    page.get_by_role("button", name="Offer it again").wait_for()
    seen_and_clean(page, "offer-closed")
    page.goto(reverse("my_offers"))
    seen_and_clean(page, "my-offers")
