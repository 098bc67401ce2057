"""Everybody keeps something closer and changes all of it: nobody else is told, by page, order, JSON or e-mail.

One small world as a whole; tests/mutuals/test_nothing_hidden.py tries one profile in many ways, for everybody.
"""

import io
import itertools
import random
import re

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from commissioners.models import Opportunity
from consortia.actions import alerts
from consortia.disclosure.opening import released_to
from consortia.matching import running
from consortia.models import TenderMatch
from mutuals import search
from mutuals.models import Network, Organisation
from mutuals.visibility import SECTIONS, Visibility
from partnerships_portal.changes.models import Change
from partnerships_portal.notifications.models import Notification
from tests.factories import (
    BidFactory,
    BodyFactory,
    LocalAuthorityFactory,
    MembershipFactory,
    OpportunityFactory,
    OrganisationFactory,
    ServiceAreaFactory,
    ServiceClaimFactory,
)
from tests.factories.disclosure import ReleaseFactory, partners
from tests.mutuals.onlookers import FRESH

from .hidden import change

pytestmark = pytest.mark.django_db

MESSAGE = re.compile(rb"/inbox/\d+/")  # told anew by `settle`, under another number
HIDING = (Visibility.PARTNERS, Visibility.PROGRAMME)


@pytest.fixture
def world(db):
    """Six organisations, each hiding about half of its sections, and tenders that three or more of them fit."""
    draw = random.Random(11)
    areas = [ServiceAreaFactory() for _ in range(4)]
    places = [LocalAuthorityFactory() for _ in range(5)]
    for place, beside in itertools.pairwise(places):
        place.neighbours.add(beside)
    body, network = BodyFactory(), Network.objects.create(name="The old network")
    body.places.set(places)
    for number in range(6):
        one = OrganisationFactory(
            **{section.column: draw.choice([Visibility.SIGNED_IN, *HIDING]) for section in SECTIONS},
            services=[],
            places=draw.sample(places, 2),
            turnover=draw.choice([None, 800_000, 3_000_000]),
            turnover_band=draw.choice([0, 2, 4]),
            values=draw.sample(["prevention", "quality", "openness"], 2),
            pace_of_decisions=draw.choice([None, 1, 4]),
            governance=draw.choice([None, 3]),
            capacity=draw.choice([None, 10]),
            volume_of_work=draw.choice([None, 7]),
        )
        for area in draw.sample(areas, 2):
            ServiceClaimFactory(organisation=one, service_area=area, contract=draw.choice(["", "A contract"]))
        if number % 2:
            one.networks.add(network)
            BidFactory(body=body, by=[one], state="won")
        MembershipFactory(organisation=one)
    for number in range(3):
        OpportunityFactory(
            body=body, services=areas[number : number + 2], places=places[number : number + 3], openness="welcomed"
        )
    OpportunityFactory(body=body, services=areas, places=places[:2], minimum_turnover=2_000_000)
    return body


def settle(at) -> None:
    """Search, lists, matches and messages have caught up, the messages told anew."""
    search.refresh()
    running.full_run(at=at)
    Notification.objects.all().delete()
    Change.objects.all().delete()
    alerts.mark_new(TenderMatch.objects.values_list("opportunity", flat=True), at=at)
    alerts.tell_of_new_matches(at=at)


def opportunities() -> list[int]:
    return list(Opportunity.objects.order_by("pk").values_list("pk", flat=True))


def pages(own: Organisation) -> list[str]:
    another = own.service_claims.model.objects.exclude(organisation=own).order_by("pk").first()
    what_if = reverse("organisation_what_if", args=[own.pk])
    return [
        *(reverse(name) for name in ("home", "organisation_list", "organisation_map", "organisation_csv")),
        reverse("how_matching_works"),
        *(
            reverse(name, args=[own.pk])
            for name in ("organisation_matches", "organisation_partners", "organisation_scope", "suggestion_choices")
        ),
        *(reverse("opportunity_match", args=[pk]) for pk in opportunities()),
        what_if,
        f"{what_if}?service={another.service_area_id}&turnover=3000000",
    ]


def seen_by(own: Organisation, client) -> dict[str, object]:
    """All that the people of one organisation can get."""
    cache.clear()
    found: dict[str, object] = {
        path: MESSAGE.sub(b"", FRESH.sub(b"", client.get(path).getvalue())) for path in pages(own)
    }
    for command in ("partners", "matches"):
        out = io.StringIO()
        call_command(command, "--organisation", str(own.pk), "--json", stdout=out)
        found[command] = out.getvalue()
    for pk in opportunities():
        out = io.StringIO()
        call_command("compose", "--opportunity", str(pk), "--for", str(own.pk), "--json", stdout=out)
        found[f"compose {pk}"] = out.getvalue()
    mine = Notification.objects.filter(person__memberships__organisation=own).order_by("key")
    found["e-mails"] = list(mine.values_list("subject", "body", "url", "because"))
    return found


@pytest.mark.parametrize("number", [0, 3])
def test_whatever_the_others_hide_may_change_and_nobody_is_told(number, world, sign_in):
    at = timezone.now()
    own = Organisation.objects.order_by("pk")[number]
    client = sign_in(own.memberships.get().user)
    settle(at)
    before = seen_by(own, client)
    for other in Organisation.objects.exclude(pk=own.pk):
        for section in SECTIONS:
            if getattr(other, section.column) > Visibility.SIGNED_IN:
                for field in section.fields:
                    change(other, field)
    settle(at)
    after = seen_by(own, client)
    assert [what for what in before if before[what] != after[what]] == []
    assert before["e-mails"], "the world has nothing to tell by e-mail, so the test could not fail"


def test_whatever_the_others_show_is_told(world, sign_in):
    """The test above could fail: the same changes to shown sections change nearly everything."""
    at = timezone.now()
    own = Organisation.objects.order_by("pk")[0]
    client = sign_in(own.memberships.get().user)
    settle(at)
    before = seen_by(own, client)
    for other in Organisation.objects.exclude(pk=own.pk):
        for section in SECTIONS:
            if getattr(other, section.column) <= Visibility.SIGNED_IN:
                for field in section.fields:
                    change(other, field)
    settle(at)
    after = seen_by(own, client)
    told = {what for what in before if before[what] != after[what]}
    assert {"partners", "matches", reverse("organisation_partners", args=[own.pk])} <= told


def test_what_partners_release_to_each_other_changes_no_match(world, sign_in):
    """Not even that of the partner who sees it: matching knows nothing of consortia."""
    at = timezone.now()
    own, *others = Organisation.objects.order_by("pk")[:4]
    client = sign_in(own.memberships.get().user)
    consortium = partners(own, *others, release=False)
    settle(at)
    before = seen_by(own, client)
    for member in consortium.members.all():
        for section in SECTIONS:
            ReleaseFactory(member=member, section=section.key)
    assert released_to([own.pk])
    settle(at)
    after = seen_by(own, client)
    assert [what for what in before if before[what] != after[what]] == []
