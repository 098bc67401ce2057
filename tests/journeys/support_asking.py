"""Journey 4, from the cry for help to the decision: the owner and the officer."""

import datetime as dt

from django.utils import timezone
from playwright.sync_api import expect

from support_requests.models import ClockPause, SupportRequest

from .partners import follow, press
from .support import ADVISER, ALLIANCE, CONFLICTED, MUTUAL, NOTE, OFFICER, OWNER, TITLE, seen, told

HAPPENING = (
    "The council wants one contract for care at home in the whole county. We would bid with Saltwick Care.\n\n"
    "Nobody can tell us which agreement we need, or what each of us pays if it goes wrong."
)
ANSWER = "Saltwick Care would lead. Our accounts of the last two years are with our treasurer."


def ask(page, consortium):
    """Where they are stuck with costs; each page is kept as it is left."""
    page.goto(f"/consortia/{consortium.pk}/costs/")
    follow(page, "Ask for support with this")
    expect(page.get_by_text("You came here from the costs and benefits of your consortium")).to_be_visible()
    page.get_by_label("In one line").fill(TITLE)
    page.get_by_label("Tell us more").fill(HAPPENING)
    press(page, "Save and continue")
    expect(page.get_by_label("Financial modelling")).to_be_checked()
    page.goto("/support/")
    expect(page.get_by_text("Finish it, then send it.")).to_be_visible()
    follow(page, TITLE)
    follow(page, "Change support")
    page.get_by_label("Risk and benefit analysis").uncheck()
    page.get_by_label("Legal advice").check()
    press(page, "Save and continue")
    _by_when(page, timezone.localdate() + dt.timedelta(days=95))
    share_and_send(page)


def _by_when(page, day):
    follow(page, "Change needed by")
    for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        page.get_by_label(label, exact=True).fill(str(number))
    page.get_by_label("Who else is involved?").fill("Saltwick Care, and their accountant")
    press(page, "Save and continue")


def share_and_send(page):
    """They see exactly what staff would read of their consortium, and agree to that."""
    follow(page, "Change what it is about")
    expect(page.get_by_label(f"Consortium: {ALLIANCE}")).to_be_checked()
    press(page, "Save and continue")
    expect(page.get_by_role("heading", name="What would be shared")).to_be_visible()
    page.get_by_label("Yes, share exactly this").check()
    press(page, "Save and continue")
    expect(page.get_by_role("heading", name="Check your answers before you send them")).to_be_visible()
    press(page, "Send to the programme")
    expect(page.get_by_role("heading", name="Your request is sent")).to_be_visible()
    assert SupportRequest.objects.get(title=TITLE).support_types == ["legal", "financial_modelling"]


def take(page):
    """From home to the queue, and what presses there; the officer reads what was shared, and takes it."""
    page.goto("/")
    follow(page, "Take the request for support that nobody has")
    row = page.get_by_role("row").filter(has_text=TITLE)
    expect(row).to_contain_text("Asks for legal advice")
    expect(row).to_contain_text("Nobody")
    follow(page, TITLE)
    expect(page.get_by_text("Suggested:")).to_contain_text("Asks for legal advice")
    expect(page.get_by_text(f"{ALLIANCE} (")).to_be_visible()
    press(page, "Take this request")
    told(page, "You have this request now.")
    seen(page, "case")


def write(page, template):
    """A note for staff, a message from a template; then they are asked for more, and the clocks stand still."""
    _tab(page, "Notes for staff")
    page.get_by_label("Note for staff").fill(NOTE)
    press(page, "Save note for staff")
    told(page, "Your note is kept for staff.")
    _tab(page, "Messages")
    page.get_by_label("Begin with a reply template").select_option(label=template.title)
    press(page, "Put it in the box")
    box = page.get_by_label(f"Message to {MUTUAL}")
    expect(box).to_have_value(f"Dear {OWNER},\n\nplease send us the last accounts of {MUTUAL}.")
    page.get_by_label("I need their answer before I can go on").check()
    press(page, f"Send to {MUTUAL}")
    told(page, "Your message is sent")
    expect(page.get_by_text("Waiting for the asker").first).to_be_visible()
    case = SupportRequest.objects.get(title=TITLE)
    assert case.waiting_since and case.first_replied_at


def _tab(page, name):
    page.get_by_role("navigation", name="This request").get_by_role("link", name=name).click()


def answer(page):
    """The owner finds on the home page that an answer is waited for; with it the clock goes on."""
    page.goto("/")
    follow(page, f"Answer the programme about “{TITLE}”")
    expect(page.get_by_text("The programme asks you", exact=True)).to_be_visible()
    expect(page.get_by_text(OFFICER).first).to_be_visible()
    seen(page, "waits-for-you")
    page.get_by_label("Write to the programme").fill(ANSWER)
    press(page, "Send your answer")
    told(page, "the clock goes on")
    assert ClockPause.objects.get().until is not None
    assert SupportRequest.objects.get(title=TITLE).waiting_since is None


def enter_budget(page):
    """The manager says how many days there are this year."""
    page.goto("/programme/")
    follow(page, "Budgets of days")
    press(page, "Add a budget")
    page.get_by_label("Programme").fill("Partnership support")
    page.get_by_role("group", name="Year").get_by_role("radio").first.check()
    page.get_by_label("How many days in the year?").fill("12")
    press(page, "Save")
    expect(page.get_by_role("row").filter(has_text="Partnership support")).to_contain_text("12 days")


def accept(page):
    """With a package of two lines for the whole consortium. It is checked first; the budget has just enough."""
    page.goto("/support/cases/?list=mine")
    follow(page, TITLE)
    _tab(page, "Messages")
    expect(page.get_by_text(ANSWER)).to_be_visible()
    _tab(page, "The request")
    page.get_by_role("button", name="Accept", exact=True).click()
    for kind, days, what in (
        ("Legal advice", "7", "An agreement that both can sign"),
        ("Financial modelling", "4.5", "What each pays, in good and in bad years"),
    ):
        group = page.get_by_role("group", name=kind)
        group.get_by_label("Days", exact=True).fill(days)
        group.get_by_label("What is done").fill(what)
    page.get_by_label("Partnership support").check()
    page.get_by_label("What the package is to achieve").fill("A bid that both partners can carry.")
    page.get_by_label(f"It is for all members of {ALLIANCE}").check()
    press(page, "Check before you accept")
    expect(page.get_by_text("11½ days")).to_be_visible()
    press(page, "Accept, and tell them")
    told(page, "is accepted")


def ask_adviser(page, line, name):
    """From the case to the package; the best fitting adviser is suggested first, with reasons."""
    page.goto("/support/cases/?list=mine")
    follow(page, TITLE)
    follow(page, "The package of support")
    follow(page, f"Ask an adviser for {line}")
    expect(page.get_by_text(f"Knows {line}").first).to_be_visible()
    if name == ADVISER:
        expect(page.get_by_role("listitem").filter(has_text=CONFLICTED)).to_contain_text("Conflict of interest")
    page.get_by_label(name).check()
    press(page, "Continue")
    press(page, "Ask them")
    told(page, f"{name} is asked")
