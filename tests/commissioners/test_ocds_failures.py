import pytest
from django.db import DatabaseError

from commissioners.importing import batches
from commissioners.importing.runs import NotReady, Run
from commissioners.models import Award, CommissioningBody, Lot, Notice, Opportunity
from partnerships_portal.changes.models import Change

from .notices import (
    AT,
    award_notice,
    contracts_finder_notice,
    counts,
    tender_notice,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


def test_broken_release_is_named_and_does_not_stop_the_rest(run_import):
    summary, said = run_import("not a release", {"id": "no-ocid-here"}, tender_notice(), None)
    assert counts(summary) == {"created": 1, "failed": 3}
    assert summary.releases == 4
    assert any("no-ocid-here" in line for line in said)
    assert any("release 1" in line for line in said)


def test_release_that_the_database_refuses_costs_only_itself(run_import, monkeypatch):
    keep = batches._keep

    def refuse(prepared, at):
        if any("000666-2026" in each.key for each in prepared):
            raise DatabaseError("refused")
        return keep(prepared, at)

    monkeypatch.setattr(batches, "_keep", refuse)
    bad = contracts_finder_notice("000666-2026")
    summary, said = run_import(tender_notice(), bad, award_notice())
    assert counts(summary) == {"created": 2, "failed": 1}
    assert Award.objects.get().opportunity == Opportunity.objects.get()
    assert any("refused" in line and bad["ocid"] in line for line in said)


def test_failure_after_writing_leaves_nothing_half_done(run_import, monkeypatch):
    def fail(*args, **kwargs):
        raise ValueError("nothing is written to the search words")

    monkeypatch.setattr("commissioners.search.refresh", fail)
    summary, _ = run_import(tender_notice())
    assert counts(summary) == {"failed": 1}
    for model in (Opportunity, Lot, Notice, Change, CommissioningBody):
        assert not model.objects.exists()


def test_import_asks_for_reference_data_first():
    from partnerships_portal.reference.models import ServiceArea

    ServiceArea.objects.sub_areas().delete()
    ServiceArea.objects.all().delete()
    with pytest.raises(NotReady, match="load_reference"):
        Run(at=AT, say=print)
