"""Standing consortia are matched with the run, and again after whatever changes them."""

import datetime as dt

import pytest
from django.utils import timezone

from consortia.actions.runs import schedule_full_run
from consortia.matching import acting
from consortia.matching.running import act_on_changes, full_run, work_on_run
from consortia.models import Consortium, ConsortiumMatch, ConsortiumMember
from mutuals.models import Organisation
from partnerships_portal.changes.actions import mark
from tests.factories import OpportunityFactory, OrganisationFactory, StandingConsortiumFactory

pytestmark = pytest.mark.django_db

AT = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)


@pytest.fixture(params=["small", "large"])
def size(request, monkeypatch):
    """The same promises hold where changes are acted on one by one."""
    if request.param == "large":
        monkeypatch.setattr(acting, "SMALL_PAIRS", 0)
        monkeypatch.setattr("consortia.matching.partial.MOST_CHANGED", 0.9)


def changed(kind, thing):
    mark(kind=kind, object_id=thing.pk, at=AT)
    act_on_changes(at=timezone.now())


def found(consortium):
    return dict(ConsortiumMatch.objects.filter(consortium=consortium).values_list("opportunity", "service"))


@pytest.fixture
def pair(sector):
    """A consortium of two that together offer all three services."""
    areas, places = sector
    first = OrganisationFactory(services=areas[:1], places=places[:2])
    second = OrganisationFactory(services=areas[1:], places=places[2:])
    return StandingConsortiumFactory(of=[first, second])


def test_a_full_run_matches_a_consortium_as_the_union_of_its_members(pair):
    full_run(at=timezone.now())
    assert len(found(pair)) == 5
    assert all(service > 0 for service in found(pair).values())


def test_an_opportunity_for_all_its_services_fits_the_consortium_better_than_any_member(pair, sector, size):
    wanted = OpportunityFactory(services=sector[0], places=sector[1])
    changed("opportunity", wanted)
    together = ConsortiumMatch.objects.get(consortium=pair, opportunity=wanted)
    alone = [
        one.tender_matches.get(opportunity=wanted)
        for one in Organisation.objects.filter(consortium_memberships__consortium=pair)
    ]
    assert together.service > max(one.service for one in alone)
    assert together.point > max(one.point for one in alone)


def test_a_dormant_consortium_is_matched_and_one_that_is_forming_or_dissolved_is_not(pair, size):
    for state, is_matched in (("active", True), ("forming", False), ("dormant", True), ("dissolved", False)):
        Consortium.objects.filter(pk=pair.pk).update(state=state)
        changed("consortium", pair)
        assert bool(found(pair)) == is_matched, state


def test_a_consortium_that_does_not_stay_together_is_not_matched(pair, size):
    changed("consortium", pair)
    assert found(pair)
    Consortium.objects.filter(pk=pair.pk).update(is_standing=False)
    changed("consortium", pair)
    assert not found(pair)


def test_a_member_that_leaves_takes_what_it_brings_along(pair, sector, size):
    third = OrganisationFactory(services=[], places=[])
    ConsortiumMember.objects.create(consortium=pair, organisation=third, joined_at=AT)
    changed("consortium", pair)
    assert len(found(pair)) == 5
    leaving = pair.members.order_by("pk")[1]
    ConsortiumMember.objects.filter(pk=leaving.pk).update(left_at=AT)
    changed("consortium", pair)
    assert len(found(pair)) == 2  # those that ask for the service of the first


def test_a_change_of_any_member_moves_its_consortium(pair, sector, size):
    changed("consortium", pair)
    before = found(pair)
    member = Organisation.objects.get(consortium_memberships=pair.members.order_by("pk")[0])
    member.service_claims.all().delete()
    changed("organisation", member)
    assert found(pair) != before


def test_one_member_that_takes_part_alone_is_no_consortium(pair, size):
    changed("consortium", pair)
    closing = pair.members.order_by("pk")[0].organisation
    Organisation.objects.filter(pk=closing.pk).update(closed_at=AT)
    changed("organisation", closing)
    assert not found(pair)


def test_whoever_took_a_member_over_counts_once_it_has_taken_the_seat(pair, sector, size):
    merged = pair.members.order_by("pk")[1].organisation
    heir = OrganisationFactory(services=sector[0][1:], places=sector[1])
    Organisation.objects.filter(pk=merged.pk).update(closed_at=AT, merged_into=heir)
    changed("organisation", merged)
    assert not found(pair)
    ConsortiumMember.objects.create(consortium=pair, organisation=heir, joined_at=AT)
    changed("organisation", heir)
    assert len(found(pair)) == 5


def test_an_opportunity_that_is_gone_is_forgotten(pair, size):
    changed("consortium", pair)
    gone = ConsortiumMatch.objects.filter(consortium=pair).first().opportunity
    gone.state = "cancelled"
    gone.save()
    changed("opportunity", gone)
    assert gone.pk not in found(pair)
    assert len(found(pair)) == 4


def test_acting_again_changes_nothing(pair, size):
    changed("consortium", pair)
    before = list(ConsortiumMatch.objects.order_by("pk").values_list("pk", "computed_at"))
    changed("consortium", pair)
    assert list(ConsortiumMatch.objects.order_by("pk").values_list("pk", "computed_at")) == before


def test_a_membership_that_changes_while_a_run_is_under_way_is_in_its_results(pair):
    """The run reads who belongs to what when its results come into force."""
    run = schedule_full_run(by=None, why="", at=AT)
    work_on_run(run.pk, at=AT)
    ConsortiumMember.objects.filter(pk=pair.members.order_by("pk")[1].pk).update(left_at=AT)
    while work_on_run(run.pk, at=AT):
        pass
    run.refresh_from_db()
    assert run.state == "done"
    assert not found(pair)
