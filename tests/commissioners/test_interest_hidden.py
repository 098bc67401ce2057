"""Who is interested is told to nobody but those who may know: by no page, count, search, file, feed or message.

For random visibilities and random interests, those that somebody may not see are changed. What they get must stay the
same to the byte.
"""

import random
import re

import pytest
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from commissioners.actions import interest_lists, interests
from commissioners.choices import InterestKind, InterestVisibility
from commissioners.interest.listing import listed
from commissioners.models import Interest, Opportunity
from partnerships_portal.notifications.models import Notification
from tests.factories import InterestFactory, MembershipFactory, OpportunityFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

NAMES = ("Zephyrine Nurses", "Quillon Carers", "Audiolatry Clubs", "Xanthe Together")
PAGES = ("opportunity_detail", "interest", "interest_list", "interests_received", "interests_csv")
PAGES += ("opportunity_json", "opportunity_events", "opportunity_questions")
LISTS = ("opportunity_list", "opportunity_csv", "opportunity_feed", "opportunity_calendar", "open_data_releases")
LISTS += ("home", "inbox", "my_interests", "audit_log")
FRESH = re.compile(rb'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"')


@pytest.fixture
def opportunity(commissioner):
    return OpportunityFactory(body=commissioner.body_memberships.get().body, title="Youth clubs")


@pytest.fixture
def others():
    """Organisations with telling names, and an owner of each."""
    organisations = [OrganisationFactory(name=name) for name in NAMES]
    return [(one, MembershipFactory(organisation=one).user) for one in organisations]


@pytest.fixture
def onlookers(owner, stranger, staff, sign_in):
    """Everybody whose organisation is not among the interested, and nobody in particular."""
    people = {"anybody": None, "owner": owner, "stranger": stranger, "staff": staff}
    return {name: (person, sign_in(person)) for name, person in people.items()}


def got(client, opportunity) -> dict[str, bytes]:
    """All that somebody gets around the opportunity, without what is different each time."""
    addresses = [reverse(name, args=[opportunity.pk]) for name in PAGES] + [reverse(name) for name in LISTS]
    addresses += [f"{reverse('opportunity_list')}?q={name.split()[0]}" for name in NAMES]
    found = {}
    for address in addresses:
        cache.clear()  # how often one asks is not what is asked here
        response = client.get(address)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        found[address] = str(response.status_code).encode() + FRESH.sub(b"", content)
    return found


def dress(opportunity, others, shown_to, draw):
    """Each organisation may be interested, on the list or not, withdrawn or not."""
    Opportunity.objects.filter(pk=opportunity.pk).update(interest_shown_to=shown_to)
    for organisation, person in others:
        if draw.random() < 0.8:
            InterestFactory(
                opportunity=opportunity,
                organisation=organisation,
                expressed_by=person,
                kind=draw.choice(InterestKind.values),
                message=f"{organisation} tells the buyer",
                listed=draw.random() < 0.5,
                listed_note=f"{organisation} tells the list",
                withdrawn_at=timezone.now() if draw.random() < 0.2 else None,
            )


def may_see(interest, shown_to) -> bool:
    """Whether an onlooker who is signed in may see it: none of them is on the list."""
    return shown_to == InterestVisibility.SIGNED_IN and interest.listed and interest.withdrawn_at is None


@settings(
    max_examples=2, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(shown_to=st.sampled_from(InterestVisibility.values), seed=st.integers(0, 2**16))
def test_nobody_can_tell_who_is_interested_but_those_who_may(shown_to, seed, opportunity, others, onlookers):
    draw = random.Random(seed)
    with transaction.atomic():
        dress(opportunity, others, shown_to, draw)
        before = {name: got(client, opportunity) for name, (_, client) in onlookers.items()}
        for interest in list(Interest.objects.all()):
            if may_see(interest, shown_to):
                Interest.objects.filter(pk=interest.pk).update(message="Something else for the buyer")
            elif draw.random() < 0.5:
                interest.delete()
            else:
                Interest.objects.filter(pk=interest.pk).update(kind="alone", message="x", listed_note="y")
        for name, (person, client) in onlookers.items():
            for address, content in got(client, opportunity).items():
                if person is None:
                    assert not any(telling.encode() in content for telling in NAMES), f"{address} as {name}"
                assert content == before[name][address], f"{address} as {name} tells of it, shown to {shown_to}"
        transaction.set_rollback(True)


def test_what_may_be_seen_is_seen(opportunity, others, onlookers):
    """The test above could fail: whoever may see the list sees it change."""
    Opportunity.objects.filter(pk=opportunity.pk).update(interest_shown_to="signed_in")
    opportunity.refresh_from_db()
    organisation, person = others[0]
    before = got(onlookers["stranger"][1], opportunity)
    InterestFactory(opportunity=opportunity, organisation=organisation, listed=True, expressed_by=person)
    after = got(onlookers["stranger"][1], opportunity)
    changed = {address for address in before if before[address] != after[address]}
    assert reverse("interest_list", args=[opportunity.pk]) in changed
    assert reverse("opportunity_detail", args=[opportunity.pk]) in changed


def test_list_of_those_on_it_exists_for_their_people_alone(opportunity, others, onlookers, staff, commissioner):
    at = timezone.now()
    interest_lists.show_to(opportunity=opportunity, shown_to="listed", by=commissioner, at=at)
    opportunity.refresh_from_db()
    (first, ada), (second, bo), (third, cy), _ = others
    for organisation, person, is_listed in ((first, ada, True), (second, bo, True), (third, cy, False)):
        interests.express(
            opportunity=opportunity,
            organisation=organisation,
            values={"kind": "looking", "message": "", "listed": is_listed, "listed_note": "Hello"},
            lots=[],
            shown_to="listed",
            by=person,
            at=at,
        )
    for person in (ada, bo):
        assert [one.organisation for one in listed(opportunity, user=person, at=at)] == [second, first]
    for person in (cy, staff, commissioner):
        assert listed(opportunity, user=person, at=at) is None
    interests.withdraw(opportunity=opportunity, organisation=second, by=bo, at=at)
    assert listed(opportunity, user=bo, at=at) is None


def test_messages_name_the_interested_to_the_buyer_alone(opportunity, others, commissioner, body_viewer):
    organisation, person = others[0]
    interests.express(
        opportunity=opportunity,
        organisation=organisation,
        values={"kind": "looking", "message": "Secret words", "listed": False, "listed_note": ""},
        lots=[],
        shown_to="nobody",
        by=person,
        at=timezone.now(),
    )
    rows = Notification.objects.filter(subject__contains="Zephyrine")
    assert {row.person for row in rows} == {commissioner, body_viewer}
    assert not Notification.objects.filter(body__contains="Secret words").exists()
