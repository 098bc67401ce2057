"""The database refuses to change or delete audit events and their seals.

Two ways past it, each for the length of a transaction or connection that says so: the portal's own retention
(portal.audit_retention, accounts/audit/sealing.py), and tests that empty every table (portal.audit_may_be_emptied).
Whoever may run SQL can say so too, or drop the trigger: what they change is then found by the signatures.
"""

from django.db import migrations

REFUSE = """
CREATE FUNCTION audit_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_setting('portal.audit_may_be_emptied', true) = 'on' THEN
        RETURN NULL;
    END IF;
    IF current_setting('portal.audit_retention', true) = 'on' AND (
        (TG_OP = 'DELETE' AND TG_TABLE_NAME = 'accounts_auditevent')
        OR (TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'accounts_auditseal')
    ) THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'The audit trail is only ever added to: % of % is refused', TG_OP, TG_TABLE_NAME;
END
$$;
CREATE TRIGGER audit_is_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON accounts_auditevent
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_only_added_to();
CREATE TRIGGER audit_is_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON accounts_auditseal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_only_added_to();
"""
ALLOW = """
DROP TRIGGER audit_is_only_added_to ON accounts_auditseal;
DROP TRIGGER audit_is_only_added_to ON accounts_auditevent;
DROP FUNCTION audit_is_only_added_to();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_sign_earlier_events")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
