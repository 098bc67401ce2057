import datetime as dt
import threading
import time

import pytest
from django.db import connection, transaction

from commissioners.actions import opportunities
from commissioners.choices import State
from commissioners.models import Lot, Opportunity
from tests.factories import UserFactory

from .notices import (
    AT,
    tender_notice,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


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


def wait_until_someone_waits():
    """Until another connection waits for a lock. Fails after ten seconds."""
    until = time.monotonic() + 10
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()")
            if cursor.fetchone()[0]:
                return
            time.sleep(0.02)
    raise AssertionError("nobody waits for the opportunity")


@pytest.mark.django_db(transaction=True)
def test_import_waits_for_a_person_who_is_saving_and_counts_on_from_their_version(run_import):
    run_import(tender_notice())
    opportunity, person = Opportunity.objects.get(), UserFactory()

    def update():
        run_import(tender_notice("000104-2026", "2026-03-10T09:00:00Z", tender={"title": "New"}))
        connection.close()

    importing = threading.Thread(target=update)
    with transaction.atomic():
        opportunities.save(opportunity=opportunity, values={"openness": "welcomed"}, by=person, at=AT)
        importing.start()
        wait_until_someone_waits()
    importing.join(timeout=20)
    opportunity.refresh_from_db()
    assert (opportunity.title, opportunity.openness, opportunity.version) == ("New", "welcomed", 3)
