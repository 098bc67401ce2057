"""Promises about the way out and back: what was imported, exported and imported again is the same."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from commissioners.actions import opportunities
from commissioners.models import Award, CommissioningBody, Notice, Opportunity
from commissioners.publishing.round_trip import differences, picture
from partnerships_portal.reference.models import LocalAuthority, ServiceArea
from tests.factories import OpportunityFactory

from .notices import (
    award_notice,
    buyer_party,
    contracts_finder_notice,
    item,
    lot,
    planning_notice,
    tender_notice,
    tender_section,
    write,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


def notices() -> list[dict]:
    """One of each kind that the real files hold, and each thing that is kept of them at least once."""
    partner = buyer_party("Pinecombe Council", "GB-PPON-PXXX-0002-TEST")
    joint = tender_notice("000201-2026", ocid="ocds-h6vhtk-0dddd4")
    joint["parties"].append(partner)
    reserved = tender_notice(
        "000301-2026",
        ocid="ocds-h6vhtk-0eeee5",
        tender={
            "otherRequirements": {"reservedParticipation": ["publicServiceMissionOrganization"]},
            "procurementMethodDetails": "Competitive flexible procedure",
            "contractPeriod": {"startDate": "2026-09-01T00:00:00+01:00", "maxExtentDate": "2030-08-31T23:59:59+01:00"},
        },
    )
    elsewhere = tender_notice(
        "000401-2026",
        ocid="ocds-h6vhtk-0ffff6",
        tender={"items": [item("1", "45000000", "UKM")], "lots": [lot("1", "Roofs in Scotland")]},
    )
    cancelled = tender_notice("000501-2026", ocid="ocds-h6vhtk-0abcd7", tender={"status": "cancelled"})
    joint_winners = award_notice(suppliers=("Saltwick Youth CIC", "Consortium of Clubs"))
    # an award of its own under another ocid, that says more than the model has words for
    psr = tender_notice(
        "000601-2026",
        ocid="ocds-h6vhtk-0abcd8",
        tender=tender_section(
            legalBasis={"id": "32014L0024", "scheme": "CELEX"},
            procurementMethodDetails="Most suitable provider process",
            procurementMethodRationale="Under the Provider Selection Regime",
        ),
    )
    return [
        *(planning_notice(ocid="ocds-h6vhtk-0bbbb2"), tender_notice(), joint_winners),
        *(joint, reserved, elsewhere, cancelled, psr, contracts_finder_notice()),
        contracts_finder_notice("later-2", tag="award", awards=[cf_award()], ocid="ocds-b5fd17-other"),
    ]


def cf_award() -> dict:
    """An award as Contracts Finder writes it: a supplier without a number, and no items of its own."""
    return {
        "id": "ocds-b5fd17-other-1",
        "status": "active",
        "date": "2026-03-20T00:00:00Z",
        "value": {"amount": 70000.5, "currency": "GBP"},
        "suppliers": [{"id": "GB-CFS-1", "name": "Saltwick Days"}],
    }


@pytest.fixture
def there_and_back(run_import, tmp_path):
    """Import, forget the notices, export, empty the database, import: the pictures before and after."""

    def go(*releases):
        run_import(*releases)
        before = picture()
        Notice.objects.update(raw={})
        path = tmp_path / "export.json"
        call_command("export_notices", output=str(path))
        for model in (Notice, Award, Opportunity, CommissioningBody):
            model.objects.all().delete()
        assert picture() == {}
        exported = json.loads(path.read_text())
        run_import(*exported["releases"])
        return before, picture()

    return go


def test_opportunities_are_equal_after_export_and_import(there_and_back):
    before, after = there_and_back(*notices())
    assert differences(before, after) == []
    assert len(before) == 8
    assert {fields["state"] for fields in before.values()} >= {"early_engagement", "open", "awarded", "cancelled"}
    assert {fields["regime"] for fields in before.values()} >= {"procurement_act", "psr"}
    assert any(fields["joint_buyers"] for fields in before.values())
    assert any(fields["reserved_for"] for fields in before.values())
    assert any(
        award["is_joint"] and award["bids_received"] for each in before.values() for award in each["awards"].values()
    )
    assert any(fields["outside_england"] and fields["outside_public_services"] for fields in before.values())


def test_a_second_journey_changes_nothing_more(there_and_back, run_import, tmp_path):
    before, _ = there_and_back(*notices())
    path = tmp_path / "again.json"
    call_command("export_notices", output=str(path))
    run_import(*json.loads(path.read_text())["releases"])
    assert differences(before, picture()) == []


def test_a_difference_is_seen_and_said(run_import):
    run_import(tender_notice())
    before = picture()
    Opportunity.objects.update(title="Something else")
    (line,) = differences(before, picture())
    assert "title: 'Youth work in Harrowmere' became 'Something else'" in line
    Opportunity.objects.all().delete()
    assert differences(before, picture()) == ["ocds-h6vhtk-0aaaa1 Harrowmere City Council: missing after"]


def test_what_its_buyer_added_about_consortia_survives_too(there_and_back, run_import):
    run_import(tender_notice())
    Opportunity.objects.update(openness="required", models_considered=["alliance"], openness_note="Together only")
    before, after = there_and_back(tender_notice())
    assert differences(before, after) == []
    (fields,) = after.values()
    assert (fields["openness"], fields["openness_note"]) == ("required", "Together only")


def test_an_import_that_says_nothing_of_consortia_leaves_what_the_buyer_added(run_import):
    run_import(tender_notice())
    Opportunity.objects.update(openness="welcomed", openness_note="Together, please")
    run_import(tender_notice("000109-2026", date="2026-03-09T09:00:00Z", tender={"title": "Youth work, longer"}))
    opportunity = Opportunity.objects.get()
    assert (opportunity.title, opportunity.openness) == ("Youth work, longer", "welcomed")
    assert opportunity.openness_note == "Together, please"


def test_command_says_that_all_is_equal_and_leaves_nothing_behind(tmp_path, capsys):
    call_command("check_round_trip", write(tmp_path / "notices.json", *notices()))
    assert "8 opportunities are equal after export and import" in capsys.readouterr().out
    assert not Opportunity.objects.exists()
    assert not CommissioningBody.objects.exists()


def test_command_says_what_differs(tmp_path, capsys, monkeypatch):
    pictures = iter([{"one": {"title": "Before"}}, {"one": {"title": "After"}}])
    monkeypatch.setattr("commissioners.management.commands.check_round_trip.picture", lambda: next(pictures))
    with pytest.raises(CommandError, match="1 opportunities, 1 differences"):
        call_command("check_round_trip", write(tmp_path / "notices.json", tender_notice()))
    assert "'Before' became 'After'" in capsys.readouterr().out


def test_command_does_not_start_where_there_is_something_to_lose(tmp_path):
    kept = OpportunityFactory()
    with pytest.raises(CommandError, match="empty database"):
        call_command("check_round_trip", write(tmp_path / "notices.json", tender_notice()))
    assert Opportunity.objects.get() == kept


def test_export_of_nothing_is_empty_and_of_many_is_one_package(capsys, monkeypatch):
    call_command("export_notices")
    assert capsys.readouterr().out == ""
    monkeypatch.setattr("commissioners.publishing.releases.AT_ONCE", 2)
    for _ in range(5):
        OpportunityFactory()
    call_command("export_notices")
    assert len(json.loads(capsys.readouterr().out)["releases"]) == 5


def test_what_was_posted_here_is_read_elsewhere_the_same_but_for_its_source(
    published, commissioner, partner_body, at, run_import, tmp_path, settings
):
    said = {"openness": "welcomed", "models_considered": ["alliance"], "minimum_turnover": 100_000, "value": 500_000}
    said |= {"considers_smaller_lots": False, "minimum_insurance": 5_000_000, "infrastructure_asked": "A base nearby"}
    said |= {"social_value_weight": Decimal("10.00"), "social_value_questions": "Who will gain?"}
    said |= {"tender_days": 35, "award_expected_on": dt.date(2027, 6, 30), "may_be_extended": False}
    law = {"route": "competitive_flexible", "regime": "procurement_act", "is_light_touch": True}
    opportunities.save(opportunity=published, values=said | law, by=commissioner, at=at)
    lot = published.lots.get()
    lot.services.set(ServiceArea.objects.filter(code="youth-work"))
    lot.places.set(LocalAuthority.objects.filter(name__in=["Leeds", "York"]))
    published.joint_buyers.add(partner_body)
    award = published.awards.create(body=published.body, title="Youth clubs", awarded_on=at.date(), is_joint=True)
    award.lots.set([lot])
    published.lots.update(outcome="awarded", decided_at=at)
    nowhere = published.lots.create(number="2", outcome="not_awarded", outcome_reason="Nobody tendered", decided_at=at)
    nowhere.services.set(lot.services.all())
    nowhere.places.set(lot.places.all())
    Opportunity.objects.update(state="awarded")
    before, path = picture(), tmp_path / "export.json"
    call_command("export_notices", output=str(path))
    settings.OCID_PREFIX = "ocds-others"  # what reads it is another portal
    for model in (Award, Opportunity):
        model.objects.all().delete()
    run_import(*json.loads(path.read_text())["releases"], at=at)
    found = differences(before, picture())
    assert len(found) == 2, found
    assert all("source" in line and "other_ocds" in line for line in found)


def test_portal_does_not_import_what_it_published_itself(published, run_import, tmp_path):
    path = tmp_path / "export.json"
    call_command("export_notices", output=str(path))
    summary, said = run_import(*json.loads(path.read_text())["releases"])
    assert summary.failed == 1
    assert any("it was posted on this portal" in line for line in said)
    assert Opportunity.objects.get() == published
