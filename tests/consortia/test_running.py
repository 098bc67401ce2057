"""When matching runs and what it leaves in the database."""

import json

import numpy as np
import pytest
from django.core.management import call_command
from django.utils import timezone

from commissioners.models import Opportunity
from consortia.matching import acting, partial, running
from consortia.matching.on_demand import tender_match
from consortia.matching.weight_sets import ensured
from consortia.models import MatchRun, PartnerMatch, Scope, TenderMatch, WeightSet
from mutuals.models import Organisation
from partnerships_portal.changes.actions import mark
from partnerships_portal.changes.models import Change
from tests.consortia.stored import stored
from tests.factories import LocalAuthorityFactory, OpportunityFactory, OrganisationFactory, ServiceAreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    return timezone.now()


@pytest.fixture
def in_parts(monkeypatch):
    """As in a large sector: a change is acted on in part, not by matching everything."""
    monkeypatch.setattr(acting, "SMALL_PAIRS", 0)
    monkeypatch.setattr(partial, "MOST_CHANGED", 1)


def test_a_full_run_matches_everything_and_is_recorded(sector, at):
    run = running.full_run(at=at)
    assert TenderMatch.objects.count() == 15
    assert Scope.objects.count() == 6
    assert PartnerMatch.objects.count() > 0
    assert (run.organisations, run.opportunities) == (6, 5)
    assert {"read_s", "encode_s", "score_s", "write_s", "peak_mb"} <= set(run.timings)
    assert run.weight_set.version == 1


def test_acting_again_without_a_change_writes_no_match_anew(sector, at):
    running.full_run(at=at)
    before = set(TenderMatch.objects.values_list("pk", "computed_at"))
    mark(kind="everything", at=at)
    running.act_on_changes(at=timezone.now())
    assert set(TenderMatch.objects.values_list("pk", "computed_at")) == before


def test_a_full_run_again_without_a_change_finds_the_same(sector, at):
    running.full_run(at=at)
    before = stored()
    running.full_run(at=timezone.now())
    assert stored() == before


def test_nothing_changed_means_nothing_done(sector, at, django_assert_num_queries):
    with django_assert_num_queries(3):  # the savepoint and the look
        assert running.act_on_changes(at=at) == 0


def test_acting_on_changes_deletes_exactly_their_rows(sector, at):
    mark(kind="everything", at=at)
    mark(kind="everything", at=at)
    Change.objects.create(kind="something_else", marked_at=at)
    assert running.act_on_changes(at=at) == 2
    assert Change.objects.get().kind == "something_else"
    assert TenderMatch.objects.count() == 15


def test_a_change_that_cannot_be_acted_on_stays(sector, at, monkeypatch):
    def fail(*asked):
        raise RuntimeError

    mark(kind="everything", at=at)
    monkeypatch.setattr(acting, "read_world", fail)
    with pytest.raises(RuntimeError):
        running.act_on_changes(at=at)
    assert Change.objects.count() == 1


def test_a_saved_profile_changes_its_own_matches(sector, at, in_parts):
    areas, places = sector
    running.full_run(at=at)
    newcomer = OrganisationFactory(services=areas, places=places)
    mark(kind="organisation", object_id=newcomer.pk, at=at)
    running.act_on_changes(at=at)
    assert TenderMatch.objects.filter(organisation=newcomer).count() == 5
    assert PartnerMatch.objects.filter(organisation=newcomer).exists()
    assert PartnerMatch.objects.filter(partner=newcomer).exists()
    assert Scope.objects.filter(organisation=newcomer).exists()


def test_a_published_opportunity_reaches_whoever_shares_a_service(sector, at, in_parts):
    areas, places = sector
    running.full_run(at=at)
    added = OpportunityFactory(services=[areas[0]], places=[places[0]])
    mark(kind="opportunity", object_id=added.pk, at=at)
    running.act_on_changes(at=at)
    assert TenderMatch.objects.filter(opportunity=added).count() == 3


def test_a_closed_opportunity_and_a_closed_organisation_leave(sector, at, in_parts):
    running.full_run(at=at)
    match = TenderMatch.objects.first()
    opportunity, organisation = match.opportunity, match.organisation
    opportunity.state = "closed"
    opportunity.save()
    organisation.closed_at = at
    organisation.save()
    mark(kind="opportunity", object_id=opportunity.pk, at=at)
    mark(kind="organisation", object_id=organisation.pk, at=at)
    running.act_on_changes(at=at)
    assert not TenderMatch.objects.filter(opportunity=opportunity).exists()
    for model in (TenderMatch, PartnerMatch, Scope):
        assert not model.objects.filter(organisation=organisation).exists()
    assert not PartnerMatch.objects.filter(partner=organisation).exists()


def test_acting_in_part_keeps_the_best_as_a_full_run_would(sector, at, in_parts, monkeypatch):
    """With few kept, an amended opportunity pushes others out of the best and draws them back in."""
    for name in ("fit", "pair"):
        monkeypatch.setattr(f"consortia.matching.{name}.best_{name}s.__defaults__", (2,))
    monkeypatch.setattr("consortia.matching.partial.KEEP", 2)
    running.full_run(at=at)
    kept = TenderMatch.objects.order_by("-point").first()
    for openness in ("required", "not_accepted"):
        kept.opportunity.openness = openness
        kept.opportunity.save()
        mark(kind="opportunity", object_id=kept.opportunity_id, at=at)
        running.act_on_changes(at=at)
        in_part = {(m.organisation_id, m.opportunity_id) for m in TenderMatch.objects.all()}
        running.full_run(at=at)
        assert in_part == {(m.organisation_id, m.opportunity_id) for m in TenderMatch.objects.all()}


def test_acting_in_part_on_all_is_the_same_as_a_full_run(sector, at, in_parts):
    for pk in TenderMatch.organisation.field.related_model.objects.values_list("pk", flat=True):
        mark(kind="organisation", object_id=pk, at=at)
    running.act_on_changes(at=at)
    in_part = stored()
    assert in_part["TenderMatch"]
    running.full_run(at=at)
    assert stored() == in_part


def amended(sector, at):
    """Two opportunities and an organisation change after a full run, and their changes are marked."""
    areas, places = sector
    running.full_run(at=at)
    for match in TenderMatch.objects.order_by("opportunity_id").distinct("opportunity_id")[:2]:
        match.opportunity.openness = "required"
        match.opportunity.save()
        mark(kind="opportunity", object_id=match.opportunity_id, at=at)
    newcomer = OrganisationFactory(services=areas, places=places)
    mark(kind="organisation", object_id=newcomer.pk, at=at)


def test_acting_in_part_is_the_same_however_the_work_is_cut(sector, at, in_parts, monkeypatch):
    """The rows moved are those that a look at all pairs at once finds, and never more pairs are scored at once."""
    amended(sector, at)
    TenderMatch.objects.all().delete()  # so that every row is found by its score
    matcher = acting.matcher_of_now(at)
    opportunities = set(Opportunity.objects.values_list("pk", flat=True)[:2])
    columns = np.flatnonzero(np.isin(matcher.world.opportunities.ids, list(opportunities)))
    scored, fits_of_columns = [], partial.fits_of_columns

    def counting(*arguments):
        scores = fits_of_columns(*arguments)
        scored.append(len(scores))
        return scores

    monkeypatch.setattr(partial, "fits_of_columns", counting)
    moved = {}
    for pairs in (1, 4, 100_000):
        scored.clear()
        monkeypatch.setattr(partial, "PAIRS_AT_ONCE", pairs)
        moved[pairs] = partial._rows_that_opportunities_move(matcher, opportunities, columns).tolist()
        assert 0 < max(scored) <= max(pairs, 2)  # at least one organisation with both opportunities
    assert moved[1] == moved[4] == moved[100_000]
    assert 1 < len(moved[1]) < len(matcher.world.organisations)


def test_when_much_has_changed_a_full_run_is_asked_for(sector, at, in_parts, monkeypatch):
    amended(sector, at)
    monkeypatch.setattr(partial, "MOST_CHANGED", 0.2)
    assert running.act_on_changes(at=at) == 0
    run = MatchRun.objects.get(state="running")
    assert running.act_on_changes(at=at) == 0  # the marks stay, and ask for no second run
    assert MatchRun.objects.get(state="running") == run
    finished(run)
    assert not Change.objects.filter(kind__in=acting.KINDS).exists()
    done = stored()
    running.full_run(at=at)
    assert stored() == done


def finished(run):
    """The run after this process did all its blocks."""
    while running.work_on_run(run.pk, at=timezone.now()):
        pass
    run.refresh_from_db()
    return run


def test_only_the_worker_and_preparing_publish_the_default_weight_set(sector, at):
    organisation, opportunity = Organisation.objects.first(), Opportunity.objects.first()
    assert tender_match(organisation, opportunity, at) is None
    assert not WeightSet.objects.exists()
    first = ensured(at=at)
    assert (first.version, first.status, first.published_at) == (1, "published", at)
    assert ensured(at=at) == first
    assert tender_match(organisation, opportunity, at).weight_set == first


def test_the_highest_published_weight_set_is_in_force(sector, at):
    running.full_run(at=at)
    first = WeightSet.objects.get()
    values = {**first.values, "fit": {name: float(name == "service") for name in first.values["fit"]}}
    draft = WeightSet.objects.create(version=2, values=values, reason="Services only", created_at=at)
    running.full_run(at=at)
    assert set(TenderMatch.objects.values_list("weight_set", flat=True)) == {first.pk}
    WeightSet.objects.filter(pk=draft.pk).update(status="published", published_at=at)
    running.full_run(at=at)
    match = TenderMatch.objects.first()
    assert match.weight_set_id == draft.pk and match.point == match.service


def test_match_prints_its_timings_as_json_and_nothing_else(sector, capsys):
    call_command("match")
    answer = json.loads(capsys.readouterr().out)
    assert answer["name"] == "match_full" and answer["organisations"] == 6
    assert MatchRun.objects.count() == 1


def test_an_organisation_that_is_alone_in_the_directory_finds_its_tenders(at):
    area, place = ServiceAreaFactory(), LocalAuthorityFactory()
    alone = OrganisationFactory(services=[area], places=[place])
    OpportunityFactory(services=[area], places=[place])
    running.full_run(at=at)
    assert TenderMatch.objects.get().organisation == alone
    assert not PartnerMatch.objects.exists()
