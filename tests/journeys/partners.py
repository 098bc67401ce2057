"""The people of journey 3, and how they find their way in the pages of a consortium."""

from playwright.sync_api import expect

from consortia.models import Bid, Consortium
from partnerships_portal.accounts.models import User

from .browser import DESKTOP, PHONE, axe_clean, no_sideways_scroll, screenshot, settled

HEALTH, CARE, ADVICE = "Harrowmere Community Health", "Quillmoor Care Together", "Saltwick Advice"
TRANSPORT, WHEELS, WINNER = "Tarnbeck Transport", "Wolds Wheels", "Ambermoor Group"
OWNERS = {
    HEALTH: "Amina Thornbury",
    CARE: "Bo Quillmoor",
    ADVICE: "Cy Saltwick",
    TRANSPORT: "Di Tarnbeck",
    WHEELS: "Eve Wolds",
}
TENDER, LATER = "Living well at home", "Health visits and advice in Torridge"
MEMBERS = (HEALTH, CARE, ADVICE, WHEELS)
WHY_NOT = "Our buses are full until April."


def owner_of(name):
    return User.objects.get(name=OWNERS[name])


def press(page, name):
    page.get_by_role("button", name=name).first.click()


def follow(page, name):
    page.get_by_role("link", name=name).first.click()


def seen(page, name):
    """Nothing that people with disabilities would stumble over, as wide as a desk."""
    screenshot(page, f"journey-3-{name}")
    axe_clean(page)
    no_sideways_scroll(page)


def seen_on_phones(page, name):
    page.set_viewport_size(PHONE)
    seen(page, name)
    page.set_viewport_size(DESKTOP)
    settled(page)


def open_workspace(page):
    """From the menu to the overview of the one consortium."""
    page.goto("/consortia/")
    follow(page, Consortium.objects.get().name)
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()


def go_on(page, stage):
    """The next stage, as the overview leads to it."""
    open_workspace(page)
    way = page.get_by_role("region", name="Your way together")
    expect(way.get_by_role("listitem").filter(has_text=stage)).to_contain_text("Next")
    follow(way, stage)
    expect(page.get_by_role("heading", name="Overview")).to_have_count(0)


def open_page(page, name):
    """A page of the workspace, by its contents."""
    open_workspace(page)
    page.get_by_role("navigation", name="This workspace").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def shut_to(page):
    """Neither the workspace nor any room of it exists for a rival or a commissioner."""
    here = Consortium.objects.get().get_absolute_url()
    rooms = [here, *(f"{here}{room}/" for room in ("decisions", "confidentiality", "figures", "bids", "key-steps"))]
    rooms += [bid.get_absolute_url() for bid in Bid.objects.all()]
    assert [page.goto(room).status for room in rooms] == [404] * len(rooms)
