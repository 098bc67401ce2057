"""Journey 3 in the workspace: members agree to confidentiality, open figures, choose a model, take steps, decide."""

import re

from playwright.sync_api import expect

from consortia.models import Consortium

from .partners import (
    ADVICE,
    CARE,
    HEALTH,
    OWNERS,
    follow,
    go_on,
    open_page,
    open_workspace,
    owner_of,
    press,
    seen,
    seen_on_phones,
)


def agree_to_confidentiality(members):
    first, *others = members
    page = members[first]
    go_on(page, "Agree on confidentiality")
    seen(page, "confidentiality")
    press(page, "Put an agreement forward")
    page.get_by_label("The portal’s wording, below").check()
    press(page, "Put it forward")
    press(page, f"Accept it for {first}")
    accept(page)
    for name in others:
        open_workspace(members[name])
        follow(members[name], "Read the confidentiality agreement")
        press(members[name], "Read and accept")
        accept(members[name])
    expect(members[name].get_by_text("Accepted by all")).to_be_visible()
    seen_on_phones(members[name], "agreed")


def accept(page):
    page.get_by_label("Your role").fill("Chief executive")
    page.get_by_label("I may agree to this for").check()
    press(page, "Accept version 1")
    expect(page.get_by_role("heading", name="Confidentiality", level=1)).to_be_visible()


def open_figures(owner, reader):
    """Nothing is open before the owner releases it; afterwards the owner sees who read it."""
    open_page(reader, "Figures side by side")
    expect(reader.get_by_text("Not released to you").first).to_be_visible()
    assert figures_read(reader) == 1  # its own
    open_page(owner, "Confidentiality")
    press(owner, "Release sections")
    owner.get_by_label("Exact figures").check()
    press(owner, "Check who will see it")
    seen(owner, "release")
    owner.get_by_role("button", name="Release", exact=True).click()
    expect(owner.get_by_role("alert")).to_contain_text("Released: Exact figures")
    open_page(reader, "Figures side by side")
    assert figures_read(reader) == 2
    seen_on_phones(reader, "figures")
    owner.goto(f"/organisations/{owner_of(HEALTH).memberships.get().organisation_id}/readers/")
    expect(owner.get_by_text(OWNERS[CARE]).first).to_be_visible()
    expect(owner.get_by_text(f"for {CARE}, in").first).to_be_visible()
    seen(owner, "readings")


def figures_read(page):
    return page.get_by_role("cell", name="£1,250,400").count()


def agree(members, title, *, but):
    """Each of the others finds the decision on its overview and agrees."""
    for name, page in members.items():
        if name != but:
            open_workspace(page)
            follow(page, f"Agree or object: {title}")
            page.get_by_label("We agree").check()
            press(page, "Give your voice")
            expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_text("It is agreed.")).to_be_visible()
    seen(page, "agreed-by-all")


def choose_a_model(members):
    """With help: what they answer speaks for and against each form, and all agree on one."""
    page = members[CARE]
    go_on(page, "Choose a partnership model")
    follow(page, re.compile("Answer.*Among yourselves"))
    page.get_by_role("group", name="How many of you want to be equals").get_by_label("All of us").check()
    page.get_by_role("group", name="How do you want to bear risk").get_by_label("Shared among us").check()
    seen(page, "model-questions")
    press(page, "Save and come back later")
    press(page, "Compare the models")
    alliance = page.locator("tbody", has_text="Alliance").first
    expect(alliance.locator(".portal-reasons__for").first).to_be_visible()
    seen(page, "models")
    page.get_by_role("table").get_by_role("link", name="Alliance", exact=True).click()
    expect(page.get_by_role("heading", name="What your answers speak for")).to_be_visible()
    press(page, "Propose it to the others")
    press(page, "Continue")
    press(page, "Propose it")
    agree(members, "Choose the partnership model: Alliance", but=CARE)
    open_page(page, "Choosing a model")
    expect(page.get_by_role("heading", name="You agreed on: Alliance")).to_be_visible()


def take_key_steps(page):
    go_on(page, "Work through the key steps")
    follow(page, "Change “Agree roles, responsibilities")
    page.get_by_label("Done", exact=True).check()
    page.get_by_label(ADVICE).check()
    page.get_by_label("What shows that it is done").fill("A table of roles, in the minutes of our first meeting")
    press(page, "Save the step")
    expect(page.get_by_text("1 of 5 done")).to_be_visible()
    expect(page.get_by_text("A table of roles")).to_be_visible()
    seen_on_phones(page, "key-steps")


def decide_to_be_active(members):
    page = members[ADVICE]
    go_on(page, "Agree to become active")
    press(page, "Continue")
    press(page, "Propose it")
    agree(members, "Become active", but=ADVICE)


def stay_together(members):
    page = members[HEALTH]
    go_on(page, "Stay together")
    seen(page, "stay-together")
    press(page, "Propose to stay together")
    press(page, "Continue")
    press(page, "Propose it")
    assert not Consortium.objects.get().is_standing
    agree(members, "Stay together as a standing consortium", but=HEALTH)
    assert Consortium.objects.get().is_standing
