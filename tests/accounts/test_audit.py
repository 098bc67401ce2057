"""Promises about the record of what was done: it is only added to, and whoever edits it is found out."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from partnerships_portal.accounts import tasks
from partnerships_portal.accounts.audit import checking, record, record_all, sealing
from partnerships_portal.accounts.audit.recording import WRITERS
from partnerships_portal.accounts.models import AuditCheck, AuditEvent, AuditSeal
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
TABLE = AuditEvent._meta.db_table


@pytest.fixture
def person():
    return UserFactory()


def acts(person, times=1, at=None, **details) -> list[int]:
    """The person does something several times; returns the numbers of the events."""
    at = at or timezone.now()
    return [record(actor=person, action="name_changed", target=person, at=at, **details).pk for _ in range(times)]


def behind_the_portals_back(sql, *values) -> None:
    """What somebody with the database's password does, who knows about the trigger."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in (TABLE, AuditSeal._meta.db_table):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(sql, values)
        for table in (TABLE, AuditSeal._meta.db_table):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def trouble() -> str:
    return checking.check(at=timezone.now()).trouble


def in_blocks_of(size, monkeypatch) -> None:
    monkeypatch.setattr(sealing, "BLOCK", size)


@pytest.fixture(params=["sealed", "not sealed yet"])
def ten_events(request, person, monkeypatch):
    """Ten events with other details each, in blocks of four, or not sealed yet."""
    in_blocks_of(4, monkeypatch)
    numbers = [acts(person, note=number, share=2.0)[0] for number in range(10)]
    if request.param == "sealed":
        assert sealing.seal(at=timezone.now()) == 10
        assert [block.count for block in AuditSeal.objects.all()] == [4, 4, 2]
    assert not trouble()
    return numbers


def test_event_that_somebody_edits_is_named(ten_events):
    behind_the_portals_back(f"UPDATE {TABLE} SET details = '{{}}' WHERE id = %s", ten_events[5])
    assert trouble() == f"Event {ten_events[5]} was changed after it was written, or was not written by the portal."


@pytest.mark.parametrize("change", ["actor_id = NULL", "at = at - interval '1 day'", "target_id = 0", "action = 'x'"])
def test_every_column_is_signed(ten_events, change):
    behind_the_portals_back(f"UPDATE {TABLE} SET {change} WHERE id = %s", ten_events[0])
    assert f"Event {ten_events[0]} was changed" in trouble()


def test_event_that_somebody_forges_is_named(ten_events):
    columns = "at, actor_id, action, target_kind, target_id, details, signature"
    behind_the_portals_back(
        f"INSERT INTO {TABLE} ({columns}) SELECT {columns} FROM {TABLE} WHERE id = %s", ten_events[2]
    )
    forged = AuditEvent.objects.order_by("pk").last().pk
    assert f"Event {forged} was changed after it was written, or was not written" in trouble()


def test_two_events_that_somebody_swaps_are_named(ten_events):
    first, second = ten_events[1], ten_events[6]
    for old, new in ((first, -1), (second, first), (-1, second)):
        behind_the_portals_back(f"UPDATE {TABLE} SET id = %s WHERE id = %s", new, old)
    assert trouble().startswith(f"Event {first} was changed")


@pytest.mark.parametrize("place", [0, 4, 5, 9])
def test_sealed_event_that_somebody_deletes_is_named(person, monkeypatch, place):
    in_blocks_of(4, monkeypatch)
    numbers = acts(person, 10)
    sealing.seal(at=timezone.now())
    behind_the_portals_back(f"DELETE FROM {TABLE} WHERE id = %s", numbers[place])
    assert trouble() == f"Event {numbers[place]} was taken away."


def test_event_put_where_none_was_is_named(person):
    before = acts(person)[0]
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        acts(person)
        raise ZeroDivisionError  # its number is never used
    acts(person)
    sealing.seal(at=timezone.now())
    assert AuditSeal.objects.get().gaps[-1] == [before + 1, before + 1]
    behind_the_portals_back(f"UPDATE {TABLE} SET id = id - 1 WHERE id = %s", before + 2)
    assert trouble() == f"Event {before + 1} was put in later."


def test_whole_block_that_somebody_deletes_is_noticed(person, monkeypatch):
    in_blocks_of(2, monkeypatch)
    numbers = acts(person, 6)
    sealing.seal(at=timezone.now())
    middle = AuditSeal.objects.all()[1]
    behind_the_portals_back(f"DELETE FROM {TABLE} WHERE id BETWEEN %s AND %s", middle.first_id, middle.last_id)
    assert trouble() == f"Event {numbers[2]} was taken away."
    behind_the_portals_back(f"DELETE FROM {AuditSeal._meta.db_table} WHERE id = %s", middle.pk)
    assert trouble() == f"Event {numbers[2]}: the seal of its block was taken away."


def test_blocks_cut_off_at_the_end_are_noticed_by_the_next_check(person, monkeypatch):
    in_blocks_of(2, monkeypatch)
    acts(person, 4)
    sealing.seal(at=timezone.now())
    assert not checking.check_and_keep(at=timezone.now()).trouble
    last = AuditSeal.objects.last()
    behind_the_portals_back(f"DELETE FROM {TABLE} WHERE id >= %s", last.first_id)
    behind_the_portals_back(f"DELETE FROM {AuditSeal._meta.db_table} WHERE id = %s", last.pk)
    assert not trouble(), "by itself the rest is whole"
    assert "are not there any more" in checking.check_and_keep(at=timezone.now()).trouble


def test_seal_that_somebody_changes_to_hide_a_deletion_is_noticed(person):
    numbers = acts(person, 3)
    sealing.seal(at=timezone.now())
    behind_the_portals_back(f"DELETE FROM {TABLE} WHERE id = %s", numbers[2])
    seals = AuditSeal._meta.db_table
    behind_the_portals_back(f"UPDATE {seals} SET count = 2, last_id = %s", numbers[1])
    assert "the seal of its block" in trouble()


def test_block_said_to_be_removed_before_its_time_is_noticed(person):
    acts(person, 3)
    sealing.seal(at=timezone.now())
    behind_the_portals_back(f"DELETE FROM {TABLE}")
    behind_the_portals_back(f"UPDATE {AuditSeal._meta.db_table} SET events_removed_at = now()")
    assert "was removed before its time" in trouble()


@pytest.mark.parametrize("sql", [f"UPDATE {TABLE} SET action = 'x'", f"DELETE FROM {TABLE}"])
def test_database_refuses_to_change_or_delete(person, sql):
    acts(person)
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_database_refuses_to_empty_the_trail(person):
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {TABLE} CASCADE")


def test_events_go_after_seven_years_by_whole_blocks_and_the_rest_can_still_be_checked(person, monkeypatch):
    in_blocks_of(2, monkeypatch)
    now = timezone.now()
    long_ago = now - dt.timedelta(days=8 * 365)
    acts(person, 3, at=long_ago)
    acts(person, 3, at=now)
    sealing.seal(at=now)
    assert sealing.remove_old_blocks(at=now) == 2, "the second block has a younger event"
    assert sealing.remove_old_blocks(at=now) == 0
    found = checking.check(at=now)
    assert (found.trouble, found.events, found.blocks) == ("", 4, 3)
    assert checking.check(at=now - dt.timedelta(days=1)).trouble, "removed in what would be the future"


@pytest.mark.django_db(transaction=True)
def test_event_of_a_slow_transaction_is_waited_for_and_never_sealed_out(person, monkeypatch):
    monkeypatch.setattr(sealing, "TRIES", 2)
    slow = connections.create_connection("default")
    slow.cursor().execute("BEGIN")
    with slow.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock_shared(%s), nextval('{TABLE}_id_seq')", [WRITERS])
    numbers = acts(person, 2)  # nobody waits for the slow one
    assert sealing.seal(at=timezone.now()) == 0
    slow.close()
    assert sealing.seal(at=timezone.now()) == 2
    assert AuditEvent.objects.filter(pk__in=numbers).count() == 2 and not trouble()


def test_many_events_are_written_together_and_each_is_signed(person, django_assert_num_queries):
    events = [
        AuditEvent(at=timezone.now(), action="x", target_kind="accounts.user", target_id=number, details={"n": number})
        for number in range(500)
    ]
    with django_assert_num_queries(2):
        record_all(events)
    assert checking.check(at=timezone.now()).events == 500 and not trouble()


def test_details_are_signed_as_the_database_gives_them_back(person):
    acts(
        person,
        fields=("b", "a"),
        share=1.0,
        big=1e20,
        small=1.5e-7,
        words="Zoë’s £ 日本 \u2028",
        more={"z": [], "a": None},
    )
    assert not trouble()


def test_command_names_the_wrong_event_and_ends_with_an_error(person, capsys):
    number = acts(person)[0]
    sealing.seal(at=timezone.now())
    call_command("check_audit")
    said = capsys.readouterr().out
    assert "1 events, nothing changed" in said and AuditSeal.objects.get().digest in said
    with pytest.raises(CommandError, match="not there any more"):
        call_command("check_audit", head="0" * 64)
    behind_the_portals_back(f"UPDATE {TABLE} SET action = 'nothing' WHERE id = %s", number)
    with pytest.raises(CommandError, match=f"Event {number} was changed"):
        call_command("check_audit")


def test_daily_tasks_seal_and_check_and_keep_the_result(person, caplog):
    number = acts(person)[0]
    tasks.seal_audit_trail()
    tasks.check_audit_trail()
    assert (AuditCheck.objects.get().sealed, AuditCheck.objects.get().trouble) == (1, "")
    behind_the_portals_back(f"DELETE FROM {TABLE} WHERE id = %s", number)
    tasks.check_audit_trail()
    assert "was taken away" in AuditCheck.objects.first().trouble and "was taken away" in caplog.text
