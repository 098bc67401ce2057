import datetime as dt
import itertools
import json

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.db.models import Model

from commissioners.choices import LotOutcome, Regime, Route, Source, State
from commissioners.importing import batches
from commissioners.importing.runs import NotReady, Run
from commissioners.models import Award, BodyIdentifier, CommissioningBody, Lot, Notice, Opportunity
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.changes.models import Change
from tests.factories import BodyFactory, OrganisationFactory

from .notices import (
    award_notice,
    buyer_party,
    contracts_finder_notice,
    document,
    planning_notice,
    release,
    tender_notice,
    write,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
AT = dt.datetime(2026, 4, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def run_import(tmp_path):
    """`run_import(*releases)` imports them from one file, at AT; returns the summary and what was said."""
    files = itertools.count()

    def run(*releases, at=AT):
        said = []
        path = write(tmp_path / f"{next(files)}.json", *releases)
        return Run(at=at, say=said.append).import_sources([path]), said

    return run


def counts(summary):
    words = ("created", "updated", "unchanged", "skipped", "failed")
    return {word: getattr(summary, word) for word in words if getattr(summary, word)}


def test_tender_notice_becomes_an_open_opportunity(run_import):
    summary, _ = run_import(tender_notice())
    opportunity = Opportunity.objects.get()
    assert counts(summary) == {"created": 1}
    assert opportunity.state == State.OPEN
    assert opportunity.title == "Youth work in Harrowmere"
    assert opportunity.body.name == "Harrowmere City Council"
    assert opportunity.source == Source.FIND_A_TENDER and opportunity.is_imported
    assert opportunity.notice_url == "https://www.find-tender.service.gov.uk/Notice/000101-2026"
    assert (opportunity.route, opportunity.regime, opportunity.is_light_touch) == (
        Route.OPEN,
        Regime.PROCUREMENT_ACT,
        True,
    )
    assert opportunity.submission_deadline == dt.datetime(2026, 6, 1, 11, tzinfo=dt.UTC)
    assert (opportunity.value, opportunity.value_with_vat) == (800_000, 960_000)
    assert not opportunity.outside_public_services
    assert Opportunity.objects.live(AT).exists()


def test_lots_of_a_notice_have_their_own_services_places_and_dates(run_import):
    run_import(tender_notice())
    north, south = Lot.objects.order_by("number")
    assert [area.code for area in north.services.all()] == ["youth-work"]
    assert [area.code for area in south.services.all()] != ["youth-work"]
    assert [place.name for place in north.places.all()] == ["Leeds"]
    assert (north.title, north.starts_on, north.ends_on) == ("North", dt.date(2026, 9, 1), dt.date(2028, 8, 31))
    assert north.outcome == LotOutcome.PENDING


def test_early_engagement_notice_becomes_an_opportunity_before_the_tender(run_import):
    run_import(planning_notice(), at=dt.datetime(2026, 1, 15, tzinfo=dt.UTC))
    opportunity = Opportunity.objects.get()
    assert opportunity.state == State.EARLY_ENGAGEMENT
    assert opportunity.engagement_deadline == dt.datetime(2026, 2, 1, 23, 59, 59, tzinfo=dt.UTC)
    assert opportunity.expected_tender_on == dt.date(2026, 3, 1)
    assert opportunity.submission_deadline is None


def test_a_second_import_of_the_same_file_changes_nothing(run_import):
    notices = [planning_notice(), tender_notice(), award_notice(), contracts_finder_notice()]
    first, _ = run_import(*notices)
    before = _everything()
    second, _ = run_import(*notices, at=AT + dt.timedelta(days=1))
    assert counts(first) == {"created": 4}
    assert counts(second) == {"unchanged": 4}
    assert (second.opportunities, second.history) == (first.opportunities, first.history)
    assert second.mapped == first.mapped
    assert _everything() == before


def test_second_import_writes_no_row(run_import, django_assert_max_num_queries):
    run_import(tender_notice(), award_notice())
    marks = Change.objects.count()
    events = AuditEvent.objects.count()
    run_import(tender_notice(), award_notice())
    assert (Change.objects.count(), AuditEvent.objects.count()) == (marks, events)


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


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_order_of_arrival_does_not_matter(run_import, order):
    later = dt.datetime(2026, 8, 1, tzinfo=dt.UTC)
    update = tender_notice("000103-2026", "2026-04-02T09:00:00Z", tender={"title": "Youth work, amended"})
    notices = [planning_notice(), tender_notice(), update, award_notice()]
    for index in order:
        run_import(notices[index], at=later)
    opportunity = Opportunity.objects.get()
    assert opportunity.title == "Youth work, amended"
    assert opportunity.state == State.AWARDED
    assert opportunity.engagement_deadline == dt.datetime(2026, 2, 1, 23, 59, 59, tzinfo=dt.UTC)
    assert opportunity.published_at == dt.datetime(2026, 1, 10, 9, tzinfo=dt.UTC)
    assert Award.objects.get().opportunity == opportunity
    assert Lot.objects.count() == 2
    assert Notice.objects.filter(opportunity=opportunity).count() == 4


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


def test_contacts_are_not_kept(run_import):
    run_import(tender_notice(), contracts_finder_notice())
    kept = json.dumps(list(Notice.objects.values_list("raw", flat=True)))
    shown = " ".join(Opportunity.objects.values_list("description", flat=True))
    for words in (kept, shown):
        assert "ann@" not in words and "960123" not in words and "960999" not in words
    assert "Ann Example" not in kept
    assert "[e-mail removed]" in shown and "[telephone removed]" in shown


def test_outside_public_services_is_kept_marked_and_not_matched(run_import):
    items = [
        {"id": "1", "relatedLot": "1", "additionalClassifications": [{"scheme": "CPV", "id": "45000000"}]},
    ]
    summary, _ = run_import(tender_notice(tender={"items": items, "lots": []}))
    assert Opportunity.objects.get().outside_public_services
    assert not Opportunity.objects.live(AT).exists()
    assert summary.mapped["services"] == 0
    assert summary.reasons["outside_public_services"] == 1


def test_import_marks_the_change_and_leaves_an_audit_event(run_import):
    run_import(tender_notice())
    opportunity = Opportunity.objects.get()
    assert Change.objects.filter(kind="opportunity", object_id=opportunity.pk).count() == 1
    event = AuditEvent.objects.get(target_id=opportunity.pk)
    assert (event.action, event.actor) == ("imported", None)
    run_import(tender_notice("000105-2026", "2026-03-20T09:00:00Z", tender={"title": "New title"}))
    event = AuditEvent.objects.filter(action="updated by import").get()
    assert event.details == {"fields": ["title", "notice_url"]}


def test_words_of_an_imported_opportunity_can_be_searched(run_import):
    run_import(tender_notice())
    assert Opportunity.objects.filter(search="youth").exists()


def test_import_does_not_overwrite_what_a_person_changed(run_import):
    run_import(tender_notice())
    opportunity = Opportunity.objects.get()
    opportunity.title = "Our own title"
    opportunity.save(update_fields=["title"])
    north = opportunity.lots.get(number="1")
    north.title = "Our own north"
    north.save(update_fields=["title"])
    north.places.clear()
    changes = {"title": "Their new title", "description": "Their new words", "value": {"amount": 900000}}
    update = tender_notice("000104-2026", "2026-03-10T09:00:00Z", tender=changes)
    update["tender"]["lots"][0]["title"] = "Their new north"
    update["tender"]["lots"][1]["title"] = "Their new south"
    run_import(update)
    opportunity.refresh_from_db()
    assert opportunity.title == "Our own title"
    assert opportunity.description == "Their new words"
    assert opportunity.value == 900_000
    assert list(opportunity.lots.order_by("number").values_list("title", flat=True)) == [
        "Our own north",
        "Their new south",
    ]
    assert not opportunity.lots.get(number="1").places.exists()


def test_cancelling_in_the_portal_outlasts_an_update(run_import):
    run_import(tender_notice())
    Opportunity.objects.update(state=State.CANCELLED)
    run_import(tender_notice("000104-2026", "2026-03-10T09:00:00Z"))
    assert Opportunity.objects.get().state == State.CANCELLED


def test_extended_deadline_opens_again_what_time_had_closed(run_import):
    run_import(tender_notice())
    Opportunity.objects.update(state=State.CLOSED)
    later = tender_notice(
        "000104-2026", "2026-06-02T09:00:00Z", tender={"tenderPeriod": {"endDate": "2026-07-01T12:00:00Z"}}
    )
    run_import(later, at=dt.datetime(2026, 6, 3, tzinfo=dt.UTC))
    assert Opportunity.objects.get().state == State.OPEN


def test_openness_that_a_commissioner_states_is_theirs(run_import):
    run_import(tender_notice())
    Opportunity.objects.update(openness="welcomed", minimum_turnover=50_000)
    run_import(tender_notice("000104-2026", "2026-03-10T09:00:00Z", tender={"title": "New"}))
    opportunity = Opportunity.objects.get()
    assert (opportunity.title, opportunity.openness, opportunity.minimum_turnover) == ("New", "welcomed", 50_000)


def test_lots_replace_the_one_lot_that_stood_for_the_whole(run_import):
    run_import(tender_notice(tender={"lots": []}))
    assert [lot.number for lot in Lot.objects.all()] == ["1"]
    run_import(tender_notice("000104-2026", "2026-03-10T09:00:00Z"))
    assert sorted(Lot.objects.values_list("number", flat=True)) == ["1", "2"]


def test_corrected_version_of_a_release_updates_it_and_an_old_one_does_not(run_import):
    first, second = tender_notice(), tender_notice(date="2026-03-03T09:00:00Z", tender={"title": "Corrected"})
    run_import(first)
    summary, _ = run_import(second)
    assert counts(summary) == {"updated": 1}
    summary, _ = run_import(first)
    assert counts(summary) == {"unchanged": 1}
    assert Notice.objects.count() == 1
    assert Opportunity.objects.get().title == "Corrected"


def test_same_release_twice_in_a_file_counts_once(run_import):
    summary, _ = run_import(tender_notice(), tender_notice())
    assert counts(summary) == {"created": 1, "unchanged": 1}


def test_cancelled_award_leaves_history(run_import):
    run_import(award_notice())
    gone = award_notice("000110-2026", "2026-08-20T09:00:00Z")
    gone["tag"] = ["awardCancellation"]
    gone["awards"][0]["status"] = "cancelled"
    run_import(gone)
    assert not Award.objects.exists()


def test_payment_notice_is_kept_but_skipped(run_import):
    payments = release("000300-2026", tag="implementation")
    summary, _ = run_import(payments)
    assert counts(summary) == {"skipped": 1}
    assert summary.reasons["nothing_bought"] == 1
    assert Notice.objects.count() == 1
    again, _ = run_import(payments)
    assert counts(again) == {"unchanged": 1}


def test_notice_without_a_buyer_is_kept_until_the_buyer_is_known(run_import):
    nameless = tender_notice()
    del nameless["buyer"], nameless["parties"]
    summary, _ = run_import(nameless)
    assert counts(summary) == {"skipped": 1}
    assert summary.reasons["no_buyer"] == 1
    run_import(tender_notice("000104-2026", "2026-03-10T09:00:00Z"))
    assert Opportunity.objects.get().notices.count() == 2


def test_intended_direct_award_is_not_yet_history(run_import):
    intended = award_notice()
    intended["awards"][0] |= {"status": "pending", "documents": [document("000102-2026", "UK5")]}
    summary, _ = run_import(intended)
    assert counts(summary) == {"skipped": 1}
    assert summary.reasons["intended_award"] == 1
    assert not Award.objects.exists()


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


def test_number_of_queries_does_not_grow_with_the_releases(run_import, django_assert_max_num_queries):
    def notices(start, many):
        return [tender_notice(f"{n:06}-2026", ocid=f"ocds-h6vhtk-{n:06}") for n in range(start, start + many)]

    run_import(tender_notice())
    with django_assert_max_num_queries(45):
        run_import(*notices(1000, 3))
    with django_assert_max_num_queries(45):
        run_import(*notices(2000, 60))


def test_command_prints_one_line_of_json_and_reports_to_the_error_stream(tmp_path, capsys):
    path = write(tmp_path / "one.json", tender_notice(), "broken")
    call_command("import_notices", path)
    said = capsys.readouterr()
    printed = json.loads(said.out)
    assert list(printed) == [
        "releases",
        "created",
        "updated",
        "unchanged",
        "skipped",
        "failed",
        "opportunities",
        "history",
        "mapped",
        "reasons",
    ]
    assert list(printed["mapped"]) == ["buyer", "services", "places", "value", "deadline", "lots"]
    assert printed["created"] + printed["failed"] == printed["releases"] == 2
    assert "release 2" in said.err


@pytest.mark.parametrize("text", ["", "<!DOCTYPE html><p>Error {502}</p>", "hello", '{"releases": ["x"]}'])
def test_command_exits_with_1_where_nothing_could_be_read(tmp_path, capsys, text):
    path = tmp_path / "bad.json"
    path.write_text(text)
    with pytest.raises(SystemExit) as stop:
        call_command("import_notices", str(path))
    assert stop.value.code == 1
    assert json.loads(capsys.readouterr().out)["created"] == 0


def test_command_succeeds_where_one_source_of_two_could_be_read(tmp_path, capsys):
    good = write(tmp_path / "good.json", tender_notice())
    call_command("import_notices", str(tmp_path / "missing.json"), good)
    said = capsys.readouterr()
    assert json.loads(said.out)["created"] == 1
    assert "There is no file" in said.err


def test_empty_package_is_not_an_error(tmp_path, capsys):
    call_command("import_notices", write(tmp_path / "empty.json"))
    assert json.loads(capsys.readouterr().out)["releases"] == 0


def _everything() -> dict[str, list]:
    """Every row that an import may write, but for nothing."""
    models: list[type[Model]] = [
        *(Opportunity, Lot, Award, Notice, CommissioningBody, BodyIdentifier, AuditEvent, Change),
        *(Lot.services.through, Lot.places.through, Lot.regions.through, Award.lots.through),
    ]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}
