"""Three partners work together: key steps, a private health check, red lines, risks and costs."""

from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from consortia.actions import costs, health
from consortia.health.questions import QUESTIONS
from consortia.models import CostLine, HealthRound, Risk
from tests.consortia.working import partners

from .browser import seen_and_clean

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def three():
    return partners(3)


def test_partners_plan_their_steps_and_note_red_lines(page, three, sign_in_page):
    first = three[0]
    sign_in_page(page, first.owner).goto(f"/consortia/{first.seat.consortium.pk}/")
    page.get_by_role("link", name="Key steps", exact=True).click()
    page.get_by_role("link", name="Change “Set up a steering group with all members”").click()
    page.get_by_label("Does not apply to us").check()
    page.get_by_role("button", name="Save the step").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why the step does not apply to you")
    seen_and_clean(page, "key-step-errors")
    page.get_by_label("Done", exact=True).check()
    page.get_by_label("Harrowmere Care").check()
    page.get_by_label("What shows that it is done").fill("Minutes of the first meeting")
    page.get_by_role("button", name="Save the step").click()
    expect(page.get_by_text("1 of 4 done")).to_be_visible()
    seen_and_clean(page, "key-steps")
    page.get_by_role("link", name="Add a step of your own").click()
    page.get_by_label("Resources").check()
    page.get_by_label("What is to be done?").fill("Find a van")
    page.get_by_role("button", name="Add the step").click()
    expect(page.get_by_role("heading", name="Find a van")).to_be_visible()
    page.get_by_role("link", name="Red lines").click()
    page.get_by_role("link", name="Note what you said about “Our staff”").click()
    page.get_by_label("What did you say to each other?").fill("No zero-hours contracts")
    seen_and_clean(page, "red-line")
    page.get_by_role("button", name="Save the note").click()
    expect(page.get_by_text("No zero-hours contracts")).to_be_visible()
    seen_and_clean(page, "red-lines")


def test_partners_answer_privately_and_see_where_they_differ(page, three, sign_in_page):
    first, *others = three
    sign_in_page(page, first.owner).goto(f"/consortia/{first.seat.consortium.pk}/health-check/")
    seen_and_clean(page, "health-check-empty")
    page.get_by_role("button", name="Begin the health check").click()
    seen_and_clean(page, "health-check-open")
    page.get_by_role("link", name="Answer for Harrowmere Care").click()
    page.get_by_role("group", name="How fast should decisions be taken?").get_by_label("1", exact=True).check()
    seen_and_clean(page, "health-check-answer")
    page.get_by_role("button", name="Save the answers").click()
    expect(page.get_by_text("Still to answer: Quillmoor Youth, Saltwick Libraries")).to_be_visible()
    current = HealthRound.objects.get()
    for partner in others:
        said = {question.key: 4 for question in QUESTIONS}
        health.answer(member=partner.seat, health_round=current, said=said, by=partner.owner, at=current.begun_at)
    page.reload()
    page.get_by_role("link", name="End the round and show the gaps").click()
    seen_and_clean(page, "health-check-show")
    page.get_by_role("button", name="Show the gaps").click()
    expect(page.get_by_role("heading", name="You differ most on pace of decisions.")).to_be_visible()
    seen_and_clean(page, "health-check-shown")


def test_partners_register_a_risk_and_another_owns_it(page, phone, three, sign_in_page):
    first, second, _ = three
    sign_in_page(page, first.owner).goto(f"/consortia/{first.seat.consortium.pk}/risks/add/")
    page.get_by_role("button", name="Save the risk").click()
    expect(page.get_by_role("alert")).to_contain_text("Say what may happen")
    page.get_by_label("Financial").check()
    page.get_by_label("What may happen?").fill("The contract starts later than planned")
    page.get_by_label("4. Likely").check()
    page.get_by_label("3. Moderate").check()
    page.get_by_label("What would it cost, at the least?").fill("8,000")
    page.get_by_label("What would it cost, at the most?").fill("20,000")
    page.get_by_label("Saltwick Libraries").check()
    seen_and_clean(page, "risk-form")
    page.get_by_role("button", name="Save the risk").click()
    expect(page.get_by_text("Saltwick Libraries was asked")).to_be_visible()
    sign_in_page(phone, second.owner).goto("/inbox/")
    phone.get_by_role("link", name="Say whether you own the risk").click()
    seen_and_clean(phone, "risk-asked")
    phone.get_by_role("button", name="Own this risk").click()
    expect(phone.get_by_role("link", name="Change or review this risk")).to_be_visible()
    assert Risk.objects.get().accepted_by == second.owner
    page.get_by_role("link", name="Risk register").click()
    seen_and_clean(page, "risks")


def test_partners_share_costs_and_weigh_them(page, three, sign_in_page):
    first = three[0]
    sign_in_page(page, first.owner).goto(f"/consortia/{first.seat.consortium.pk}/costs/")
    seen_and_clean(page, "costs-empty")
    page.get_by_role("link", name="Add a cost").click()
    page.get_by_label("What is it for?").fill("Bid writer")
    page.get_by_label("How much is it?").fill("4,000")
    page.get_by_label("By percentages").check()
    page.get_by_label("Harrowmere Care").fill("60")
    page.get_by_label("Quillmoor Youth").fill("30")
    page.get_by_role("button", name="Save the cost").click()
    expect(page.get_by_role("alert")).to_contain_text("add 10 more, so that they make 100")
    seen_and_clean(page, "cost-form")
    page.get_by_label("Saltwick Libraries").fill("10")
    page.get_by_role("button", name="Save the cost").click()
    page.get_by_role("link", name="Add a benefit").click()
    page.get_by_label("New markets and income").check()
    page.get_by_label("What do you expect to gain?").fill("Work that none could take on alone")
    page.get_by_label("What is it worth, at the least?").fill("3000")
    page.get_by_label("What is it worth, at the most?").fill("9000")
    page.get_by_role("button", name="Save the benefit").click()
    expect(page.get_by_role("cell", name="£2,400.00").first).to_be_visible()
    expect(page.get_by_text("It could go either way")).to_be_visible()
    seen_and_clean(page, "costs")


def test_whoever_saves_later_sees_what_the_other_wrote(page, three, sign_in_page):
    first, second, _ = three
    line = CostLine(what="Bid writer", amount=Decimal("4000.00"))
    costs.save_line(member=first.seat, line=line, parts={}, by=first.owner, at=timezone.now())
    sign_in_page(page, second.owner).goto(f"/consortia/{first.seat.consortium.pk}/costs/{line.pk}/")
    page.get_by_label("How much is it?").fill("5,000")
    other = CostLine(pk=line.pk, what="Bid writer", amount=Decimal("3000.00"))
    costs.save_line(member=first.seat, line=other, parts={}, by=first.owner, at=timezone.now())
    page.get_by_role("button", name="Save the cost").click()
    expect(page.get_by_role("heading", name="What changed while you were editing")).to_be_visible()
    seen_and_clean(page, "cost-conflict")
    page.get_by_role("button", name="Save the cost").click()
    expect(page.get_by_role("cell", name="£5,000.00").first).to_be_visible()
