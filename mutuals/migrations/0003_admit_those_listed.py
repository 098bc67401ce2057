"""Organisations that were in the directory stay in it; their entries learn where they are based."""

from django.db import migrations

ADMIT = "UPDATE mutuals_organisation SET admitted_at = created_at WHERE admitted_at IS NULL"
PLACE = """
UPDATE mutuals_directoryentry AS e
SET easting = b.easting, northing = b.northing, about_level = o.visibility_about
FROM mutuals_organisation AS o LEFT JOIN reference_localauthority AS b ON b.id = o.base_authority_id
WHERE o.id = e.organisation_id
"""


class Migration(migrations.Migration):
    dependencies = [("mutuals", "0002_people_and_profile_in_full")]

    operations = [
        migrations.RunSQL(ADMIT, migrations.RunSQL.noop),
        migrations.RunSQL(PLACE, migrations.RunSQL.noop),
    ]
