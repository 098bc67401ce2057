"""Two members of a consortium bid together, lose, and share what they learnt; each says only what is its own."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from commissioners.choices import LotOutcome, State
from consortia.actions import bid_news, overlaps
from consortia.models import Bid
from partnerships_portal.accounts.models import ProgrammeRole
from partnerships_portal.reference.models import LocalAuthority, ServiceArea
from tests.factories import AwardFactory, MembershipFactory, OpportunityFactory, OrganisationFactory, UserFactory
from tests.factories.bids import LiveBidFactory, OverlapFactory
from tests.factories.partnering import ConsortiumMemberFactory

from .browser import seen_and_clean

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data_for_live_server")]

WORDS = "Twelve nurses, an office in the harbour, and our evening clinics."


@pytest.fixture
def tender(reference_data_for_live_server):
    return OpportunityFactory(
        title="Community health in the west",
        services=list(ServiceArea.objects.sub_areas()[:2]),
        places=list(LocalAuthority.objects.order_by("name")[:3]),
    )


@pytest.fixture
def first(tender):
    organisation = OrganisationFactory(name="Harrowmere Community Health", company_number="01234567")
    return MembershipFactory(organisation=organisation).user


@pytest.fixture
def second(tender):
    organisation = OrganisationFactory(name="Torridge Therapies", charity_number="1123456")
    return MembershipFactory(organisation=organisation).user


@pytest.fixture
def consortium(first, second, tender):
    seat = ConsortiumMemberFactory(
        organisation=first.memberships.get().organisation,
        role="lead",
        consortium__name="Western Health Together",
        consortium__opportunity=tender,
        consortium__state="active",
    )
    ConsortiumMemberFactory(consortium=seat.consortium, organisation=second.memberships.get().organisation)
    return seat.consortium


def test_members_bid_together_lose_and_keep_what_they_learnt(page, first, second, consortium, tender, sign_in_page):
    begin(page, first, consortium, sign_in_page)
    join(page, second, consortium, sign_in_page)
    submit(page, first, consortium, sign_in_page)
    award(tender)
    bid_news.tell_of_opportunities(at=timezone.now())
    lose(page, second, sign_in_page)
    learn(page, first, sign_in_page)


def begin(page, person, consortium, sign_in_page):
    """The first member intends a bid; the other has said nothing yet."""
    sign_in_page(page, person)
    page.goto(f"/consortia/{consortium.pk}/bids/")
    seen_and_clean(page, "bids-none")
    page.get_by_role("button", name="Record that you intend to bid").click()
    seen_and_clean(page, "bid-intend")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("Not said yet: Torridge Therapies")).to_be_visible()
    seen_and_clean(page, "bid-intended")


def join(page, person, consortium, sign_in_page):
    """The other member says for itself that it is in, and is asked about words that look like a price."""
    sign_in_page(page, person)
    page.goto("/inbox/")
    page.get_by_role("link", name="Say whether Torridge Therapies is in the bid").click()
    page.get_by_role("link", name="Community health in the west").click()
    page.get_by_role("button", name="Torridge Therapies is in: say with what").click()
    page.get_by_label("What your organisation would do").fill("Nurses at our usual rate of £31 an hour")
    page.get_by_role("button", name="Torridge Therapies is in").click()
    expect(page.get_by_role("heading", name="Is this a price?")).to_be_visible()
    seen_and_clean(page, "bid-price")
    page.get_by_label("What your organisation would do").fill(WORDS)
    page.get_by_role("group", name="In which places?").get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Torridge Therapies is in").click()
    expect(page.get_by_text(WORDS)).to_be_visible()
    page.goto(f"/consortia/{consortium.pk}/registration/")
    seen_and_clean(page, "bid-registration")


def submit(page, person, consortium, sign_in_page):
    sign_in_page(page, person)
    page.goto("/bids/")
    seen_and_clean(page, "bids-own")
    page.get_by_role("link", name="Community health in the west").click()
    page.get_by_role("button", name="Record that it was submitted").click()
    seen_and_clean(page, "bid-submit")
    page.get_by_role("button", name="Record it as submitted").click()
    expect(page.get_by_text("The bid is recorded as submitted")).to_be_visible()


def award(tender):
    """The buyer awards it to somebody of the directory who is in no bid here."""
    tender.lots.update(outcome=LotOutcome.AWARDED)
    AwardFactory(opportunity=tender, body=tender.body, to=[OrganisationFactory(name="Someone Else")])
    tender.state, tender.version = State.AWARDED, tender.version + 1
    tender.save()


def lose(page, person, sign_in_page):
    sign_in_page(page, person)
    page.goto("/inbox/")
    page.get_by_role("link", name="Record how your bid for “Community health in the west” went").click()
    expect(page.get_by_label("We lost")).to_be_checked()
    page.get_by_label("How was the bid scored?").fill("Quality second of four, social value first.")
    seen_and_clean(page, "bid-outcome")
    page.get_by_role("button", name="Check your answers").click()
    seen_and_clean(page, "bid-outcome-check")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("heading", name="What Torridge Therapies learnt")).to_be_visible()
    assert Bid.objects.get().state == "lost"


def learn(page, person, sign_in_page):
    sign_in_page(page, person)
    page.goto(f"/bids/{Bid.objects.get().pk}/lessons/")
    page.get_by_label("What would you do again?").fill("Write the answers together with Torridge Therapies.")
    page.get_by_label("What would you not do again?").fill("Agree the roles after the tender is out.")
    page.get_by_label("It goes on").check()
    seen_and_clean(page, "bid-lessons")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The relationship: it goes on")).to_be_visible()
    seen_and_clean(page, "bid-lost")
    page.get_by_role("link", name="share it with the network").click()
    expect(page.get_by_text("These could tell who is meant: “Torridge Therapies”")).to_be_visible()
    seen_and_clean(page, "bid-share")
    page.get_by_role("button", name="Share it without names").click()
    page.goto("/lessons/")
    expect(page.get_by_text("Agree the roles after the tender is out.")).to_be_visible()
    seen_and_clean(page, "lessons")
    page.goto("/bids/")
    page.get_by_role("button", name="Take back").click()
    page.goto("/lessons/")
    expect(page.get_by_role("heading", name="No lessons yet")).to_be_visible()


def test_whoever_is_in_two_bids_is_told_exactly_and_staff_see_the_names(
    page, first, second, consortium, tender, sign_in_page
):
    LiveBidFactory(opportunity=tender, by=[second.memberships.get().organisation])
    OverlapFactory(organisation__name="Wolds Advice", ended_at=timezone.now())
    overlaps.look(tender, at=timezone.now())
    overlaps.warn(at=timezone.now())
    sign_in_page(page, first)
    page.goto(f"/consortia/{consortium.pk}/bids/")
    expect(page.get_by_text("It may or may not be one of you")).to_be_visible()
    seen_and_clean(page, "same-lot-neutral")
    sign_in_page(page, second)
    page.goto(f"/consortia/{consortium.pk}/bids/")
    expect(page.get_by_text("Torridge Therapies is in two bids for the same lot")).to_be_visible()
    sign_in_page(page, UserFactory(programme_role=ProgrammeRole.PROGRAMME_MANAGER))
    page.goto("/programme/same-lot/")
    expect(page.get_by_text("In Western Health Together, and in a bid of its own")).to_be_visible()
    seen_and_clean(page, "same-lot-staff")
