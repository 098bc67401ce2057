"""Who waits for admission, and what was decided on definitions before decisions were kept one by one."""

from django.db import migrations

WAITING = """
UPDATE mutuals_organisation SET admission_asked_at = created_at WHERE admitted_at IS NULL AND closed_at IS NULL
"""
# What it says now stands for what it said then: nothing older was kept.
DECISIONS = """
INSERT INTO mutuals_verificationdecision (organisation_id, about, outcome, reasons, answers, decided_at, decided_by_id)
SELECT d.organisation_id, 'definition', CASE d.status WHEN 'verified' THEN 'agreed' ELSE 'returned' END,
    CASE WHEN d.status = 'returned' AND d.reasons = '' THEN 'Not kept' ELSE d.reasons END,
    '{}', d.decided_at, d.decided_by_id
FROM mutuals_threepartdefinition AS d
WHERE d.decided_at IS NOT NULL AND d.status IN ('verified', 'returned') AND NOT EXISTS (
    SELECT FROM mutuals_verificationdecision AS v
    WHERE v.organisation_id = d.organisation_id AND v.decided_at = d.decided_at)
"""


class Migration(migrations.Migration):
    dependencies = [("mutuals", "0005_duplicates_and_admission")]

    operations = [
        migrations.RunSQL(WAITING, migrations.RunSQL.noop),
        migrations.RunSQL(DECISIONS, migrations.RunSQL.noop),
    ]
