"""Journey 3: a Mutual asks the portal for teams, picks one and proposes; two accept, one declines and is replaced. They
agree to confidentiality, open figures, choose a model, work through key steps, bid, lose, note what they learnt, and
stay a standing consortium that is matched again.

Each person has a browser of their own; whatever they do, they do in its pages.
"""

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from consortia.matching.running import full_run
from consortia.models import Consortium
from mutuals import search
from tests.factories import (
    BodyFactory,
    BodyMembershipFactory,
    LocalAuthorityFactory,
    MembershipFactory,
    OpportunityFactory,
    OrganisationFactory,
    ServiceAreaFactory,
    UserFactory,
)

from .browser import DESKTOP
from .partners import (
    ADVICE,
    CARE,
    HEALTH,
    LATER,
    MEMBERS,
    OWNERS,
    TENDER,
    TRANSPORT,
    WHEELS,
    WHY_NOT,
    WINNER,
    follow,
    open_page,
    owner_of,
    press,
    seen,
    seen_on_phones,
    shut_to,
)
from .partners_bidding import award, confirm, intend_to_bid, lose, note_what_was_learnt, submit
from .partners_deciding import (
    agree_to_confidentiality,
    choose_a_model,
    decide_to_be_active,
    open_figures,
    stay_together,
    take_key_steps,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ground():
    """Four services that are wanted, and where."""
    services = [ServiceAreaFactory(name=name) for name in ("Nursing", "Care at home", "Money advice", "Transport")]
    return services, [LocalAuthorityFactory(name=name) for name in ("Ambermoor", "Torridge")]


@pytest.fixture
def buyer():
    return BodyMembershipFactory(user=UserFactory(name="Ida Marl"), body=BodyFactory(name="Marlbeck Council")).user


@pytest.fixture
def tender(ground, buyer):
    """Open, for all four services in both places."""
    services, places = ground
    asks = {"openness": "welcomed", "minimum_turnover": 900_000, "body": buyer.body_memberships.get().body}
    deadline = timezone.now() + dt.timedelta(days=100)
    return OpportunityFactory(title=TENDER, services=services, places=places, submission_deadline=deadline, **asks)


@pytest.fixture
def people(ground, tender, new_page, sign_in_page):
    """The window of each organisation's owner. Two offer transport, one of them in one place only."""
    (nursing, care, advice, transport), (ambermoor, torridge) = ground
    both = [ambermoor, torridge]
    offered = {HEALTH: (nursing, both), CARE: (care, both), ADVICE: (advice, both)}
    offered |= {TRANSPORT: (transport, both), WHEELS: (transport, [ambermoor])}
    for name, (service, places) in offered.items():
        one = OrganisationFactory(
            name=name, services=[service], places=places, turnover=1_250_400, turnover_band=3, staff=31
        )
        MembershipFactory(user=UserFactory(name=OWNERS[name]), organisation=one, role="owner")
    OrganisationFactory(name=WINNER, kind="private")
    search.refresh()
    return {name: sign_in_page(new_page(DESKTOP), owner_of(name)) for name in OWNERS}


def test_from_a_team_to_a_standing_consortium(people, tender, buyer, ground, new_page, sign_in_page):
    council = sign_in_page(new_page(DESKTOP), buyer)
    compose_and_propose(people[HEALTH], tender)
    for name in (CARE, ADVICE):
        answer(people[name], "Accept")
    answer(people[TRANSPORT], "Decline", why=WHY_NOT)
    replace(people[HEALTH])
    answer(people[WHEELS], "Accept")
    form_the_consortium(people[HEALTH])
    shut_to(people[TRANSPORT])
    shut_to(council)

    members = {name: people[name] for name in MEMBERS}
    agree_to_confidentiality(members)
    open_figures(members[HEALTH], members[CARE])
    choose_a_model(members)
    take_key_steps(members[ADVICE])
    decide_to_be_active(members)

    intend_to_bid(members[HEALTH])
    for name in MEMBERS:
        confirm(members[name], name)
    submit(members[HEALTH])
    award(council, tender)
    lose(members[CARE])
    note_what_was_learnt(members[ADVICE])
    shut_to(council)

    stay_together(members)
    be_matched_again(members[WHEELS], ground)


def compose_and_propose(page, tender):
    page.goto(tender.get_absolute_url())
    follow(page, "See teams that could bid, with you in them")
    press(page, "Compose teams")
    expect(page.get_by_role("heading", name="Team 1: 4 members")).to_be_visible()
    for name in (CARE, ADVICE, TRANSPORT):
        expect(page.locator("#team-1 ~ ul").get_by_role("link", name=name)).to_be_visible()
    seen(page, "teams")
    press(page, "Propose to this team")
    expect(page.get_by_role("heading", name="Propose a partnership")).to_be_visible()
    press(page, "Save and continue")
    page.get_by_label("Title").fill("Living well together")
    page.get_by_label("Message").fill("Each of us does a part of what the council asks for. Shall we bid together?")
    page.get_by_label("Lead provider").check()
    press(page, "Save and continue")
    expect(page.get_by_role("heading", name="Whom you ask")).to_be_visible()
    seen_on_phones(page, "whom-you-ask")
    press(page, "Save and continue")
    expect(page.get_by_role("heading", name="Check before you send it")).to_be_visible()
    seen(page, "check")
    press(page, "Send to 3 organisations")
    expect(page.get_by_text("Sent. You are told of each answer.")).to_be_visible()


def answer(page, how, why=""):
    """From the home page of somebody who is asked, who sees no figures that are for partners."""
    page.goto("/")
    follow(page, f"Answer {HEALTH}")
    expect(page.get_by_role("heading", name="Living well together")).to_be_visible()
    seen(page, f"asked-{how.lower()}")
    follow(page, HEALTH)
    expect(page.get_by_role("heading", name=HEALTH, level=1)).to_be_visible()
    expect(page.get_by_text("£1,250,400")).to_have_count(0)
    page.go_back()
    press(page, "Accept or decline")
    page.get_by_label(how, exact=True).check()
    if why:
        page.get_by_label("If you decline").fill(why)
    press(page, "Continue")
    press(page, how)
    expect(page.get_by_text(f"has {how.lower()}").first).to_be_visible()


def replace(page):
    """Whoever declined is told to the proposer alone; the portal suggests another that does the same work."""
    page.goto("/proposals/?show=sent")
    follow(page, "Living well together")
    expect(page.get_by_text(WHY_NOT)).to_be_visible()
    seen_on_phones(page, "answers")
    follow(page, "Ask another in its place")
    expect(page.get_by_role("link", name=re.compile(f"Ask it.*{WHEELS}"))).to_be_visible()
    seen(page, "another")
    follow(page, re.compile(f"Ask it.*{WHEELS}"))
    page.get_by_label("Equal partner").check()
    press(page, "Continue")
    press(page, f"Ask {WHEELS}")
    expect(page.get_by_text(f"{WHEELS} is asked.")).to_be_visible()


def form_the_consortium(page):
    page.goto("/")
    follow(page, "Confirm who is in")
    press(page, "Form the consortium")
    expect(page.get_by_role("heading", name="Form the consortium?")).to_be_visible()
    seen(page, "form")
    press(page, "Form the consortium")
    expect(page.get_by_text("The consortium is formed.")).to_be_visible()
    present = Consortium.objects.get().members.filter(left_at=None)
    assert {member.organisation.name for member in present} == set(MEMBERS)
    seen_on_phones(page, "overview")


def be_matched_again(page, ground):
    """A buyer wants what two of the members offer together."""
    (nursing, _, advice, _), (_, torridge) = ground
    later = OpportunityFactory(title=LATER, services=[nursing, advice], places=[torridge], openness="welcomed")
    full_run(at=timezone.now())
    open_page(page, "Tender matches")
    expect(page.get_by_role("link", name=TENDER)).to_have_count(0)
    follow(page, later.title)
    expect(page.get_by_text("Together you deliver in 1 of 1 place asked")).to_be_visible()
    seen_on_phones(page, "matched-again")
