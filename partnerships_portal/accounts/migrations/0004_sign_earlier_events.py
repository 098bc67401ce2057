"""Signs the events that were written before events were signed."""

from django.db import migrations

from partnerships_portal.accounts.audit.signing import event_signature

COLUMNS = ("pk", "at", "actor_id", "action", "target_kind", "target_id", "details")


def sign(apps, schema_editor):
    events = apps.get_model("accounts", "AuditEvent").objects
    last = 0
    while rows := list(events.filter(pk__gt=last, signature="").order_by("pk")[:1000]):
        for row in rows:
            row.signature = event_signature(**{name: getattr(row, name) for name in COLUMNS})
        events.bulk_update(rows, ["signature"])
        last = rows[-1].pk


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_signed_audit_events")]

    operations = [migrations.RunPython(sign, migrations.RunPython.noop)]
