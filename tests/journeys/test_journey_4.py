"""Journey 4: a Mutual asks for legal advice and financial modelling; staff answer inside the service level, assign
advisers, deliver a package and close it with an outcome; half a year later the evaluation asks how things went, and the
figures of the sector change.

Four people, each with a browser of their own: the owner, a triage officer, an adviser and a programme manager; beside
them an adviser who must not help, and the consortium's other member. Time passes for all of them at once.
"""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from partnerships_portal.accounts.models import User
from support_requests.models import Evaluation
from support_requests.tasks import look_after_evaluations
from tests.factories import (
    ConsortiumFactory,
    LocalAuthorityFactory,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
)
from tests.factories.answers import ReplyTemplateFactory
from tests.factories.evaluation import EvaluationFactory
from tests.factories.partnering import ConsortiumMemberFactory
from tests.factories.support import AdviserFactory, SupportRequestFactory

from .browser import DESKTOP
from .partners import press
from .support import (
    ADVISER,
    ALLIANCE,
    CONFLICTED,
    FELLOW,
    MANAGER,
    MUTUAL,
    OFFICER,
    OWNER,
    PARTNER,
    STAFF_ONLY,
    TITLE,
    Answers,
    Windows,
    link_in,
    mail_to,
    seen,
)
from .support_asking import accept, answer, ask, ask_adviser, enter_budget, take, write
from .support_giving import (
    after_it_ended,
    agree,
    answer_baseline,
    complete,
    decline_with_conflict,
    deliver,
    read_as_fellow,
    read_as_owner,
    sees_only_this,
)

pytestmark = pytest.mark.django_db(transaction=True)
LONG_AGO = dt.datetime(2023, 5, 9, 9, tzinfo=dt.UTC)


@pytest.fixture
def consortium():
    """Of the Mutual and one other."""
    place, now = LocalAuthorityFactory(name="Ambermoor"), timezone.now()
    made = ConsortiumFactory(name=ALLIANCE, purpose="One service for the whole county")
    for name, owner in ((MUTUAL, OWNER), (PARTNER, FELLOW)):
        verified = {"verified_at": now, "verified_by": UserFactory()}
        one = OrganisationFactory(name=name, places=[place], base_authority=place, **verified)
        MembershipFactory(user=UserFactory(name=owner), organisation=one, role="owner")
        ConsortiumMemberFactory(consortium=made, organisation=one)
    return made


@pytest.fixture
def programme():
    """An officer, a manager, and two lawyers, of whom the first has more days and more interests."""
    UserFactory(name=OFFICER, programme_role="triage_officer")
    UserFactory(name=MANAGER, programme_role="programme_manager")
    knows = ["legal", "financial_modelling"]
    for name, days in ((CONFLICTED, 14), (ADVISER, 13)):
        AdviserFactory(person=UserFactory(name=name, is_adviser=True), expertise=knows, days_a_month=days)


@pytest.fixture
def windows(new_page, sign_in_page, monkeypatch):
    return Windows(new_page, sign_in_page, monkeypatch)


@pytest.fixture
def answers(monkeypatch):
    return Answers.kept(monkeypatch)


@pytest.fixture
def answered_by_four():
    """Four other organisations answered at the beginning and half a year later."""
    by = UserFactory()
    for _ in range(4):
        more = {"request": SupportRequestFactory(state="completed", created_at=LONG_AGO), "answered_by": by}
        for wave, days, confidence in (("baseline", 0, 2), ("six_months", 183, 3)):
            due = LONG_AGO + dt.timedelta(days=days)
            EvaluationFactory(wave=wave, state="answered", due_at=due, confidence=confidence, **more)


@pytest.mark.usefixtures("programme", "answered_by_four")
def test_from_a_cry_for_help_to_evidence_that_it_helped(windows, answers, consortium, new_page, mailoutbox):
    template = ReplyTemplateFactory(title="We need your accounts")
    other = SupportRequestFactory(title="Somebody else’s request", state="accepted", created_at=LONG_AGO)
    ask(windows[OWNER], consortium)
    take(windows[OFFICER])
    write(windows[OFFICER], template)
    windows.later(days=40)
    answer(windows[OWNER])
    enter_budget(windows[MANAGER])
    accept(windows[OFFICER])
    answer_baseline(windows[OWNER])

    ask_adviser(windows[OFFICER], "legal advice", CONFLICTED)
    decline_with_conflict(windows[CONFLICTED])
    for line in ("legal advice", "financial modelling"):
        ask_adviser(windows[OFFICER], line, ADVISER)
    agree(windows[ADVISER])
    sees_only_this(windows[ADVISER], other)
    deliver(windows[ADVISER])
    read_as_fellow(windows[FELLOW])
    read_as_owner(windows[OWNER])
    windows.later(days=30)
    complete(windows[OFFICER])
    after_it_ended(windows[OWNER], windows[ADVISER])
    kept_in_time(windows[MANAGER])

    windows.later(days=160)
    evaluate(windows[MANAGER], new_page(DESKTOP), mailoutbox)
    only_staff_read_notes(answers, mailoutbox)


def kept_in_time(page):
    """The forty days in which the owner was waited for count against nobody."""
    page.goto("/support/service-levels/report/")
    for clock in ("First reply", "Decision"):
        section = page.get_by_role("region", name=clock)
        expect(section.get_by_text("1 of 1").first).to_be_visible()
    seen(page, "service-levels")


def evaluate(manager, nobody, mailoutbox):
    """Before the fifth answer nothing is shown. It comes by the link of an e-mail, which answers once."""
    assert nobody.goto("/support/evidence/").ok
    expect(nobody.get_by_text("Too few to say", exact=True)).to_be_visible()
    look_after_evaluations()
    message = mail_to(User.objects.get(name=OWNER), mailoutbox, subject=f"6 months on: how is {MUTUAL} doing?")
    link = link_in(message, "evaluation/answer")
    nobody.goto(link)
    expect(nobody.get_by_role("link", name="Sign in").first).to_be_visible()
    nobody.get_by_role("group", name="How valuable has the support been").get_by_label("5", exact=True).check()
    nobody.get_by_role("group", name="How confident are you").get_by_label("4", exact=True).check()
    seen(nobody, "six-months-on")
    press(nobody, "Check your answers")
    press(nobody, "Send the answers")
    expect(nobody.get_by_role("heading", name="Thank you", exact=True)).to_be_visible()
    nobody.goto(link)
    expect(nobody.get_by_role("heading", name="Already answered, thank you")).to_be_visible()
    assert Evaluation.objects.get(organisation__name=MUTUAL, request__title=TITLE, wave="six_months").by_link
    figures_changed(nobody, "/support/evidence/")
    figures_changed(manager, "/support/evaluation/")


def figures_changed(page, where):
    page.goto(where)
    row = page.get_by_role("row").filter(has_text="Confidence to win alone").first
    for figure in ("5", "2", "3", "+1"):
        expect(row.get_by_role("cell", name=figure, exact=True)).to_be_visible()
    seen(page, where.strip("/").replace("/", "-"))


def only_staff_read_notes(answers, mailoutbox):
    """Of all pages and e-mails of the whole journey."""
    assert answers.readers == {OFFICER} and answers.pages > 100
    assert not [one.subject for one in mailoutbox for words in STAFF_ONLY if words in one.body]
