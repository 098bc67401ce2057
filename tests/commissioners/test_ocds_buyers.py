import datetime as dt

import pytest

from commissioners.importing.runs import Run
from commissioners.models import BodyIdentifier, CommissioningBody, Opportunity
from tests.factories import BodyFactory

from .notices import (
    AT,
    buyer_party,
    contracts_finder_notice,
    counts,
    tender_notice,
    write,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


def test_delta_without_a_buyer_belongs_to_the_only_buyer_of_its_ocid(run_import):
    delta = {
        "ocid": "ocds-h6vhtk-0aaaa1",
        "id": "000109-2026",
        "date": "2026-03-09T09:00:00Z",
        "tag": ["tenderUpdate"],
        "tender": {"tenderPeriod": {"endDate": "2026-07-01T12:00:00+01:00"}},
    }
    run_import(tender_notice(), delta)
    assert Opportunity.objects.get().submission_deadline == dt.datetime(2026, 7, 1, 11, tzinfo=dt.UTC)


def test_buyers_that_share_an_ocid_are_kept_apart(run_import):
    other = buyer_party("Marlbeck Council", "GB-PPON-PXXX-0002-TEST")
    theirs = tender_notice("000201-2026", tender={"title": "Something else"}) | {
        "parties": [other],
        "buyer": {"id": other["id"], "name": other["name"]},
    }
    run_import(tender_notice(), theirs)
    assert {(o.body.name, o.title) for o in Opportunity.objects.all()} == {
        ("Harrowmere City Council", "Youth work in Harrowmere"),
        ("Marlbeck Council", "Something else"),
    }


def test_body_is_found_by_identifier_then_by_name(run_import):
    by_identifier = BodyFactory(name="Old name of the council")
    BodyIdentifier.objects.create(body=by_identifier, scheme="GB-PPON", identifier="PXXX-0001-TEST")
    by_name = BodyFactory(name="The Saltwick District  Council")
    run_import(tender_notice(), contracts_finder_notice())
    assert set(Opportunity.objects.values_list("body", flat=True)) == {by_identifier.pk, by_name.pk}
    assert by_name.identifiers.get().identifier == "900001"


def test_council_gets_the_districts_that_its_name_names(run_import):
    named = buyer_party("North Yorkshire Council", "GB-PPON-PXXX-0009-TEST")
    run_import(tender_notice() | {"parties": [named], "buyer": {"id": named["id"], "name": named["name"]}})
    assert [place.name for place in CommissioningBody.objects.get().places.all()] == ["North Yorkshire"]


def test_notice_without_a_buyer_is_kept_until_the_buyer_is_known(run_import):
    nameless = tender_notice()
    del nameless["buyer"], nameless["parties"]
    summary, _ = run_import(nameless)
    assert counts(summary) == {"skipped": 1}
    assert summary.reasons["no_buyer"] == 1
    run_import(tender_notice("000104-2026", "2026-03-10T09:00:00Z"))
    assert Opportunity.objects.get().notices.count() == 2


def test_body_that_somebody_made_since_the_import_began_is_found(tmp_path):
    run = Run(at=AT, say=lambda text: None)
    made = BodyFactory(name="Harrowmere City Council")
    run.import_sources([write(tmp_path / "one.json", tender_notice())])
    assert Opportunity.objects.get().body == made
