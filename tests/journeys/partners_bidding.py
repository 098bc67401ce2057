"""Journey 3 from the bid to its lessons: each member says its own part; the commissioner awards it to another."""

import datetime as dt

from django.utils import timezone
from playwright.sync_api import expect

from commissioners.actions.opportunities import close_overdue
from commissioners.models import Opportunity
from consortia.actions import bid_news
from consortia.models import Bid

from .browser import settled
from .partners import (
    ADVICE,
    CARE,
    HEALTH,
    TENDER,
    WHEELS,
    WINNER,
    follow,
    go_on,
    open_page,
    open_workspace,
    press,
    seen,
    seen_on_phones,
)


def intend_to_bid(page):
    go_on(page, "Bid, each with its own part")
    press(page, "Record that you intend to bid")
    press(page, "Record it")
    expect(page.get_by_text(f"Not said yet: {CARE}, {ADVICE}, {WHEELS}")).to_be_visible()
    expect(page.get_by_text(f"{CARE} is in")).to_have_count(0)
    seen(page, "bid-intended")


def confirm(page, name):
    """Each says for itself what it brings."""
    open_page(page, "Bids")
    follow(page, TENDER)
    if name == HEALTH:
        follow(page, f"Say what {name} brings")
    else:
        press(page, f"{name} is in: say with what")
    page.get_by_label("What your organisation would do").fill(f"The people and the buildings of {name}.")
    page.get_by_role("group", name="In which places?").get_by_label("Ambermoor").check()
    press(page, "Save" if name == HEALTH else f"{name} is in")
    expect(page.get_by_text(f"The people and the buildings of {name}.")).to_be_visible()


def submit(page):
    page.goto(Bid.objects.get().get_absolute_url())
    expect(page.get_by_text("Not said yet")).to_have_count(0)
    press(page, "Record that it was submitted")
    press(page, "Record it as submitted")
    expect(page.get_by_text("The bid is recorded as submitted")).to_be_visible()
    seen(page, "bid-submitted")


def award(page, tender):
    """The deadline passes; the commissioner awards the contract to another. What runs by itself runs."""
    at = timezone.now()
    Opportunity.objects.update(submission_deadline=at - dt.timedelta(seconds=1))
    close_overdue(at=at)
    page.goto(tender.get_absolute_url())
    press(page, "Say how it ended")
    press(page, "Record an award")
    page.get_by_label("Look for an organisation in the directory").fill(WINNER)
    press(page, "Look for it")
    press(page, f"Add {WINNER}")
    page.get_by_label("Bids received").fill("2")
    press(page, "Check your answers")
    press(page, "Publish the award")
    settled(page)
    bid_news.tell_of_opportunities(at=timezone.now())


def lose(page):
    """The portal asks, and the members say how it went."""
    open_workspace(page)
    follow(page, f"Record how your bid for “{TENDER}” went")
    expect(page.get_by_label("We lost")).to_be_checked()
    page.get_by_label("What did the buyer say?").fill("Quality was close; the winner started earlier.")
    press(page, "Check your answers")
    seen(page, "outcome")
    press(page, "Record it")
    expect(page.get_by_role("heading", name=f"What {CARE} learnt")).to_be_visible()
    assert Bid.objects.get().state == "lost"


def note_what_was_learnt(page):
    open_workspace(page)
    follow(page, f"Say what you learnt from your bid for “{TENDER}”")
    page.get_by_label("What would you do again?").fill("Agree the roles in the first week.")
    page.get_by_label("What would you not do again?").fill("Begin after the tender is out.")
    page.get_by_label("It goes on").check()
    press(page, "Save")
    expect(page.get_by_text("The relationship: it goes on")).to_be_visible()
    expect(page.get_by_role("link", name="stay together beyond this bid")).to_be_visible()
    seen_on_phones(page, "lost")
