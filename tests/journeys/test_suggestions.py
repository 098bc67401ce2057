"""An organisation decides what is suggested to it, and tries what its profile could bring."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from consortia.matching import running
from tests.factories import LocalAuthorityFactory, OpportunityFactory, OrganisationFactory, ServiceAreaFactory

from .browser import seen_and_clean

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sector(organisation):
    nursing, therapies = (ServiceAreaFactory(name=name) for name in ("Community nursing", "Therapies"))
    here = LocalAuthorityFactory(name="Upper Teal")
    organisation.service_claims.create(service_area=nursing)
    organisation.places.add(here)
    OrganisationFactory(name="Torridge Therapies CIC", services=[therapies], places=[here], turnover_band=2)
    OpportunityFactory(title="Nursing at home", services=[nursing], places=[here])
    OpportunityFactory(title="Nursing and therapies in Upper Teal", services=[nursing, therapies], places=[here])
    running.full_run(at=timezone.now())
    return organisation


@pytest.mark.parametrize("window", ["page", "plain_page"])
def test_editor_sets_a_tender_aside_and_takes_it_back(window, request, sector, editor, sign_in_page):
    page = request.getfixturevalue(window)
    has_scripts = window == "page"
    sign_in_page(page, editor)
    page.goto(reverse("organisation_matches", args=[sector.pk]))
    page.get_by_role("link", name=re.compile("Not for us.*Nursing at home")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Not for us")
    page.get_by_role("button", name="Set aside").click()
    expect(page.get_by_role("alert")).to_contain_text("Select why not")
    if has_scripts:
        seen_and_clean(page, "set-aside-error")
    page.get_by_label("Not now: suggest it again in 3 months").check()
    page.get_by_role("button", name="Set aside").click()
    expect(page.get_by_role("alert")).to_contain_text("is set aside until")
    expect(page.get_by_role("heading", name="Nursing at home")).to_have_count(0)
    if has_scripts:
        seen_and_clean(page, "set-aside-done")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Nursing at home")).to_be_visible()


def test_editor_makes_every_choice_about_suggestions(page, sector, editor, sign_in_page):
    sign_in_page(page, editor)
    page.goto(reverse("organisation_partners", args=[sector.pk]))
    page.get_by_role("link", name="Your choices").click()
    seen_and_clean(page, "choices-none")
    page.get_by_role("link", name="Change whether you are suggested").click()
    page.get_by_label("No, do not suggest us").check()
    seen_and_clean(page, "being-suggested")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Change which reasons are muted").click()
    page.get_by_label("Competition and choice of partners").check()
    seen_and_clean(page, "reasons-mute")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Name a rival").click()
    page.get_by_label("Name of the organisation, or part of it").fill("torridge")
    page.get_by_role("button", name="Find").click()
    seen_and_clean(page, "rival-name")
    page.get_by_role("button", name="Never suggest Torridge Therapies CIC").click()
    expect(page.get_by_role("alert")).to_contain_text("not suggested to each other")
    page.goto(reverse("organisation_matches", args=[sector.pk]))
    page.get_by_role("link", name=re.compile("Not for us.*Nursing and therapies")).click()
    page.get_by_label("Too big for us").check()
    page.get_by_role("button", name="Set aside").click()
    page.get_by_role("link", name="Your choices").first.click()
    expect(page.get_by_role("link", name="Torridge Therapies CIC")).to_be_visible()
    seen_and_clean(page, "choices-all")
    page.get_by_role("button", name=re.compile("Take back.*Torridge Therapies CIC")).click()
    expect(page.get_by_role("alert")).to_contain_text("may be suggested to you again")


def test_member_tries_what_a_service_would_bring(page, sector, viewer, sign_in_page):
    sign_in_page(page, viewer)
    page.goto(reverse("organisation_matches", args=[sector.pk]))
    page.get_by_role("link", name="What if").click()
    expect(page.get_by_role("heading", name="What would bring most")).to_be_visible()
    seen_and_clean(page, "what-if-ideas")
    page.get_by_role("link", name="Therapies").click()
    expect(page.locator("main")).to_contain_text("1 tender would come within your reach")
    seen_and_clean(page, "what-if-answer")
    page.get_by_label("A turnover a year, in pounds (optional)").fill("a lot")
    page.get_by_role("button", name="See what comes within reach").click()
    expect(page.get_by_role("alert")).to_contain_text("Turnover")
    seen_and_clean(page, "what-if-error")
