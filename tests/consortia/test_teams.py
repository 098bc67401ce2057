"""Teams for an opportunity: what people ask, what they are told, and what is never told."""

import datetime as dt
import json

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from consortia.actions import teams
from consortia.models import NotSuggested, Rival, SetAside, TeamSearch
from consortia.teams.reading import answer_of
from consortia.teams.wishes import Wishes
from mutuals.models import Organisation
from mutuals.visibility import Visibility
from tests.factories import LocalAuthorityFactory, OpportunityFactory, OrganisationFactory, ServiceAreaFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def wanted():
    """Two services in two places."""
    services = [ServiceAreaFactory(name="Nursing"), ServiceAreaFactory(name="Therapies")]
    return services, [LocalAuthorityFactory(name="Ambermoor"), LocalAuthorityFactory(name="Torridge")]


@pytest.fixture
def tender(wanted):
    services, places = wanted
    return OpportunityFactory(title="Community health in the west", services=services, places=places)


@pytest.fixture
def asker(organisation, wanted):
    """The organisation offers nursing everywhere."""
    (nursing, _), places = wanted
    organisation.service_claims.create(service_area=nursing)
    organisation.places.set(places)
    return organisation


def offering(name, services, places, **fields):
    return OrganisationFactory(name=name, services=services, places=places, **fields)


@pytest.fixture
def therapists(wanted):
    (_, therapies), places = wanted
    return offering("Torridge Therapies", [therapies], places)


def found(tender, asker, by, **wishes):
    """The answer to a question that was asked just now."""
    search = teams.ask(opportunity=tender, organisation=asker, wishes=Wishes(**wishes), by=by, at=timezone.now())
    search.refresh_from_db()
    assert search.state == "done"
    return answer_of(search, timezone.now())


def names(answer):
    return [[one.organisation.name for one in team.members] for team in answer.teams]


def test_the_smallest_team_with_the_asker_in_it_covers_everything(tender, asker, therapists, owner):
    answer = found(tender, asker, owner)
    assert names(answer) == [["Harrowmere Community Health", "Torridge Therapies"]]
    (team,) = answer.teams
    assert team.uncovered == () and answer.gaps == ()
    assert [one.role for one in team.members] == [
        "The only member that offers Nursing everywhere it is asked.",
        "The only member that offers Therapies everywhere it is asked.",
    ]
    assert answer.proof.startswith("Proven smallest")


def test_what_nobody_offers_is_told_with_its_place(tender, asker, wanted, owner):
    (_, therapies), (ambermoor, _) = wanted
    offering("Ambermoor Therapies", [therapies], [ambermoor])
    answer = found(tender, asker, owner)
    assert answer.gaps == ("Nobody that can be suggested offers Therapies in Torridge.",)
    assert answer.teams[0].uncovered == ()  # it is said once, for all teams


def test_what_a_team_leaves_to_others_is_told_with_it(tender, asker, wanted, owner):
    (_, therapies), (ambermoor, torridge) = wanted
    offering("Ambermoor Therapies", [therapies], [ambermoor])
    offering("Torridge Therapies", [therapies], [torridge])
    answer = found(tender, asker, owner, most_members=2)
    assert answer.gaps == ()
    assert len(answer.teams[0].uncovered) == 1
    assert answer.teams[0].uncovered[0].startswith("Nobody in this team offers Therapies in ")


def test_an_organisation_that_is_not_to_be_suggested_is_in_no_team_but_its_own(tender, asker, therapists, owner):
    NotSuggested.objects.create(organisation=therapists, by=owner, at=timezone.now())
    answer = found(tender, asker, owner)
    assert names(answer) == [["Harrowmere Community Health"]]
    NotSuggested.objects.create(organisation=asker, by=owner, at=timezone.now())
    assert names(found(tender, asker, owner, most_members=2)) == [["Harrowmere Community Health"]]


@pytest.mark.parametrize("who_says_so", ["asker", "other"])
def test_rivals_are_in_no_team_together_whoever_says_so(tender, asker, therapists, owner, who_says_so):
    pair = (asker, therapists) if who_says_so == "asker" else (therapists, asker)
    Rival.objects.create(organisation=pair[0], rival=pair[1], by=owner, at=timezone.now())
    assert names(found(tender, asker, owner)) == [["Harrowmere Community Health"]]


def test_who_was_set_aside_comes_back_once_that_is_over(tender, asker, therapists, owner):
    now = timezone.now()
    aside = SetAside.objects.create(
        organisation=asker, partner=therapists, cause="not_now", until=now + DAY, by=owner, at=now
    )
    assert names(found(tender, asker, owner)) == [["Harrowmere Community Health"]]
    SetAside.objects.filter(pk=aside.pk).update(until=now - DAY)
    assert len(names(found(tender, asker, owner, most_members=3))[0]) == 2


@pytest.mark.parametrize("change", [{"closed_at": timezone.now()}, {"admitted_at": None}])
def test_who_does_not_take_part_is_in_no_team(tender, asker, therapists, owner, change):
    Organisation.objects.filter(pk=therapists.pk).update(**change)
    assert names(found(tender, asker, owner)) == [["Harrowmere Community Health"]]


def test_a_wish_is_in_every_team_and_an_excluded_one_in_none(tender, asker, therapists, wanted, owner):
    (_, therapies), places = wanted
    second = offering("Ambermoor Therapies", [therapies], places)
    extra = offering("Wolds Transport", [], [])
    assert second.name in names(found(tender, asker, owner, exclude=(therapists.pk,)))[0]
    answer = found(tender, asker, owner, include=(extra.pk,))
    assert all(extra.name in team for team in names(answer))
    assert "You asked for it. Offers nothing that is asked, by what it shows." in [
        one.role for one in answer.teams[0].members
    ]


def test_small_organisations_only_leaves_out_the_large_and_those_that_show_no_size(
    tender, asker, therapists, wanted, owner
):
    (_, therapies), places = wanted
    Organisation.objects.filter(pk=therapists.pk).update(turnover_band=8)
    small = offering("Little Therapies", [therapies], places, turnover_band=1, staff_band=1)
    answer = found(tender, asker, owner, small_only=True)
    assert names(answer) == [[asker.name, small.name]]
    Organisation.objects.filter(pk=small.pk).update(turnover_band=None, staff_band=None)
    answer = found(tender, asker, owner, small_only=True, most_members=5)
    assert answer.size_not_shown >= 1
    assert answer.gaps == ("Nobody that may be in these teams offers Therapies in any of the 2 places asked.",)


def test_turnover_is_certain_by_the_lower_edges_and_possible_by_the_upper_ones(tender, asker, therapists, owner):
    tender.minimum_turnover = 2_000_000
    tender.save()
    Organisation.objects.filter(pk=asker.pk).update(turnover_band=1)
    Organisation.objects.filter(pk=therapists.pk).update(turnover_band=2, founded_on="2001-01-01")
    (team,) = found(tender, asker, owner).teams
    assert (team.money.certain, team.money.possible, team.money.is_reached) == (1_250_000, 3_500_000, False)
    assert "It may reach the £2 million asked" in team.money.sentence
    assert team.leads == "Torridge Therapies may lead, by what it shows."


def test_one_that_takes_no_part_any_more_cannot_be_in_a_team(tender, asker, therapists, owner):
    Organisation.objects.filter(pk=therapists.pk).update(closed_at=timezone.now())
    answer = found(tender, asker, owner, include=(therapists.pk,))
    assert answer.impossible == ("An organisation cannot be suggested for this team. Take it out of your wishes.",)


def test_what_a_member_hides_after_the_answer_is_not_shown_any_more(tender, asker, therapists, owner):
    found(tender, asker, owner)
    Organisation.objects.filter(pk=therapists.pk).update(visibility_services=Visibility.PARTNERS)
    answer = answer_of(TeamSearch.objects.get(), timezone.now())
    assert answer.is_changed
    assert "Offers nothing that is asked" in answer.teams[0].members[1].role
    NotSuggested.objects.create(organisation=therapists, by=owner, at=timezone.now())
    assert answer_of(TeamSearch.objects.get(), timezone.now()).teams == ()


def test_the_page_shows_the_answer_and_counts_it_once(tender, asker, therapists, owner, sign_in):
    client = sign_in(owner)
    address = reverse("opportunity_teams", args=[tender.pk])
    assert "What you wish of the teams" in client.get(address).content.decode()
    answered = client.post(address, {"then": "compose"}, follow=True)
    page = " ".join(answered.content.decode().split())
    assert "Torridge Therapies" in page and "Who covers what in team 1" in page
    assert TeamSearch.objects.count() == 1
    client.post(address, {"then": "compose"})
    assert TeamSearch.objects.count() == 1


def test_wishes_that_cannot_be_read_are_kept_and_explained(tender, asker, owner, sign_in):
    address = reverse("opportunity_teams", args=[tender.pk])
    page = sign_in(owner).post(address, {"include": "Nobody of this name", "lead": "Nor this"}).content.decode()
    assert "There is a problem" in page
    assert "is not the name of an organisation in the directory" in page and ">\nNobody of this name<" in page
    assert not TeamSearch.objects.exists()


def test_the_command_prints_what_the_page_shows(tender, asker, therapists, capsys):
    call_command("compose", "--opportunity", str(tender.pk), "--for", str(asker.pk), "--json")
    answer = json.loads(capsys.readouterr().out)
    (team,) = answer["teams"]
    assert [one["name"] for one in team["members"]] == ["Harrowmere Community Health", "Torridge Therapies"]
    assert team["grid"][0] == {"place": "Ambermoor", "services": {"Nursing": ["A"], "Therapies": ["B"]}}
    assert answer["proven_size"] and answer["gaps"] == []


def test_the_command_says_what_is_wrong(tender):
    with pytest.raises(CommandError, match="no live opportunity"):
        call_command("compose", "--opportunity", "0", "--json")
    with pytest.raises(CommandError, match="no organisation"):
        call_command("compose", "--opportunity", str(tender.pk), "--for", "0", "--json")


def test_an_opportunity_that_says_too_little_is_not_composed(asker, owner, sign_in):
    silent = OpportunityFactory(title="Something, somewhere")
    page = sign_in(owner).get(reverse("opportunity_teams", args=[silent.pk])).content.decode()
    assert "The opportunity does not say which services it wants or where it wants them." in page


def test_the_search_of_a_lost_worker_is_found_and_one_lost_for_too_long_fails(tender, asker, therapists, owner):
    now = timezone.now()
    fields = {"opportunity": tender, "organisation": asker, "asked_by": owner, "wishes": Wishes().as_json()}
    lost = TeamSearch.objects.create(**fields, state="working", asked_at=now, started_at=now - teams.LOST * 2)
    gone = TeamSearch.objects.create(**fields, state="working", asked_at=now - teams.GIVEN_UP * 2, started_at=now - DAY)
    while teams.compose_next(at=now):
        pass
    lost.refresh_from_db()
    gone.refresh_from_db()
    assert (lost.state, gone.state) == ("done", "failed")


def test_people_of_another_organisation_and_the_buyer_never_see_the_answer(
    tender, asker, therapists, owner, other_owner, commissioner, sign_in
):
    found(tender, asker, owner)
    address = reverse("opportunity_teams", args=[tender.pk]) + f"?search={TeamSearch.objects.get().pk}"
    assert sign_in(other_owner).get(address).status_code == 404
    assert sign_in(commissioner).get(address).status_code == 404
