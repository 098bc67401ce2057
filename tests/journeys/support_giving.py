"""Journey 4, the support itself: the advisers, the other member of the consortium, and how it ends."""

from django.utils import timezone
from playwright.sync_api import expect

from support_requests.models import Assignment, Evaluation, Package, SupportRequest
from tests.documents import files

from .partners import follow, press
from .support import ADVISER, ALLIANCE, LESSONS, MUTUAL, TITLE, WHY_NOT, seen, told

OUTCOME = "Both partners signed the agreement, and know what each of them pays."
HELLO = "I can come to Harrowmere next week. Please send me the last agreement."
DIARY = "Read the agreement of the last alliance"


def open_package(page):
    page.goto(Package.objects.get().get_absolute_url())


def decline_with_conflict(page):
    page.goto("/")
    follow(page, f"Answer whether you can help {MUTUAL} with legal advice")
    page.get_by_label("No, I have a conflict of interest").check()
    page.get_by_label("If not, why?").fill(WHY_NOT)
    press(page, "Send your answer")
    told(page, "Thank you for your answer.")
    assert page.goto(SupportRequest.objects.get(title=TITLE).get_absolute_url()).status == 404


def agree(page):
    """Two lines; with the first yes the work begins."""
    for line in ("legal advice", "financial modelling"):
        page.goto("/")
        follow(page, "Advising")
        follow(page, f"Answer whether you can help {MUTUAL} with {line}")
        page.get_by_label("Yes, I can help").check()
        press(page, "Send your answer")
        told(page, "the programme are told that you help")
    page.goto("/support/advising/")
    expect(page.get_by_text("Nobody waits for an answer from you.")).to_be_visible()
    seen(page, "advising")
    assert Assignment.objects.filter(state="accepted").count() == 2
    assert SupportRequest.objects.get(title=TITLE).state == "in_progress"


def sees_only_this(page, other):
    """Neither another request nor the rooms of staff; and what staff noted is nowhere."""
    case = SupportRequest.objects.get(title=TITLE)
    rooms = [f"/support/cases/{case.pk}/{room}" for room in ("", "notes/", "history/", "accept/")]
    rooms += ["/support/cases/", other.get_absolute_url(), f"/support/cases/{other.pk}/"]
    assert [page.goto(room).status for room in rooms] == [404] * len(rooms)
    page.goto(case.get_absolute_url())
    expect(page.get_by_text("Saltwick Care would lead.")).to_be_visible()  # the messages of asker and programme
    page.get_by_label("Write to").fill(HELLO)
    press(page, "Send the message")
    told(page, "Your message is sent")
    seen(page, "request-of-adviser")


def deliver(page):
    """A milestone, a session, days of work and a document."""
    open_package(page)
    follow(page, "Add a milestone")
    page.get_by_label("What is to be reached?").fill("Both partners read the first draft")
    press(page, "Save the milestone")
    follow(page, "Add a session")
    page.get_by_label("What is it about?").fill("Who carries which risk")
    _today(page)
    page.get_by_label("Where? (optional)").fill("Harrowmere Town Hall")
    press(page, "Save the session")
    told(page, "The session is entered.")
    follow(page, "Enter days")
    page.get_by_role("group", name="For which line?").get_by_label("Legal advice").check()
    page.get_by_label("How many days?").fill("1½")
    page.get_by_label("What did you do?").fill(DIARY)
    press(page, "Enter the days")
    told(page, "The days are entered.")
    follow(page, "Add a document")
    draft = {"name": "first draft.pdf", "mimeType": "application/pdf", "buffer": files.PDF}
    page.get_by_label("File", exact=True).set_input_files(draft)
    press(page, "Add the document")
    told(page, "The document is added.")
    press(page, "It is reached")
    told(page, "The milestone is marked as reached.")
    expect(page.get_by_text("1½ days of 11½ days used")).to_be_visible()
    seen(page, "package")


def _today(page):
    day = timezone.localdate()
    for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        page.get_by_label(label, exact=True).fill(str(number))


def read_as_fellow(page):
    """The other member of the consortium finds what is given to both, and learns nothing of what was asked."""
    page.goto("/consortia/")
    follow(page, ALLIANCE)
    page.get_by_role("navigation", name="This workspace").get_by_role("link", name="Support for all members").click()
    follow(page, "Legal advice, Financial modelling")
    expect(page.get_by_role("heading", name=f"Support for {ALLIANCE}", level=1)).to_be_visible()
    expect(page.get_by_text("Who carries which risk")).to_be_visible()
    expect(page.get_by_role("link", name="first draft.pdf")).to_be_visible()
    for hidden in (TITLE, HELLO, DIARY, WHY_NOT):
        expect(page.get_by_text(hidden)).to_have_count(0)
    seen(page, "package-of-fellow")
    assert page.goto(SupportRequest.objects.get(title=TITLE).get_absolute_url()).status == 404


def read_as_owner(page):
    """Who helps with what; who could not, and why, is for staff."""
    page.goto("/support/")
    follow(page, TITLE)
    expect(page.get_by_text(HELLO)).to_be_visible()
    follow(page, "Your package of support")
    expect(page.get_by_text(ADVISER).first).to_be_visible()
    expect(page.get_by_text(WHY_NOT)).to_have_count(0)
    seen(page, "package-of-owner")


def answer_baseline(page):
    """What was asked when support was agreed, found on the home page."""
    page.goto("/")
    follow(page, f"Say how {MUTUAL} is doing")
    page.get_by_label("Turnover in your last financial year").fill("1,000,000")
    page.get_by_role("group", name="How confident are you").get_by_label("2", exact=True).check()
    page.get_by_label("Legal arrangements are complex").check()
    press(page, "Check your answers")
    press(page, "Send the answers")
    told(page, "Thank you. Your answers are kept.")
    assert Evaluation.objects.get(organisation__name=MUTUAL, request__title=TITLE, wave="baseline").confidence == 2


def complete(page):
    """The officer says what came of it, line by line."""
    page.goto("/support/cases/?list=mine")
    follow(page, TITLE)
    follow(page, "The package of support")
    press(page, "Complete the request")
    page.get_by_label("What was achieved?").fill(OUTCOME)
    for line in ("Legal advice", "Financial modelling"):
        page.get_by_role("group", name=f"Was this done: {line}?").get_by_label("Yes", exact=True).check()
    page.get_by_label("What did the programme learn?").fill(LESSONS)
    press(page, "Check your answers")
    press(page, "Complete the request")
    told(page, "The request is completed.")
    expect(page.get_by_text(LESSONS)).to_be_visible()
    seen(page, "package-completed")


def after_it_ended(owner, adviser):
    """The owner reads what came of it; the adviser thanks and sees it no more, but for what they have done."""
    owner.goto("/support/")
    follow(owner, TITLE)
    expect(owner.get_by_text(OUTCOME).first).to_be_visible()
    seen(owner, "completed")
    adviser.goto("/support/advising/")
    expect(adviser.get_by_role("heading", name="You have helped with")).to_be_visible()
    assert adviser.goto(SupportRequest.objects.get(title=TITLE).get_absolute_url()).status == 404
