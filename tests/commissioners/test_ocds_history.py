import datetime as dt

import pytest

from commissioners.choices import LotOutcome, State
from commissioners.models import Award, Lot, Opportunity
from partnerships_portal.changes.models import Change
from tests.factories import OrganisationFactory

from .notices import (
    award_notice,
    counts,
    document,
    tender_notice,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


def test_award_joins_its_opportunity(run_import):
    run_import(tender_notice())
    run_import(award_notice(), at=dt.datetime(2026, 8, 1, tzinfo=dt.UTC))
    opportunity = Opportunity.objects.get()
    award = Award.objects.get()
    assert opportunity.state == State.AWARDED
    assert award.opportunity == opportunity
    assert award.title == "Youth work in Harrowmere"
    assert [supplier.name for supplier in award.suppliers.all()] == ["Saltwick Youth CIC"]
    assert (award.value, award.awarded_on) == (390_000, dt.date(2026, 7, 15))
    assert (award.bids_received, award.voluntary_bids_received, award.is_joint) == (5, 2, False)
    assert [lot.number for lot in award.lots.all()] == ["1"]
    outcomes = dict(Lot.objects.values_list("number", "outcome"))
    assert outcomes == {"1": LotOutcome.AWARDED, "2": LotOutcome.PENDING}


def test_award_without_its_tender_is_history_and_never_matched(run_import):
    summary, _ = run_import(award_notice())
    assert (summary.opportunities, summary.history) == (0, 1)
    assert not Opportunity.objects.exists()
    award = Award.objects.get()
    assert award.opportunity is None
    assert award.body.name == "Harrowmere City Council"
    assert not Change.objects.filter(kind="opportunity").exists()


def test_supplier_is_linked_to_the_organisation_with_its_company_number(run_import):
    organisation = OrganisationFactory(company_number="00000001")
    run_import(award_notice())
    assert Award.objects.get().suppliers.get().organisation == organisation


def test_several_suppliers_of_one_award_are_not_called_joint(run_import):
    run_import(award_notice(suppliers=("Saltwick Youth CIC", "Marlbeck Clubs Ltd")))
    assert Award.objects.get().is_joint is None


def test_cancelled_award_leaves_history(run_import):
    run_import(award_notice())
    gone = award_notice("000110-2026", "2026-08-20T09:00:00Z")
    gone["tag"] = ["awardCancellation"]
    gone["awards"][0]["status"] = "cancelled"
    run_import(gone)
    assert not Award.objects.exists()


def test_intended_direct_award_is_not_yet_history(run_import):
    intended = award_notice()
    intended["awards"][0] |= {"status": "pending", "documents": [document("000102-2026", "UK5")]}
    summary, _ = run_import(intended)
    assert counts(summary) == {"skipped": 1}
    assert summary.reasons["intended_award"] == 1
    assert not Award.objects.exists()


def test_opportunity_follows_its_notices_even_where_a_later_version_is_no_tender(run_import):
    run_import(tender_notice())
    replaced = award_notice("000101-2026", "2026-07-20T09:00:00Z")
    run_import(replaced, at=dt.datetime(2026, 8, 1, tzinfo=dt.UTC))
    assert Opportunity.objects.get().state == State.AWARDED
    assert Award.objects.get().opportunity == Opportunity.objects.get()


def test_award_for_anywhere_counts_for_every_region(run_import):
    notice = award_notice()
    notice["tender"]["items"] = [{"id": "1", "deliveryAddresses": [{"region": "UK"}]}]
    run_import(notice)
    assert Award.objects.get().regions.count() == 9
