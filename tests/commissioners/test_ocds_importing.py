import datetime as dt
import itertools
import json

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from commissioners.choices import LotOutcome, Regime, Route, Source, State
from commissioners.models import Award, BodyIdentifier, CommissioningBody, Lot, Notice, Opportunity
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.changes.models import Change

from .notices import (
    AT,
    award_notice,
    contracts_finder_notice,
    counts,
    planning_notice,
    release,
    tender_notice,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


def test_tender_notice_becomes_an_open_opportunity(run_import):
    summary, _ = run_import(tender_notice())
    opportunity = Opportunity.objects.get()
    assert counts(summary) == {"created": 1}
    assert opportunity.state == State.OPEN
    assert opportunity.title == "Youth work in Harrowmere"
    assert opportunity.body.name == "Harrowmere City Council"
    assert opportunity.source == Source.FIND_A_TENDER
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


def test_second_import_writes_no_row(run_import):
    run_import(tender_notice(), award_notice())
    with CaptureQueriesContext(connection) as queries:
        run_import(tender_notice(), award_notice())
    assert not [query for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


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


def test_notice_for_scotland_is_kept_marked_and_not_matched(run_import):
    items = [
        {
            "id": "1",
            "additionalClassifications": [{"scheme": "CPV", "id": "98133110"}],
            "deliveryAddresses": [{"region": "UKM", "countryName": "United Kingdom"}],
        },
    ]
    run_import(tender_notice(tender={"items": items, "lots": []}))
    assert Opportunity.objects.get().outside_england
    assert not Opportunity.objects.live(AT).exists()


def test_import_marks_the_change_and_leaves_an_audit_event(run_import):
    run_import(tender_notice())
    opportunity = Opportunity.objects.get()
    assert Change.objects.filter(kind="opportunity", object_id=opportunity.pk).count() == 1
    event = AuditEvent.objects.get(target_id=opportunity.pk)
    assert (event.action, event.actor) == ("opportunity_imported", None)
    run_import(tender_notice("000105-2026", "2026-03-20T09:00:00Z", tender={"title": "New title"}))
    event = AuditEvent.objects.filter(action="opportunity_updated_from_notice").get()
    assert event.details == {"fields": ["title", "notice_url"]}


def test_words_of_an_imported_opportunity_can_be_searched(run_import):
    run_import(tender_notice())
    assert Opportunity.objects.filter(search="youth").exists()


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


def test_payment_notice_is_kept_but_skipped(run_import):
    payments = release("000300-2026", tag="implementation")
    summary, _ = run_import(payments)
    assert counts(summary) == {"skipped": 1}
    assert summary.reasons["nothing_bought"] == 1
    assert Notice.objects.count() == 1
    again, _ = run_import(payments)
    assert counts(again) == {"unchanged": 1}


def test_number_of_queries_does_not_grow_with_the_releases(run_import, django_assert_max_num_queries):
    def notices(start, many):
        return [tender_notice(f"{n:06}-2026", ocid=f"ocds-h6vhtk-{n:06}") for n in range(start, start + many)]

    run_import(tender_notice())
    with django_assert_max_num_queries(45):
        run_import(*notices(1000, 3))
    with django_assert_max_num_queries(45):
        run_import(*notices(2000, 60))


def _everything() -> dict[str, list]:
    """Every row that an import may write, but for nothing."""
    models: list[type[Model]] = [
        *(Opportunity, Lot, Award, Notice, CommissioningBody, BodyIdentifier, AuditEvent, Change),
        *(Lot.services.through, Lot.places.through, Lot.regions.through, Award.lots.through),
    ]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def test_page_links_the_notice_and_says_what_it_leaves_out(run_import, client):
    run_import(tender_notice(tender={"value": {"amount": 0, "currency": "GBP"}, "lots": []}))
    page = client.get(Opportunity.objects.get().get_absolute_url()).content.decode()
    assert "Imported from Find a Tender" in page
    assert 'href="https://www.find-tender.service.gov.uk/Notice/000101-2026"' in page
    assert "No value is given, or only 0 or a nominal sum." in page
    assert "Imported from its notice" in page


def test_release_without_an_id_is_known_by_its_notice(run_import):
    nameless = tender_notice()
    del nameless["id"]
    run_import(nameless)
    assert Notice.objects.get().release_id == "000101-2026"
    summary, _ = run_import(tender_notice())
    assert Notice.objects.count() == 1 and summary.failed == 0
