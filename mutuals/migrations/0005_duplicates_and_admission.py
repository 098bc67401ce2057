"""Duplicates are found by indexes, and it is known who waits for admission since when."""

from django.db import migrations, models
from django.db.models import Q

import mutuals.names

# Ranges are written out: what a class such as [[:punct:]] holds depends on the locale of the database.
# In this order: accents and marks that are not letters, what stands inside words, "and", all other signs,
# "the", and the endings that a register adds. Latin, Arabic and other scripts alike.
NAME_KEY = r"""
CREATE FUNCTION mutuals_name_key(said text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $body$
SELECT btrim(regexp_replace(regexp_replace(' ' || regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    lower(normalize(said, NFKD)),
    '[\u0300-\u036f\u0640\u064b-\u0652]', '', 'g'),
    '[.''\u2018\u2019\u02bc\u02bb`\u00b4]', '', 'g'),
    '[&+]', ' and ', 'g'),
    '[\s!-/:-@\[-_{-~\u0080-\u00a9\u00ab-\u00b1\u00b6-\u00b8\u00bb-\u00bf'
    '\u2000-\u206f\u3000-\u3003\ufe00-\ufe0f]+', ' ', 'g') || ' ',
    ' the(?= )', '', 'g'),
    '( (ltd|limited|cic|cio|plc|llp|community interest company|charitable incorporated organisation'
    '|public limited company))+ $', ''))
$body$
"""


class Migration(migrations.Migration):
    dependencies = [("mutuals", "0004_mutuals_are_admitted")]

    operations = [
        migrations.RunSQL(NAME_KEY, "DROP FUNCTION mutuals_name_key(text)"),
        migrations.AddField(
            model_name="organisation",
            name="admission_asked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(mutuals.names.NameKey("name"), name="organisation_by_name_key"),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(
                condition=~Q(company_number=""), fields=["company_number"], name="organisation_by_company"
            ),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(
                condition=~Q(charity_number=""), fields=["charity_number"], name="organisation_by_charity"
            ),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(
                condition=Q(admission_asked_at__isnull=False), fields=["admission_asked_at"], name="organisation_waits"
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=Q(admission_asked_at=None) | Q(admitted_at=None), name="organisation_waits_or_is_admitted"
            ),
        ),
    ]
