"""Processes of the release before go on accepting requests while this one is prepared, and name nobody who is asked: the
database says that it is the asker, as they mean.
"""

import django.db.models.deletion
from django.db import migrations, models

NAME_THE_ASKER = """
CREATE FUNCTION evaluation_asks_the_asker() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT organisation_id INTO NEW.organisation_id FROM support_requests_supportrequest WHERE id = NEW.request_id;
    RETURN NEW;
END
$$;
CREATE TRIGGER evaluation_asks_the_asker BEFORE INSERT ON support_requests_evaluation
    FOR EACH ROW WHEN (NEW.organisation_id IS NULL) EXECUTE FUNCTION evaluation_asks_the_asker();
"""
FORGET = """
DROP TRIGGER IF EXISTS evaluation_asks_the_asker ON support_requests_evaluation;
DROP FUNCTION IF EXISTS evaluation_asks_the_asker();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("mutuals", "0008_who_read_in_which_consortium"),
        ("support_requests", "0011_first_guide"),
    ]

    operations = [
        migrations.AddField(
            model_name="evaluation",
            name="organisation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="evaluations",
                to="mutuals.organisation",
            ),
        ),
        migrations.RunSQL(NAME_THE_ASKER, FORGET),
    ]
