"""What an organisation keeps closer changes nothing of the teams that others are told, nor of what is kept of them."""

import datetime as dt
import json
import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commissioners.models import Opportunity
from consortia.actions import teams
from consortia.models import NotSuggested, Rival, SetAside, TeamSearch
from consortia.teams.reading import answer_of
from consortia.teams.telling import as_json
from consortia.teams.wishes import Wishes
from mutuals.models import Network, Organisation
from mutuals.visibility import SECTIONS, Visibility
from tests.factories import (
    BidFactory,
    BodyFactory,
    LocalAuthorityFactory,
    MembershipFactory,
    OpportunityFactory,
    OrganisationFactory,
    ServiceAreaFactory,
)

from .hidden import change

pytestmark = pytest.mark.django_db

TOKENS = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"')


@pytest.fixture
def sector():
    """An asker, one that will change, two like it, and a tender that needs several of them."""
    areas, places = [ServiceAreaFactory() for _ in range(3)], [LocalAuthorityFactory() for _ in range(4)]
    network = Network.objects.create(name="The old network")
    open_to_all = {section.column: Visibility.SIGNED_IN for section in SECTIONS}
    told = {"turnover_band": 2, "values": ["prevention"], "governance": 2, "pace_of_decisions": 2, "safeguarding": 2}
    told |= {"founded_on": dt.date(2015, 1, 1), "capacity": 10, "volume_of_work": 9, "turnover": 1_500_000}
    changing = OrganisationFactory(name="Changing", **open_to_all, **told, services=areas[:2], places=places[:2])
    changing.founded_on = timezone.localdate() - dt.timedelta(days=365)
    changing.is_national, changing.national_evidence = True, ""
    changing.save()
    asker = OrganisationFactory(name="Asker", **open_to_all, **told, services=areas[:1], places=places)
    third = OrganisationFactory(name="Third", **open_to_all, **told, services=areas[1:], places=places[:3])
    OrganisationFactory(name="Fourth", **open_to_all, services=areas[1:2], places=places)
    third.networks.add(network)
    body = BodyFactory()
    body.places.set(places)
    BidFactory(body=body, by=[third, changing], state="won")
    tender = OpportunityFactory(body=body, services=areas, places=places, minimum_turnover=4_000_000)
    return changing, asker, tender


@pytest.fixture
def told(sector, sign_in, capsys):
    """`told()` is everything that another viewer is told: what is kept, the page, and the command."""
    _, asker, tender = sector
    person = MembershipFactory(organisation=asker).user
    address = reverse("opportunity_teams", args=[tender.pk])

    def tell():
        TeamSearch.objects.all().delete()
        search = teams.ask(opportunity=tender, organisation=asker, wishes=Wishes(), by=person, at=timezone.now())
        search.refresh_from_db()
        kept = {name: value for name, value in search.answer.items() if name != "seconds"}
        page = TOKENS.sub("", sign_in(person).get(address).content.decode())
        call_command("compose", "--opportunity", str(tender.pk), "--for", str(asker.pk), "--json")
        return kept, _without(page, search), json.loads(capsys.readouterr().out)

    return tell


def _without(page: str, search: TeamSearch) -> str:
    """The page without what differs by nature: the number and the times of the search."""
    return re.sub(rf"(search|team)={search.pk}\b|\d\d:\d\d", "", page)


def _change_all(changing, section):
    for field in section.fields:
        change(changing, field)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)
def test_a_hidden_section_changes_nothing_that_another_is_told_of_teams(sector, told, section):
    changing = sector[0]
    Organisation.objects.filter(pk=changing.pk).update(**{section.column: Visibility.PARTNERS})
    changing.refresh_from_db()
    before = told()
    _change_all(changing, section)
    assert told() == before


@pytest.mark.parametrize("key", ["services", "places", "size", "about", "ways_of_working"])
def test_the_same_section_shown_does(sector, told, key):
    before = told()
    _change_all(sector[0], next(section for section in SECTIONS if section.key == key))
    assert told() != before


def test_that_two_others_bid_together_is_told_only_where_both_show_their_history(sector, told):
    changing, _, _ = sector
    assert "a joint bid, a joint contract or a consortium" in json.dumps(told()[2])
    Organisation.objects.filter(pk=changing.pk).update(visibility_history=Visibility.PARTNERS)
    assert "a joint bid, a joint contract or a consortium" not in json.dumps(told()[2])


def _opts_out(one, asker, third, tender, by, at):
    NotSuggested.objects.create(organisation=one, by=by, at=at)


def _names_a_rival(one, asker, third, tender, by, at):
    Rival.objects.create(organisation=one, rival=asker, by=by, at=at)
    Rival.objects.create(organisation=third, rival=one, by=by, at=at)


def _has_a_conflict(one, asker, third, tender, by, at):
    for other in (asker, third):
        SetAside.objects.create(organisation=one, partner=other, cause="conflict", by=by, at=at)


def _bids_elsewhere(one, asker, third, tender, by, at):
    for bidder in (one, asker, third):
        BidFactory(body=tender.body, opportunity=tender, by=[bidder], state="intended")


@pytest.mark.parametrize("decide", [_opts_out, _names_a_rival, _has_a_conflict, _bids_elsewhere])
@pytest.mark.parametrize("asks", ["organisation", "staff"])
def test_naming_somebody_tells_nothing_of_what_they_decided_or_bid_for(sector, staff, decide, asks):
    """Asked by name, with another that it may be at odds with, before and after it decides; and again later."""
    one, asker, tender = sector
    third = Organisation.objects.get(name="Third")
    person = MembershipFactory(organisation=one).user
    asking = asker if asks == "organisation" else None

    def told(search):
        answer = answer_of(search, timezone.now())
        return {name: value for name, value in search.answer.items() if name != "seconds"}, as_json(answer)

    def ask():
        wishes = Wishes(include=(one.pk, third.pk, asker.pk))
        return teams.composed(opportunity=tender, organisation=asking, wishes=wishes, at=timezone.now())

    earlier = ask()
    before = told(earlier)
    assert before[1]["teams"]
    decide(one, asker, third, tender, person, timezone.now())
    assert told(ask()) == before
    assert told(earlier) == before


def test_how_many_were_considered_does_not_tell_who_is_not_to_be_suggested(sector):
    one, asker, tender = sector

    def considered(wishes):
        search = teams.composed(opportunity=tender, organisation=asker, wishes=wishes, at=timezone.now())
        return search.answer["considered"], search.answer["size_not_shown"]

    wishes = [Wishes(), Wishes(include=(one.pk,)), Wishes(small_only=True)]
    before = [considered(one) for one in wishes]
    NotSuggested.objects.create(organisation=one, by=MembershipFactory(organisation=one).user, at=timezone.now())
    assert [considered(one) for one in wishes] == before


def test_an_answer_and_its_page_take_as_many_queries_however_many_organisations_there_are(sector):
    _, asker, tender = sector

    def queries():
        opportunity = Opportunity.objects.get(pk=tender.pk)
        with CaptureQueriesContext(connection) as made:
            search = teams.composed(opportunity=opportunity, organisation=asker, wishes=Wishes(), at=timezone.now())
            answer_of(search, timezone.now())
        return len(made)

    queries()  # publishes the first weight set
    few = queries()
    areas, places = tender.lots.get().services.all(), tender.lots.get().places.all()
    for number in range(25):
        OrganisationFactory(services=areas[number % 3 : number % 3 + 1], places=places)
    assert queries() == few
