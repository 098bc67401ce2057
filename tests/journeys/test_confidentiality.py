"""Two members of a consortium agree to confidentiality, one releases its figures, the other reads them.

In a real browser, in two windows, with axe.
"""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.partnering import ConsortiumMemberFactory

from .browser import seen_and_clean

pytestmark = pytest.mark.django_db(transaction=True)


def owner_of(organisation, name):
    return MembershipFactory(user=UserFactory(name=name), organisation=organisation, role="owner").user


@pytest.fixture
def consortium():
    """Two members with figures that they keep for partners, and an owner each."""
    figures = {"turnover_band": 3, "staff_band": 2, "capacity": 24.5, "volume_of_work": 21}
    clubs = OrganisationFactory(name="Saltwick Youth Clubs", turnover=1_250_400, staff=31, risk_appetite=3, **figures)
    mentors = OrganisationFactory(name="Quillmoor Mentors", turnover=980_000, staff=18, **figures)
    first = ConsortiumMemberFactory(organisation=clubs, role="lead", consortium__name="Saltwick Youth Partnership")
    ConsortiumMemberFactory(organisation=mentors, consortium=first.consortium)
    owner_of(clubs, "Amina Thornbury")
    owner_of(mentors, "Ruth Hale")
    return first.consortium


def of(consortium, number):
    return consortium.members.order_by("pk")[number].organisation.memberships.get().user


def accept(page, role):
    page.get_by_label("Your role").fill(role)
    page.get_by_label("I may agree to this for").check()
    page.get_by_role("button", name="Accept version 1").click()


def test_two_members_agree_and_one_releases_its_figures(page, phone, sign_in_page, consortium):
    address = f"/consortia/{consortium.pk}/confidentiality/"
    sign_in_page(page, of(consortium, 0))
    page.goto(address)
    seen_and_clean(page, "confidentiality-empty")
    page.get_by_role("button", name="Put an agreement forward").click()
    page.get_by_role("button", name="Put it forward").click()
    expect(page.get_by_role("alert")).to_contain_text("Select which agreement")
    seen_and_clean(page, "agreement-put-forward")
    page.get_by_label("The portal’s wording, below").check()
    page.get_by_role("button", name="Put it forward").click()
    seen_and_clean(page, "agreement")
    page.get_by_role("button", name="Accept it for Saltwick Youth Clubs").click()
    page.get_by_role("button", name="Accept version 1").click()
    expect(page.get_by_role("alert")).to_contain_text("Tick to say that you may agree")
    seen_and_clean(page, "agreement-accept")
    accept(page, "Chief executive")
    expect(page.get_by_text("Waits for members")).to_be_visible()
    seen_and_clean(page, "confidentiality-waiting")

    sign_in_page(phone, of(consortium, 1))
    phone.goto(address)
    phone.get_by_role("button", name="Read and accept").click()
    accept(phone, "Trustee")
    expect(phone.get_by_text("Accepted by all")).to_be_visible()

    page.reload()
    page.get_by_role("button", name="Release sections").click()
    page.get_by_label("Exact figures").check()
    page.get_by_label("Capacity").check()
    seen_and_clean(page, "release")
    page.get_by_role("button", name="Check who will see it").click()
    expect(page.get_by_text("Quillmoor Mentors")).to_be_visible()
    seen_and_clean(page, "release-check")
    page.get_by_role("button", name="Release", exact=True).click()
    seen_and_clean(page, "confidentiality-released")

    phone.reload()
    expect(phone.get_by_text("Open to you: Exact figures, Capacity.")).to_be_visible()
    phone.goto(f"/consortia/{consortium.pk}/figures/")
    expect(phone.get_by_text("£1,250,400")).to_be_visible()
    seen_and_clean(phone, "figures")
    phone.goto(consortium.members.order_by("pk")[0].organisation.get_absolute_url())
    expect(phone.get_by_text("Shown to you as a member of Saltwick Youth Partnership").first).to_be_visible()
    seen_and_clean(phone, "profile-released")

    page.goto(reverse("organisation_readings", args=[consortium.members.order_by("pk")[0].organisation_id]))
    expect(page.get_by_text("for Quillmoor Mentors, in Saltwick Youth Partnership").first).to_be_visible()
    seen_and_clean(page, "readings-in-consortium")
    page.goto(address)
    page.get_by_role("button", name="Take back Exact figures").click()
    expect(page.get_by_text("Exact figures: taken back.")).to_be_visible(timeout=30_000)
    phone.goto(f"/consortia/{consortium.pk}/figures/")
    expect(phone.get_by_text("£1,250,400")).to_have_count(0)
