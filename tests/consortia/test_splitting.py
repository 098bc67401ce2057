"""Who could bid if it were split this way: what a commissioner is told, what is kept of it, and what is never told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commissioners.models import Opportunity
from consortia.actions import splitting
from consortia.models import SplitLook
from consortia.splitting.asking import MOST_LOTS, ProposedLot, as_it_is, by_place, by_service, whole
from mutuals.models import Organisation
from mutuals.visibility import Visibility
from tests.factories import (
    BodyMembershipFactory,
    LocalAuthorityFactory,
    OpportunityFactory,
    OrganisationFactory,
    ServiceAreaFactory,
)

pytestmark = pytest.mark.django_db


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
def officer(tender):
    return BodyMembershipFactory(body=tender.body, role="viewer").user


def ask(tender, officer, lots=None):
    of = whole(tender)
    return splitting.look(
        opportunity=tender, whole=of, lots=lots or as_it_is(tender, of), by=officer, at=timezone.now()
    )


def everywhere(wanted, **fields):
    """An organisation that delivers all of it, and shows that to everyone."""
    services, places = wanted
    return OrganisationFactory(services=services, places=places, **fields)


def test_those_who_cover_everything_could_bid_alone(tender, officer, wanted):
    everywhere(wanted)
    (answer,) = ask(tender, officer)
    assert (answer.alone, answer.teams) == ("1 to 4", "None")


def test_two_who_cover_it_together_are_a_team(tender, officer, wanted):
    (nursing, therapies), places = wanted
    OrganisationFactory(services=[nursing], places=places)
    OrganisationFactory(services=[therapies], places=places)
    (answer,) = ask(tender, officer)
    assert (answer.alone, answer.teams, answer.teams_exist) == ("None", "1 to 4", True)
    assert [one.alone for one in ask(tender, officer, by_service(tender, whole(tender)))] == ["1 to 4", "1 to 4"]


def test_what_nobody_shows_is_named_with_its_place(tender, officer, wanted):
    (nursing, _), (ambermoor, _) = wanted
    OrganisationFactory(services=[nursing], places=[ambermoor])
    (answer,) = ask(tender, officer)
    assert answer.gaps == ("Nursing in Torridge", "Therapies, anywhere in this lot")


def test_numbers_are_told_in_bands_only(tender, officer, wanted):
    for number, band in ((4, "1 to 4"), (1, "5 to 9"), (4, "5 to 9"), (1, "10 or more")):
        for _ in range(number):
            everywhere(wanted)
        assert ask(tender, officer)[0].alone == band


def test_a_small_organisation_counts_as_small_only_where_it_shows_its_size(tender, officer, wanted):
    shown = everywhere(wanted, turnover_band=1, staff_band=1)
    Organisation.objects.filter(pk=shown.pk).update(visibility_size=Visibility.PUBLIC)
    everywhere(wanted, turnover_band=1, staff_band=1)
    (answer,) = ask(tender, officer)
    assert (answer.alone, answer.small, answer.size_not_shown) == ("1 to 4", "1 to 4", "1 to 4")
    Organisation.objects.filter(pk=shown.pk).update(turnover_band=7)
    assert ask(tender, officer)[0].small == "None"


def test_a_turnover_asked_leaves_out_those_who_show_that_they_cannot_reach_it(tender, officer, wanted):
    poor = everywhere(wanted, turnover_band=0)
    Organisation.objects.filter(pk=poor.pk).update(visibility_size=Visibility.PUBLIC)
    of = whole(tender)
    (lot,) = as_it_is(tender, of)
    with_turnover = ProposedLot(lot.services, lot.places, 5_000_000)
    assert ask(tender, officer, [with_turnover])[0].alone == "None"
    Organisation.objects.filter(pk=poor.pk).update(visibility_size=Visibility.SIGNED_IN)
    assert ask(tender, officer, [with_turnover])[0].alone == "1 to 4"


@pytest.mark.parametrize("level", [Visibility.SIGNED_IN, Visibility.PARTNERS, Visibility.PROGRAMME])
@pytest.mark.parametrize(
    ("section", "change"),
    [
        ("services", lambda one, wanted: one.service_claims.all().delete()),
        ("places", lambda one, wanted: one.places.clear()),
        ("size", lambda one, wanted: Organisation.objects.filter(pk=one.pk).update(turnover_band=8, staff_band=4)),
    ],
)
def test_what_is_not_public_changes_nothing_that_a_commissioner_is_told(
    tender, officer, wanted, level, section, change
):
    everywhere(wanted)
    hidden = everywhere(wanted, turnover_band=0, staff_band=0)
    Organisation.objects.filter(pk=hidden.pk).update(**{f"visibility_{section}": level})
    before = ask(tender, officer)
    change(hidden, wanted)
    assert ask(tender, officer) == before


def test_closed_and_unadmitted_organisations_are_not_counted(tender, officer, wanted):
    closed, unadmitted = everywhere(wanted), everywhere(wanted)
    Organisation.objects.filter(pk=closed.pk).update(closed_at=timezone.now())
    Organisation.objects.filter(pk=unadmitted.pk).update(admitted_at=None)
    assert ask(tender, officer)[0].alone == "None"


def test_each_look_is_kept_and_the_same_look_once(tender, officer, wanted):
    ask(tender, officer)
    ask(tender, officer)
    ask(tender, officer, by_place(tender, whole(tender)))
    assert SplitLook.objects.count() == 2
    first = SplitLook.objects.last()
    assert (first.person, first.opportunity) == (officer, tender)
    assert first.answers[0]["alone"] == "None"


def test_queries_do_not_grow_with_lots_or_organisations(tender, officer, wanted):
    def queries(split) -> int:
        fresh = Opportunity.objects.get(pk=tender.pk)
        with CaptureQueriesContext(connection) as made:
            ask(fresh, officer, split(fresh, whole(fresh)))
        return len(made)

    everywhere(wanted)
    few = queries(as_it_is)
    for _ in range(5):
        everywhere(wanted)
    assert queries(by_service) == few


def page_of(client, tender, **typed):
    address = reverse("opportunity_split", args=[tender.pk])
    response = client.post(address, typed) if typed else client.get(address)
    assert response.status_code == 200
    return " ".join(response.text.split())


def test_an_officer_adds_takes_out_and_mends_lots_and_loses_nothing(tender, officer, wanted, sign_in):
    (nursing, _), (ambermoor, _) = wanted
    client = sign_in(officer)
    assert "Lot 1" in page_of(client, tender)
    typed = {"lot": ["1"], "lot-1-services": [nursing.code], "lot-1-places": [ambermoor.code]}
    added = page_of(client, tender, **typed, then="add")
    assert "Lot 2" in added and "Tick at least one service and one place." in added
    assert "Therapies, anywhere" in added  # in no lot
    wrong = page_of(client, tender, **typed, **{"lot-1-turnover": "a million"})
    assert "There is a problem" in wrong and 'value="a million"' in wrong
    forged = page_of(client, tender, lot=["1", "x", "99999"], **{"lot-1-services": ["weapons"]})
    assert "choose from those of this opportunity" in forged
    two = typed | {"lot": ["1", "2"], "lot-2-services": [nursing.code]}
    assert "Lot 1" not in page_of(client, tender, **two, then="remove-1")


def test_splits_to_begin_with(tender, officer, wanted, sign_in):
    client = sign_in(officer)
    assert "Lot 2" in page_of(client, tender, then="by_service")
    assert "Lot 2" in page_of(client, tender, then="by_place")
    assert "Lot 2" not in page_of(client, tender, then="together")


def test_no_more_lots_than_can_be_looked_at(tender, officer, wanted, sign_in):
    numbers = {"lot": [str(number) for number in range(1, 40)]}
    page = page_of(sign_in(officer), tender, **numbers, then="add")
    assert page.count('class="portal-panel portal-split__lot"') == MOST_LOTS


def test_without_services_or_places_there_is_nothing_to_split(officer, tender, sign_in):
    tender.lots.get().services.clear()
    assert "Nothing to split yet" in page_of(sign_in(officer), tender)


def test_a_region_offers_its_districts(officer, tender, wanted):
    _, (ambermoor, _) = wanted
    lot = tender.lots.get()
    lot.places.clear()
    lot.regions.set([ambermoor.region])
    assert ambermoor.code in [place.code for place in whole(tender).places]


def test_the_smallest_team_is_told_in_words_and_kept_with_the_look(tender, officer, wanted):
    (nursing, therapies), places = wanted
    OrganisationFactory(services=[nursing], places=places)
    assert ask(tender, officer)[0].smallest == "None covers all of it"
    OrganisationFactory(services=[therapies], places=places)
    assert ask(tender, officer)[0].smallest == "2 together would do"
    everywhere(wanted)
    assert ask(tender, officer)[0].smallest == "One alone would do"
    told = [look.answers[0]["smallest"] for look in SplitLook.objects.order_by("pk")]
    assert told == ["None covers all of it", "2 together would do", "One alone would do"]
