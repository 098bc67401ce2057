"""An officer asks an adviser, who helps; the members of a consortium see what is done; the officer completes it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from support_requests.models import SupportRequest
from tests.factories import ConsortiumFactory, MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.delivery import MilestoneFactory, PackageSessionFactory, TimeEntryFactory
from tests.factories.partnering import ConsortiumMemberFactory
from tests.factories.support import AdviserFactory, AssignmentFactory, PackageFactory, PackageLineFactory

from .browser import seen_and_clean

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def adviser():
    person = UserFactory(name="Linnea Fennimore", is_adviser=True)
    return AdviserFactory(person=person, about="Agreements between members of consortia, for twenty years.")


@pytest.fixture
def officer():
    return UserFactory(name="Tilda Brackenel", programme_role="triage_officer")


@pytest.fixture
def package(officer):
    """For a consortium of two: finance is helped with, two lines are open."""
    asker = OrganisationFactory(name="Harrowmere Community Health")
    together = ConsortiumFactory(name="Northern Care Alliance")
    for one in (asker, OrganisationFactory(name="Saltwick Libraries Together")):
        ConsortiumMemberFactory(consortium=together, organisation=one)
    case = {"organisation": asker, "title": "Costs and governance of our alliance", "officer": officer}
    package = PackageFactory(
        consortium=together,
        agreed_at=timezone.now() - dt.timedelta(days=20),
        summary="Figures that all members trust, and an agreement that they can sign.",
        **{f"request__{name}": value for name, value in case.items()},
    )
    PackageLineFactory(package=package)
    PackageLineFactory(package=package, support_type="facilitation", days=Decimal(1), what="A day on shared values")
    costs = PackageLineFactory(package=package, support_type="financial_modelling", days=Decimal(4), what="A model")
    finance = AdviserFactory(person__name="Tobin Garsedge", firm="", kind="internal", expertise=["financial_modelling"])
    helping = AssignmentFactory(line=costs, adviser=finance)
    SupportRequest.objects.filter(pk=package.request_id).update(state="in_progress")
    TimeEntryFactory(assignment=helping, days=Decimal("1.25"), what="Read the accounts of all members")
    MilestoneFactory(package=package, what="All members hand in their figures", due_on=timezone.localdate())
    soon = timezone.localdate() + dt.timedelta(days=9)
    PackageSessionFactory(package=package, what="Workshop: who pays for what", held_on=soon, place="Video call")
    return package


def test_adviser_is_asked_helps_and_the_officer_completes(page, sign_in_page, package, adviser, officer):
    line = package.lines.get(support_type="legal")
    sign_in_page(page, officer)
    page.goto(package.get_absolute_url())
    seen_and_clean(page, "advising-package-officer")
    page.get_by_role("link", name="Ask an adviser for legal advice").click()
    seen_and_clean(page, "advising-ask")
    page.get_by_label("Linnea Fennimore").check()
    page.get_by_role("button", name="Continue").click()
    seen_and_clean(page, "advising-ask-check")
    page.get_by_role("button", name="Ask them").click()
    expect(page.get_by_text("Linnea Fennimore is asked, and can read the request now.")).to_be_visible()

    sign_in_page(page, adviser.person)
    page.goto(reverse("advising_home"))
    seen_and_clean(page, "advising-home")
    page.get_by_role("link", name="Answer whether you can help").click()
    seen_and_clean(page, "advising-answer")
    page.get_by_label("Yes, I can help").check()
    page.get_by_role("button", name="Send your answer").click()
    seen_and_clean(page, "advising-package-adviser")
    page.get_by_role("link", name="Enter days").click()
    page.get_by_label("How many days?").fill("4")
    page.get_by_label("What did you do?").fill("Drafted the agreement")
    page.get_by_role("button", name="Enter the days").click()
    expect(page.get_by_text("Legal advice has 3 days left.").first).to_be_visible()
    seen_and_clean(page, "advising-days")
    page.get_by_label("How many days?").fill("2½")
    page.get_by_role("button", name="Enter the days").click()
    expect(page.get_by_text("2½ days of 3 days used")).to_be_visible()

    sign_in_page(page, officer)
    page.goto(reverse("package_complete", args=[package.pk]))
    page.get_by_label("What was achieved?").fill("The members signed, and know what it costs.")
    for number, each in enumerate(package.lines.all()):
        page.get_by_role("group", name=f"Was this done: {each}?").get_by_label("No" if number == 1 else "Yes").check()
    seen_and_clean(page, "advising-complete")
    page.get_by_role("button", name="Check your answers").click()
    seen_and_clean(page, "advising-complete-check")
    page.get_by_role("button", name="Complete the request").click()
    expect(page.get_by_text("The request is completed.")).to_be_visible()
    assert line.assignments.get().state == "done"


def test_officer_adds_a_type_of_support_and_takes_it_off(page, sign_in_page, package, adviser, officer):
    sign_in_page(page, officer)
    page.goto(package.get_absolute_url())
    page.get_by_role("link", name="Add a type of support").click()
    page.get_by_label("Governance").check()
    page.get_by_label("How many days?").fill("900")
    page.get_by_role("button", name="Check your answers").click()
    expect(page.get_by_role("link", name="this would take 900 days")).to_be_visible()
    seen_and_clean(page, "advising-line-refused")
    page.get_by_label("How many days?").fill("1½")
    page.get_by_role("button", name="Check your answers").click()
    seen_and_clean(page, "advising-line-check")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("Governance is added. All members and the advisers are told.")).to_be_visible()
    AssignmentFactory(line=package.lines.get(support_type="governance"), adviser=adviser, state="offered")
    page.get_by_role("link", name="take governance off the package").click()
    expect(page.get_by_text("Linnea Fennimore was asked to do it, and is let go.")).to_be_visible()
    page.get_by_label("Why?").fill("The members write the rules themselves.")
    seen_and_clean(page, "advising-line-remove")
    page.get_by_role("button", name="Take it off").click()
    expect(page.get_by_text("Governance is taken off. All members and the advisers are told.")).to_be_visible()
    assert package.lines.count() == 3
    expect(page.get_by_role("link", name="take financial modelling off")).to_have_count(0)  # somebody worked on it


def test_other_members_find_the_package_in_their_workspace(page, sign_in_page, package):
    fellow = package.consortium.members.exclude(organisation=package.request.organisation_id).get()
    sign_in_page(page, MembershipFactory(organisation=fellow.organisation, role="owner").user)
    page.goto(package.consortium.get_absolute_url())
    page.get_by_role("link", name="Support for all members").click()
    seen_and_clean(page, "advising-joint")
    page.get_by_role("link", name="Legal advice, Facilitation and shared values, Financial modelling").click()
    expect(page.get_by_role("heading", name="Support for Northern Care Alliance")).to_be_visible()
    expect(page.get_by_text("Costs and governance of our alliance")).to_have_count(0)
    seen_and_clean(page, "advising-package-fellow")


def test_a_manager_looks_after_advisers_and_budgets(page, sign_in_page, staff, package, adviser):
    sign_in_page(page, staff)
    page.goto(reverse("adviser_list"))
    seen_and_clean(page, "advising-advisers")
    page.get_by_role("link", name="Linnea Fennimore").click()
    seen_and_clean(page, "advising-adviser")
    page.goto(reverse("adviser_invite"))
    seen_and_clean(page, "advising-invite")
    page.goto(reverse("budget_list"))
    seen_and_clean(page, "advising-budgets")
    page.get_by_role("button", name="Add a budget").click()
    seen_and_clean(page, "advising-budget")
